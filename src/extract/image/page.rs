//! The picture of a page → the page: its ruling lines and its characters.

use super::levelled_page::LevelledPage;
use super::paper;
use super::raster::Grey;
use super::recogniser::Recogniser;
use super::trial::Trial;
use super::turned::Lie;
use crate::model::{Noted, Page, Picture};

/// Reads a picture; `scale` is its dots a point. What is laid over it invisibly is not asked. Print that lies on a side or upside down
/// is found by how surely it is read.
pub(super) fn picture_to_page(picture: Picture, scale: f64, number: u32, recogniser: &Recogniser) -> Noted<Page> {
    let grey = Grey::of_picture(&picture);
    drop(picture);
    let grey = paper::even(&grey);
    let levelled = |lie: Lie| LevelledPage::of(lie.righted(&grey), scale, number, recogniser);
    let mut upright = levelled(Lie::Upright);
    let mut most = upright.trial();
    let mut chosen = (Lie::Upright, upright);
    if !most.is_some_and(Trial::is_upright) {
        for lie in Lie::OTHERS {
            let mut turned = levelled(lie);
            let trial = turned.trial();
            if trial.is_some_and(|trial| trial.beats(most)) {
                (chosen, most) = ((lie, turned), trial);
            }
        }
    }
    let (lie, upright) = chosen;
    let (page, findings) = upright.read_all();
    let (page, findings) = lie.put_back(page, findings);
    Noted { output: page, findings }
}
