//! The command line: parse, dispatch, exit code.

fn main() -> std::process::ExitCode {
    cruscotto::cli::main()
}
