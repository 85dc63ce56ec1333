//! Random forms, printed as the tools print them (wrapped lines, columns of spaces, tabs) with other widths, blank lines and
//! order of rows, are read back; no character of any text is lost.
//!
//! `DUMPS_SEED=7 DUMPS_CASES=500 cargo test --test text_dumps` draws other dumps and more of them; a failure shows how many
//! were misread and the first.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test may stop, and says figures")]

mod compare;
mod grids;
mod printing;
mod projects;

use std::cell::{Cell, RefCell};
use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngSeed, TestRunner};

use compare::{conserved, differences, read, same_projects};
use grids::{any_layout, covered, dump, entries, layout, right_of, same_forms, wrapped_dump};
use printing::{Habit, habit, spaced, tabbed, wrapped};
use projects::{CLAUSES, HEADER, List, NAMES, OFFICES, VALUES, lists, open_lists, pick};

fn setting(name: &str, default: u32) -> u32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// Draws cases and checks each; what fails is shown, the first in full.
fn all_hold<T: Debug>(strategy: &impl Strategy<Value = T>, check: impl Fn(T) -> Result<(), String>) {
    let cases = setting("DUMPS_CASES", 24);
    let seed = RngSeed::Fixed(u64::from(setting("DUMPS_SEED", 1)));
    let mut runner = TestRunner::new(ProptestConfig { rng_seed: seed, ..ProptestConfig::default() });
    let drawn = (0..cases).map(|_| strategy.new_tree(&mut runner).unwrap().current());
    let failures: Vec<String> = drawn.filter_map(|case| check(case).err()).collect();
    let shown = failures.iter().take(setting("DUMPS_SHOWN", 1) as usize).cloned().collect::<Vec<_>>().join("\n=====\n");
    assert!(failures.is_empty(), "{} of {cases} fail; the first:\n{shown}", failures.len());
}

#[test]
fn wrapped_dumps_are_read_back() {
    all_hold(&(lists(), habit()), |(list, habit)| {
        let text = wrapped(&list, &habit);
        let reading = read(&text);
        conserved(&text, &reading)?;
        same_projects(&list, &text, &reading)
    });
}

#[test]
fn columns_of_spaces_are_read_back() {
    all_hold(&(lists(), habit()), |(list, habit)| {
        let text = spaced(&list, &habit);
        let reading = read(&text);
        conserved(&text, &reading)?;
        same_projects(&list, &text, &reading)
    });
}

#[test]
fn tabbed_dumps_are_read_back() {
    all_hold(&lists(), |list| {
        let text = tabbed(&list);
        let reading = read(&text);
        conserved(&text, &reading)?;
        same_projects(&list, &text, &reading)
    });
}

/// Of the cells under headings of which some are in no list this share is read as printed, and no list is lost.
const OPEN_SHARE: f64 = 0.97;

fn open_columns_are_read(print: impl Fn(&List, &Habit) -> String) {
    let (right, printed) = (Cell::new(0), Cell::new(0));
    let failed = RefCell::new(Vec::new());
    all_hold(&(open_lists(), habit()), |(list, habit)| {
        let text = print(&list, &habit);
        let reading = read(&text);
        conserved(&text, &reading)?;
        let (wrong, all) = differences(&list, &reading).ok_or_else(|| format!("no list in\n{text}"))?;
        right.set(right.get() + all - wrong.len());
        printed.set(printed.get() + all);
        if !wrong.is_empty() {
            failed.borrow_mut().push(format!("{} of {all}:\n{}\n{text}", wrong.len(), wrong.join("\n")));
        }
        Ok(())
    });
    let failed = failed.into_inner();
    let share = right.get() as f64 / printed.get() as f64;
    let shown = failed.iter().take(setting("DUMPS_SHOWN", 1) as usize).cloned().collect::<Vec<_>>().join("\n=====\n");
    println!("{share:.4} read as printed, {} not wholly", failed.len());
    assert!(share >= OPEN_SHARE, "{share:.4} read as printed; not wholly {}, such as\n{shown}", failed.len());
}

#[test]
fn columns_no_list_of_headings_knows_are_read_from_wrapped_lines() {
    open_columns_are_read(wrapped);
}

#[test]
fn columns_no_list_of_headings_knows_are_read_from_columns_of_spaces() {
    open_columns_are_read(spaced);
}

#[test]
fn columns_no_list_of_headings_knows_are_read_from_tabs() {
    open_columns_are_read(|list, _| tabbed(list));
}

#[test]
fn forms_with_merged_cells_are_read_back_from_tabs() {
    all_hold(&(entries(), layout(), covered(), pick(&OFFICES)), |(entries, layout, covered, office)| {
        let text = dump(&entries, layout, covered, office);
        conserved(&text, &read(&text))?;
        same_forms(&entries, layout, &text)
    });
}

/// Of indicators and goals in wrapped forms this share is read as printed: where a wrapped name ends and its value begins is
/// sometimes open.
const READ_SHARE: f64 = 0.97;

#[test]
fn forms_as_wrapped_lines_are_read_back() {
    let (right, printed) = (Cell::new(0), Cell::new(0));
    let drawn = (entries(), any_layout(), pick(&OFFICES), 24..90_usize, any::<bool>());
    let failed = RefCell::new(Vec::new());
    all_hold(&drawn, |(entries, layout, office, width, alone)| {
        let text = wrapped_dump(&entries, layout, office, width, alone);
        let (own, all) = right_of(&entries, layout, &text);
        right.set(right.get() + own);
        printed.set(printed.get() + all);
        if own < all {
            failed.borrow_mut().push(format!("{layout:?} {alone} {width}, {own} of {all}\n{text}"));
        }
        conserved(&text, &read(&text))
    });
    let failed = failed.into_inner();
    let share = f64::from(u32::try_from(right.get()).unwrap()) / f64::from(u32::try_from(printed.get()).unwrap());
    let shown = failed.iter().take(setting("DUMPS_SHOWN", 1) as usize).cloned().collect::<Vec<_>>().join("\n=====\n");
    assert!(share >= READ_SHARE, "{share:.4} read as printed; not wholly {}, such as\n{shown}", failed.len());
}

const MARKS: [&str; 15] = [
    "\n",
    "\n\n",
    "\t",
    "  ",
    " ",
    "\u{c}",
    "1、产出指标：",
    "注：",
    "## ",
    "第 1 页",
    "部门整体支出绩效目标表",
    "绩效指标",
    "\"",
    "|",
    "产出指标",
];

#[test]
fn no_character_of_any_text_is_lost() {
    let piece = prop_oneof![pick(&HEADER), pick(&CLAUSES), pick(&NAMES), pick(&VALUES), pick(&OFFICES), pick(&MARKS)];
    all_hold(&vec(piece, 0..80), |pieces| {
        let text = pieces.concat();
        conserved(&text, &read(&text))
    });
}
