//! Every tolerance of this stage, with its unit and its reason. Lengths are in em (the font size of the glyphs they
//! are applied to) unless the name says points.

/// Baselines closer than this, in em, are one line: what rounding and hinting shift.
pub(crate) const BASELINE_STEP: f64 = 0.12;

/// The most that baselines of one line may spread in all, in em: keeps a chain of steps from swallowing the next line.
pub(crate) const BASELINE_SPREAD: f64 = 0.3;

/// Share of the lower line's height by which two rows of glyphs must overlap to be one line (superscripts, mixed
/// fonts, the jitter of recognised text).
pub(crate) const LINE_OVERLAP: f64 = 0.5;

/// A gap between Latin letters, in em, from which it is a space: the narrowest spaces of justified text are 0.2 em,
/// kerning stays below 0.1 em.
pub(crate) const LATIN_SPACE: f64 = 0.17;

/// A gap beside a CJK character, in em, from which it is a space: the space that typesetters put between CJK and Latin
/// text is 0.25 em and is not typed.
pub(crate) const CJK_SPACE: f64 = 0.45;

/// A glyph set at most this share of its neighbour's size may be its superscript or subscript.
pub(crate) const SCRIPT_SIZE: f64 = 0.8;

/// The gap, in em of the larger glyph, up to which a superscript or subscript belongs to the word before it.
pub(crate) const SCRIPT_GAP: f64 = 0.25;
