//! Texts that do not belong into the field that has them: page numbers between lines of a cell, a column's own heading behind a name.

use std::collections::BTreeMap;

use super::claims::{Claimed, Owner};
use crate::findings::{DigitsInBracket, HeadingInCell, Message as _, PageNumberInCell, TextRunIn};
use crate::model::{Block, Cell, Finding, Reading};
use crate::vocabulary::Column;

/// What is said of such texts in cells that were read into fields.
pub(super) fn misplaced_texts(reading: &Reading, claimed: &[Claimed]) -> Vec<Finding> {
    let mut headings: BTreeMap<(usize, Column), Vec<&str>> = BTreeMap::new();
    for claim in claimed {
        if let (Some(Owner::Label(role)), Some(cell)) = (claim.owner, cell_of(reading, claim)) {
            headings.entry((claim.form, role)).or_default().push(cell.text.trim());
        }
    }
    let mut findings = Vec::new();
    for claim in claimed {
        let (Some(Owner::Field(role)), Some(cell)) = (claim.owner, cell_of(reading, claim)) else { continue };
        let heading = headings.get(&(claim.form, role)).and_then(|known| heading_in(&cell.text, role, known));
        let found = match (page_number_in(&cell.text), heading) {
            (Some(text), _) => PageNumberInCell { text: text.as_str() }.finding(),
            (None, Some(heading)) => HeadingInCell { heading }.finding(),
            (None, None) => match digits_in_bracket(&cell.text) {
                Some(text) => DigitsInBracket { text: text.as_str() }.finding(),
                None => continue,
            },
        };
        findings.push(at_cell(found, cell).form(claim.form));
    }
    findings.extend(texts_run_in(reading, claimed));
    findings
}

/// Values of a row that agree but for a piece within one of them: text of a column between them ran in.
fn texts_run_in(reading: &Reading, claimed: &[Claimed]) -> Vec<Finding> {
    let mut rows: BTreeMap<(usize, u32), Vec<(&Claimed, &Cell)>> = BTreeMap::new();
    for claim in claimed.iter().filter(|claim| claim.owner.is_some_and(is_value)) {
        if let Some(cell) = cell_of(reading, claim) {
            rows.entry((claim.block, cell.row)).or_default().push((claim, cell));
        }
    }
    let mut findings = Vec::new();
    for cells in rows.values() {
        for (n, (claim, cell)) in cells.iter().enumerate() {
            let near = cells.iter().skip(n.saturating_sub(BESIDE)).take(2 * BESIDE + 1);
            let piece = near.into_iter().find_map(|(_, other)| piece_within(&cell.text, &other.text));
            findings
                .extend(piece.map(|text| at_cell(TextRunIn { text: text.as_str() }.finding(), cell).form(claim.form)));
        }
    }
    findings
}

/// The cell that was claimed.
fn cell_of<'r>(reading: &'r Reading, claim: &Claimed) -> Option<&'r Cell> {
    match &reading.blocks[claim.block] {
        Block::Table(table) => Some(&table.cells[claim.cell]),
        Block::Paragraph(_) => None,
    }
}

fn is_value(owner: Owner) -> bool {
    use Column::{Actual, ActualExpected, AnnualValue, PeriodValue};
    matches!(owner, Owner::Field(AnnualValue | PeriodValue | Actual | ActualExpected) | Owner::Known(ActualExpected))
}

/// The piece by which a long text is longer than another that begins and ends as it does.
fn piece_within(text: &str, other: &str) -> Option<String> {
    let [long, short] = [text, other].map(|text| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<char>>());
    let more = long.len().checked_sub(short.len()).filter(|more| *more > 0 && short.len() >= SHORTEST_SHARED)?;
    let before = long.iter().zip(&short).take_while(|(a, b)| a == b).count();
    let behind = long.iter().rev().zip(short.iter().rev()).take_while(|(a, b)| a == b).count();
    let within = before > 0 && before < short.len() && before + behind >= short.len();
    within.then(|| long.iter().skip(before).take(more).collect())
}

/// A row has a few values: the target of the whole, of the year, what was reached and what is expected.
const BESIDE: usize = 4;
/// Characters that two values do not share by chance.
const SHORTEST_SHARED: usize = 12;

fn at_cell(finding: Finding, cell: &Cell) -> Finding {
    finding.at(cell.place.clone()).quote(cell.text.trim())
}

/// 第2页, 第 2 页 共 6 页 within a longer text.
fn page_number_in(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let (from, mut rest) =
        (0..chars.len()).find_map(|n| Some((n, behind_page(chars.split_at_checked(n)?.1, '第')?)))?;
    if let Some(behind) = behind_page(without_leading(rest, char::is_whitespace), '共') {
        rest = behind;
    }
    let length = chars.len() - rest.len() - from;
    (length < chars.len()).then(|| chars.iter().skip(from).take(length).collect())
}

/// What stands behind `第2页`, `共 6 页` at the beginning of a text; `None` where it begins otherwise.
fn behind_page(text: &[char], word: char) -> Option<&[char]> {
    let (first, rest) = text.split_first()?;
    let number = without_leading(rest, char::is_whitespace);
    let behind = without_leading(number, |c| c.is_ascii_digit());
    let digits = number.len() - behind.len();
    match without_leading(behind, char::is_whitespace) {
        ['页', rest @ ..] if *first == word && (1..=MOST_DIGITS).contains(&digits) => Some(rest),
        _ => None,
    }
}

/// A text without the characters of a kind that it begins with.
fn without_leading(text: &[char], is: fn(char) -> bool) -> &[char] {
    text.split_at(text.iter().take_while(|c| is(**c)).count()).1
}

/// 〔202076〕号: a document's number that slipped into the bracket of its year.
fn digits_in_bracket(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let opens = chars.iter().enumerate().filter(|(_, c)| "〔﹝[［【（(".contains(**c));
    opens.filter_map(|(n, _)| chars.split_at_checked(n)).find_map(|(_, bracket)| {
        let (_, inner) = bracket.split_first()?;
        let behind = without_leading(inner, |c| c.is_ascii_digit());
        let [close, '号', rest @ ..] = behind else { return None };
        let digits = inner.len() - behind.len();
        let is_number = "〕﹞]］】）)".contains(*close) && digits > DIGITS_OF_YEAR;
        is_number.then(|| bracket.iter().take(bracket.len() - rest.len()).collect())
    })
}

/// Digits of a year.
const DIGITS_OF_YEAR: usize = 4;

/// Digits of a page number at most.
const MOST_DIGITS: usize = 4;

/// The heading with which the name of an organisation or project begins or ends.
fn heading_in<'h>(text: &str, role: Column, known: &[&'h str]) -> Option<&'h str> {
    if !matches!(role, Column::Department | Column::BudgetUnit | Column::Project) {
        return None;
    }
    let text = text.trim();
    let within =
        |heading: &&&str| text.len() > heading.len() && (text.starts_with(**heading) || text.ends_with(**heading));
    known.iter().filter(|heading| heading.chars().count() >= SHORTEST_HEADING).find(within).copied()
}

/// Characters of a heading that no name has by chance.
const SHORTEST_HEADING: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_between_lines_are_seen() {
        assert_eq!(page_number_in("为推动试点工作第 2 页 共 6 页有序开展").as_deref(), Some("第 2 页 共 6 页"));
        assert_eq!(page_number_in("第1页加强综合行政执法").as_deref(), Some("第1页"));
        assert_eq!(page_number_in("第3批次，共6页"), None);
        assert_eq!(page_number_in("第1页"), None);
    }

    #[test]
    fn a_number_in_the_bracket_of_its_year_is_seen() {
        assert_eq!(digits_in_bracket("财预﹝2020 76﹞号经费").as_deref(), Some("﹝202076﹞号"));
        assert_eq!(digits_in_bracket("财预﹝2020﹞76号经费"), None);
    }

    #[test]
    fn a_piece_of_another_column_is_seen() {
        let whole = "如未发生拨付情况，则以我局已完成该项目认定";
        let piece = piece_within("如未发生拨付情况，则以我局已100%完成该项目认定", whole);
        assert_eq!(piece.as_deref(), Some("100%"));
        assert_eq!(piece_within(whole, whole), None);
        assert_eq!(piece_within("95%以上", "95%"), None);
        assert_eq!(piece_within("如未发生拨付情况，则以我局已完成该项目认定。", whole), None);
    }

    #[test]
    fn a_heading_behind_a_name_is_seen() {
        let role = Column::Department;
        assert_eq!(heading_in("某市水务局主管部门", role, &["主管部门"]), Some("主管部门"));
        assert_eq!(heading_in("某市水务局", role, &["主管部门"]), None);
        assert_eq!(heading_in("绩效目标完成", Column::Goal, &["绩效目标"]), None);
    }
}
