//! How the work grows with the input: `cargo bench --bench growth [-- NAME …]`.
//!
//! Every case is made at 1, 4 and 16 times a size and converted to workbook and JSON. A line says how many things came out (so
//! that nothing was left out at the larger size) and the CPU milliseconds of the three sizes, user and system, all threads: the
//! best of several rounds, as many as spend a CPU second. With `--instructions` these are counted instead, by valgrind. Whatever
//! costs more than 18 times as much at 16 times the size is marked; with more than 24 times the exit code is 1. `--write FOLDER`
//! writes the inputs instead, for a look with a profiler.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot make its inputs must stop")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod dice;
mod instructions;
mod pages;
mod pdf;
mod texts;
mod workbooks;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use cpu_time::ProcessTime;
use jixiao::{Document, Options, write};

/// Sizes, as multiples of a case's own.
const TIMES: [usize; 3] = [1, 4, 16];
/// Growth of the CPU seconds at 16 times the size that is marked, and that fails.
const MARKED: f64 = 18.0;
const FAILED: f64 = 24.0;
/// CPU time spent on each size, at least, and rounds, at most.
const ENOUGH: Duration = Duration::from_secs(1);
const MOST_ROUNDS: usize = 20;

/// Makes an input of a size.
type Make = fn(usize) -> Vec<u8>;

/// Says what comes out of a case at so many times its size, and what it costs.
type Measure = fn(&Case, usize) -> (usize, f64);

/// What grows, the ending of its file, its size at 1 time, and how it is made.
type Case = (&'static str, &'static str, usize, Make);

const CASES: [Case; 22] = [
    ("glyphs in lines", "pdf", 4_000, pages::glyphs_in_lines),
    ("glyphs scattered", "pdf", 2_000, pages::glyphs_scattered),
    ("grid with text", "pdf", 400, pages::grid_with_text),
    ("rules", "pdf", 1_000, pages::rules),
    ("rules and glyphs", "pdf", 1_000, pages::rules_and_glyphs),
    ("pages", "pdf", 10, pages::pages),
    ("curves", "pdf", 2_000, pages::curves),
    ("wrapped text", "txt", 60, texts::wrapped),
    ("one-character lines", "txt", 2_000, texts::one_character_lines),
    ("one line with tabs", "txt", 1_000, texts::one_line_with_tabs),
    ("tab form", "txt", 200, texts::tab_form),
    ("space form", "txt", 50, texts::space_form),
    ("list in columns of spaces", "txt", 50, texts::space_list),
    ("wrapped cells at random", "txt", 100, texts::wrapped_at_random),
    ("labels", "xlsx", 200, workbooks::labels),
    ("worksheet rows", "xlsx", 500, workbooks::rows),
    ("merges", "xlsx", 500, workbooks::merges),
    ("projects", "xlsx", 200, workbooks::projects),
    ("indicators of one project", "xlsx", 500, workbooks::one_project),
    ("indicators packed in a cell", "txt", 60, texts::packed),
    ("findings", "txt", 200, texts::findings),
    ("bytes that are no UTF-8", "txt", 20_000, texts::no_utf8),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--once", name, times, what] => {
            let case = CASES.iter().find(|case| case.0 == *name).unwrap();
            instructions::once(case, times.parse().unwrap(), *what == "--convert");
        }
        ["--write", folder, ..] => CASES.iter().for_each(|case| write_inputs(case, Path::new(folder))),
        arguments if arguments.contains(&"--bench") => return table(arguments),
        // `cargo test --benches` only wants to know that it runs.
        _ => {}
    }
    ExitCode::SUCCESS
}

/// Prints the table of the cases that the arguments name, of all where they name none.
fn table(arguments: &[&str]) -> ExitCode {
    let names: Vec<&str> = arguments.iter().copied().filter(|argument| !argument.starts_with("--")).collect();
    let (measure, unit): (Measure, _) = if arguments.contains(&"--instructions") {
        (instructions::counted, "M instructions")
    } else {
        (measured, "CPU ms")
    };
    let (head, unit) = ("things at 1, 4, 16 ×", format!("{unit} at 1, 4, 16 ×"));
    println!("{:27} {:>6} {head:>29}  {unit:>32}  {:>5}  {:>5}", "what", "size", "4 ×", "16 ×");
    let named = |case: &&Case| names.is_empty() || names.iter().any(|name| case.0.contains(name));
    let failed = CASES.iter().filter(named).filter(|case| !grows_straight(case, measure)).count();
    ExitCode::from(u8::from(failed > 0))
}

fn write_inputs(&(name, ending, size, make): &Case, folder: &Path) {
    for times in TIMES {
        let path = folder.join(format!("{}-{times}.{ending}", name.replace(' ', "-")));
        std::fs::write(path, make(size * times)).unwrap();
    }
}

fn grows_straight(case: &Case, measure: Measure) -> bool {
    let [(one, first), (four, second), (sixteen, third)] = TIMES.map(|times| measure(case, times));
    let (at_four, at_sixteen) = (second / first, third / first);
    let mark = if at_sixteen > MARKED { " !" } else { "" };
    let things = format!("{one:>9} {four:>9} {sixteen:>9}");
    let costs = [first, second, third].map(|cost| format!("{cost:>10.1}")).join(" ");
    println!("{:27} {:>6} {things:>29}  {costs:>32}  {at_four:>5.1}  {at_sixteen:>5.1}{mark}", case.0, case.2);
    at_sixteen <= FAILED
}

/// The things that come out of a case, and the CPU milliseconds it takes.
fn measured(&(_, ending, size, make): &Case, times: usize) -> (usize, f64) {
    let (folder, options) = (tempfile::tempdir().unwrap(), options());
    let path = folder.path().join("input").with_extension(ending);
    std::fs::write(&path, make(size * times)).unwrap();
    let (mut best, mut spent, mut things) = (Duration::MAX, Duration::ZERO, 0);
    for _ in 0..MOST_ROUNDS {
        let start = ProcessTime::now();
        things = converted(&path, &options);
        let time = start.elapsed();
        best = best.min(time);
        spent += time;
        if spent >= ENOUGH {
            break;
        }
    }
    (things, best.as_secs_f64() * 1000.0)
}

/// The settings of all conversions.
fn options() -> Options {
    Options { timeout: Duration::from_hours(1), max_memory: 8 << 30, tables: true, ..Options::default() }
}

/// Converts to workbook and JSON and counts what came out; 0 where the input is refused.
fn converted(path: &Path, options: &Options) -> usize {
    let Ok(document) = jixiao::convert(path, options) else { return 0 };
    std::hint::black_box(write::workbook::document(&document).unwrap());
    std::hint::black_box(write::json::document(&document));
    things(&document)
}

/// Projects, indicators, cells of other tables, findings.
fn things(document: &Document) -> usize {
    let form = |f: &jixiao::model::Form| f.projects.len() + f.all_indicators().count();
    let cells = document.tables.iter().flatten().map(|t| t.cells.len());
    document.forms.iter().map(form).chain(cells).sum::<usize>() + document.findings.len()
}
