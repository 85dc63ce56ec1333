//! Codes of PDF pages as they were opened.

use super::entry::codes;

codes! {
    NO_TEXT = "no-text" Reading {
        name "没有文字的文件" "inputs without text"
        meaning "所有页都没有可读的文字：扫描件、图片，或文字已转为曲线。"
                "No page has text that can be read: scans, pictures, or letters drawn as shapes."
        advice "运行“jixiao models install”安装识别模型后再转换；或先用其他软件做文字识别（OCR）。" "Run “jixiao models install” and convert again, or recognise the characters with another program (OCR) first."
        Error NoText { pages } "全部{pages}页都没有可读的文字（扫描件或图片）。请先做文字识别（OCR），再转换带文字层的PDF。"
            "None of the {pages} pages has text (scans or pictures). Recognise the characters (OCR) first and convert the PDF with its text layer."
    }
    IMAGE_ONLY_PAGE = "image-only-page" Reading {
        name "只有图片的页" "pages of pictures only"
        meaning "这一页是扫描件或图片，没有文字，其内容没有读入。" "The page is a scan or a picture without text; its content is missing."
        advice "运行“jixiao models install”安装识别模型后再转换；或先用其他软件做文字识别（OCR）。" "Run “jixiao models install” and convert again, or recognise its characters with another program (OCR) first."
        Error ImageOnlyPage { page } "第{page}页只有图片，没有文字（扫描件）。请先做文字识别（OCR）。"
            "Page {page} is a picture without text. Recognise its characters (OCR) first."
    }
    OUTLINED_TEXT = "outlined-text" Reading {
        name "转为曲线的文字" "text drawn as shapes"
        meaning "这一页的字是画出来的图形，不是文字，无法读出。" "The letters of the page are drawings, no text, and cannot be read."
        advice "重新导出并保留文字；或运行“jixiao models install”安装识别模型后再转换。" "Export it again with its text, or run “jixiao models install” and convert again."
        Error OutlinedText { page } "第{page}页的文字已转为曲线，无法读出。请做文字识别（OCR），或重新导出并保留文字。"
            "The letters of page {page} are drawn as shapes and cannot be read. Recognise them (OCR) or export the text as text."
    }
    TEXT_LAYER = "text-layer" Reading {
        name "识别得来的文字" "recognised text"
        meaning "这一页是图片，上面盖着一层文字识别（OCR）的结果；识别会有错。"
                "The page is a picture under a layer of recognised characters (OCR), which may be wrong."
        advice "对照图片核对，尤其是数字。" "Compare it with the picture, numbers above all."
        Warning TextLayer { page } "第{page}页是图片，文字来自识别层，可能有误。请对照图片核对。"
            "Page {page} is a picture; its text comes from a layer of recognised characters. Compare it with the picture."
    }
    NO_DECODABLE_TEXT = "no-decodable-text" Reading {
        name "字体没有给出字符" "fonts that do not tell their characters"
        meaning "这一页的字体没有说明字形是哪些字，多数字符只能猜测，读出的文字不可信。"
                "The fonts of the page do not say which characters their shapes are; most are guessed, and the text cannot be trusted."
        advice "换一种方式重新导出；或运行“jixiao models install”安装识别模型后再转换。" "Export it in another way, or run “jixiao models install” and convert again."
        Error NoDecodableText { page } "第{page}页的字体没有给出字符，读出的文字不可信。请做文字识别（OCR），或换一种方式重新导出。"
            "The fonts of page {page} do not tell their characters; the text cannot be trusted. Recognise it (OCR) or export it differently."
    }
    UNKNOWN_CHARACTERS = "unknown-characters" Reading {
        name "无法确定的字符" "unknown characters"
        meaning "字体没有说明这几个字形是哪些字，读作“\u{FFFD}”；这些字丢失了。"
                "The font does not say which characters these shapes are; they stand as U+FFFD and are lost."
        advice "对照原文件补上。" "Fill them in from the original."
        Error UnknownCharacters { page, count } "第{page}页有{count}个字符无法确定，以“\u{FFFD}”代替。请对照原文件补上。"
            "{count} characters of page {page} are unknown and stand as U+FFFD. Fill them in from the original."
    }
    GUESSED_CHARACTERS = "guessed-characters" Reading {
        name "猜测的字符" "guessed characters"
        meaning "字体没有说明这几个字形是哪些字，按常用编码猜测，可能有误。"
                "The font does not say which characters these shapes are; they were guessed from usual codes and may be wrong."
        advice "对照原文件核对。" "Compare them with the original."
        Warning GuessedCharacters { page, count } "第{page}页有{count}个字符是按编码猜测的。请对照原文件核对。"
            "{count} characters of page {page} are guessed from their codes. Compare them with the original."
    }
    DAMAGED_PAGE = "damaged-page" Reading {
        name "损坏的页" "damaged pages"
        meaning "这一页的数据有误，只读出了一部分。" "The page's data are broken; only a part of it was read."
        advice "重新下载或重新导出，并与原文件核对。" "Download or export it again, and compare with the original."
        Error DamagedPage { page } "第{page}页已损坏，只读出了一部分。请核对原文件。"
            "Page {page} is damaged and was read in part only. Compare it with the original."
    }
    TIME_LIMIT = "time-limit" Reading {
        name "超过时限" "the time limit"
        meaning "读取超过了时限，这一页起没有读完。" "Reading took longer than allowed; from this page on, content is missing."
        advice "用 --timeout 放宽时限，或拆分文件。" "Raise the limit with --timeout, or split the file."
        Error TimeLimit { page } "超过时限，第{page}页起未读完。请用 --timeout 放宽时限。"
            "The time limit was reached at page {page}; the rest was not read. Raise it with --timeout."
    }
    PAGE_TOO_LARGE = "page-too-large" Reading {
        name "内容过多的页" "pages with too much on them"
        meaning "这一页的内容超出内存上限，只读出了一部分。" "The page holds more than the memory limit allows; a part of it is missing."
        advice "与原文件核对；通常换一种方式导出即可。" "Compare with the original; another way of exporting usually helps."
        Error PageTooLarge { page } "第{page}页内容过多，只读出了一部分。"
            "Page {page} holds more than fits the memory budget and was read in part only."
    }
    STREAM_TOO_LARGE = "stream-too-large" Reading {
        name "过大的数据流" "streams that are too large"
        meaning "文件中的压缩数据解压后超出内存上限，没有读入；正常的文件不会如此。"
                "Compressed data of the file unpack to more than the memory limit and were left out; sound files have none."
        advice "核对原文件是否可靠，文字是否齐全。" "Check whether the file can be trusted, and whether its text is complete."
        Error StreamTooLarge { count } "文件中有{count}个数据流解压后超出内存上限，未读入，文字可能不全。请核对原文件。"
            "{count} streams of the file inflate beyond the memory budget and were left out; text may be missing. Compare with the original."
    }
}
