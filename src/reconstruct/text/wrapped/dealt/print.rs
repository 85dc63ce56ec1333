//! What is dealt out, and what a piece costs in a column, wherever its row.

use rustc_hash::FxHashMap;

use super::super::columns::{PrintedColumn, Role};
use super::super::content::Judge;
use super::super::tokens::{Gap, Token, head_width};
use super::super::weights::{self, Cost};
use super::super::widths::Widths;
use super::costs;
use super::texts::{SharedTexts, TextId};

/// The tokens and the columns they may stand in.
pub(super) struct DealtPrint<'p, 'a> {
    pub(super) tokens: &'p [Token<'a>],
    pub(super) columns: &'p [PrintedColumn],
    judge: &'p Judge<'a>,
    widths: &'p Widths,
    /// For each token how many blank lines, or page breaks, stand above it.
    blanks: Vec<u32>,
    items: Vec<bool>,
    names: Vec<bool>,
    heads: Vec<u32>,
    /// Whether a token is printed again and again, as organisations are; whether it is printed once, among those.
    repeats: Vec<bool>,
    single: Vec<bool>,
    texts: SharedTexts,
}

impl<'p, 'a> DealtPrint<'p, 'a> {
    pub(super) fn new(
        tokens: &'p [Token<'a>],
        columns: &'p [PrintedColumn],
        judge: &'p Judge<'a>,
        widths: &'p Widths,
        knows_names: bool,
    ) -> Self {
        let mut count = 0;
        let mut blanks = Vec::with_capacity(tokens.len());
        for token in tokens {
            count += u32::from(token.gap >= Gap::Blank);
            blanks.push(count);
        }
        Self {
            tokens,
            columns,
            judge,
            widths,
            blanks,
            items: tokens.iter().map(|t| judge.words.starts_item(t.text)).collect(),
            names: tokens.iter().map(|t| knows_names && judge.dictionary.knows(t.text)).collect(),
            heads: tokens.iter().map(|t| head_width(t.text)).collect(),
            repeats: repeated(tokens, columns, costs::TWICE_WIDTH),
            single: repeated(tokens, columns, 0).into_iter().map(|r| !r).collect(),
            texts: SharedTexts::default(),
        }
    }

    pub(super) fn role(&self, column: usize) -> Role {
        self.columns[column].role
    }

    /// A text and the next piece of its cell; `None` where the column's cells are long.
    pub(super) fn append(&self, column: usize, text: Option<TextId>, at: usize) -> Option<TextId> {
        let is_short = !self.role(column).is_long();
        is_short.then(|| self.texts.borrow_mut().grow(text, (at, self.tokens[at].text), self.judge))
    }

    /// Whether a name is that of a row that adds others up.
    pub(super) fn names_sum(&self, text: TextId) -> bool {
        self.texts.borrow_mut().names_sum(text, self.judge)
    }

    /// Cost of a long cell beginning with a token, its piece included.
    fn starts(&self, column: usize, at: usize) -> Cost {
        let (role, text) = (self.role(column), self.tokens[at].text);
        if !role.is_long() {
            return 0.0;
        }
        let name = if self.names[at] { weights::NAME_INSIDE } else { 0.0 };
        name + self.judge.long_start(role, text) + self.judge.long_piece(role, text)
    }

    /// Cost of a cell that begins and ends with a token, whatever its row.
    pub(super) fn begins(&self, column: usize, at: usize) -> Cost {
        let token = &self.tokens[at];
        let border = if token.gap == Gap::Line { weights::BORDER_AT_LINE } else { 0.0 };
        let text = self.append(column, None, at);
        border + self.elsewhere(column, at) + self.starts(column, at) + self.ends(column, at, token.width, text)
    }

    /// Cost of a cell ending with a token, as wide as its last line is: what it says is `text`, where it is short.
    pub(super) fn ends(&self, column: usize, at: usize, width: u32, text: Option<TextId>) -> Cost {
        let content = match text {
            Some(text) => self.texts.borrow_mut().cost(text, self.role(column), self.judge),
            None => Judge::long_end(self.tokens[at].text),
        };
        content + self.widths.holds(column, width) + self.widths.ends(column, width)
    }

    /// Cost of a piece that its short cell holds already: two cells of the same beginning are no cell.
    pub(super) fn twice(&self, text: Option<TextId>, at: usize) -> Cost {
        let token = &self.tokens[at];
        let twice =
            token.width >= costs::TWICE_WIDTH && text.is_some_and(|text| self.texts.borrow().holds(text, token.text));
        if twice { costs::TWICE } else { 0.0 }
    }

    /// Cost of a token behind a space inside its cell.
    pub(super) fn in_line(&self, column: usize, at: usize) -> Cost {
        let token = &self.tokens[at];
        let elsewhere = self.elsewhere(column, at);
        elsewhere
            + match self.role(column) {
                role if role.is_long() => weights::SPACE_INSIDE_LONG + self.judge.long_piece(role, token.text),
                Role::Level3 | Role::Value | Role::Measure | Role::Sign | Role::Remark | Role::Open => {
                    weights::SPACE_INSIDE_NAME
                }
                _ => weights::SPACE_INSIDE_SHORT,
            }
    }

    /// Cost of a token on the next line of a cell whose line before ends with token `last` and is so wide.
    pub(super) fn next_line(&self, column: usize, (last, width): (usize, u32), at: usize) -> Cost {
        let (before, token) = (&self.tokens[last], &self.tokens[at]);
        let role = self.role(column);
        let short = self.widths.goes_on(column, width, self.heads[at], token.width);
        let packed = role == Role::Indicators && self.items[at];
        let room = if packed { short.min(weights::ITEM_ON_NEW_LINE) } else { short };
        let blank = if self.blanks[last] == self.blanks[at] { 0.0 } else { weights::BLANK_INSIDE };
        let name = if self.names[at] { weights::NAME_INSIDE } else { 0.0 };
        let line = match role {
            role if role.is_long() => self.judge.long_piece(role, token.text),
            Role::Level3 => weights::LINE_INSIDE_NAME,
            Role::Value | Role::Measure | Role::Sign | Role::Remark | Role::Open => weights::LINE_INSIDE_TARGET,
            _ => 0.0,
        };
        let is_stranger = role.is_organisation() && self.single[at];
        let stranger = if is_stranger { costs::SINGLE_IN_NAME } else { 0.0 };
        let lines = token.line.saturating_sub(before.line + 1) as Cost * costs::LINE_BETWEEN;
        self.elsewhere(column, at)
            + self.widths.holds(column, width)
            + room
            + blank
            + name
            + line
            + stranger
            + lines.min(costs::LINES_BETWEEN_MOST)
    }

    /// Cost of a token that organisations repeat in a column of something else.
    fn elsewhere(&self, column: usize, at: usize) -> Cost {
        let repeated = self.repeats[at] && !self.role(column).is_organisation();
        if repeated { costs::REPEATED_ELSEWHERE } else { 0.0 }
    }
}

/// Which tokens are printed again and again, where the table has columns of organisations.
fn repeated(tokens: &[Token], columns: &[PrintedColumn], narrowest: u32) -> Vec<bool> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for token in tokens.iter().filter(|t| t.width >= narrowest) {
        *counts.entry(token.text).or_default() += 1;
    }
    let has_organisations = columns.iter().any(|c| c.role.is_organisation());
    let is_repeated = |t: &Token| has_organisations && counts.get(t.text) >= Some(&costs::REPEATED_TIMES);
    tokens.iter().map(is_repeated).collect()
}
