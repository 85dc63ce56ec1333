//! What one input may take: each limit met by a small harmless file under a small budget, and a thousand workbooks of which some say
//! more than they hold. Nothing here is larger than 8 MB when opened, so that it harms no other program either.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod limits;
mod made;
mod packages;
mod thousand;
