//! The known name that is meant by one with a slip in it.

/// Of each this many characters one may be wrong.
const CHARACTERS_PER_SLIP: usize = 3;

/// The nearest of the known names, if it is near; the first of several.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = name.chars().count().div_ceil(CHARACTERS_PER_SLIP);
    let distances = known.map(|other| (distance(name, other), other));
    distances.filter(|(slips, _)| *slips <= most).min_by_key(|(slips, _)| *slips).map(|(_, other)| other)
}

/// Characters to be put in, left out or changed. Quadratic: for names.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, x) in a.chars().enumerate() {
        let mut next = vec![n + 1];
        for ((y, above), diagonal) in b.iter().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(x != *y)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_few() {
        let known = || ["overlap", "own_overlap", "pairs"].into_iter();
        assert_eq!(nearest("ovrlap", known()), Some("overlap"));
        assert_eq!(nearest("pair", known()), Some("pairs"));
        assert_eq!(nearest("colour", known()), None);
        assert_eq!(nearest("", known()), None);
    }
}
