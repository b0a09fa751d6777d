use std::{env, fs, path::Path};

use portcullis::settings::{Section, settings_table};

use super::*;

const BEGIN: &str = "<!-- settings: generated from the code -->\n";
const END: &str = "<!-- end of settings -->";

#[test]
fn the_operators_guide_lists_the_settings_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/server.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let table = settings_table(&Section {
        title: "",
        toggle: None,
        group: &Server::default(),
    });
    let right = format!("{before}{BEGIN}\n{table}\n{END}{after}");
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever changes a setting says so to the test"
    )]
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &right).unwrap();
        return;
    }
    assert!(
        page == right,
        "docs/server.md is behind the code; run `UPDATE_DOCS=1 cargo test operators_guide` and commit it"
    );
}

fn problems(toml: &str, needs: Needs) -> String {
    let source = Source::empty().toml(toml, "a.toml");
    match Configuration::read(source, needs) {
        Ok(_) => String::new(),
        Err(Failure::Usage(text) | Failure::Failed(text)) => text,
    }
}

#[test]
fn a_mail_server_with_tls_needs_nothing_but_its_name() {
    let good = "SECURITY_PUBLIC_URL = 'https://a.example.com'\nMAIL_SERVER = 'smtp.example.com'\n\
                SECRET_KEY = 'kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5'";
    assert_eq!(problems(good, Needs::Everything), "");
    assert_eq!(problems("", Needs::Database), "");
}

#[test]
fn a_password_never_travels_in_clear_text() {
    let text = problems(
        "MAIL_SERVER = 'smtp.example.com'\nMAIL_USE_TLS = false\nMAIL_USERNAME = 'a'\nMAIL_PASSWORD = 'open-sesame'",
        Needs::Database,
    );
    assert!(
        text.starts_with("a.toml:1: MAIL_SERVER: ") && text.contains("clear text"),
        "{text}"
    );
    assert!(!text.contains("sesame"), "{text}");
}

#[test]
fn what_does_not_go_together_is_named_by_its_line() {
    let text = problems(
        "MAIL_SERVER = 'smtp.example.com'\nMAIL_FOLDER = 'mails'\nMAIL_USERNAME = 'a'\nLISTEN = '8080'\n\
         MAIL_TIMEOUT = '1 hour'",
        Needs::Database,
    );
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "a.toml:2: MAIL_FOLDER: mail goes to MAIL_SERVER already; keep one of the two",
            "a.toml:3: MAIL_USERNAME: needs MAIL_PASSWORD",
            "a.toml:4: LISTEN: expected address and port, for example \"127.0.0.1:8080\"",
            "a.toml:5: MAIL_TIMEOUT: expected 1 to 20 seconds",
        ]
    );
}
