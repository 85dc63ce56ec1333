//! Pieces as web pages and as SpreadsheetML.

use std::fmt::Write as _;

use super::pieces::{Grid, Piece};

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn table(grid: &Grid, cell_attributes: &str, blank: &str) -> String {
    let mut html = String::from("<table border=\"1\">\n");
    for row in 0..grid.rows {
        html.push_str("  <tr>\n");
        for col in 0..grid.cols {
            let Some(cell) = grid.at(row, col) else {
                // A slot that nothing covers is a blank one.
                if grid.over(row, col).is_none() {
                    let _ = writeln!(html, "    <td>{blank}</td>");
                }
                continue;
            };
            html.push_str("    <td");
            if cell.rows > 1 {
                let _ = write!(html, " rowspan=\"{}\"", cell.rows);
            }
            if cell.cols > 1 {
                let _ = write!(html, " colspan={}", cell.cols);
            }
            let text = escaped(&cell.text).replace('\n', "<br/>");
            let _ = writeln!(html, "{cell_attributes}>{}</td>", if text.is_empty() { blank } else { &text });
        }
        html.push_str("  </tr>\n");
    }
    html + "</table>\n"
}

fn body(pieces: &[Piece], cell_attributes: &str, blank: &str) -> String {
    let write = |piece: &Piece| match piece {
        Piece::Text(text) => format!("<p>{}</p>\n", escaped(text)),
        Piece::Table(grid) => table(grid, cell_attributes, blank),
    };
    pieces.iter().map(write).collect()
}

/// A page as an office publishes it, in UTF-8.
pub(crate) fn page(pieces: &[Piece]) -> Vec<u8> {
    let body = body(pieces, "", "");
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>公开</title><style>td {{ color: #333 }}</style>\
         <script>var a = '<table><tr><td>否</td></tr></table>';</script></head>\n<body><div>首页 &gt; 公开</div>\n{body}\
         <p>打印本页</p></body></html>"
    )
    .into_bytes()
}

/// What a system writes as `.xls`: GBK, a fragment without a body, number formats, `&nbsp;` in blank cells.
pub(crate) fn system_export(pieces: &[Piece]) -> Vec<u8> {
    let body = body(pieces, " style='mso-number-format:\"\\@\";'", "&nbsp;");
    let page = format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><meta http-equiv=\"Content-Type\" content=\"text/html; \
         charset=GB2312\">\n{body}</html>"
    );
    encoding_rs::GB18030.encode(&page).0.into_owned()
}

/// A page whose content stands in a cell of a table of layout, with tags left open.
pub(crate) fn within_layout(pieces: &[Piece]) -> Vec<u8> {
    let body = body(pieces, "", "").replace("</td>", "").replace("</tr>", "").replace("</p>", "");
    format!(
        "<html><body><TABLE width=100%><TR><TD>网站首页<TD>检索</TR><TR><TD valign=top>栏目<TD>{body}</TD></TR></TABLE></body></html>"
    )
    .into_bytes()
}

/// SpreadsheetML 2003: texts are rows over the whole width.
pub(crate) fn spreadsheet_xml(pieces: &[Piece]) -> Vec<u8> {
    let width = pieces.iter().map(|p| if let Piece::Table(grid) = p { grid.cols } else { 1 }).max().unwrap_or(1);
    let mut rows = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                let merged = if width > 1 { format!(" ss:MergeAcross=\"{}\"", width - 1) } else { String::new() };
                let _ = writeln!(rows, "<Row><Cell{merged}>{}</Cell></Row>", data(text));
            }
            Piece::Table(grid) => {
                for row in 0..grid.rows {
                    rows.push_str("<Row>");
                    for cell in grid.cells.iter().filter(|c| c.row == row) {
                        let _ = write!(rows, "<Cell ss:Index=\"{}\"", cell.col + 1);
                        if cell.cols > 1 {
                            let _ = write!(rows, " ss:MergeAcross=\"{}\"", cell.cols - 1);
                        }
                        if cell.rows > 1 {
                            let _ = write!(rows, " ss:MergeDown=\"{}\"", cell.rows - 1);
                        }
                        let _ = write!(rows, ">{}</Cell>", data(&cell.text));
                    }
                    rows.push_str("</Row>\n");
                }
            }
        }
    }
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
         xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\n\
         <Worksheet ss:Name=\"Sheet1\"><Table>\n{rows}</Table></Worksheet></Workbook>"
    )
    .into_bytes()
}

fn data(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<Data ss:Type=\"String\">{}</Data>", escaped(text).replace('\n', "&#10;"))
}
