//! The words the forms are recognised by, as data.

/// Labels, synonyms, units and operators.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {}
