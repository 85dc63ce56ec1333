//! Amounts and targets that run together with nothing between them → each by itself: where a rate is that of the amounts before
//! it, where a target is printed twice over, behind shares.

use super::wrapped::is_amount;

/// A whole in per cent.
const WHOLE: f64 = 100.0;
/// Characters of a unit behind a number, and the number's own end.
const UNIT_CHARACTERS: usize = 4;
/// How far, in per cent, an execution rate may stand from the amounts it is made of.
const RATE_SLACK: f64 = 0.06;

/// Amounts and the rate they make, run together: `194.9194.9100%`.
pub(super) fn sums_apart(text: &str) -> Vec<Vec<String>> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || ".,%".contains(c))).unwrap_or(text.len());
    let (numbers, behind) = text.split_at(end);
    let mut cells = rate_apart(numbers).or_else(|| twice(numbers)).unwrap_or_else(|| vec![numbers.to_owned()]);
    cells.retain(|c| !c.is_empty());
    if !behind.is_empty() {
        cells.push(behind.to_owned());
    }
    vec![cells]
}

/// Two amounts and the share one is of the other.
fn rate_apart(numbers: &str) -> Option<Vec<String>> {
    let all = numbers.strip_suffix('%')?;
    let number = |t: &str| t.replace(',', "").parse::<f64>().ok().filter(|_| is_amount(t) && !t.starts_with("00"));
    let splits = |text: &str| (1..text.len()).filter(|n| text.is_char_boundary(*n)).collect::<Vec<_>>();
    splits(all).into_iter().find_map(|first| {
        let (budget, rest) = all.split_at(first);
        splits(rest).into_iter().find_map(|second| {
            let (spent, rate) = rest.split_at(second);
            let (b, s, r) = (number(budget)?, number(spent)?, number(rate)?);
            let fits = b > 0.0 && (s / b * WHOLE - r).abs() < RATE_SLACK;
            fits.then(|| vec![budget.to_owned(), spent.to_owned(), format!("{rate}%")])
        })
    })
}

/// A text that is the same printed twice.
fn twice(text: &str) -> Option<Vec<String>> {
    let (first, second) = text.split_at_checked(text.len() / 2)?;
    (!first.is_empty() && first == second).then(|| vec![first.to_owned(), second.to_owned()])
}

/// Names with targets run together, each with its cells: `名称100%100%名称10件10件`.
pub(super) fn values_apart(text: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut name = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let values = if name.is_empty() && rows.is_empty() { None } else { values_at_start(rest) };
        if let Some((cells, length)) = values {
            if !name.is_empty() {
                rows.push(vec![std::mem::take(&mut name)]);
            }
            rows.last_mut().into_iter().for_each(|row| row.extend(cells.iter().cloned()));
            rest = rest.get(length..).unwrap_or_default();
        } else {
            name.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    if !name.is_empty() {
        rows.push(vec![name]);
    }
    rows
}

/// The targets a text begins with, and their bytes: one printed twice, or shares.
fn values_at_start(text: &str) -> Option<(Vec<String>, usize)> {
    let signs = text.find(|c: char| !"≥≤≧≦><＞＜=＝".contains(c)).unwrap_or(0);
    let digits = text.get(signs..)?.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len() - signs);
    if digits == 0 {
        return None;
    }
    let end = signs + digits;
    let number = text.get(..end)?;
    let behind = text.get(end..)?;
    if behind.starts_with(['%', '％']) {
        let length = end + behind.chars().next().map_or(0, char::len_utf8);
        return Some((vec![text.get(..length)?.to_owned()], length));
    }
    // A number printed twice, with the unit behind it or without one.
    let unit_ends = behind.char_indices().map(|(at, _)| end + at).take(UNIT_CHARACTERS);
    let repeated = unit_ends
        .skip(1)
        .find(|at| text.get(..*at).is_some_and(|value| text.get(*at..).is_some_and(|rest| rest.starts_with(value))));
    if let Some(at) = repeated {
        let value = text.get(..at)?.to_owned();
        return Some((vec![value.clone(), value], at * 2));
    }
    if behind.is_empty() { Some((twice(number)?, end)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_by_the_rate_they_make_and_targets_by_their_repeat() {
        assert_eq!(sums_apart("194.9194.9100%"), [["194.9", "194.9", "100%"]]);
        assert_eq!(sums_apart("40004000"), [["4000", "4000"]]);
        assert_eq!(values_apart("合格率100%98%投诉0起0起"), [["合格率", "100%", "98%"], ["投诉", "0起", "0起"]]);
    }
}
