//! The picture of a line → its characters, by a network for lines of print.

use std::path::Path;

use compact_str::CompactString;
use rten::Model;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use super::raster::Grey;

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
    /// What it took for the next likely, and how sure it was of that.
    pub(super) second: Option<(CompactString, f32)>,
}

impl Recogniser {
    /// From the network's file and that with its characters, one a line.
    pub(super) fn open(network: &Path, characters: &Path) -> Result<Self, String> {
        let model = Model::load_file(network).map_err(|error| error.to_string())?;
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
            let Some((best, second)) = two_best(steps.slice(step).iter().copied()) else { continue };
            let (character, sure) = best;
            if character == 0 {
                before = 0;
                continue;
            }
            let at = (step as f64 + 0.5) / count as f64;
            match read.last_mut() {
                Some((last, known)) if *last == character && before == character => {
                    known.sure = known.sure.max(sure);
                }
                _ => {
                    let text = self.alphabet.get(character).cloned().unwrap_or_default();
                    let second =
                        (second.0 != 0).then(|| (self.alphabet.get(second.0).cloned().unwrap_or_default(), second.1));
                    read.push((character, ReadCharacter { text, at, sure, second }));
                }
            }
            before = character;
        }
        read.into_iter().map(|(_, known)| known).collect()
    }
}

/// The two largest with their places.
fn two_best(values: impl Iterator<Item = f32>) -> Option<((usize, f32), (usize, f32))> {
    let mut best: Option<(usize, f32)> = None;
    let mut second = (0, 0.0);
    for (at, value) in values.enumerate() {
        if best.is_none_or(|best| value > best.1) {
            second = best.unwrap_or(second);
            best = Some((at, value));
        } else if value > second.1 {
            second = (at, value);
        }
    }
    best.map(|best| (best, second))
}

/// What the network takes: three colours, 48 rows, shades from -1 to 1.
fn to_input(line: &Grey) -> NdTensor<f32, 4> {
    let share = ROWS as f64 / line.height().max(1) as f64;
    let width = ((line.width() as f64 * share).ceil() as usize).div_ceil(STRIDE) * STRIDE;
    let width = width.clamp(ROWS, WIDEST);
    let step = (line.width() as f64 / width as f64).max(1.0 / share);
    let mut shades = Vec::with_capacity(3 * ROWS * width);
    for y in 0..ROWS {
        for x in 0..width {
            shades.push(f32::from(area(line, x as f64 * step, y as f64 / share, step, 1.0 / share)) / 127.5 - 1.0);
        }
    }
    let plane = shades.clone();
    shades.extend_from_slice(&plane);
    shades.extend(plane);
    NdTensor::from_data([1, 3, ROWS, width], shades)
}

/// The middle shade of an area of dots; between dots where it is smaller than one.
fn area(line: &Grey, x: f64, y: f64, width: f64, height: f64) -> u8 {
    if width <= 1.5 && height <= 1.5 {
        return line.between(x + width / 2.0 - 0.5, y + height / 2.0 - 0.5);
    }
    let (right, bottom) = (x + width, y + height);
    let (mut sum, mut weight) = (0.0, 0.0);
    for row in y.floor() as usize..bottom.ceil() as usize {
        let tall = (bottom.min(row as f64 + 1.0) - y.max(row as f64)).max(0.0);
        for column in x.floor() as usize..right.ceil() as usize {
            let share = tall * (right.min(column as f64 + 1.0) - x.max(column as f64)).max(0.0);
            sum += share * f64::from(line.at(column, row));
            weight += share;
        }
    }
    if weight > 0.0 { (sum / weight).round() as u8 } else { line.at(x as usize, y as usize) }
}
