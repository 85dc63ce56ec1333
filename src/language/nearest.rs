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
    // A row of the table without its first place, which the number of the row is.
    let mut below_first: Vec<usize> = (1..=b.len()).collect();
    let mut last = b.len();
    for (n, x) in a.chars().enumerate() {
        let (mut left, mut diagonal) = (n + 1, n);
        for (y, above) in b.iter().zip(&mut below_first) {
            let here = (diagonal + usize::from(x != *y)).min(*above + 1).min(left + 1);
            (diagonal, left, *above) = (*above, here, here);
        }
        last = left;
    }
    last
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
