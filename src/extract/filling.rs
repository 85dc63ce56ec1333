//! What programs that make text of tables print where a slot is blank, and what they count beside it.

use crate::findings::{FillingLeftOut, Message};
use crate::language::characters::without_last;
use crate::model::{Finding, Spot};

/// Rows below the first that show that they are counted.
const FEWEST_COUNTED: usize = 2;
/// Rows of headings that name columns at most.
const MOST_HEADINGS: usize = 3;

/// How much a program filled in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fillings {
    /// Names of columns without a heading.
    names: usize,
    /// Words for blanks.
    blanks: usize,
    /// A row that counts the columns stands above the table.
    counted_columns: bool,
    /// A column that counts the rows stands left of the table.
    counted_rows: bool,
}

impl Fillings {
    /// Takes those of another table of the file.
    pub(super) fn add(&mut self, other: Self) {
        self.names += other.names;
        self.blanks += other.blanks;
        self.counted_columns |= other.counted_columns;
        self.counted_rows |= other.counted_rows;
    }

    /// Takes so many names of columns without a heading and words for blanks.
    pub(super) fn count(&mut self, names: usize, blanks: usize) {
        self.names += names;
        self.blanks += blanks;
    }

    /// What is to be said of them.
    pub(super) fn finding(self, sheet: &str) -> Option<Finding> {
        let Self { names, blanks, .. } = self;
        let counters = usize::from(self.counted_columns) + usize::from(self.counted_rows);
        let finding = (self != Self::default()).then(|| FillingLeftOut { names, blanks, counters }.finding());
        finding.map(|f| f.at(Spot::Sheet { sheet: sheet.to_owned() }.into()))
    }
}

/// Clears what a program filled into rows of cells, which keep their places.
pub(super) fn clear<T: AsRef<str> + Default>(rows: &mut [Vec<T>]) -> Fillings {
    let mut found = Fillings::default();
    if rows.len() > FEWEST_COUNTED && rows.iter().all(|row| row.len() > 1) {
        found.counted_columns = rows.first().is_some_and(|row| counts_columns(row));
        if found.counted_columns {
            rows.iter_mut().take(1).flatten().for_each(blank);
        }
        let names_rows = usize::from(!rows.first().and_then(|row| row.first()).is_some_and(|first| is(first, "0")));
        found.counted_rows = counts_rows(rows, names_rows);
        if found.counted_rows {
            rows.iter_mut().filter_map(|row| row.first_mut()).for_each(blank);
        }
    }
    let shift = usize::from(found.counted_rows);
    for (row, cells) in rows.iter_mut().enumerate().take(MOST_HEADINGS) {
        for (column, cell) in cells.iter_mut().skip(shift).enumerate() {
            if is_name(cell.as_ref(), column, row) {
                found.names += 1;
                blank(cell);
            }
        }
    }
    for cell in rows.iter_mut().flatten().filter(|cell| is_word_for_blank(cell.as_ref())) {
        found.blanks += 1;
        blank(cell);
    }
    found
}

fn blank<T: Default>(cell: &mut T) {
    *cell = T::default();
}

fn is<T: AsRef<str>>(cell: &T, text: &str) -> bool {
    cell.as_ref().trim() == text
}

/// Whether a row counts the columns from 0; over the column that counts the rows nothing stands.
fn counts_columns<T: AsRef<str>>(row: &[T]) -> bool {
    let counted = match row.split_first() {
        Some((first, rest)) if first.as_ref().trim().is_empty() => rest,
        _ => row,
    };
    counted.len() > FEWEST_COUNTED && counted.iter().enumerate().all(|(n, cell)| is(cell, &n.to_string()))
}

/// Whether nothing, or what stands for nothing, stands over the first column.
fn has_no_name(text: &str) -> bool {
    text.trim().is_empty() || is_unnamed(text, 0)
}

/// Whether the first column counts the rows from 0 below so many rows, over which it has no name of its own.
fn counts_rows<T: AsRef<str>>(rows: &[Vec<T>], names: usize) -> bool {
    let mut first = rows.iter().filter_map(|row| row.first());
    rows.len() >= names + FEWEST_COUNTED
        && first.by_ref().take(names).all(|cell| has_no_name(cell.as_ref()))
        && first.enumerate().all(|(n, cell)| is(cell, &n.to_string()))
}

/// Whether a text of a row of headings is what a program prints over a column without one.
fn is_name(text: &str, column: usize, row: usize) -> bool {
    is_unnamed(text, column) && (row == 0 || text.contains("_level_")) || row == 0 && is_counted_name(text, column)
}

/// Whether a text is what a program calls a column without a heading: `Unnamed: 1`, of several rows of headings `Unnamed: 1_level_0`,
/// counted from 0 (pandas and what is made with it).
fn is_unnamed(text: &str, column: usize) -> bool {
    let Some(number) = text.trim().strip_prefix("Unnamed: ") else { return false };
    number.split("_level_").next().is_some_and(|number| number.parse() == Ok(column))
}

/// Whether a text is such a name, whatever column it counts.
pub(super) fn is_column_name(text: &str) -> bool {
    let number = text.trim().strip_prefix("Unnamed: ");
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// What a program printed as an escape where a line breaks: `一级\n指标`. Such signs between other letters may be a path.
pub(super) fn with_line_breaks(text: &str) -> Option<String> {
    let (mut broken, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("\\n") {
        let (before, after) = (rest.get(..at)?, rest.get(at + 2..)?);
        let line = without_last(before, "\\r");
        let is_break = line.chars().next_back().is_some_and(is_wide) || after.chars().next().is_some_and(is_wide);
        broken.push_str(if is_break { line } else { before });
        broken.push_str(if is_break { "\n" } else { "\\n" });
        rest = after;
    }
    broken.push_str(rest);
    (broken != text).then_some(broken)
}

fn is_wide(c: char) -> bool {
    !c.is_ascii()
}

/// Whether a text of a header is what PyMuPDF prints over a column without a heading: `Col2`, counted from 1.
fn is_counted_name(text: &str, column: usize) -> bool {
    text.trim().strip_prefix("Col").is_some_and(|number| number.parse() == Ok(column + 1))
}

/// Whether a text is what pandas prints for a slot that holds nothing.
pub(super) fn is_word_for_blank(text: &str) -> bool {
    matches!(text.trim(), "NaN" | "nan" | "<NA>" | "NaT" | "None")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleared(rows: &[&str]) -> (Vec<String>, Fillings) {
        let mut rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.split(',').map(str::to_owned).collect::<Vec<_>>()).collect();
        let found = clear(&mut rows);
        (rows.iter().map(|row| row.join(",")).collect(), found)
    }

    #[test]
    fn names_words_and_numbers_of_programs_are_cleared() {
        let (rows, found) = cleared(&["表,Unnamed: 1,Col3", "部门,Unnamed: 1,NaN", "甲局,nan,Col3"]);
        assert_eq!(rows, ["表,,", "部门,Unnamed: 1,", "甲局,,Col3"]);
        assert_eq!(found, Fillings { names: 2, blanks: 2, ..Fillings::default() });
        let (rows, found) = cleared(&["Unnamed: 0,表,Unnamed: 2", "0,部门,金额", "1,甲局,1"]);
        assert_eq!(rows, [",表,Unnamed: 2", ",部门,金额", ",甲局,1"]);
        assert_eq!(found, Fillings { counted_rows: true, ..Fillings::default() });
        let (rows, _) = cleared(&[",0,1,2", "0,表,None,", "1,部门,项目,金额", "2,甲局,a,1"]);
        assert_eq!(rows, [",,,", ",表,,", ",部门,项目,金额", ",甲局,a,1"]);
        assert_eq!(cleared(&["0,表", "1,部门", "2,甲局"]).0, [",表", ",部门", ",甲局"]);
        assert!(cleared(&["表,Unnamed: 1_level_0", "Unnamed: 0_level_1,项目"]).0.iter().all(|row| !row.contains("Un")));
    }

    #[test]
    fn escaped_line_breaks_are_told_from_paths() {
        assert_eq!(with_line_breaks("一级\\n指标\\r\\n(5)").as_deref(), Some("一级\n指标\n(5)"));
        assert_eq!(with_line_breaks("D:\\new\\n"), None);
    }

    #[test]
    fn what_the_table_says_itself_stays() {
        for rows in [
            ["序号,部门", "1,甲局", "2,乙局"],
            ["部门,Unnamed", "甲局,Col1", "乙局,0"],
            ["级,Unnamed: 2", "0,a", "1,b"],
        ] {
            assert_eq!(cleared(&rows), (rows.map(str::to_owned).to_vec(), Fillings::default()));
        }
        assert_eq!(Fillings::default().finding("表1"), None);
    }
}
