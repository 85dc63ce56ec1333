//! The Chinese font of this computer that stands for fonts a PDF does not hold.

use hayro_interpret::font::FontData;

/// A font of this computer.
pub(super) struct SystemFont {
    /// The family.
    pub(super) name: String,
    /// The file's bytes.
    pub(super) data: FontData,
    /// Which font of the file.
    pub(super) index: u32,
}
