//! The picture of a line → its characters, by a network for lines of print.

use std::path::Path;

use compact_str::CompactString;
use rayon::prelude::*;
use rten::{Model, ModelOptions};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use super::raster::Grey;
use super::resample::shares;

/// Rows of dots the network takes.
pub(super) const ROWS: usize = 48;
/// It looks at so many dots across at a time.
const STRIDE: usize = 8;
/// Widest line it is given: more than a hundred characters.
const WIDEST: usize = 8192;

/// The network and the characters it knows.
pub(crate) struct Recogniser {
    model: Model,
    /// The first stands for nothing, the last for a space.
    alphabet: Vec<CompactString>,
}

/// One character as it was recognised.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ReadCharacter {
    pub(super) text: CompactString,
    /// Where its middle stands, as a share of the line's width.
    pub(super) at: f64,
    /// How sure the network is, of 1.
    pub(super) sure: f32,
    /// What else the network thought of, each with how sure it was.
    pub(super) others: Vec<(CompactString, f32)>,
}

impl Recogniser {
    /// From the network's file and that with its characters, one a line.
    pub(super) fn open(network: &Path, characters: &Path) -> Result<Self, String> {
        // Lines are short: to pack the weights for each would take as long as to read it.
        let mut options = ModelOptions::with_all_ops();
        let model = options.prepack_weights(true).load_file(network).map_err(|error| error.to_string())?;
        let characters = std::fs::read_to_string(characters).map_err(|error| error.to_string())?;
        let known = characters.lines().map(|line| CompactString::from(line.trim_end_matches('\r')));
        let alphabet =
            std::iter::once(CompactString::default()).chain(known).chain([CompactString::from(" ")]).collect();
        Ok(Self { model, alphabet })
    }

    /// Reads a line: dark print on white, with a little paper around it. Empty where there is none, or the network fails.
    pub(super) fn read(&self, line: &Grey) -> Vec<ReadCharacter> {
        let input = to_input(line);
        let Ok(output) = self.model.run_one((&input).into(), None) else { return Vec::new() };
        let Ok(output) = NdTensor::<f32, 3>::try_from(output) else { return Vec::new() };
        self.decode(output.slice(0))
    }

    /// The likeliest character of each step; equal neighbours are one, and nothing parts them.
    fn decode(&self, steps: NdTensorView<'_, f32, 2>) -> Vec<ReadCharacter> {
        let count = steps.size(0);
        let mut read: Vec<(usize, ReadCharacter)> = Vec::new();
        let mut before = 0;
        for step in 0..count {
            let Some((character, sure)) = best(steps.slice(step)) else {
                before = 0;
                continue;
            };
            let at = (step as f64 + 0.5) / count as f64;
            match read.last_mut() {
                Some((last, known)) if *last == character && before == character => {
                    known.sure = known.sure.max(sure);
                }
                _ => {
                    let others = self.others(steps.slice(step), character);
                    let Some(text) = self.alphabet.get(character).cloned() else { continue };
                    read.push((character, ReadCharacter { text, at, sure, others }));
                }
            }
            before = character;
        }
        read.into_iter().map(|(_, known)| known).collect()
    }

    /// What else a step may be, with how likely that is.
    fn others(&self, step: NdTensorView<'_, f32, 1>, likeliest: usize) -> Vec<(CompactString, f32)> {
        let step = step.to_slice();
        let thought_of = step.iter().zip(&self.alphabet).enumerate().skip(1);
        let others = thought_of.filter(|(at, (share, _))| **share >= THOUGHT_OF && *at != likeliest);
        others.map(|(_, (share, text))| (text.clone(), *share)).collect()
    }
}

/// What is said of each of these, in their order, by a function that reads lines: on the network's own threads, each of which reads lines
/// of its own. To share the work on one line costs more than that work.
pub(super) fn side_by_side<Item: Sync, Said: Send>(
    items: &[Item],
    said: impl Fn(&Item) -> Said + Send + Sync,
) -> Vec<Said> {
    rten::thread_pool().run(|| items.par_iter().map(said).collect())
}

/// How likely another character is at least that is named beside the likeliest.
const THOUGHT_OF: f32 = 0.0005;

/// The likeliest character of a step; none where that is nothing, as at most steps.
fn best(step: NdTensorView<'_, f32, 1>) -> Option<(usize, f32)> {
    let step = step.to_slice();
    let nothing = *step.first()?;
    if nothing > 0.5 {
        return None;
    }
    let most = step.iter().copied().fold(nothing, |most, share| if share > most { share } else { most });
    let character = step.iter().position(|share| *share >= most)?;
    (character > 0).then_some((character, most))
}

/// What the network takes: three colours, 48 rows, shades from -1 to 1.
fn to_input(line: &Grey) -> NdTensor<f32, 4> {
    let step = line.height().max(1) as f64 / ROWS as f64;
    let width = ((line.width() as f64 / step).ceil() as usize).div_ceil(STRIDE) * STRIDE;
    let width = width.clamp(ROWS, WIDEST);
    let across = shares(line.width(), width, step.max(line.width() as f64 / width as f64));
    let mut shades = Vec::with_capacity(3 * ROWS * width);
    let mut blended = vec![0.0; line.width()];
    for share in shares(line.height(), ROWS, step) {
        share.blend(line.rows(), &mut blended);
        shades.extend(across.iter().map(|share| share.grey(&blended) / 127.5 - 1.0));
    }
    let plane = shades.clone();
    shades.extend_from_slice(&plane);
    shades.extend(plane);
    NdTensor::from_data([1, 3, ROWS, width], shades)
}
