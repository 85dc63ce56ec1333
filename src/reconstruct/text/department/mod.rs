//! A department form (部门整体…绩效目标表) as wrapped lines: budget, overall goal, tasks and indicators one after the other, each
//! with labels of its own; printed on one page or on two side by side, whose halves then follow one another.

use std::ops::Range;

use crate::model::{Block, Line, Paragraph, Place, Reading};

use super::words::Words;
use super::wrapped::lines_to_tokens;
use super::{findings, furniture};

mod late;
mod parts;
mod sections;
mod table;

use parts::Part;

/// Fewest sections that make a department form of lines below its title.
const FEWEST_SECTIONS: usize = 3;

/// Where a department form starts at `at` (its title), reads it and returns the line behind it.
pub(super) fn read_form(lines: &[Line], at: usize, words: &Words, reading: &mut Reading) -> Option<usize> {
    let title = furniture::bare(&lines[at].text);
    if !words.is_department_title(title) {
        return None;
    }
    let first = at + 1..words.end_of_form(lines, at + 1);
    let mut part = lines_to_part(lines, first.clone(), words);
    if part.section_count() < FEWEST_SECTIONS {
        return None;
    }
    let mut end = first.end;
    let mut noted = Vec::new();
    let again = lines.get(end).filter(|l| furniture::bare(&l.text) == title);
    let mut right = None;
    if let Some(line) = again {
        let second = end + 1..words.end_of_form(lines, end + 1);
        let other = lines_to_part(lines, second.clone(), words);
        if part.is_completed_by(&other) {
            noted.push(findings::repeated(title, Place::lines(line.number, line.number)));
            end = second.end;
            right = Some(other);
        }
    }
    let title_line = lines[at].number;
    reading
        .blocks
        .push(Block::Paragraph(Paragraph { text: title.to_owned(), place: Place::lines(title_line, title_line) }));
    for (text, place) in std::iter::once(&mut part).chain(&mut right).flat_map(Part::take_loose) {
        reading.blocks.push(Block::Paragraph(Paragraph { text, place }));
    }
    reading.findings.append(&mut noted);
    let placed = part.placed + right.as_ref().map_or(0, |p| p.placed);
    let made = table::parts_to_table(part, right, &mut reading.findings);
    if placed > 0 {
        reading.findings.push(findings::out_of_order(placed, made.place.clone()));
    }
    reading.blocks.push(Block::Table(made));
    Some(end)
}

fn lines_to_part(lines: &[Line], range: Range<usize>, words: &Words) -> Part {
    parts::tokens_to_part(&lines_to_tokens(lines[range].iter().map(Some)), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_drawn_behind_the_rows_go_where_they_belong() {
        let text = "部门整体支出绩效目标申报表\n\
            部门名称 某县水务局\n\
            预算整体情况\n\
            部门预算支出 预算金额（万元）收入来源 预算金额（万元）\n\
            基本支出 1,000.00财政拨款 1,200.00\n\
            项目支出 200.00其他资金 0.00\n\
            总体绩效目标\n\
            年度重点工作任务\n\
            名称 主要实施内容 拟投入的资金（万元） 期望达到的目标（概述）\n\
            河道清淤工程 67.35 河道畅通，行洪安全。\n\
            水质监测能力建设 128.00 监测及时，数据准确。\n\
            绩效指标\n\
            一级指标 二级指标 三级指标 实施周期指标值 年度指标值\n\
            产出指标\n\
            数量指标\n\
            清淤长度\n\
            水质监测覆盖率 100% 100%\n\
            培训次数\n\
            质量指标\n\
            工程验收合格率 100% 100%\n\
            满意度指标 服务对象满意度指标 沿河居民满意度 ≥90% ≥90%\n\
            保障全县河道畅通，保障饮水安全，提高水资源利用效率，完成年度水利建设任务。\n\
            对城区主要河道开展清淤，对淤积严重的河段组织专项\n\
            整治。\n\
            购置监测设备，培训监测人员，按月发布监测报告，及时\n\
            预警。\n\
            不少于5公里 不少于5公里\n\
            12次 12次";
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        let mut reading = Reading::default();
        read_form(&lines, 0, &Words::default(), &mut reading);
        let Some(Block::Table(table)) = reading.blocks.last() else { panic!("no table") };
        let row_of = |text: &str| table.cells.iter().find(|c| c.text.starts_with(text)).map(|c| c.row);
        assert_eq!(row_of("1,200.00"), row_of("基本支出"));
        assert_eq!(row_of("保障全县河道畅通"), row_of("总体绩效目标"));
        assert_eq!(row_of("购置监测设备，培训监测人员，按月发布监测报告，及时预警。"), row_of("水质监测能力建设"));
        assert_eq!(row_of("不少于5公里"), row_of("清淤长度"));
        assert_eq!(row_of("12次"), row_of("培训次数"));
    }
}
