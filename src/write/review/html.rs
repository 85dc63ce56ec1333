//! The page of review as one file: style, script, data and pictures in it, nothing fetched.

use std::io::{self, Write};
#[cfg(feature = "cli")]
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::content::ReviewContent;
#[cfg(feature = "cli")]
use crate::write::atomic::{Finished, Unfinished};
use crate::write::mark::{HTML_START, KEY, open_mark};
#[cfg(feature = "cli")]
use crate::{Error, Result};

/// Built from `web/` by `npm run build`.
const SCRIPT: &str = include_str!("page/review.js");
const STYLE: &str = include_str!("page/review.css");

/// Writes the page. `pictures` gives the pictures in the order of the pages, one at a time.
///
/// # Errors
/// Where the file cannot be written; nothing is left behind then.
#[cfg(feature = "cli")]
pub(crate) fn finished(
    content: &ReviewContent,
    pictures: impl Iterator<Item = Option<Vec<u8>>>,
    path: &Path,
) -> Result<Finished> {
    let mut file = Unfinished::create(path)?;
    write(content, pictures, &mut file).map_err(Error::writing(path))?;
    file.close()
}

/// The same to anything that takes bytes, with its mark open.
///
/// # Errors
/// Where the bytes are not taken.
pub(crate) fn write(
    content: &ReviewContent,
    pictures: impl Iterator<Item = Option<Vec<u8>>>,
    out: &mut impl Write,
) -> io::Result<()> {
    head(content.language, &content.source.name, SCRIPT, out)?;
    writeln!(
        out,
        "<script type=\"application/json\" id=\"data\">{}</script>",
        in_script(&serde_json::to_string(content)?)
    )?;
    for (number, picture) in pictures.enumerate() {
        if let Some(png) = picture {
            writeln!(
                out,
                "<script type=\"text/plain\" id=\"picture-{}\">{}</script>",
                number + 1,
                BASE64.encode(&png)
            )?;
        }
    }
    tail(SCRIPT, out)
}

/// Everything before the data. What the page may do is said by its policy: run the one script, show pictures it holds, fetch
/// nothing.
pub(super) fn head(language: &str, title: &str, script: &str, out: &mut impl Write) -> io::Result<()> {
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'unsafe-inline'; img-src blob: data:; base-uri 'none'; form-action 'none'",
        BASE64.encode(Sha256::digest(script))
    );
    write!(
        out,
        "{HTML_START}<!-- {KEY} {} -->\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n",
        open_mark()
    )?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    write!(out, "<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n", as_text(title))?;
    write!(out, "<div id=\"app\"></div>\n<noscript>请允许脚本运行。 / Please allow scripts.</noscript>\n")
}

/// Everything behind the data.
pub(super) fn tail(script: &str, out: &mut impl Write) -> io::Result<()> {
    write!(out, "<script>{script}</script>\n</body>\n</html>\n")
}

/// JSON that may stand in a script: no `<` ends the script or begins a comment.
pub(super) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn as_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_holds_nothing_that_ends_it() {
        for part in [SCRIPT, STYLE] {
            assert!(!part.contains("</") && !part.contains("<!--"));
        }
    }

    #[test]
    fn nothing_in_the_data_ends_the_script() {
        assert_eq!(in_script("\"</script><!--\""), "\"\\u003c/script>\\u003c!--\"");
        assert_eq!(as_text("<b>&"), "&lt;b&gt;&amp;");
    }
}
