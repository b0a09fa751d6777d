//! The pages of the book that are made of the code: routes, messages, signals. `UPDATE_DOCS=1` writes them anew.

mod signals;

use std::{collections::BTreeMap, env, fs, path::Path};

use utoipa::openapi::path::{Operation, PathItem};

use super::capitalised;
use crate::{
    features::{DevMailbox, Language, Login, toggled},
    messages::{Category, SHARED, Sources, Translation},
    security::{
        core_settings::CoreSettings,
        feature::{Feature, Routes},
    },
    web::layer,
};

const GENERATED: &str = "<!-- Generated from the code; a test fails when it drifts. -->";

/// Compares a page of the reference with what the code says, or writes it.
#[track_caller]
fn holds(name: &str, page: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let path = folder.join(name);
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever changes what is described says so to the test"
    )]
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/{name} is behind the code; run `UPDATE_DOCS=1 cargo test reference` and commit it"
    );
}

/// Text for a cell of a table.
fn cell(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").replace('|', "\\|");
    // What rustdoc would make a link of.
    text.replace("[`crate::", "`")
        .replace("[`", "`")
        .replace("`]", "`")
}

/// All features, in the order of the reference: those that are always on, those with a toggle, that of development.
fn features() -> Vec<(Option<&'static str>, Box<dyn Feature>)> {
    let mut all: Vec<(Option<&'static str>, Box<dyn Feature>)> =
        vec![(None, Box::new(Login)), (None, Box::new(Language))];
    let toggled = toggled().into_iter();
    all.extend(toggled.map(|known| (Some(known.toggle), (known.make)())));
    all
}

/// The settings that hold a path, with their defaults.
fn paths(
    core: &CoreSettings,
    features: &mut [(Option<&str>, Box<dyn Feature>)],
) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    let mut note = |group: &dyn crate::settings::Group| {
        for setting in group
            .table()
            .iter()
            .filter(|setting| setting.name.ends_with("_URL"))
        {
            let value = group.show(setting.name).trim_matches('"').to_owned();
            if value.starts_with('/') {
                paths.push((value, setting.name.to_owned()));
            }
        }
    };
    for (_, group) in core.groups() {
        note(group);
    }
    for (_, feature) in features {
        if let Some(group) = feature.settings() {
            note(group);
        }
    }
    paths
}

/// `CONFIRM_URL` for `/confirm/{token}`: the setting with the longest path that this one begins with.
fn setting_of(path: &str, paths: &[(String, String)]) -> String {
    let begins = |base: &str| {
        let rest = path.strip_prefix(base);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let found = paths.iter().filter(|(base, _)| begins(base));
    let found = found.max_by_key(|(base, _)| base.len());
    found.map_or_else(|| "fixed".to_owned(), |(_, name)| format!("`{name}`"))
}

fn operations(item: &PathItem) -> impl Iterator<Item = (&'static str, &Operation)> {
    let all = [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("DELETE", &item.delete),
    ];
    all.into_iter()
        .filter_map(|(name, operation)| Some((name, operation.as_ref()?)))
}

fn said(operation: &Operation) -> String {
    let parts = [&operation.summary, &operation.description];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    cell(&parts.join(" "))
}

fn rows(routes: &Routes, paths: &[(String, String)]) -> String {
    let mut rows = String::new();
    for (path, item) in &routes.paths.paths {
        for (method, operation) in operations(item) {
            let signed_in = if operation.security.is_some() {
                "yes"
            } else {
                ""
            };
            let (setting, what) = (setting_of(path, paths), said(operation));
            assert!(!what.is_empty(), "{method} {path} says nothing of itself");
            rows.push_str(&format!(
                "| {method} | `{path}` | {setting} | {signed_in} | {what} |\n"
            ));
        }
    }
    rows
}

const ROUTES: &str = "
Paths are those of the default settings. Each is below `SECURITY_URL_PREFIX`, but for `/.well-known/change-password`. The column
*path* names the setting that moves it (with `SECURITY_` before it), *signed in* says whether it is for signed-in people alone. `HEAD` is
answered where `GET` is. Every route of a feature answers browsers with a page and programs with JSON; what the JSON holds is described by
`/openapi.json` of the running app.
";

const HEAD: &str =
    "| method | address | path | signed in | what it does |\n|---|---|---|---|---|\n";

#[test]
fn the_reference_of_the_routes_is_what_the_code_says() {
    let core = CoreSettings::default();
    let mut features = features();
    let paths = paths(&core, &mut features);
    let mut page = format!("# Routes\n\n{GENERATED}\n{ROUTES}");
    for (toggle, feature) in &features {
        let rows = rows(&feature.routes(&core), &paths);
        if rows.is_empty() {
            continue;
        }
        let on = toggle.map_or_else(
            || "Always on.".to_owned(),
            |toggle| format!("Switched on by `SECURITY_{toggle}`."),
        );
        page.push_str(&format!(
            "\n## {}\n\n{on}\n\n{HEAD}{rows}",
            capitalised(feature.name())
        ));
    }
    page.push_str("\n## Of the whole\n\n| address | what is there |\n|---|---|\n");
    for place in layer::places(&core) {
        // The name of the stylesheet holds a hash of what is in it.
        if !place.path.ends_with(".css") {
            page.push_str(&format!("| `{}` | {} |\n", place.path, place.owner));
        }
    }
    page.push_str("\n## In development\n\nOnly where no mail transport is given, and on loopback alone.\n\n| address |\n|---|\n");
    let mailbox = DevMailbox::new(portcullis_kit::mail::Memory::new());
    for (path, _) in mailbox.routes(&core).places {
        page.push_str(&format!("| `{path}` |\n"));
    }
    holds("routes.md", &page);
}

const MESSAGES: &str = "
Every sentence that people read, by its key, in English. `SECURITY_MSG_<KEY>` replaces one in every language; a file of
`SECURITY_I18N_DIRNAME` replaces it in one language. `{$name}` is filled in; `$app` is the name of the app. Where *kind* is empty
a message is an error, or no message but a part of a page or a mail. `portcullis messages` prints them as they are with your settings.
";

fn english(translations: &'static [Translation]) -> Vec<String> {
    let english = translations
        .iter()
        .filter(|translation| translation.locale == "en");
    let sources = Sources::new(english).unwrap();
    sources.keys().unwrap().into_iter().collect()
}

#[test]
fn the_reference_of_the_messages_is_what_the_code_says() {
    let features = features();
    let mut sections = vec![("Of the whole".to_owned(), english(SHARED))];
    for (_, feature) in &features {
        sections.push((capitalised(feature.name()), english(feature.translations())));
    }
    let all = SHARED.iter().chain(
        features
            .iter()
            .flat_map(|(_, feature)| feature.translations()),
    );
    let all = all.filter(|translation| translation.locale == "en");
    let catalogue = Sources::new(all).unwrap().finish("en").unwrap();
    let entries: BTreeMap<&str, _> = catalogue.entries().collect();
    let mut page = format!("# Messages\n\n{GENERATED}\n{MESSAGES}");
    for (title, keys) in sections.iter().filter(|(_, keys)| !keys.is_empty()) {
        page.push_str(&format!(
            "\n## {title}\n\n| key | kind | text |\n|---|---|---|\n"
        ));
        for key in keys {
            let entry = &entries[key.as_str()];
            // What says nothing of how it is meant is an error, or no message at all but a label.
            let kind = match entry.category {
                Category::Error => "",
                said => said.as_str(),
            };
            let text = cell(&entry.text).replace('<', "&lt;");
            page.push_str(&format!("| `{key}` | {kind} | {text} |\n"));
        }
    }
    holds("messages.md", &page);
}
