//! Lines of a text → tables and paragraphs.
//!
//! A text is cut into stretches of one shape, each read by its own reader: rows of separated fields ([`tabbed`]), prose and
//! head lines. Shapes are told apart per stretch, never per file.

use crate::model::{Budget, Line, Reading};
use crate::vocabulary::Vocabulary;

mod card;
mod cell_stream;
mod department;
mod drawn;
mod fields;
mod findings;
mod free_runs;
mod furniture;
mod glued;
mod grid;
mod gutters;
mod header_columns;
mod header_rows;
mod labels;
mod outline;
mod paragraphs;
mod pieces;
mod piped;
mod plain;
mod realigned;
mod rowwise;
mod run_together;
mod score;
mod sections;
mod separated;
mod spaced;
mod stretches;
mod tabbed;
mod unclosed;
mod uncut;
mod upright;
mod variants;
mod wide_headings;
mod words;
mod wrapped;

use stretches::{Shape, Stretch};
use words::Words;

/// Reads all lines.
#[must_use]
pub fn read(lines: &[Line], vocabulary: &Vocabulary) -> Reading {
    read_within(lines, vocabulary, &Budget::default())
}

/// The same as far as a budget reaches: what is read when it is over is not the whole.
pub(crate) fn read_within(lines: &[Line], vocabulary: &Vocabulary, budget: &Budget) -> Reading {
    let mut reading = Reading::default();
    let words = Words::new(vocabulary).within(budget);
    let lines = &unclosed::close_rows(lines);
    for stretch in stretches::lines_to_stretches(lines, &mut reading.findings) {
        match stretch {
            Stretch { shape: Shape::Separated, runs } => {
                separated::runs_to_blocks(lines, &runs, &words, &mut reading);
            }
            Stretch { shape, runs } => {
                for own in runs.into_iter().map(|run| &lines[run]) {
                    if shape == Shape::Drawn && drawn::lines_to_block(own, &mut reading) {
                        continue;
                    }
                    match rowwise::lines_to_rows(own, &words) {
                        Some(rows) => separated::certain_rows_to_blocks(own, rows, &words, &mut reading),
                        None => plain::lines_to_blocks(own, &words, &mut reading),
                    }
                }
            }
        }
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    fn lines(text: &str) -> Vec<Line> {
        text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect()
    }

    fn shape(reading: &Reading) -> Vec<String> {
        let block = |b: &Block| match b {
            Block::Paragraph(p) => p.text.clone(),
            Block::Table(t) => format!("{}×{}", t.rows, t.cols),
        };
        reading.blocks.iter().map(block).collect()
    }

    #[test]
    fn a_table_goes_on_after_blank_lines_page_numbers_and_printed_again_titles() {
        let text = "## 绩效目标表\n\n名称\t值\t数\n甲\t1\t2\n\n第 1 页\n绩效目标表\n名称\t值\t数\n乙\t3\t4\n注：无。";
        let reading = read(&lines(text), &Vocabulary::default());
        assert_eq!(shape(&reading), ["绩效目标表", "3×3", "注：无。"]);
        assert_eq!(reading.findings.len(), 3);
    }

    #[test]
    fn a_new_title_starts_a_new_table() {
        let text = "甲表\n名称\t值\t数\n甲\t1\t2\n乙表\n名称\t值\t数\n乙\t3\t4";
        assert_eq!(shape(&read(&lines(text), &Vocabulary::default())), ["甲表", "2×3", "乙表", "2×3"]);
    }

    #[test]
    fn a_card_set_in_columns_of_spaces_is_one_table_with_its_classes_over_their_rows() {
        let text = "          项目支出绩效目标申报表\n\
                    项目名称        法制工作经费\n\
                    \x20           为各项改革发展提供法律服务支撑，提升行政机关依法行政的水平和\n\
                    总体目标\n\
                    \x20           能力。\n\
                    \x20       一级指标      二级指标        三级指标       指标值\n\
                    \x20                          审查文件数量     500件\n\
                    绩效指标    产出指标      数量指标\n\
                    \x20                          审查合同数量     30份\n\
                    \x20       效益指标      社会效益指标      决策合法率      100%";
        let reading = read(&lines(text), &Vocabulary::default());
        let Some(Block::Table(table)) = reading.blocks.last() else { panic!("no table") };
        let cell = |text: &str| table.cells.iter().find(|c| c.text == text).map(|c| (c.row, c.col, c.row_span));
        assert_eq!(cell("绩效指标"), Some((3, 0, 3)));
        assert_eq!(cell("数量指标"), Some((3, 2, 2)));
        assert_eq!(cell("30份"), Some((4, 4, 1)));
        assert_eq!(cell("为各项改革发展提供法律服务支撑，提升行政机关依法行政的水平和能力。"), Some((1, 1, 1)));
    }
}
