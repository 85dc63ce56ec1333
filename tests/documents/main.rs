//! Inputs → documents: what is read of pages, texts and workbooks, and what the checks say about it.
//!
//! One program for all of them, for each that is linked takes its time; `cargo test --test documents money` runs one of them.

mod checks;
mod checks_violated;
mod conservation;
mod drawing;
mod dumps_of_departments;
mod extract;
mod fonts_of_one_name;
mod forms_elsewhere;
mod forms_of_offices;
mod headings;
mod layouts;
mod money;
mod other_workbooks;
mod pages_joined;
mod pages_printed;
mod pictures;
mod plan_and_result;
mod producers;
mod readings;
mod traps;
mod values;
mod wide_sheets;
mod xlsb;
