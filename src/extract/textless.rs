//! Documents of which no page has text.

use crate::findings::{NO_TEXT, RECOGNISED_PAGE};
use crate::model::Finding;

/// Whether no page has text, with what was read from pictures. Takes back that there is none where a picture was read: it is said with
/// the page that was read last, which is another each time.
pub(crate) fn stays_textless(findings: &mut Vec<Finding>) -> bool {
    if findings.iter().any(|finding| finding.code == RECOGNISED_PAGE.code) {
        findings.retain(|finding| finding.code != NO_TEXT.code);
    }
    findings.iter().any(|finding| finding.code == NO_TEXT.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Message, NoText, RecognisedPage};

    #[test]
    fn a_page_read_from_its_picture_is_text_whichever_page_was_read_last() {
        let read = || RecognisedPage { page: 2, characters: 9, percent: 90 }.finding();
        for mut findings in [vec![NoText { pages: 2 }.finding(), read()], vec![read(), NoText { pages: 2 }.finding()]] {
            assert!(!stays_textless(&mut findings));
            assert_eq!(findings.len(), 1);
        }
        assert!(stays_textless(&mut vec![NoText { pages: 2 }.finding()]));
    }
}
