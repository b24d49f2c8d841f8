//! `cruscotto man`.

use std::process::ExitCode;

use anyhow::Result;

use super::{Usage, definition, output};

const EXAMPLES: &str = "\
Examples:
  cruscotto man | man -l -
  cruscotto man convert > ~/.local/share/man/man1/cruscotto-convert.1";

/// Print the manual page of the program or of a command
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A command; none for the program itself
    command: Option<String>,
}

/// Prints the page.
pub fn run(args: &Args) -> Result<ExitCode> {
    let mut whole = definition();
    whole.build();
    let page = match &args.command {
        None => whole,
        Some(name) => whole
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| Usage(format!("there is no command '{name}'")))?
            .display_name(format!("cruscotto-{name}")),
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    output::print(&roff)
}
