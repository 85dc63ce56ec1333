//! What headings and labels of public forms are read as, and which labels of ordinary tables stay unread.

use jixiao::vocabulary::Vocabulary;

/// The lines of a table of spellings, split at tabs.
fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

/// The name of a meaning as `words.toml` has it: `AnnualValue` → `annual_value`.
fn key(meaning: impl std::fmt::Debug) -> String {
    let mut key = String::new();
    for c in format!("{meaning:?}").chars() {
        if c.is_ascii_uppercase() && !key.is_empty() {
            key.push('_');
        }
        key.push(c.to_ascii_lowercase());
    }
    key
}

fn misread(table: &'static str) -> Vec<String> {
    let vocabulary = Vocabulary::default();
    let wrong = lines(table).filter_map(|line| {
        let (spelling, wanted) = (line.first().copied()?, line.get(1).copied()?);
        let read = vocabulary.column(spelling).map(key).unwrap_or_default();
        (read != wanted).then(|| format!("{spelling}: {read:?}, not {wanted:?}"))
    });
    wrong.collect()
}

#[test]
fn headings_of_public_forms_are_read() {
    let mut wrong = misread(include_str!("../cases/headings/read-1.tsv"));
    wrong.extend(misread(include_str!("../cases/headings/read-2.tsv")));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn labels_of_ordinary_tables_stay_unread() {
    let vocabulary = Vocabulary::default();
    let read: Vec<_> = lines(include_str!("../cases/headings/unread.tsv"))
        .filter_map(|line| line.first().and_then(|l| vocabulary.column(l).map(|c| format!("{l}: {}", key(c)))))
        .collect();
    assert!(read.is_empty(), "{read:#?}");
}
