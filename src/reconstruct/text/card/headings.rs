//! The headings over indicator rows among tokens.

use crate::reconstruct::text::grid::Joined;
use crate::reconstruct::text::labels::label_at;
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{Gap, Role, Token, is_amount, tokens_to_text};
use crate::vocabulary::Column as Meaning;

/// Fewest headings that make a row of them.
const FEWEST: usize = 3;
/// Most headings: no table has so many columns.
const MOST: usize = 24;

/// The headings of indicator rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Headings {
    /// In printed order: what each means, its text and lines.
    pub(super) list: Vec<(Option<Meaning>, Joined)>,
    /// Their first token.
    pub(super) start: usize,
    /// The token behind their last.
    pub(super) end: usize,
}

impl Headings {
    /// What the columns below hold.
    pub(super) fn roles(&self) -> Vec<Role> {
        self.list.iter().map(|(meaning, _)| meaning.map_or(Role::Remark, Role::of)).collect()
    }

    /// First and last line number.
    pub(super) fn lines(&self) -> [u32; 2] {
        let first = self.list.first().map_or(0, |h| h.1.1[0]);
        [first, self.list.last().map_or(first, |h| h.1.1[1])]
    }

    /// Whether both print the same labels.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.list.iter().map(|h| &h.1.0).eq(other.list.iter().map(|h| &h.1.0))
    }

    /// Whether they head indicators, and those of one project.
    fn are_of_indicators(&self) -> bool {
        let has = |meaning: Meaning| self.list.iter().any(|h| h.0 == Some(meaning));
        let levels = [Meaning::Level1, Meaning::Level2, Meaning::Level3].into_iter().filter(|m| has(*m)).count();
        let valued = has(Meaning::AnnualValue) || has(Meaning::PeriodValue) || has(Meaning::Actual);
        let known = self.list.iter().filter(|h| h.0.is_some()).count();
        known >= FEWEST && (levels >= 2 || has(Meaning::Level3) && valued)
    }
}

/// The headings of indicator rows that start with a token.
pub(super) fn headings_at(tokens: &[Token], at: usize, words: &Words) -> Option<Headings> {
    let heading = |n: usize| label_at(tokens, n, words).filter(|l| is_heading(l.meaning));
    heading(at)?;
    let mut list = Vec::new();
    let mut next = at;
    while list.len() < MOST {
        let (meaning, end) = match heading(next) {
            Some(label) => (Some(label.meaning), label.end),
            None if is_unknown_heading(tokens, next, |n| heading(n).is_some()) => (None, next + 1),
            None => break,
        };
        let own = &tokens[next..end];
        list.push((meaning, (tokens_to_text(own), [own.first()?.line, own.last()?.line])));
        next = end;
    }
    let headings = Headings { list, start: at, end: next };
    headings.are_of_indicators().then_some(headings)
}

/// Whether a token among headings is one whose meaning is not known: it stands on their line, or before another heading.
fn is_unknown_heading(tokens: &[Token], at: usize, is_heading: impl Fn(usize) -> bool) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let apart = |n: usize| tokens.get(n).is_none_or(|t| t.gap >= Gap::Blank);
    !is_amount(token.text) && (token.gap == Gap::Space || !apart(at) && !apart(at + 1) && is_heading(at + 1))
}

/// Whether a label heads a column of indicator rows.
fn is_heading(meaning: Meaning) -> bool {
    let role = Role::of(meaning);
    let of_indicators = matches!(role, Role::Level3 | Role::Value | Role::Sign | Role::Measure | Role::Points);
    role.is_class() || of_indicators || matches!(role, Role::Remark | Role::Number)
}
