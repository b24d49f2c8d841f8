//! The command line. The only place with files, clock, terminal and process exit.
//!
//! A command is a file with `Args` and `run`, a variant of [`Command`] and a line of [`run`].
//! Messages go to standard error, data to standard output. Exit status: 0 done, 1 findings or some
//! inputs failed, 2 wrong usage.

mod check;
#[cfg(feature = "sqlite")]
mod combine;
mod completions;
mod console;
mod convert;
mod correct;
mod diff;
mod history;
mod input;
mod limits;
mod man;
mod output;
mod register;
mod schema;
mod store;
mod trace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  cruscotto convert annex.xlsx -o output          one annex
  cruscotto convert chambers/ -o output           all annexes in a folder; a second run does what is new
  cruscotto convert annex.pdf -o - | jq .annex    plan.json to the next program

`cruscotto COMMAND --help` explains a command.
Exit status: 0 done, 1 findings or some inputs failed, 2 wrong usage.";

/// Turns the performance plans of Italian chambers of commerce into data.
#[derive(Debug, Parser)]
#[command(name = "cruscotto", version, about, propagate_version = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Convert(convert::Args),
    Check(check::Args),
    Diff(diff::Args),
    History(history::Args),
    Trace(trace::Args),
    Correct(correct::Args),
    Register(register::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Convert(args) => convert::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::History(args) => history::run(&args),
        Command::Trace(args) => trace::run(&args),
        Command::Correct(args) => correct::run(&args),
        Command::Register(args) => register::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}

/// What is wrong in how the program was called: exit status 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Runs the program with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let error = match run(Cli::parse().command) {
        Ok(code) => return code,
        Err(error) => error,
    };
    console::line(&format!("error: {error:#}"));
    if error.is::<Usage>() {
        console::line("\nFor more information, try '--help'.");
        return ExitCode::from(2);
    }
    ExitCode::from(1)
}

/// The definition of the command line, for completions and the manual.
fn definition() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_together() {
        definition().debug_assert();
    }

    #[test]
    fn every_command_teaches_by_examples() {
        for command in definition().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Examples:"), "{} has no examples", command.get_name());
        }
    }
}
