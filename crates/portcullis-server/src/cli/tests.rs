use std::{env, fmt::Write as _, fs, path::Path};

use clap::{Arg, Command, CommandFactory};

use super::*;

const HEAD: &str = "# Commands

<!-- Generated from the code; a test fails when it drifts. -->

What `portcullis --help` says, on one page. Every command about data takes `--config FILE` (default: `./portcullis.toml`, else the
data of `portcullis dev`) and `--json`; every command takes `--help`.
";

/// The reference of a command and of those below it.
fn describe(command: &mut Command, level: usize, page: &mut String) {
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    let name = command.get_bin_name().unwrap_or_default().to_owned();
    if level == 2 {
        let _ = write!(page, "\n## {name}\n\n{about}.\n");
    }
    if command.has_subcommands() {
        let several = command.get_subcommands_mut();
        for below in several.filter(|below| below.get_name() != "help") {
            describe(below, level + 1, page);
        }
        return;
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    match level {
        2 => drop(write!(page, "\n`{usage}`\n")),
        _ => drop(write!(page, "\n### {name}\n\n{about}: `{usage}`\n")),
    }
    let own =
        |arg: &&Arg| !arg.is_global_set() && !["help", "version"].contains(&arg.get_id().as_str());
    let arguments: Vec<String> = command.get_arguments().filter(own).map(item).collect();
    if !arguments.is_empty() {
        let _ = write!(page, "\n{}", arguments.concat());
    }
}

fn item(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let short = arg
        .get_short()
        .map(|short| format!("-{short}, "))
        .unwrap_or_default();
    let default: Vec<_> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();
    let default = match default.concat().as_str() {
        "" | "false" => String::new(),
        value => format!(" (default: {value})"),
    };
    format!("- `{short}{arg}`: {help}{default}\n")
}

#[test]
fn the_reference_of_the_commands_is_what_they_say_of_themselves() {
    let mut all = Cli::command();
    all.build();
    let mut page = HEAD.to_owned();
    describe(&mut all, 1, &mut page);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever changes a command says so to the test"
    )]
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/cli.md is behind the code; run `UPDATE_DOCS=1 cargo test reference_of_the_commands` and commit it"
    );
}
