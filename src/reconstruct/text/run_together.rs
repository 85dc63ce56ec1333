//! Amounts and targets that run together with nothing between them → each by itself: where a rate is that of the amounts before
//! it, where a target is printed twice over, behind shares.

use super::wrapped::is_amount;

/// A whole in per cent.
const WHOLE: f64 = 100.0;
/// Characters of a unit behind a number, and the number's own end.
const UNIT_CHARACTERS: usize = 4;
/// How far, in per cent, an execution rate may stand from the amounts it is made of.
const RATE_SLACK: f64 = 0.06;

/// Characters of the longest amounts with their rate: every place between them is tried.
const LONGEST_AMOUNTS: usize = 60;

/// Cells cut out of a text, row by row.
#[derive(Debug, Default, PartialEq)]
pub(super) struct CutCells {
    pub(super) rows: Vec<Vec<String>>,
    /// Only that a number's halves are alike told its cells apart: it may as well be one number.
    pub(super) halved: bool,
}

/// Amounts and the rate they make, run together: `194.9194.9100%`. Where the form prints `two` of them, equal halves are two amounts.
pub(super) fn sums_apart(text: &str, two: bool) -> CutCells {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || ".,%".contains(c));
    let (numbers, behind) = text.split_at(text.len() - behind.len());
    let rate = rate_apart(numbers);
    let halves = twice(numbers).filter(|_| two && rate.is_none());
    let halved = halves.is_some();
    let mut cells = rate.or(halves).unwrap_or_else(|| vec![numbers.to_owned()]);
    cells.retain(|c| !c.is_empty());
    if !behind.is_empty() {
        cells.push(behind.to_owned());
    }
    CutCells { rows: vec![cells], halved }
}

/// Two amounts and the share one is of the other.
fn rate_apart(numbers: &str) -> Option<Vec<String>> {
    let all = numbers.strip_suffix('%').filter(|all| all.len() <= LONGEST_AMOUNTS)?;
    splits(all).find_map(|(budget, rest)| {
        splits(rest).find_map(|(spent, rate)| {
            let (b, s, r) = (amount(budget)?, amount(spent)?, amount(rate)?);
            let fits = b > 0.0 && (s / b * WHOLE - r).abs() < RATE_SLACK;
            fits.then(|| vec![budget.to_owned(), spent.to_owned(), format!("{rate}%")])
        })
    })
}

/// All ways to cut a text in two.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    (1..text.len()).filter_map(|at| text.split_at_checked(at))
}

/// The amount that a text is as a whole.
fn amount(text: &str) -> Option<f64> {
    text.replace(',', "").parse().ok().filter(|_| is_amount(text) && !text.starts_with("00"))
}

/// A text that is the same printed twice.
fn twice(text: &str) -> Option<Vec<String>> {
    let (first, second) = text.split_at_checked(text.len() / 2)?;
    (!first.is_empty() && first == second).then(|| vec![first.to_owned(), second.to_owned()])
}

/// Names with targets run together, each with its cells: `名称100%100%名称10件10件`. Where the form prints `two` of them, what stands
/// there twice is a target and what was reached.
pub(super) fn values_apart(text: &str, two: bool) -> CutCells {
    let CutCells { mut rows, mut halved } = CutCells::default();
    let mut name = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let values = if name.is_empty() && rows.is_empty() { None } else { values_at_start(rest, two) };
        if let Some((cells, length)) = values {
            halved |= cells.len() > 1 && length == rest.len() && rest.chars().all(|c| c.is_ascii_digit() || c == '.');
            if !name.is_empty() {
                rows.push(vec![std::mem::take(&mut name)]);
            }
            rows.last_mut().into_iter().for_each(|row| row.extend(cells.iter().cloned()));
            rest = rest.split_at(length).1;
        } else {
            name.push(c);
            rest = rest.split_at(c.len_utf8()).1;
        }
    }
    if !name.is_empty() {
        rows.push(vec![name]);
    }
    CutCells { rows, halved }
}

/// The targets a text begins with, and their bytes: one printed twice, or shares.
fn values_at_start(text: &str, two: bool) -> Option<(Vec<String>, usize)> {
    let unsigned = text.trim_start_matches(|c: char| "≥≤≧≦><＞＜=＝".contains(c));
    let behind = unsigned.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if behind.len() == unsigned.len() {
        return None;
    }
    let end = text.len() - behind.len();
    let (number, _) = text.split_at(end);
    if let Some(after) = behind.strip_prefix(['%', '％']) {
        let (share, _) = text.split_at(text.len() - after.len());
        return Some((vec![share.to_owned()], share.len()));
    }
    if !two {
        return None;
    }
    // A number printed twice, with the unit behind it or without one.
    let unit_ends = behind.char_indices().map(|(at, _)| end + at).take(UNIT_CHARACTERS);
    let mut cuts = unit_ends.skip(1).filter_map(|at| text.split_at_checked(at));
    if let Some((value, _)) = cuts.find(|(value, rest)| rest.starts_with(value)) {
        return Some((vec![value.to_owned(), value.to_owned()], value.len() * 2));
    }
    if behind.is_empty() { Some((twice(number)?, end)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_by_the_rate_they_make_and_targets_by_their_repeat() {
        assert_eq!(sums_apart("194.9194.9100%", false).rows, [["194.9", "194.9", "100%"]]);
        let values = values_apart("合格率100%98%投诉0起0起", true);
        assert_eq!(values.rows, [["合格率", "100%", "98%"], ["投诉", "0起", "0起"]]);
        assert!(!values.halved);
    }

    #[test]
    fn equal_halves_are_two_numbers_only_where_two_are_printed_and_then_it_is_said() {
        let (one, two) = (sums_apart("1010万元", false), sums_apart("1010万元", true));
        assert_eq!((one.rows, one.halved), (vec![vec!["1010".to_owned(), "万元".to_owned()]], false));
        assert_eq!((two.rows[0].len(), two.halved), (3, true));
        assert_eq!(values_apart("清淤长度2020", false).rows, [["清淤长度2020"]]);
        assert!(values_apart("清淤长度2020", true).halved);
        // Every place in a long row of digits would be tried.
        assert_eq!(sums_apart(&format!("{}%", "1".repeat(30_001)), false).rows[0].len(), 1);
    }
}
