//! What `--from` says of standard input.

use crate::model::MediaType;

/// What stands on standard input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum From {
    /// 由内容判断 / told by the bytes
    Auto,
    Pdf,
    Ofd,
    Xlsx,
    Xls,
    Xlsb,
    Ods,
    /// SpreadsheetML 2003
    Xml,
    Html,
    Mht,
    Docx,
    Png,
    Jpg,
    Tif,
    Md,
    Csv,
    Tsv,
    Txt,
}

impl From {
    /// The ending of a file of this kind.
    pub(super) fn ending(self) -> Option<String> {
        let name = clap::ValueEnum::to_possible_value(&self).map(|value| value.get_name().to_owned());
        name.filter(|_| self != Self::Auto)
    }

    /// Whether a file that turned out to be of that type is what was named.
    pub(super) fn is(self, media: MediaType) -> bool {
        let wanted = match self {
            Self::Auto => return true,
            // A text of one line has neither tabs nor columns.
            Self::Txt | Self::Csv | Self::Tsv => {
                return matches!(media, MediaType::Text | MediaType::TabSeparated | MediaType::Csv);
            }
            Self::Pdf => MediaType::Pdf,
            Self::Ofd => MediaType::Ofd,
            Self::Xlsx => MediaType::Xlsx,
            Self::Xls => MediaType::Xls,
            Self::Xlsb => MediaType::Xlsb,
            Self::Ods => MediaType::Ods,
            Self::Xml => MediaType::SpreadsheetXml,
            Self::Html => MediaType::Html,
            Self::Mht => MediaType::WebArchive,
            Self::Docx => MediaType::Docx,
            Self::Png => MediaType::Png,
            Self::Jpg => MediaType::Jpeg,
            Self::Tif => MediaType::Tiff,
            Self::Md => MediaType::Markdown,
        };
        media == wanted
    }
}
