//! Numbers of pages as they are asked for: `1-3,7,9-`.

use std::fmt;
use std::num::{NonZeroU32, ParseIntError};
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The pages that were named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PageNumbers(pub(crate) Vec<RangeInclusive<u32>>);

impl FromStr for PageNumbers {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.split([',', '，', '、']).map(range).collect::<Result<_, _>>().map(Self)
    }
}

fn range(text: &str) -> Result<RangeInclusive<u32>, ParseIntError> {
    match text.split_once('-') {
        None => number(text).map(|page| page..=page),
        Some((first, last)) if last.trim().is_empty() => Ok(number(first)?..=u32::MAX),
        Some((first, last)) => Ok(number(first)?..=number(last)?),
    }
}

fn number(text: &str) -> Result<u32, ParseIntError> {
    text.trim().parse().map(NonZeroU32::get)
}

impl fmt::Display for PageNumbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, pages) in self.0.iter().enumerate() {
            let (first, comma) = (pages.start(), if at > 0 { "," } else { "" });
            match *pages.end() {
                u32::MAX => write!(f, "{comma}{first}-")?,
                last if last == *first => write!(f, "{comma}{first}")?,
                last => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_named_one_by_one_and_in_ranges() {
        let pages: PageNumbers = "1-3，7, 9-".parse().unwrap();
        assert_eq!(pages, PageNumbers(vec![1..=3, 7..=7, 9..=u32::MAX]));
        assert_eq!(pages.to_string(), "1-3,7,9-");
        assert!(["", "0", "1-x", "-3", "a"].iter().all(|text| text.parse::<PageNumbers>().is_err()));
    }
}
