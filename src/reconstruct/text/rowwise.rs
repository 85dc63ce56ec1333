//! Lines of words, a row of a table each, its cells parted by single spaces → rows of fields.
//!
//! What reads the cells of a page row by row prints so where no cell takes more than a line. Merged cells stand in the first of
//! their rows alone, blank ones not at all: rows are as short as what they say, and put right as those of other dumps are
//! ([`header_rows`](super::header_rows), [`realigned`](super::realigned)).

use crate::model::Line;
use crate::vocabulary::Column as Meaning;

use super::fields::FieldRow;
use super::furniture;
use super::words::Words;

/// Known headings of a header at least.
const HEADER_LABELS: usize = 3;
/// Rows below a header at least.
const FEWEST_ROWS: usize = 3;
/// Of so many lines one at most may be a lone word that is neither label nor class: more are the rest of a cell that
/// takes several lines.
const LINES_AN_ODD_ONE: usize = 12;

/// Reads lines as such rows; `None` where they are none.
pub(super) fn lines_to_rows(lines: &[Line], words: &Words) -> Option<Vec<FieldRow>> {
    let own: Vec<&Line> = lines.iter().filter(|l| !furniture::bare(&l.text).is_empty()).collect();
    let first = own.iter().position(|l| is_header(l, words) || is_bare(l, words))?;
    let is_headed = is_header(own.get(first)?, words);
    let (_, below) = own.split_at(first + usize::from(is_headed));
    // The lower row of the header.
    let lower = below.iter().take_while(|l| words_of(l).all(|word| may_head(word, words))).count();
    let (lower, body) = below.split_at(if is_headed { lower } else { 0 });
    let headings: usize = own.get(first).into_iter().chain(lower).map(|l| words_of(l).count()).sum();
    let rows = body.iter().filter(|l| words_of(l).nth(1).is_some()).count();
    let odd = own.iter().filter(|l| is_rest(l, words) || furniture::bare(&l.text).contains("  ")).count();
    let few = rows < FEWEST_ROWS || odd * LINES_AN_ODD_ONE > own.len();
    let fits = !few && begins_full(body, words) && body.iter().all(|l| words_of(l).count() <= headings);
    fits.then(|| own.into_iter().map(line_to_row).collect())
}

fn words_of(line: &Line) -> impl Iterator<Item = &str> {
    line.text.split_whitespace()
}

/// Whether the first row of a table begins with its classes, or a project, and has as many words as any row but for a remark: merged
/// cells are printed beside the first of their rows, not beside the last or that in their middle.
fn begins_full(body: &[&Line], words: &Words) -> bool {
    let mut rows = body.iter().filter(|l| words_of(l).nth(1).is_some());
    let Some(first) = rows.next() else { return false };
    let count = words_of(first).count();
    words_of(first).any(|word| words.class_levels(word) != (false, false))
        && rows.all(|row| words_of(row).count() <= count + 1)
}

/// Whether a line holds the headings of indicators.
fn is_header(line: &Line, words: &Words) -> bool {
    let meanings: Vec<Meaning> = line.text.split_whitespace().filter_map(|word| words.meaning(word)).collect();
    let names = [Meaning::Level3, Meaning::AnnualValue, Meaning::PeriodValue, Meaning::Indicators];
    meanings.len() >= HEADER_LABELS && names.iter().any(|name| meanings.contains(name))
}

/// Whether a line is a row of indicators that needs no headings: its classes, its name, its value.
fn is_bare(line: &Line, words: &Words) -> bool {
    let mut own = line.text.split_whitespace().map(|word| (words.class_levels(word), words.meaning(word)));
    let mut next = own.next().filter(|(_, meaning)| *meaning != Some(Meaning::Indicators)).or_else(|| own.next());
    let mut levels = std::iter::from_fn(|| next.take().or_else(|| own.next())).map(|(levels, _)| levels);
    matches!(
        (levels.next(), levels.next(), levels.next(), levels.next(), levels.next()),
        (Some((true, _)), Some((_, true)), Some((_, false)), Some((_, false)), None)
    )
}

/// Whether a word may be one of the lower row of a header.
fn may_head(word: &str, words: &Words) -> bool {
    words.meaning(word).is_some()
        || !word.contains(|c: char| c.is_ascii_digit()) && words.class_levels(word) == (false, false)
}

/// Whether a line is a word that says nothing alone, or several of nothing but labels and classes: a merged cell in the middle of its rows.
fn is_rest(line: &Line, words: &Words) -> bool {
    let text = furniture::bare(&line.text);
    if text.contains(char::is_whitespace) {
        return text.split_whitespace().all(|word| words.class_levels(word) != (false, false));
    }
    words.meaning(text).is_none()
        && words.class_levels(text) == (false, false)
        && !words.is_title(text)
        && !words.is_note(text)
        && !words.is_head_line(text)
        && !furniture::is_page_number(text, false)
}

fn line_to_row(line: &Line) -> FieldRow {
    let mut fields: Vec<String> = line.text.split_whitespace().map(str::to_owned).collect();
    // A lone word goes over the row: a title, a head line.
    fields.extend((fields.len() == 1).then(String::new));
    FieldRow { fields, lines: [line.number, line.number] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<usize> {
        let lines: Vec<Line> = text.split('\n').zip(1..).map(|(t, n)| Line { number: n, text: t.to_owned() }).collect();
        lines_to_rows(&lines, &Words::default()).map(|rows| rows.len())
    }

    #[test]
    fn rows_of_words_are_told_from_cells_that_take_several_lines() {
        let header = "一级指标 二级指标 三级指标 指标值\n";
        let whole = "产出指标 数量指标 清淤长度 5公里\n质量指标 合格率 100%\n效益指标 社会效益指标 通行 改善";
        assert_eq!(rows(&format!("项目绩效目标表\n{header}{whole}")), Some(5));
        let wrapped =
            "产出指标 数量指标 县乡道路清\n淤长度 5公里\n质量指标 合格率 100%\n效益指标 社会效益\n指标\n通行 改善";
        assert_eq!(rows(&format!("{header}{wrapped}")), None);
    }
}
