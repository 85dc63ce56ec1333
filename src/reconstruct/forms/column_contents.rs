//! What columns hold, where their headings leave it open: 指标性质 and 指标方向 the other way round, headings that are not known.

use super::header::{Header, Heading, Unknown};
use super::items::{Row, Slot};
use crate::findings::{HeadingDoubtful, Message as _};
use crate::language::number::text_to_number;
use crate::model::Finding;
use crate::reconstruct::tolerances::NEARLY_ALL;
use crate::vocabulary::{Column, Vocabulary, fold};

/// Rows that are looked at.
const MOST_ROWS: usize = 60;

/// Decides by the rows below a header what its doubtful columns mean. A heading that is not known is read only where one meaning
/// fits that no other column has, and with a finding.
pub(super) fn settle_columns(
    header: &mut Header,
    rows: &[Row<'_>],
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) {
    if !header.has(Column::Level3) {
        return;
    }
    settle_names(header);
    settle_signs(header, rows, vocabulary);
    settle_parts(header, rows, vocabulary);
    settle_first_level(header, rows, vocabulary);
    settle_only_level(header, rows, vocabulary);
    for unknown in std::mem::take(&mut header.unknown) {
        let texts = column_texts(rows, unknown.from, unknown.to);
        match fitting_role(&unknown, &texts, header, rows, vocabulary) {
            Some(role) => {
                let place = rows.first().map(|r| r.table.place.clone());
                let finding = HeadingDoubtful { heading: unknown.text.as_str(), field: role_name(role) }.finding();
                let finding = finding.quote(unknown.text.clone());
                findings.push(match place {
                    Some(place) => finding.at(place),
                    None => finding,
                });
                let Unknown { from, to, text } = unknown;
                header.headings.push(Heading { role, from, to, text, class: None, second: None });
            }
            None => header.unknown.push(unknown),
        }
    }
    header.headings.sort_by_key(|h| h.from);
}

/// 三级指标 and behind it 指标内容: what the indicators are about is said in a column of its own.
fn settle_names(header: &mut Header) {
    let count = |header: &Header, role| header.headings.iter().filter(|h| h.role == role).count();
    let is_one_side = count(header, Column::Level2) <= 1 && count(header, Column::AnnualValue) <= 1;
    if !is_one_side || count(header, Column::Level3) != 2 || header.has(Column::Description) {
        return;
    }
    let mut names: Vec<&mut Heading> = header.headings.iter_mut().filter(|h| h.role == Column::Level3).collect();
    names.sort_by_key(|h| h.from);
    if let [first, second] = names.as_mut_slice()
        && fold(&first.text) != fold(&second.text)
    {
        second.role = Column::Description;
    }
}

/// The texts that begin under a heading.
fn column_texts<'r>(rows: &[Row<'r>], from: u32, to: u32) -> Vec<&'r str> {
    let cells = rows.iter().take(MOST_ROWS).filter_map(|r| r.within(from, to));
    cells.filter(|s| s.begins && !s.is_blank()).map(Slot::text).collect()
}

/// Whether most of some texts are such.
fn mostly(texts: &[&str], is: impl Fn(&str) -> bool) -> bool {
    !texts.is_empty() && NEARLY_ALL.is_reached(texts.iter().filter(|t| is(t)).count(), texts.len())
}

/// 指标性质 holds signs in one system and 正向, 反向 in another: the column of signs is the one that holds them.
fn settle_signs(header: &mut Header, rows: &[Row<'_>], vocabulary: &Vocabulary) {
    for heading in &mut header.headings {
        if !matches!(heading.role, Column::Operator | Column::Direction) {
            continue;
        }
        let texts = column_texts(rows, heading.from, heading.to);
        let plain: Vec<&str> = texts.iter().copied().filter(|t| !vocabulary.is_qualitative(t)).collect();
        if mostly(&plain, |t| is_sign(t, vocabulary)) {
            heading.role = Column::Operator;
        } else if texts.iter().any(|t| vocabulary.is_direction(t))
            && mostly(&texts, |t| vocabulary.is_direction(t) || vocabulary.is_qualitative(t))
        {
            heading.role = Column::Direction;
        }
    }
}

/// Whether a text is a sign of comparison, or a word for one.
fn is_sign(text: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(text);
    vocabulary.signs().iter().chain(vocabulary.words_before()).any(|(word, _)| *word == folded)
}

/// 指标值 over columns without headings of their own: sign, number and unit are told by what the columns hold.
fn settle_parts(header: &mut Header, rows: &[Row<'_>], vocabulary: &Vocabulary) {
    if header.has(Column::Operator) || header.has(Column::Unit) {
        return;
    }
    let Some(at) = header.headings.iter().position(|h| h.role == Column::AnnualValue && h.to > h.from + 1) else {
        return;
    };
    let whole = header.headings[at].clone();
    let mut parts: Vec<(Column, u32)> = Vec::new();
    for column in whole.from..whole.to.min(whole.from + MOST_PARTS) {
        let narrow =
            rows.iter().take(MOST_ROWS).flat_map(Row::filled).filter(|s| s.cell.col == column && s.cell.col_span <= 1);
        let texts: Vec<&str> = narrow.map(Slot::text).collect();
        if texts.len() < FEWEST {
            continue;
        }
        let role = if mostly(&texts, |t| is_sign(t, vocabulary)) {
            Column::Operator
        } else if mostly(&texts, |t| text_to_number(t).is_some()) {
            Column::AnnualValue
        } else if mostly(&texts, |t| vocabulary.units().iter().any(|u| *u == fold(t))) {
            Column::Unit
        } else {
            return;
        };
        if parts.iter().any(|(known, _)| *known == role) {
            return;
        }
        parts.push((role, column));
    }
    if parts.len() < 2 || !parts.iter().any(|(role, _)| *role == Column::AnnualValue) {
        return;
    }
    let headings =
        parts.into_iter().map(|(role, column)| Heading { role, from: column, to: column + 1, ..whole.clone() });
    header.headings.splice(at..=at, headings);
}

/// Columns of a value at most: sign, number, unit.
const MOST_PARTS: u32 = 3;

/// 指标类型 over 数量指标, 质量指标: the only column of classes is that of the level which it holds.
fn settle_only_level(header: &mut Header, rows: &[Row<'_>], vocabulary: &Vocabulary) {
    if header.has(Column::Level1) && header.has(Column::Level2) {
        return;
    }
    let levels = [Column::Level1, Column::Level2];
    let Some(only) = header.headings.iter_mut().find(|h| levels.contains(&h.role) && h.class.is_none()) else { return };
    let texts = column_texts(rows, only.from, only.to);
    let first = mostly(&texts, |t| vocabulary.level1(t).is_some());
    let second = mostly(&texts, |t| vocabulary.level2(t).is_some());
    match (first, second) {
        (true, false) => only.role = Column::Level1,
        (false, true) => only.role = Column::Level2,
        _ => {}
    }
}

/// 绩效指标 | 二级指标 | 三级指标: the column under the block's label holds the classes of the first level.
fn settle_first_level(header: &mut Header, rows: &[Row<'_>], vocabulary: &Vocabulary) {
    let second = header.heading(Column::Level2).map(|h| h.from);
    let Some(second) = second.filter(|_| !header.has(Column::Level1)) else { return };
    // 指标类别 | 二级指标: of two columns of the second level that with the classes of the first.
    let twice = header.repeats(Column::Level2);
    let first = header.headings.iter_mut().find(|h| twice && h.role == Column::Level2);
    if let Some(first) = first.filter(|h| holds_first_level(rows, h, vocabulary)) {
        first.role = Column::Level1;
        return;
    }
    let block =
        header.headings.iter_mut().rfind(|h| h.role == Column::Indicators && h.class.is_none() && h.to <= second);
    if let Some(block) = block.filter(|h| holds_first_level(rows, h, vocabulary)) {
        block.role = Column::Level1;
    }
}

/// Whether a column holds classes of the first level.
fn holds_first_level(rows: &[Row<'_>], heading: &Heading, vocabulary: &Vocabulary) -> bool {
    mostly(&column_texts(rows, heading.from, heading.to), |t| vocabulary.level1(t).is_some())
}

/// The one meaning that fits what a column holds and that the header lacks.
fn fitting_role(
    unknown: &Unknown,
    texts: &[&str],
    header: &Header,
    rows: &[Row<'_>],
    vocabulary: &Vocabulary,
) -> Option<Column> {
    if texts.len() < FEWEST {
        return None;
    }
    let name = header.heading(Column::Level3)?;
    let right = unknown.from >= name.to;
    let valued = header.has(Column::AnnualValue) || header.has(Column::PeriodValue);
    let candidates: Vec<Column> = if !right {
        let first = mostly(texts, |t| vocabulary.level1(t).is_some()).then_some(Column::Level1);
        let second = mostly(texts, |t| vocabulary.level2(t).is_some()).then_some(Column::Level2);
        [first, second].into_iter().flatten().filter(|role| !header.has(*role)).collect()
    } else if mostly(texts, |t| points_of(t).is_some()) {
        let within_points = header.heading(Column::Points).is_some_and(|points| {
            rows.iter().take(MOST_ROWS).all(|row| {
                let columns = [(unknown.from, unknown.to), (points.from, points.to)];
                let said = columns
                    .map(|(from, to)| row.within(from, to).filter(|s| s.begins).and_then(|s| points_of(s.text())));
                match said {
                    [Some(score), Some(points)] => score <= points,
                    _ => true,
                }
            })
        });
        if !valued {
            vec![Column::AnnualValue]
        } else if within_points && !header.has(Column::Score) {
            vec![Column::Score]
        } else {
            vec![]
        }
    } else if mostly(texts, |t| is_value(t, vocabulary)) {
        if !valued {
            vec![Column::AnnualValue]
        } else if !header.has(Column::Actual) && (header.has(Column::Score) || header.has(Column::Points)) {
            vec![Column::Actual]
        } else {
            vec![]
        }
    } else {
        vec![]
    };
    match candidates.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// The number of points that a text says: 10, 10分.
fn points_of(t: &str) -> Option<rust_decimal::Decimal> {
    text_to_number(t.trim_end_matches('分'))
}

/// Cells that a column needs for its meaning to be told from them.
const FEWEST: usize = 2;

/// Whether a text reads as a target: a sign, or a number with a short rest.
fn is_value(text: &str, vocabulary: &Vocabulary) -> bool {
    let signed = vocabulary.signs().iter().any(|(sign, _)| text.starts_with(sign.as_str()));
    signed || text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().count() <= LONGEST_VALUE
}

/// Characters of a value without a sign at most.
const LONGEST_VALUE: usize = 10;

/// What a field is called where a message names it.
fn role_name(role: Column) -> &'static str {
    match role {
        Column::Level1 => "一级指标",
        Column::Level2 => "二级指标",
        Column::AnnualValue => "年度指标值",
        Column::Actual => "实际完成值",
        Column::Score => "得分",
        _ => "指标",
    }
}
