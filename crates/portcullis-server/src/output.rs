//! What a command prints: tables and sentences on a terminal, JSON everywhere else.

use std::io::{ErrorKind, IsTerminal, Write, stdout};

use comfy_table::{ContentArrangement, Table, presets};
use dialoguer::console::{Term, style};
use portcullis::Time;
use serde_json::{Value, json};

use crate::failure::Result;

/// Prints in one of the two ways.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    /// JSON when it is wanted, and when the output is no terminal.
    pub(crate) fn new(json: bool) -> Self {
        Self {
            json: json || !stdout().is_terminal(),
        }
    }

    /// Whether people read it.
    pub(crate) fn is_for_people(self) -> bool {
        !self.json
    }

    /// A list: a table with these headings, or an array.
    pub(crate) fn list<T>(
        self,
        items: &[T],
        headings: &[&str],
        row: impl Fn(&T) -> Vec<String>,
        value: impl Fn(&T) -> Value,
    ) -> Result<()> {
        if self.json {
            return print_json(&items.iter().map(value).collect());
        }
        if items.is_empty() {
            return print("There are none.\n");
        }
        let mut table = table();
        table.set_header(headings.iter().copied());
        for item in items {
            table.add_row(row(item).iter().map(|text| printable(text)));
        }
        print(&format!("{table}\n"))
    }

    /// One thing: a line for each of its properties, or an object.
    pub(crate) fn card(self, lines: &[(&str, String)], value: &Value) -> Result<()> {
        if self.json {
            return print_json(value);
        }
        let width = lines
            .iter()
            .map(|(label, _)| label.len())
            .max()
            .unwrap_or(0);
        let text: String = lines
            .iter()
            .map(|(label, text)| format!("{label:<width$}  {}\n", printable(text)))
            .collect();
        print(&text)
    }

    /// A text for people as it is, or an object.
    pub(crate) fn text(self, text: &str, value: &Value) -> Result<()> {
        if self.json {
            return print_json(value);
        }
        print(&printable(text))
    }

    /// What was done: a green sentence (yellow when there was nothing to do), or an object with `changed` and what it is about.
    pub(crate) fn done(self, changed: bool, sentence: &str, about: (&str, Value)) -> Result<()> {
        if self.json {
            return print_json(&json!({ "changed": changed, about.0: about.1 }));
        }
        let sentence = printable(sentence);
        let shown = if changed {
            style(sentence).green()
        } else {
            style(sentence).yellow()
        };
        print(&format!("{shown}\n"))
    }
}

/// One of many, as a line of JSON: what other programs read is the same on a terminal.
pub(crate) fn line(value: &Value) -> Result<()> {
    print(&format!("{value}\n"))
}

fn table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if let Some((_, width)) = Term::stdout().size_checked() {
        table.set_width(width);
    }
    table
}

/// A moment as people read it, to the second.
pub(crate) fn moment(at: Time) -> String {
    let exact = at.to_string();
    match (exact.get(..10), exact.get(11..19)) {
        (Some(day), Some(second)) => format!("{day} {second} UTC"),
        _ => exact,
    }
}

fn print_json(value: &Value) -> Result<()> {
    print(&format!("{value:#}\n"))
}

/// Prints a text as it is.
pub(crate) fn print(text: &str) -> Result<()> {
    match stdout().write_all(text.as_bytes()) {
        // The reader has seen enough: `portcullis users list | head -1`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// A text without what would steer the terminal: some of it came from mail servers and from people.
fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() && character != '\n' {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_shown_to_the_second() {
        let at = Time::from_micros(1_800_000_000_123_456);
        assert_eq!(moment(at), "2027-01-15 08:00:00 UTC");
    }

    #[test]
    fn nothing_that_is_printed_steers_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\nc\r"), "a\\u{1b}[31mb\nc\\r");
    }
}
