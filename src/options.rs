//! The settings of a conversion.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use crate::validate::Rules;
use crate::vocabulary::Vocabulary;

/// Memory for one document where nothing else is asked for, bytes: some 200,000 cells, twenty times what the largest published tables
/// hold.
pub const MAX_MEMORY: u64 = 300 << 20;

/// Which pages are read from their pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Ocr {
    /// None.
    #[cfg_attr(feature = "cli", clap(help = "不识别 / none"))]
    Off,
    /// Those without text of their own, where the network is installed.
    #[default]
    #[cfg_attr(feature = "cli", clap(help = "没有文字的页 / those without text of their own"))]
    Auto,
    /// All.
    #[cfg_attr(feature = "cli", clap(help = "全部 / all"))]
    Force,
}

/// The settings of a conversion; [`Options::default`] is what the command line uses without flags.
#[derive(Debug, Clone)]
pub struct Options {
    /// Password of encrypted inputs.
    pub password: Option<String>,
    /// Wall-clock limit for one document, all stages together.
    pub timeout: Duration,
    /// Memory that working on one document may take beyond what the process has, bytes. What an input holds is charged before it
    /// is kept, so that a file that is too large is refused.
    pub max_memory: u64,
    /// Whether pages that are pictures are read from these; without the feature `ocr` none is.
    pub ocr: Ocr,
    /// Numbers (from 1) of those among them that are read so; the others stay as they are. Empty: all.
    pub ocr_pages: Vec<RangeInclusive<u32>>,
    /// The folder with the network that reads pictures, where it is not that of the user.
    pub ocr_models: Option<PathBuf>,
    /// Also return the tables that belong to no recognised form.
    pub tables: bool,
    /// Labels, units and words the forms are recognised by.
    pub vocabulary: Vocabulary,
    /// The settings of the checks.
    pub rules: Rules,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            password: None,
            timeout: Duration::from_mins(1),
            max_memory: MAX_MEMORY,
            ocr: Ocr::default(),
            ocr_pages: Vec::new(),
            ocr_models: None,
            tables: false,
            vocabulary: Vocabulary::default(),
            rules: Rules::default(),
        }
    }
}
