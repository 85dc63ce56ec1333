//! The classes of indicator rows: merged cells to their left, printed once for the rows they cover, cut where a page ends.

use std::collections::BTreeSet;

use super::claims::Owner;
use super::class_words::printed_class_of;
use super::header::Header;
use super::items::{Row, Slot};
use super::money::is_no_amount;
use crate::findings::{CLASS_UNKNOWN, ClassNearMiss, ClassUnknown, LabelJoined, LevelsLost, Message};
use crate::model::{Finding, Indicator};
use crate::vocabulary::{Column, Vocabulary};

/// The classes that hold for the rows to come: merged cells are printed once.
#[derive(Debug, Clone, Default)]
pub(super) struct Levels {
    pub(super) level1: Option<String>,
    pub(super) level2: Option<String>,
    /// The source shows that a class stood here but not which.
    lost: bool,
    /// A merged cell of the first level began blank, over classes of this one: its word may stand on the next page.
    awaited: Option<String>,
    /// A class of which the rows above had only a part.
    whole: Option<WholeClass>,
    /// Classes that are not known, each said once.
    told: BTreeSet<String>,
}

/// A class whose cell a page break cut.
#[derive(Debug, Clone, PartialEq)]
enum WholeClass {
    /// The word of the first level stands below the break only.
    First(String),
    /// What stood above the break, and the whole word.
    Second { part: String, whole: String },
}

impl Levels {
    /// The rows of one class printed over columns.
    pub(super) fn of_class(class: &str) -> Self {
        Self { level1: Some(class.to_owned()), ..Self::default() }
    }

    /// Begins another project: no class holds.
    pub(super) fn begin(&mut self) {
        *self = Self { told: std::mem::take(&mut self.told), ..Self::default() };
    }

    /// Takes the class cells of a row: a printed class holds until the next one; a new first level ends the second.
    pub(super) fn take(
        &mut self,
        row: &Row<'_>,
        header: &Header,
        vocabulary: &Vocabulary,
        findings: &mut Vec<Finding>,
    ) {
        let first = header.cell(row, Column::Level1).filter(|slot| !is_no_class(slot, vocabulary));
        let second = header.cell(row, Column::Level2).filter(|second| first.is_none_or(|first| !first.is(second)));
        if first.into_iter().chain(second).any(|s| s.cell.lost) {
            self.begin();
            self.lost = true;
        }
        if let Some(slot) = first.filter(|slot| self.is_second_over_both(slot, second, header, row, vocabulary)) {
            self.second(slot, vocabulary, findings);
            return;
        }
        match first {
            Some(slot) if !slot.is_blank() => self.first(slot, vocabulary, findings),
            Some(slot) if slot.begins && (row.knows_spans() || self.level1.is_none()) => {
                self.blank_first(second, vocabulary);
            }
            _ => {}
        }
        if let Some(slot) = second.filter(|s| !s.is_blank()) {
            self.second(slot, vocabulary, findings);
        }
    }

    /// Whether a cell that lies in the columns of both levels holds a class of the second one under the class that holds: the side between
    /// it and the blank rest of the first level is not drawn.
    fn is_second_over_both(
        &self,
        slot: &Slot<'_>,
        second: Option<&Slot<'_>>,
        header: &Header,
        row: &Row<'_>,
        vocabulary: &Vocabulary,
    ) -> bool {
        let both = second.is_none() && header.cell(row, Column::Level2).is_some_and(|second| slot.is(second));
        let class = printed_class_of(slot.text(), vocabulary);
        let holds = self.level1.as_deref().and_then(|class| vocabulary.level1(class));
        both && vocabulary.level1(&class).is_none() && holds.is_some() && vocabulary.parent(&class) == holds
    }

    fn first(&mut self, slot: &Slot<'_>, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
        slot.claim(Owner::Class);
        let class = printed_class_of(slot.text(), vocabulary);
        if slot.begins && vocabulary.level1(&class).is_none() {
            match vocabulary.level1_near(&class) {
                Some(near) => findings.push(near_class(slot, &class, near.meaning)),
                None => self.unknown(slot, &class, vocabulary, findings),
            }
        }
        if self.awaited.take().is_some_and(|awaited| vocabulary.level1(&class) == Some(&awaited)) {
            self.whole = Some(WholeClass::First(class.clone()));
            self.level1 = Some(class);
        } else if self.level1.as_deref() != Some(class.as_str()) {
            self.begin();
            self.level1 = Some(class);
        }
    }

    /// A blank cell of the first level begins. Where the class beside it belongs under another than the one above, or none stands
    /// above, it is the upper part of a cell whose word is printed further down.
    fn blank_first(&mut self, second: Option<&Slot<'_>>, vocabulary: &Vocabulary) {
        let class = second.filter(|s| !s.is_blank()).map(|s| printed_class_of(s.text(), vocabulary));
        let parent = class.and_then(|class| vocabulary.parent(&class).map(str::to_owned));
        let holds = self.level1.as_deref().and_then(|class| vocabulary.level1(class));
        let begins = self.level1.is_none() && !self.lost;
        if let Some(parent) = parent.filter(|parent| begins || holds.is_some_and(|holds| holds != parent)) {
            (self.level1, self.level2) = (None, None);
            self.awaited = Some(parent);
        }
    }

    fn second(&mut self, slot: &Slot<'_>, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
        slot.claim(Owner::Class);
        let class = printed_class_of(slot.text(), vocabulary);
        if slot.begins && vocabulary.level2(&class).is_none() {
            let above = self.level2.as_ref().filter(|above| vocabulary.level2(above).is_none());
            let joined = above.map(|part| (part.clone(), format!("{part}{class}")));
            if let Some((part, whole)) = joined.filter(|(_, whole)| vocabulary.level2(whole).is_some()) {
                findings.retain(|f| f.code != CLASS_UNKNOWN.code || f.quote.as_ref() != Some(&part));
                findings.push(LabelJoined {}.finding().at(slot.cell.place.clone()).quote(whole.clone()));
                self.level2 = Some(whole.clone());
                self.whole = Some(WholeClass::Second { part, whole });
                return;
            }
            match vocabulary.level2_near(&class) {
                Some(near) => findings.push(near_class(slot, &class, near.meaning)),
                None => self.unknown(slot, &class, vocabulary, findings),
            }
        }
        self.level2 = Some(class);
    }

    /// A class of neither level that no vocabulary has: kept as printed, and said once.
    fn unknown(&mut self, slot: &Slot<'_>, class: &str, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
        let known = vocabulary.level1(class).is_some()
            || vocabulary.level2(class).is_some()
            || vocabulary.is_class_of_evaluation(class);
        let says_nothing = is_no_amount(class) || vocabulary.is_example(class);
        if !known && !says_nothing && self.told.insert(class.to_owned()) {
            findings.push(ClassUnknown { class }.finding().at(slot.cell.place.clone()).quote(class));
        }
    }

    /// Gives the indicators above, the last ones, the class of which they had only a part.
    pub(super) fn complete(&mut self, above: &mut [Indicator]) {
        match self.whole.take() {
            Some(WholeClass::First(class)) => {
                for indicator in above.iter_mut().rev().take_while(|i| i.level1.is_none()) {
                    indicator.level1 = Some(class.clone());
                }
            }
            Some(WholeClass::Second { part, whole }) => {
                for indicator in above.iter_mut().rev().take_while(|i| i.level2.as_ref() == Some(&part)) {
                    indicator.level2 = Some(whole.clone());
                }
            }
            None => {}
        }
    }

    /// Whether the classes of the row are lost in the source.
    pub(super) fn are_lost(&self) -> bool {
        self.lost
    }
}

/// Whether a cell only shows where an indicator goes: 指标2：, moved where a class stands by a dump that lost merged cells.
fn is_no_class(slot: &Slot<'_>, vocabulary: &Vocabulary) -> bool {
    let is_example = !slot.is_blank() && vocabulary.is_example(slot.text()) && !is_no_amount(slot.text());
    if is_example {
        slot.claim(Owner::Blank);
    }
    is_example
}

fn near_class(slot: &Slot<'_>, class: &str, known: &str) -> Finding {
    ClassNearMiss { class, known }.finding().at(slot.cell.place.clone()).quote(class).suggest(known)
}

/// One finding for all indicators of a form whose class is lost.
pub(super) fn lost_levels(first: &Indicator, count: usize) -> Finding {
    LevelsLost { count }.finding().at(first.place.clone()).quote(first.level3.clone().unwrap_or_default())
}
