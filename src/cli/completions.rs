//! `cruscotto completions`.

use std::process::ExitCode;

use anyhow::Result;

use super::{definition, output};

const EXAMPLES: &str = "\
Examples:
  cruscotto completions bash > ~/.local/share/bash-completion/completions/cruscotto
  cruscotto completions zsh > ~/.zfunc/_cruscotto
  cruscotto completions fish > ~/.config/fish/completions/cruscotto.fish
  cruscotto completions powershell >> $PROFILE";

/// Print the completion script of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shell that will load the script
    shell: clap_complete::Shell,
}

/// Prints the script.
pub fn run(args: &Args) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut definition(), "cruscotto", &mut script);
    output::print(&script)
}
