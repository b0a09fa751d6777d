//! Renders the reference of all settings, so that it cannot drift from the code.

use portcullis_kit::settings::Group;

use super::gone::GONE;
use super::not_yet::NOT_YET;

/// A table of the reference: one group.
///
/// ```
/// # use portcullis::{security::core_settings::CoreSettings, settings::Section};
/// let core = CoreSettings::default();
/// let sections = core.groups().map(|(title, group)| Section { title, toggle: None, group });
/// assert_eq!(sections[0].title, "HTTP and sign-in");
/// ```
#[derive(Copy, Clone)]
pub struct Section<'g> {
    /// Its heading.
    pub title: &'g str,
    /// The toggle without prefix, when the group is a feature's.
    pub toggle: Option<&'g str>,
    /// The settings; their defaults are shown, not their values.
    pub group: &'g dyn Group,
}

const HEAD: &str = "# Settings

<!-- Generated from the code; a test fails when it drifts. -->

Each setting can stand in code, in a TOML file (`SECURITY_APP_NAME = \"Example\"`, flat, no tables) or in the
environment (`SECURITY_APP_NAME=Example`). The environment beats the file, the file beats code. `NAME_FILE` in
place of `NAME` gives the path of a file that holds the value; one with a secret is refused when every user of the machine
can read it. Durations are written `\"24 hours\"`, `\"1h30m\"` or in
seconds. `SECURITY_MSG_<KEY>` replaces the text of a message. An unknown name stops the start.
";

const GONE_HEAD: &str = "
## Refused on purpose

Names of Flask-Security that are not settings here.

| name | instead |
|---|---|
";

const NOT_YET_HEAD: &str = "
## Not supported yet

Names of Flask-Security that are refused until their feature exists.

| feature | names |
|---|---|
";

/// The reference of all settings in Markdown: a table a section, then the names of Flask-Security that are refused.
///
/// ```
/// # use portcullis::{Trackable, settings::{Section, settings_markdown}};
/// let trackable = Trackable::default();
/// let section = Section { title: "Tracking", toggle: Some("TRACKABLE"), group: &trackable };
/// assert!(settings_markdown(&[section]).contains("## Tracking"));
/// ```
#[must_use]
pub fn settings_markdown(sections: &[Section<'_>]) -> String {
    let mut page = HEAD.to_owned();
    for section in sections {
        page.push_str(&format!("\n## {}\n\n", section.title));
        page.push_str(&settings_table(section));
    }
    page.push_str(GONE_HEAD);
    for (names, cure) in GONE {
        page.push_str(&format!("| {} | {} |\n", list(names), cell(cure)));
    }
    page.push_str(NOT_YET_HEAD);
    for (feature, names) in NOT_YET {
        page.push_str(&format!("| {} | {} |\n", cell(feature), list(names)));
    }
    page
}

/// The table of one section, without its heading: for an app that describes settings of its own.
///
/// ```
/// # use portcullis::{Trackable, settings::{Section, settings_table}};
/// let trackable = Trackable::default();
/// let section = Section { title: "Tracking", toggle: Some("TRACKABLE"), group: &trackable };
/// assert!(settings_table(&section).contains("| `SECURITY_TRACKABLE` | true or false | `false` |"));
/// ```
#[must_use]
pub fn settings_table(section: &Section<'_>) -> String {
    let mut table = "| name | kind | default | meaning |\n|---|---|---|---|\n".to_owned();
    let prefix = section.group.prefix();
    if let Some(toggle) = section.toggle {
        table.push_str(&format!(
            "| `{prefix}{toggle}` | true or false | `false` | Switches the feature on. |\n"
        ));
    }
    for setting in section.group.table() {
        table.push_str(&format!(
            "| `{prefix}{}` | {} | `{}` | {} |\n",
            setting.name,
            cell(setting.kind),
            cell(&(setting.default)()),
            cell(setting.doc)
        ));
    }
    table
}

fn list(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

// A cell is one line, and a bar would end it.
fn cell(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('|', "\\|")
}
