//! What `portcullis dev` prints once it serves: only paths that exist.

use std::{
    io::{ErrorKind, Write, stdout},
    path::Path,
};

use portcullis::Security;

use super::demo::{PASSWORD, People};
use crate::failure::Result;

pub(super) fn print(
    security: &Security,
    data: &Path,
    note: Option<&str>,
    people: Option<&People>,
) -> Result<()> {
    let text = text(security, data, note, people)?;
    match stdout().write_all(text.as_bytes()) {
        // Nobody reads; the server serves all the same.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

fn text(
    security: &Security,
    data: &Path,
    note: Option<&str>,
    people: Option<&People>,
) -> Result<String> {
    let shown = if data.is_absolute() {
        data.display().to_string()
    } else {
        format!("./{}", data.display())
    };
    let mut text = format!(
        "\n  portcullis {}   development mode: data in {shown} (delete it to start again)\n",
        env!("CARGO_PKG_VERSION")
    );
    if let Some(note) = note {
        text.push_str(&format!("  {note}\n"));
    }
    text.push('\n');
    text.push_str(&line("Start page", &security.url_of("/")?));
    for (label, page) in [
        ("Sign up", "register"),
        ("Sign in", "login"),
        ("New password", "reset"),
    ] {
        if let Some(path) = security.path_of(page) {
            text.push_str(&line(label, &security.url_of(path)?));
        }
    }
    if let Some(path) = security.path_of("dev_mail") {
        let url = security.url_of(path)?;
        text.push_str(&line(
            "Mailbox",
            &format!("{url:<38} (no mail leaves this machine)"),
        ));
    }
    let prefix = &security.settings().http.url_prefix;
    text.push_str(&line(
        "API",
        &security.url_of(&format!("{prefix}/openapi.json"))?,
    ));
    if let Some(people) = people {
        text.push_str(&demo(people));
    }
    text.push_str(
        "\n  Stop with Ctrl-C. Run it for real: portcullis serve --config portcullis.toml\n\n",
    );
    Ok(text)
}

fn demo(people: &People) -> String {
    let names =
        "ada@example.test, ben@example.test (deactivated), cleo@example.test (not confirmed),";
    let more = "dora@example.test (has no password, signs in by mailed link)";
    let password = if people.password_stands {
        format!("password: {PASSWORD}")
    } else {
        "their password was changed since".to_owned()
    };
    let mut text = line("Demo users", names) + &line("", more);
    text.push_str(&line(
        "",
        &format!("{password}   `--no-demo` to go without"),
    ));
    text
}

fn line(label: &str, text: &str) -> String {
    format!("  {label:<14} {text}\n")
}
