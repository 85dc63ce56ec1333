//! The program: arguments, exit codes, messages, files it leaves.

mod batch;
mod cli;
mod cli_check_and_diff;
mod cli_tables;
mod exit_codes;
mod outputs_planned;
mod recipes;
mod second_reader;
