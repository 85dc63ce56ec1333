//! Spellings of each thing.

use std::collections::BTreeMap;

/// Spellings of each thing.
pub(super) type Spellings<K> = BTreeMap<K, Vec<String>>;
