//! The command line. The only place with files, clock, terminal and process exit.

mod convert;
mod schema;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turns the performance plans of chambers of commerce into data.
#[derive(Debug, Parser)]
#[command(name = "cruscotto", version, about, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Convert annexes into a workbook, JSON and tables.
    Convert {
        /// Files to read.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// Folder for the results.
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Print the JSON Schema of plan.json.
    Schema,
}

/// Runs the program with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Command::Convert { inputs, output } => convert::run(&inputs, &output),
        Command::Schema => schema::run(),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(1)
        }
    }
}
