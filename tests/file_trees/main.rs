//! Random folders of inputs, random commands with random outputs: nothing that was there is changed, every input that can be read has
//! an output of its own, and what auditors type stays.
//!
//! `RUNS=2000 COMMANDS=500 SEED=1 cargo test --test file_trees` draws more than the few of every `cargo test`.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders must fail")]
#![allow(clippy::print_stdout, reason = "the figures of a long run")]

mod commands;
mod outputs;
mod random;
mod tree;
mod verdicts;

use random::Random;
use tree::Tree;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Every file that was there before a command is byte for byte the same after it. Files that the program wrote may be written
/// anew until somebody else saves them.
#[test]
fn what_was_there_stays() {
    let (seed, mut commands, mut done) = (setting("SEED", 1), 0, 0);
    for run in 0..setting("RUNS", 24) {
        let mut random = Random::new(seed.wrapping_add(run));
        let mut tree = Tree::new(&mut random);
        for _ in 0..=random.below(2) {
            let arguments = commands::any(&mut random, &tree);
            let code = tree.run(&arguments);
            commands += 1;
            done += u64::from(code == 0);
            tree.check(run, &arguments);
            if random.below(2) == 0 {
                tree.save_an_output(&mut random);
            }
        }
    }
    println!("{commands} commands, {done} with exit code 0");
    assert!(done > 0, "no command did anything");
}

/// Each input of a folder that can be read has one output of its own, the same as that of converting it alone.
#[test]
fn every_input_has_its_own_output() {
    let (seed, mut inputs) = (setting("SEED", 1) + 1_000_000, 0);
    let mut alone = outputs::Alone::default();
    for run in 0..setting("RUNS", 24) {
        let mut random = Random::new(seed.wrapping_add(run));
        let mut tree = Tree::new(&mut random);
        inputs += outputs::check(run, &mut random, &mut tree, &mut alone);
    }
    println!("{inputs} inputs with an output of their own");
    assert!(inputs > 0, "no input was converted");
}

/// A verdict typed into a review column is still there after any commands without `--force`.
#[test]
fn verdicts_stay() {
    let (seed, commands) = (setting("SEED", 1) + 2_000_000, setting("COMMANDS", 24));
    let (mut given, mut trees, mut typed) = (0, 0, 0);
    while given < commands {
        let mut random = Random::new(seed.wrapping_add(trees));
        let mut tree = Tree::reviewed(&mut random);
        let verdicts = verdicts::typed(&mut random, &mut tree);
        assert!(!verdicts.is_empty(), "no output to type a verdict into");
        typed += verdicts.len();
        for _ in 0..20.min(commands - given) {
            let arguments = commands::any_with_reviews(&mut random, &tree);
            tree.run(&arguments);
            given += 1;
            for verdict in &verdicts {
                verdict.check(trees, &arguments);
            }
        }
        trees += 1;
    }
    println!("{typed} verdicts in {trees} trees, {given} commands");
}
