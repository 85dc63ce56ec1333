//! Tokens of a department form, or of one half of it → where its sections stand, each with its label and tokens.

use std::ops::Range;

use crate::language::characters::display_width;
use crate::reconstruct::text::labels::{Label, label_at, labels_at};
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{Gap, LineCell, Role, Token, is_amount, tokens_to_text};
use crate::vocabulary::Column as Meaning;

/// A text with its lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SectionText {
    /// The joined text.
    pub(super) text: String,
    /// First and last line number.
    pub(super) lines: [u32; 2],
}

/// Tokens as one piece.
pub(super) fn piece(tokens: &[Token]) -> Option<SectionText> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    Some(SectionText { text: tokens_to_text(tokens), lines: [first.line, last.line] })
}

pub(super) fn label_piece(tokens: &[Token], label: &Label) -> Option<SectionText> {
    piece(&tokens[label.start..label.end])
}

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Section {
    Department,
    Budget,
    Goal,
    Tasks,
    Other,
    Indicators,
}

impl Section {
    /// What the headings of its rows mean, where it has rows.
    fn heading(self) -> Option<fn(Meaning) -> bool> {
        match self {
            Self::Tasks => Some(is_task_heading),
            Self::Indicators => Some(is_indicator_heading),
            _ => None,
        }
    }
}

fn section_of(meaning: Meaning) -> Option<Section> {
    Some(match meaning {
        Meaning::Department => Section::Department,
        Meaning::BudgetBlock | Meaning::BudgetHeading => Section::Budget,
        Meaning::Goal => Section::Goal,
        Meaning::TaskBlock => Section::Tasks,
        Meaning::OtherTasks => Section::Other,
        Meaning::Indicators => Section::Indicators,
        _ => return None,
    })
}

/// A section's beginning: its label where it has one, its headings where these begin it.
fn section_at(tokens: &[Token], at: usize, words: &Words) -> Option<(Section, Option<Label>)> {
    if !tokens[at].begins_line() {
        return None;
    }
    let label = label_at(tokens, at, words)?;
    if let Some(section) = section_of(label.meaning) {
        let own = (label.meaning != Meaning::BudgetHeading).then_some(label);
        return Some((section, own));
    }
    let headed = |belongs: fn(Meaning) -> bool| labels_at(tokens, at, words, belongs).len() > 1;
    if headed(is_task_heading) {
        Some((Section::Tasks, None))
    } else if headed(is_indicator_heading) {
        Some((Section::Indicators, None))
    } else {
        None
    }
}

/// Where a section begins.
struct SectionStart {
    at: usize,
    section: Section,
    label: Option<Label>,
    /// Its label printed further down, beside its middle or again on a new page.
    inner: Vec<Label>,
}

/// Finds the sections, in their printed order.
fn tokens_to_starts(tokens: &[Token], words: &Words) -> Vec<SectionStart> {
    let mut starts: Vec<SectionStart> = Vec::new();
    for at in 0..tokens.len() {
        let Some((section, label)) = section_at(tokens, at, words) else { continue };
        if starts.iter().any(|s| s.section as u8 > section as u8) {
            continue;
        }
        match (starts.last_mut(), label) {
            // Within a section its headings, an inner budget heading, are its own.
            (Some(last), label) if last.section == section => {
                let inside = matches!(section, Section::Budget | Section::Tasks | Section::Indicators);
                last.inner.extend(label.filter(|_| inside));
            }
            _ => starts.push(SectionStart { at, section, label, inner: Vec::new() }),
        }
    }
    starts
}

/// A section with what it holds.
pub(super) struct OwnSection<'a> {
    /// What it is.
    pub(super) section: Section,
    /// Its label.
    pub(super) label: Option<SectionText>,
    /// What it holds, its labels aside.
    pub(super) tokens: Vec<Token<'a>>,
    /// Its rows, where cells drawn late stand in them.
    pub(super) rows: Option<Vec<Vec<LineCell>>>,
}

/// The sections of a form.
pub(super) struct Sectioned<'a> {
    /// What stands above the first.
    pub(super) head: Vec<Token<'a>>,
    /// The sections in their printed order.
    pub(super) sections: Vec<OwnSection<'a>>,
    /// Labels printed again.
    pub(super) again: Vec<SectionText>,
}

/// Cuts tokens into sections.
pub(super) fn tokens_to_sections<'a>(tokens: &[Token<'a>], words: &Words) -> Sectioned<'a> {
    let tokens = amounts_apart(tokens, words);
    let starts = tokens_to_starts(&tokens, words);
    let first = starts.first().map_or(tokens.len(), |s| s.at);
    let ends = starts.iter().skip(1).map(|s| s.at).chain([tokens.len()]);
    let (mut sections, mut again) = (Vec::new(), Vec::new());
    for (start, end) in starts.iter().zip(ends) {
        let from = start.label.map_or(start.at, |l| l.end).min(end);
        let mut labels = start.label.iter().chain(&start.inner).filter_map(|l| label_piece(&tokens, l));
        let label = labels.next();
        again.extend(labels);
        let own = without_labels(&tokens, from..end, start);
        sections.push(OwnSection { section: start.section, label, tokens: own, rows: None });
    }
    Sectioned { head: tokens.split_at(first).0.to_vec(), sections, again }
}

impl<'a> OwnSection<'a> {
    /// The headings of its rows, and the tokens below.
    pub(super) fn headed(&self, words: &Words) -> Option<(Vec<Role>, &[Token<'a>])> {
        let labels = labels_at(&self.tokens, 0, words, self.section.heading()?);
        let body = &self.tokens[labels.last()?.end..];
        Some((labels.iter().map(|l| Role::of(l.meaning)).collect(), body))
    }
}

/// Tokens without the labels printed among them. What stands before a label stands before what follows it; a label printed again
/// begins a page.
fn without_labels<'a>(tokens: &[Token<'a>], range: Range<usize>, start: &SectionStart) -> Vec<Token<'a>> {
    let mut own: Vec<Token> = Vec::new();
    let mut gap = Gap::Space;
    for (at, token) in tokens.iter().enumerate().take(range.end).skip(range.start) {
        gap = gap.max(token.gap);
        if !start.inner.iter().any(|l| (l.start..l.end).contains(&at)) {
            own.push(Token { gap, ..*token });
            gap = Gap::Space;
        } else if start.label.is_some() && !own.is_empty() {
            gap = Gap::Page;
        }
    }
    own
}

/// Characters of the longest amount, or heading of amounts, before a text.
const LONGEST_AMOUNT: usize = 16;

/// Tokens with the amounts apart that a label or text follows without a space, as programs print what is set to the right beside
/// what is set to the left.
fn amounts_apart<'a>(tokens: &[Token<'a>], words: &Words) -> Vec<Token<'a>> {
    let mut apart = Vec::with_capacity(tokens.len());
    for token in tokens {
        match amount_before_text(token.text, words) {
            Some((amount, text)) => {
                apart.push(Token { text: amount, width: display_width(amount), ..*token });
                apart.push(Token { text, gap: Gap::Space, width: display_width(text), ..*token });
            }
            None => apart.push(*token),
        }
    }
    apart
}

/// The amount to the cent, or the heading of amounts, that a text begins with, and what follows.
fn amount_before_text<'t>(text: &'t str, words: &Words) -> Option<(&'t str, &'t str)> {
    let ends: Vec<usize> = text.char_indices().skip(1).map(|(at, _)| at).take(LONGEST_AMOUNT).collect();
    let cuts = ends.iter().rev().filter_map(|end| text.split_at_checked(*end));
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let (amount, behind) = cuts.clone().find(|(amount, _)| is_amount(amount))?;
        let is_to_the_cent = amount.rsplit_once('.').is_some_and(|(_, cents)| cents.len() == CENTS);
        return (is_to_the_cent && behind.starts_with(char::is_alphabetic)).then_some((amount, behind));
    }
    let mut cuts = cuts;
    cuts.find(|(heading, behind)| {
        words.meaning(heading) == Some(Meaning::AmountTotal) && words.meaning(behind).is_some()
    })
}

/// Digits of an amount behind its point.
const CENTS: usize = 2;

/// A heading over the tasks.
pub(super) fn is_task_heading(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::TaskName | Meaning::TaskContent | Meaning::TaskFunds | Meaning::TaskExpected)
}

/// A heading over the indicators.
pub(super) fn is_indicator_heading(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Level1 | Meaning::Level2 | Meaning::Level3 | Meaning::PeriodValue | Meaning::AnnualValue)
}
