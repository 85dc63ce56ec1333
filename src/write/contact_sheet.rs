//! A web page that shows the drawings of all pages of a document beside each other.

use std::fmt::Write;

use super::mark::{HTML_START, KEY, open_mark};
use super::svg::escape;

/// Few pages stand as large as the window lets them, many as small as they can be told apart.
const STYLE: &str = "body{font-family:sans-serif;margin:16px 24px;background:#f4f4f4;color:#222}h1{font-size:18px;font-weight:600}\
    main{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:20px;align-items:start}figure{margin:0}\
    img{display:block;width:100%;background:#fff;box-shadow:0 1px 4px #0005}figcaption{text-align:center;font-size:13px;margin-top:6px}";

/// The page; `drawings` are the names of the files beside it, in the order of the pages.
#[must_use]
pub(crate) fn html(title: &str, drawings: &[String]) -> String {
    let (title, pages) = (escape(title), drawings.len());
    let mut html = format!("{HTML_START}<!-- {KEY} {} -->\n", open_mark());
    // Writing to a string cannot fail.
    let _ = writeln!(
        html,
        "<html lang=\"zh\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>"
    );
    let _ = writeln!(html, "<body><h1>{title}</h1><main>");
    for (number, drawing) in (1..).zip(drawings) {
        let file = escape(drawing);
        let _ = writeln!(
            html,
            "<figure><a href=\"{file}\"><img src=\"{file}\" alt=\"{number}\" loading=\"lazy\"></a><figcaption>{number} / {pages}</figcaption></figure>"
        );
    }
    html.push_str("</main></body></html>\n");
    html
}
