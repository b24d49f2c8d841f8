//! Messages to the person at the terminal: standard error, never standard output.

use std::io::Write;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Writes a line to standard error. That nobody reads it is no reason to stop. Names of files are
/// their owners' choice: what would move the cursor is not shown.
pub fn line(text: &str) {
    let shown = text.replace(|c: char| c.is_control() && c != '\n', "\u{FFFD}");
    let _ = writeln!(std::io::stderr().lock(), "{shown}");
}

/// Standard error with a progress bar at its foot, which only a terminal shows.
#[derive(Debug)]
pub struct Console {
    quiet: bool,
    bar: ProgressBar,
}

impl Console {
    /// A console that shows nothing but errors if `quiet`.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        Self { quiet, bar: ProgressBar::hidden() }
    }

    /// Shows the progress over `all` inputs from now on.
    pub fn begin(&self, all: usize) {
        if self.quiet || all < 2 {
            return;
        }
        self.bar.set_length(all as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}, {eta} left  {msg}") {
            self.bar.set_style(style);
        }
        self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    }

    /// One input is done.
    pub fn step(&self, name: &str) {
        self.bar.set_message(name.to_owned());
        self.bar.inc(1);
    }

    /// All inputs are done.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }

    /// Says something worth knowing.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.bar.suspend(|| line(text));
        }
    }

    /// Says something that one must know.
    pub fn warn(&self, text: &str) {
        self.bar.suspend(|| line(text));
    }
}
