//! What a file is that is no input.

use super::reason::reasons;

reasons! {
    /// What a file is instead of an input that can be read.
    NotInput {
        EncryptedOfd "是加密的OFD文件，请用OFD阅读器解密后另存" "an encrypted OFD file: save it without encryption"
        Empty "文件是空的" "the file is empty"
        Binary "内容是二进制数据" "binary data"
        Picture "是图片，请先做文字识别（OCR）" "a picture"
        Archive "是压缩包，请先解压" "an archive"
        Program "是程序" "a program"
        Folder "是文件夹" "a folder"
        Pipe "是管道，不是文件" "a pipe"
        Socket "是套接字，不是文件" "a socket"
        Device "是设备，不是文件" "a device"
        Xml "是XML文件，请用表格程序打开，另存为XLSX" "an XML file"
        WordProcessor "是文字处理文档，请先导出为PDF" "a word processor document"
        NeitherPackageNorExcel97 "既不是压缩包，也不是Excel 97文件" "neither a package nor an Excel 97 file"
        CompoundWithoutWorkbook "复合文件中没有工作簿" "a compound file without a workbook"
        OldWord "是旧式Word或WPS文字文档（.doc、.wps），请另存为DOCX或PDF" "an old Word or WPS document (.doc, .wps); save it as DOCX or PDF"
        Presentation "是演示文稿，请先导出为PDF" "a presentation; export it as PDF"
        OtherJson "是其他程序的JSON，请改用它所依据的原文件" "JSON of another program; use the file it was made from"
        PackageWithoutSheets "压缩包中没有工作表" "a package that holds no worksheets"
        NoWorkbook "不是工作簿" "no workbook"
    }
}
