//! The printed header of a project list → its columns. A heading is what stands where headings stand: one that no list knows
//! is an open column like any other.

use crate::model::Line;
use crate::reconstruct::text::furniture;
use crate::reconstruct::text::words::Words;

use super::columns::{PrintedColumn, Role};
use super::{headings, stacked};

/// Most lines a header may take: a label a line, blank lines between, some labels wrapped.
const HEADER_LINES: usize = 40;
/// Fewest known columns of a list.
const FEWEST_COLUMNS: usize = 3;
/// Most columns of a list.
const MOST_COLUMNS: usize = 24;
/// Pieces a heading may be broken into.
const HEADING_PIECES: usize = 3;
/// Most unknown headings between two known ones.
const MOST_OPEN: usize = 3;

/// The header of a project list that starts at line `at`, and the index of the line behind it.
pub(in crate::reconstruct::text) fn header_at(
    lines: &[Line],
    at: usize,
    words: &Words,
) -> Option<(Vec<PrintedColumn>, usize)> {
    // Asked of every line, and most begin with no label.
    if !headings::may_begin_header(lines, at, words) {
        return None;
    }
    let print = Print::of(lines, at);
    let (mut columns, mut offset) = print.known_part(words)?;
    if let Some(end) = print.tail_in_line(offset, words, &mut columns) {
        offset = end;
    }
    while let Some(end) = print.tail_below(offset, words, &mut columns) {
        offset = end;
    }
    let behind = print.pieces.iter().rfind(|p| p.end == offset && p.ends_line).map(|p| p.line + 1);
    let found = behind.filter(|_| is_list_header(&columns)).map(|end| (columns, end));
    if found.as_ref().is_some_and(|(columns, end)| stacked::is_whole(columns, lines.get(*end), words)) {
        return found;
    }
    let ends = found.as_ref().map_or(0, |f| f.1);
    let broken = stacked::headers_at(lines, at, words);
    broken.filter(|(columns, end)| *end >= ends && is_list_header(columns)).last().or(found)
}

/// Whether columns are those of a project list.
pub(in crate::reconstruct::text) fn is_list_header(columns: &[PrintedColumn]) -> bool {
    let has = |role: Role| columns.iter().any(|c| c.role == role);
    let subject = [Role::Indicators, Role::Goal, Role::Level3].into_iter().any(has);
    let known = columns.iter().filter(|c| c.role != Role::Open).count();
    known >= FEWEST_COLUMNS && has(Role::Project) && subject && distinct(columns)
}

/// No column twice that a table has once.
fn distinct(columns: &[PrintedColumn]) -> bool {
    let mut roles: Vec<Role> = columns.iter().map(|c| c.role).filter(|r| !r.may_repeat()).collect();
    let count = roles.len();
    roles.sort_unstable();
    roles.dedup();
    roles.len() == count
}

/// Lines as one text without spaces, and where the pieces between spaces stand in it.
struct Print<'a> {
    lines: &'a [Line],
    text: String,
    pieces: Vec<LabelPiece>,
}

struct LabelPiece {
    /// Bytes of the text.
    start: usize,
    end: usize,
    line: usize,
    ends_line: bool,
    /// Whether it is all that its line holds; whether a blank line stands above.
    alone: bool,
    below_blank: bool,
}

/// A heading and the text behind it.
struct FoundHeading {
    role: Role,
    end: usize,
    known: bool,
}

impl<'a> Print<'a> {
    fn of(lines: &'a [Line], at: usize) -> Self {
        let (mut text, mut pieces, mut blank) = (String::new(), Vec::new(), false);
        for (line, own) in lines.iter().enumerate().skip(at).take(HEADER_LINES) {
            let first = pieces.len();
            for piece in headings::pieces(&own.text) {
                let start = text.len();
                text.push_str(piece);
                let below_blank = blank && pieces.len() == first;
                pieces.push(LabelPiece { start, end: text.len(), line, ends_line: false, alone: false, below_blank });
            }
            let alone = pieces.len() == first + 1;
            pieces.last_mut().filter(|_| alone).into_iter().for_each(|p| p.alone = true);
            pieces.last_mut().filter(|p| p.line == line).into_iter().for_each(|p| p.ends_line = true);
            blank = pieces.len() == first;
        }
        Self { lines, text, pieces }
    }

    fn slice(&self, from: usize, to: usize) -> &str {
        &self.text[from..to]
    }

    /// Index of the piece that starts at an offset.
    fn piece_at(&self, offset: usize) -> Option<usize> {
        self.pieces.binary_search_by_key(&offset, |p| p.start).ok()
    }

    fn ends_piece(&self, offset: usize) -> bool {
        self.pieces.binary_search_by_key(&offset, |p| p.end).is_ok()
    }

    fn ends_line(&self, offset: usize) -> bool {
        self.pieces.binary_search_by_key(&offset, |p| p.end).is_ok_and(|n| self.pieces[n].ends_line)
    }

    fn line_number(&self, offset: usize) -> Option<u32> {
        let n = self.pieces.partition_point(|p| p.end <= offset);
        self.pieces.get(n).map(|piece| self.lines[piece.line].number)
    }

    fn column(&self, from: usize, to: usize, role: Role) -> Option<PrintedColumn> {
        let lines = [self.line_number(from)?, self.line_number(to - 1)?];
        Some(PrintedColumn { label: self.slice(from, to).to_owned(), role, lines, stacked: false })
    }

    /// The columns up to the last known heading, with the unknown ones between, and the text behind them.
    fn known_part(&self, words: &Words) -> Option<(Vec<PrintedColumn>, usize)> {
        let mut columns: Vec<PrintedColumn> = Vec::new();
        let mut settled = (0, 0);
        let mut offset = 0;
        while let Some(heading) = self.heading_at(offset, words) {
            let at_line_end = offset == 0 || self.ends_line(offset);
            let label = self.slice(offset, heading.end);
            let row_label = words.is_subtotal(label) && columns.iter().any(|c| c.role.is_long());
            // 单位 left of the project names is an organisation.
            let left_of_names = !columns.iter().any(|c| c.role == Role::Project);
            let role = if heading.role == Role::Measure && left_of_names { Role::Unit } else { heading.role };
            let again = !role.may_repeat() && columns.iter().any(|c| c.role == role);
            if at_line_end && (row_label || again) || columns.len() >= MOST_COLUMNS {
                break;
            }
            columns.push(self.column(offset, heading.end, role)?);
            offset = heading.end;
            if heading.known {
                settled = (columns.len(), offset);
            } else if columns.len() - settled.0 > MOST_OPEN {
                break;
            }
        }
        columns.truncate(settled.0);
        Some((columns, settled.1))
    }

    /// The heading that starts at an offset: a known label, one put together from whole pieces, an unknown one, or the label the
    /// text behind the offset begins with.
    fn heading_at(&self, offset: usize, words: &Words) -> Option<FoundHeading> {
        let label =
            self.label_at(offset, words).map(|(role, len)| FoundHeading { role, end: offset + len, known: true });
        let followed = |h: &FoundHeading| {
            self.ends_piece(h.end) || words.column_label(self.slice(h.end, self.text.len())).is_some()
        };
        let piece = self.piece_at(offset);
        let crosses = |h: &FoundHeading| piece.is_some_and(|n| self.is_split(n, h.end, words));
        if label.as_ref().is_some_and(|h| followed(h) && !crosses(h)) {
            return label;
        }
        let Some(piece) = piece else { return label };
        let own = self.pieces.iter().skip(piece).take(HEADING_PIECES);
        let mut wholes = own.filter_map(|p| words.whole_heading(self.slice(offset, p.end)).map(|role| (role, p.end)));
        if let Some((role, end)) = wholes.next() {
            return Some(FoundHeading { role, end, known: true });
        }
        self.open_at(piece, words).or(label)
    }

    /// Whether a label up to `end` runs over a space, or into a piece, behind which another begins, and what stands before is a
    /// heading as well: 年度 and 绩效目标 side by side.
    fn is_split(&self, piece: usize, end: usize, words: &Words) -> bool {
        let p = &self.pieces[piece];
        (!p.ends_line || !self.ends_piece(end))
            && p.end < end
            && words.whole_heading(self.slice(p.start, p.end)).is_some()
            && words.column_label(self.slice(p.end, self.text.len())).is_some()
    }

    /// The known label at an offset, and its length. Behind the last label of a header printed again goes on what the page break
    /// cut: 绩效指标 and 值：… on the next line are no 绩效指标值.
    fn label_at(&self, offset: usize, words: &Words) -> Option<(Role, usize)> {
        let text = &self.text[offset..];
        let (role, len) = words.column_label(text)?;
        if self.ends_line(offset + len) || words.column_label(&text[len..]).is_some() {
            return Some((role, len));
        }
        let ends = self.pieces.iter().rev().filter(|p| p.ends_line).filter_map(|p| p.end.checked_sub(offset));
        let mut shorter = ends
            .filter(|end| (1..len).contains(end))
            .filter_map(|end| words.column_label(&text[..end]).filter(|(_, len)| *len == end));
        shorter.next().or(Some((role, len)))
    }

    /// The unknown heading a piece begins: with what is left of it on the next line.
    fn open_at(&self, piece: usize, words: &Words) -> Option<FoundHeading> {
        let first = &self.pieces[piece];
        let mut end = first.end;
        let text = self.slice(first.start, end);
        if !headings::may_be_heading(text, words) || headings::is_like_value(text, words) {
            return None;
        }
        let rest = self.pieces.get(piece + 1).filter(|p| first.ends_line && p.alone && !p.below_blank);
        if let Some(rest) =
            rest.filter(|p| headings::is_rest(self.slice(first.start, end), self.slice(p.start, p.end), words))
        {
            end = rest.end;
        }
        Some(FoundHeading { role: Role::Open, end, known: false })
    }

    /// Takes unknown headings behind the last known one on its line: all that the line holds.
    fn tail_in_line(&self, offset: usize, words: &Words, columns: &mut Vec<PrintedColumn>) -> Option<usize> {
        let last = self.pieces.iter().rposition(|p| p.end == offset && !p.ends_line)?;
        let line = self.pieces[last].line;
        let tail: Vec<&LabelPiece> = self.pieces.iter().skip(last + 1).take_while(|p| p.line == line).collect();
        let heading = |p: &&LabelPiece| headings::may_be_heading(self.slice(p.start, p.end), words);
        if tail.len() > MOST_OPEN || !tail.iter().all(heading) {
            return None;
        }
        let made: Vec<PrintedColumn> = tail.iter().filter_map(|p| self.column(p.start, p.end, Role::Open)).collect();
        columns.extend(made);
        tail.last().map(|p| p.end)
    }

    /// Takes an unknown heading on the line below the last heading, where each stands on a line of its own.
    fn tail_below(&self, offset: usize, words: &Words, columns: &mut Vec<PrintedColumn>) -> Option<usize> {
        let last = self.pieces.iter().rposition(|p| p.end == offset && p.alone)?;
        let [before, last, own, behind] = self.pieces.get(last.checked_sub(1)?..)?.first_chunk()?;
        let spacing = last.below_blank;
        let open = columns.iter().rev().take_while(|c| c.role == Role::Open).count();
        if !own.alone
            || !before.ends_line
            || own.below_blank != spacing
            || open >= MOST_OPEN
            || columns.len() < FEWEST_COLUMNS
        {
            return None;
        }
        let text = self.slice(own.start, own.end);
        let first = columns.first()?.role;
        let begins_row = |text: &str| match first {
            Role::Number => text.chars().all(|c| c.is_ascii_digit()),
            Role::Department | Role::Unit => words.is_organisation(text),
            _ => false,
        };
        let is_heading = headings::may_be_heading(text, words)
            && !words.is_organisation(text)
            && (words.ends_like_heading(text) || begins_row(self.slice(behind.start, behind.end)));
        let again = |line: &&Line| furniture::bare(&line.text) == text;
        // What stands alone on other lines as well is a value, but for a header printed again.
        let repeated = self.lines.iter().skip(own.line + 1).take(headings::REPEATS_WITHIN).filter(again).count();
        if !is_heading || repeated > 0 && !words.ends_like_heading(text) {
            return None;
        }
        columns.push(self.column(own.start, own.end, Role::Open)?);
        Some(own.end)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn header(text: &str) -> Option<(Vec<PrintedColumn>, usize)> {
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        header_at(&lines, 0, &Words::default())
    }

    fn labels(text: &str) -> (Vec<String>, usize) {
        let (columns, end) = header(text).unwrap();
        (columns.into_iter().map(|c| c.label).collect(), end)
    }

    #[test]
    fn labels_on_one_line_on_many_and_broken_ones() {
        let (columns, end) = header("主管部门 预算单位 项目名称 绩效目标 绩效指标\n甲局").unwrap();
        assert_eq!((columns.len(), end), (5, 1));
        let (columns, end) =
            header("项目名称（资金使用单\n位） 总计 财政拨款 财政专户拨\n款 其他资金 绩效目标 绩效指标\n合计").unwrap();
        assert_eq!((columns[0].label.as_str(), columns.len(), end), ("项目名称（资金使用单位）", 7, 3));
        assert_eq!(header("主管部门\n\n预算单位\n\n项目名称\n\n绩效目标\n\n绩效指标\n\n甲局").unwrap().1, 9);
    }

    #[test]
    fn what_a_page_break_cut_belongs_to_no_label() {
        let (columns, end) =
            header("主管部门\n预算单位\n项目名称\n绩效目标\n绩效指标\n\n值：按时完成。2、产出").unwrap();
        assert_eq!((columns.len(), columns[4].label.as_str(), end), (5, "绩效指标", 5));
        let (columns, end) = header("项目名称\n绩效目标\n绩效指标\n值\n甲项目").unwrap();
        assert_eq!((columns[2].label.as_str(), end), ("绩效指标值", 4));
    }

    #[test]
    fn a_heading_no_list_knows_is_a_column_wherever_it_stands() {
        let known = ["主管部门", "预算单位", "项目名称", "绩效目标", "绩效指标"];
        for unknown in ["项目类别", "起止时间", "项目负责人", "牵头科室", "立项依据", "年度", "受益范围"]
        {
            for at in 0..=known.len() {
                let mut all = known.to_vec();
                all.insert(at, unknown);
                let in_line = labels(&format!("{}\n甲局 乙所", all.join(" ")));
                assert_eq!(in_line, (all.iter().map(|l| (*l).to_owned()).collect(), 1), "{all:?}");
                if unknown == "年度" && matches!(at, 3 | 4) {
                    continue; // Two headings, or one over two lines: nothing tells.
                }
                let below = labels(&format!("{}\n甲局\n乙所", all.join("\n")));
                assert_eq!(below, (all.iter().map(|l| (*l).to_owned()).collect(), all.len()), "{all:?}");
            }
        }
        let broken = labels("主管部门 项目名称 牵头科\n室\n绩效目标 绩效指标\n甲局");
        assert_eq!(broken.0, ["主管部门", "项目名称", "牵头科室", "绩效目标", "绩效指标"]);
    }

    #[test]
    fn text_is_no_header() {
        assert!(header("项目名称 绩效目标").is_none());
        assert!(header("绩效目标是指 项目名称 总计 绩效指标").is_none());
        assert_eq!(labels("项目名称\n绩效目标\n绩效指标\n甲局\n乙项目").1, 3);
    }
}
