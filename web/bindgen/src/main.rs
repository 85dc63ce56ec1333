//! jixiao-web-bindgen IN.wasm FOLDER: the program of the page and the script that calls it, `program_bg.wasm` and `program.js`.

use anyhow::Context;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let input = arguments.next().context("IN.wasm")?;
    let folder = arguments.next().context("FOLDER")?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name("program").web(true)?.typescript(false);
    // Names of functions are a third of the program, and nobody reads them.
    bindgen.remove_name_section(true).remove_producers_section(true).generate(folder)
}
