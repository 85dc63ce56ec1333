//! A web page that shows the drawings of all pages of a document beside each other.

use std::fmt::Write;

use super::mark::{HTML_START, KEY, open_mark};
use super::svg::escape;

const STYLE: &str = "body{font-family:sans-serif;margin:16px}main{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));\
    gap:16px}figure{margin:0}img{width:100%;border:1px solid #999}figcaption{text-align:center;font-size:13px}";

/// The page; `drawings` are the names of the files beside it, in the order of the pages.
#[must_use]
pub(crate) fn html(title: &str, drawings: &[String]) -> String {
    let title = escape(title);
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
            "<figure><a href=\"{file}\"><img src=\"{file}\" alt=\"{number}\" loading=\"lazy\"></a><figcaption>{number}</figcaption></figure>"
        );
    }
    html.push_str("</main></body></html>\n");
    html
}
