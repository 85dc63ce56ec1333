//! Headers of one row that lost merged cells → as wide as the rows below.
//!
//! A dump gives of a heading over several columns only its first cell, so that the rows below have more cells than the header. Which
//! heading is the wide one is told by what stands in the columns: 绩效指标 over both classes and the name, 指标值 over sign, number and
//! unit.

use crate::vocabulary::Column as Meaning;

use super::fields::{FieldRow, drop_blanks};
use super::words::Words;
use super::wrapped::{Cost, Dictionary, Judge, Role, weights};

/// Headings of a header at least, and known ones among them.
const LEAST_HEADINGS: usize = 3;
/// Rows below a header that say how wide the table is.
const ROWS_ASKED: usize = 60;
/// Columns that a heading takes at most.
const MOST_PARTS: usize = 4;
/// Columns of the classes of both levels, or of a value and its sign or unit; with a third of the name, or the other of these.
const PAIR: usize = 2;
/// See [`PAIR`].
const TRIPLE: usize = 3;
/// Columns at the end of a table that are mostly blank, at most: 偏差原因, 备注.
const MOST_BLANK_COLUMNS: usize = 2;
/// Rows of the full width that have to be there: one alone may have a cell that was cut.
const LEAST_ROWS: usize = 2;

/// Puts blanks behind the wide heading of each header of one row.
pub(super) fn widen(rows: &mut [FieldRow], words: &Words) {
    let judge = Judge::new(words, Dictionary::default(), &[]);
    for at in 0..rows.len() {
        let Some((header, body)) = rows.get(at..).and_then(<[FieldRow]>::split_first) else { return };
        let Some((wide, more)) = wide_heading(header, body, words, &judge) else { continue };
        if let Some(header) = rows.get_mut(at) {
            let behind = header.fields.split_off(wide + 1);
            header.fields.extend(std::iter::repeat_n(String::new(), more).chain(behind));
        }
    }
}

/// The heading that stands over several columns, and over how many besides its own.
fn wide_heading(header: &FieldRow, body: &[FieldRow], words: &Words, judge: &Judge<'_>) -> Option<(usize, usize)> {
    let meanings: Vec<Option<Meaning>> = header.fields.iter().map(|f| words.meaning(f)).collect();
    let is_full = header.filled().count() == header.fields.len();
    let has_names = meanings.contains(&Some(Meaning::Level3));
    if !is_full || !(has_names || meanings.contains(&Some(Meaning::Indicators))) || !is_header(header, words) {
        return None;
    }
    let body: Vec<&FieldRow> = body.iter().take(ROWS_ASKED).take_while(|row| !is_header(row, words)).collect();
    let width = body.iter().map(|row| row.fields.len()).max()?;
    let full = body.into_iter().filter(|row| row.fields.len() == width && row.filled().count() >= LEAST_HEADINGS);
    let rows: Vec<&FieldRow> = full.collect();
    // The label of the section goes over the rows below: these begin with a class.
    let beside = usize::from(has_label_beside(&meanings, &rows, words));
    let fewest = (width + beside).checked_sub(meanings.len()).filter(|more| *more < MOST_PARTS)?;
    if rows.len() < LEAST_ROWS {
        return None;
    }
    // Where blank cells leave no trace the table may be wider than its rows: the last columns are mostly blank.
    let most = if drop_blanks(rows.iter().copied()) { fewest + MOST_BLANK_COLUMNS } else { fewest };
    let mut best: Option<(Cost, usize, usize)> = None;
    for more in fewest..=most {
        for (at, columns) in widened(&meanings, more, beside) {
            let columns = columns.get(beside..).unwrap_or_default();
            let blank = (more - fewest) as Cost * weights::CLEARLY_BETTER;
            let cost = blank + rows.iter().map(|row| row_cost(row, columns, judge)).sum::<Cost>();
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, at, more));
            }
        }
    }
    best.filter(|(_, _, more)| *more > 0).map(|(_, at, more)| (at, more))
}

/// The columns when a heading goes over so many besides its own, for each heading that may.
fn widened(meanings: &[Option<Meaning>], more: usize, beside: usize) -> Vec<(usize, Vec<Role>)> {
    let as_printed: Vec<Role> = meanings.iter().map(|m| m.map_or(Role::Open, Role::of)).collect();
    if more == 0 {
        return vec![(0, as_printed)];
    }
    let has_names = meanings.contains(&Some(Meaning::Level3));
    let mut ways = Vec::new();
    for (at, meaning) in meanings.iter().enumerate().skip(beside) {
        for parts in parts_of(*meaning, more + 1, has_names) {
            let mut columns = as_printed.clone();
            columns.splice(at..=at, parts);
            ways.push((at, columns));
        }
    }
    ways
}

/// Whether a row holds as many known headings as a header does.
fn is_header(row: &FieldRow, words: &Words) -> bool {
    row.fields.iter().filter(|f| words.meaning(f).is_some()).count() >= LEAST_HEADINGS
}

/// What the cells of a row cost below such columns.
fn row_cost(row: &FieldRow, columns: &[Role], judge: &Judge<'_>) -> Cost {
    let cells = row.fields.iter().zip(columns).filter(|(text, _)| !text.is_empty());
    cells.map(|(text, role)| judge.whole_cell(*role, text)).sum()
}

/// Whether the first heading is a label beside the rows below, which begin with classes.
fn has_label_beside(meanings: &[Option<Meaning>], rows: &[&FieldRow], words: &Words) -> bool {
    meanings.get(1) == Some(&Some(Meaning::Level1))
        && rows.iter().any(|row| row.fields.first().is_some_and(|first| words.class_levels(first).0))
}

/// What so many columns under a heading of that meaning may hold, in each of the ways there are.
fn parts_of(meaning: Option<Meaning>, count: usize, has_names: bool) -> Vec<Vec<Role>> {
    match (meaning, count) {
        (Some(Meaning::Indicators), TRIPLE) if !has_names => vec![vec![Role::Level1, Role::Level2, Role::Level3]],
        (Some(Meaning::Indicators), PAIR) if !has_names => vec![vec![Role::Level1, Role::Level3]],
        (Some(Meaning::Indicators | Meaning::Level1 | Meaning::Level2), PAIR) => vec![vec![Role::Level1, Role::Level2]],
        (Some(Meaning::AnnualValue | Meaning::PeriodValue | Meaning::Actual), PAIR) => {
            vec![vec![Role::Value, Role::Measure], vec![Role::Sign, Role::Value]]
        }
        (Some(Meaning::AnnualValue | Meaning::PeriodValue | Meaning::Actual), TRIPLE) => {
            vec![vec![Role::Sign, Role::Value, Role::Measure]]
        }
        (Some(Meaning::Reason | Meaning::Criteria | Meaning::Remark), _) => vec![vec![Role::Remark; count]],
        (None, _) => vec![vec![Role::Open; count]],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widened(text: &str) -> String {
        let row = |t: &str| FieldRow { fields: t.split('|').map(str::to_owned).collect(), lines: [1, 1] };
        let mut rows: Vec<FieldRow> = text.split('\n').map(row).collect();
        widen(&mut rows, &Words::default());
        rows.first().map(|r| r.fields.join("|")).unwrap_or_default()
    }

    #[test]
    fn the_wide_heading_is_told_by_what_stands_below() {
        let block = "绩效指标|指标值|备注\n产出指标|数量指标|改造户厕|2500户|\n质量指标|验收合格率|≥98%|\n\
                     效益指标|生态效益指标|人居环境|改善|";
        assert_eq!(widened(block), "绩效指标|||指标值|备注");
        let value = "一级指标|二级指标|三级指标|指标值|分值|备注\n产出指标|数量指标|保洁面积|≥|38|万平方米|15|\n\
                     效益指标|社会效益指标|居民知晓率|≥|85|%|10|";
        assert_eq!(widened(value), "一级指标|二级指标|三级指标|指标值|||分值|备注");
        let classes = "指标类别|指标名称|目标值|完成值|分值\n产出指标|数量指标|养护里程|1860公里|1872公里|20\n\
                       质量指标|优良率|88%|88.6%|20\n效益指标|社会效益指标|受益人口|21万人|21.4万人|15";
        assert_eq!(widened(classes), "指标类别||指标名称|目标值|完成值|分值");
    }

    #[test]
    fn a_label_beside_the_rows_takes_none_of_their_cells() {
        let label = "绩效指标|一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|清淤长度|5公里\n质量指标|合格率|100%\n\
                     效益指标|社会效益指标|通行|改善";
        assert_eq!(widened(label), "绩效指标|一级指标|二级指标|三级指标|指标值");
    }
}
