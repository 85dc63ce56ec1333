//! Makes what the program knows from the lists it is kept in, so that nothing is read when the program starts: the words of the
//! vocabulary, the settings of the checks, and what the check for misprints compares.

#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

#[path = "build/misprints.rs"]
mod misprints;
#[path = "build/rules.rs"]
mod rules;
#[path = "build/toml.rs"]
mod toml;
#[path = "build/vocabulary.rs"]
mod vocabulary;

use std::error::Error;
use std::path::PathBuf;

const WORDS: &str = "src/vocabulary/words.toml";
const COLUMNS: &str = "src/vocabulary/column.rs";
const RULES: &str = "src/validate/rules.toml";

fn main() -> Result<(), Box<dyn Error>> {
    for source in ["build.rs", "build", misprints::FOLDER, WORDS, COLUMNS, RULES] {
        println!("cargo::rerun-if-changed={source}");
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let words = toml::read(&std::fs::read_to_string(WORDS)?)?;
    std::fs::write(out.join("vocabulary.rs"), vocabulary::lists(&words, &std::fs::read_to_string(COLUMNS)?)?)?;
    let rules = toml::read(&std::fs::read_to_string(RULES)?)?;
    std::fs::write(out.join("rules.json"), rules::json(&rules))?;
    misprints::write(&out)
}
