//! A page as it was opened → as it is read: without hidden fills, upright.

use crate::model::Page;

use super::upright::{Turn, upright};
use super::visible_fills;

/// The page as it is read, and how it was turned.
pub(crate) fn prepared(mut page: Page) -> (Page, Turn) {
    page.fills = visible_fills::without_hidden(std::mem::take(&mut page.fills));
    upright(page)
}
