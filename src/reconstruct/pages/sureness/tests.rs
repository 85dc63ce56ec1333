#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::PathBuf;

use serde_json::json;

use super::super::{choose, ruled, words};
use super::*;
use crate::model::{Axis, Content, Page};
use crate::reconstruct::pages::tags::TagIndex;
use crate::{Options, extract};

/// `MADE=FOLDER cargo test --lib sureness -- --ignored`: writes FOLDER/SEED.traits for every SEED.pdf, what `fit.py` reads.
#[test]
#[ignore = "for fit.py"]
fn traits_of_made_pages() {
    let folder = PathBuf::from(std::env::var_os("MADE").unwrap());
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|e| e != "pdf") {
            continue;
        }
        let opened = extract::open(&path, &Options::default()).unwrap();
        let Content::Pages(source) = &opened.content else { panic!("no pages") };
        let page = source.page(1).output;
        let all = words::glyphs_to_words(&page);
        let found =
            choose::best_readings(&page, &ruled::GlyphIndex::new(&page), &all, &TagIndex::default(), None).output;
        let tables = found.iter().map(|chosen| {
            let table = choose::page_table_to_table(&page, &chosen.table);
            let traits = traits::traits_of(&page, &all, &chosen.table);
            json!({"rows": table.rows, "cols": table.cols, "cells": table.cells, "method": table.method, "traits": traits.to_vec()})
        });
        std::fs::write(path.with_extension("traits"), json!({ "tables": tables.collect::<Vec<_>>() }).to_string())
            .unwrap();
    }
}

fn sureness(page: &Page) -> Vec<f32> {
    let all = words::glyphs_to_words(page);
    let found = choose::page_tables(page, &ruled::GlyphIndex::new(page), &all, &TagIndex::default(), None).output;
    found.iter().map(|chosen| chosen.table.confidence).collect()
}

#[test]
fn a_grid_without_its_inner_borders_is_less_sure_than_with_them() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tables/text-over-a-rule/input.pdf");
    let opened = extract::open(&path, &Options::default()).unwrap();
    let Content::Pages(source) = &opened.content else { panic!("no pages") };
    let mut page = source.page(1).output;
    let whole = sureness(&page);
    let sides: Vec<f64> = page.rules.iter().filter(|r| r.axis == Axis::Vertical).map(|r| r.position).collect();
    let (left, right) = sides.iter().fold((f64::MAX, f64::MIN), |(l, r), x| (l.min(*x), r.max(*x)));
    page.rules.retain(|r| r.axis == Axis::Horizontal || r.position < left + 1.0 || r.position > right - 1.0);
    let without = sureness(&page);
    assert!(whole.iter().all(|sure| *sure > 0.9) && whole.len() == 1, "{whole:?}");
    assert!(without.iter().all(|sure| *sure < 0.7) && without.len() == 1, "{without:?}");
}
