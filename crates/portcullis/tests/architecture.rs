//! Holds the source to the plan of the house: who may import whom, where SQL and drivers are named,
//! how long a file may be and what it may be called.

#[path = "architecture/asvs.rs"]
mod asvs;
#[path = "architecture/documents.rs"]
mod documents;
#[path = "architecture/files.rs"]
mod files;
#[path = "architecture/floors.rs"]
mod floors;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/safety.rs"]
mod safety;
#[path = "architecture/sentences.rs"]
mod sentences;
#[path = "architecture/source.rs"]
mod source;

use std::path::Path;

use files::File;
use rules::broken;

#[test]
fn the_house_keeps_its_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = files::below(&root, &["bench", "crates", "examples", "fuzz"]);
    for needed in [
        "portcullis-kit/src/lib.rs",
        "portcullis/src/lib.rs",
        "portcullis-server/src/main.rs",
    ] {
        let path = format!("crates/{needed}");
        assert!(
            files.iter().any(|file| file.path == path),
            "{path} was not read"
        );
    }
    let wrong = broken(&files);
    assert!(
        wrong.is_empty(),
        "the house has {} broken rules:\n{}\n",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The broken rules of a house of these few files, which lie in `crates/portcullis/src` unless they say otherwise.
fn wrong(files: &[(&str, &str)]) -> Vec<String> {
    let place = |path: &str| {
        if path.starts_with("crates/") {
            path.to_owned()
        } else {
            format!("crates/portcullis/src/{path}")
        }
    };
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| File {
            path: place(path),
            text: (*text).to_owned(),
        })
        .collect();
    broken(&files)
}

#[track_caller]
fn refused(path: &str, text: &str, sentence: &str) {
    let wrong = wrong(&[(path, text)]);
    assert!(
        wrong.len() == 1 && wrong[0].ends_with(sentence),
        "expected one `{sentence}`, got {wrong:#?}"
    );
}

#[track_caller]
fn accepted(path: &str, text: &str) {
    assert_eq!(wrong(&[(path, text)]), Vec::<String>::new());
}

#[test]
fn an_import_that_runs_up_is_refused_with_file_and_line() {
    let text = "//! Forms.\n\nuse crate::{\n    error::Result,\n    features::confirmable,\n};\n";
    assert_eq!(
        wrong(&[("web/form.rs", text)]),
        [
            "crates/portcullis/src/web/form.rs:5: web (floor 4) names crate::features::confirmable of \
          features::confirmable (floor 5); no import runs up"
        ]
    );
    refused(
        "account/user.rs",
        "use crate::security::Security;",
        "no import runs up",
    );
    refused(
        "security.rs",
        "fn f() { let s = crate::session::Session { id: 1 }; }",
        "no import runs up",
    );
    refused(
        "features/login/mod.rs",
        "use crate::builder::Builder;",
        "no import runs up",
    );
    refused(
        "error.rs",
        "macro_rules! m { () => { $crate::web::Reply } }",
        "no import runs up",
    );
}

#[test]
fn an_import_that_runs_down_is_accepted() {
    accepted(
        "builder.rs",
        "use crate::{features, web::layer::Layer, security::Security};",
    );
    accepted(
        "features/login/service.rs",
        "use crate::web::{form::Form, *};\nuse super::settings::Login;",
    );
    accepted(
        "web/reply.rs",
        "use crate::session::{self, store as rows};\npub(in crate::web) fn f() {}",
    );
    accepted(
        "features/mod.rs",
        "pub use login::Login; use crate::features::login::Login as L;",
    );
}

#[test]
fn a_feature_never_imports_another_feature() {
    let sentence =
        "features::login names features::confirmable; a feature never imports another feature";
    refused(
        "features/login/mod.rs",
        "use crate::features::confirmable::Confirmable;",
        sentence,
    );
    refused(
        "features/login/service.rs",
        "use super::super::confirmable::Confirmable;",
        sentence,
    );
    refused(
        "features/login/mod.rs",
        "mod inner { use super::super::{confirmable}; }",
        sentence,
    );
    accepted(
        "features/login/mod.rs",
        "mod inner { use super::service; }\nmod two { use super::routes; }",
    );
}

#[test]
fn a_name_at_the_root_of_the_crate_counts_as_lib() {
    refused(
        "web/guard.rs",
        "use crate::Security;",
        "web (floor 4) names crate::Security of lib (floor 6); no import runs up",
    );
    refused(
        "web/guard.rs",
        "fn f() { crate::serve(1) }",
        "name the module it lives in, or give it a floor",
    );
    accepted("web/guard.rs", "fn f() { crate::sentence!(1) }");
}

#[test]
fn a_module_without_a_floor_is_refused() {
    refused(
        "attic.rs",
        "",
        "`attic` has no floor; give it one in tests/architecture/floors.rs",
    );
}

#[test]
fn two_places_of_one_floor_do_not_need_each_other() {
    let wrong = wrong(&[
        ("session/mod.rs", "use crate::settings::Settings;"),
        (
            "settings.rs",
            "use crate::security::S;\nuse crate::session::Session;",
        ),
    ]);
    assert_eq!(wrong.len(), 2, "{wrong:#?}");
    assert!(wrong[1].starts_with(
        "crates/portcullis/src/settings.rs:2: settings -> session -> settings is a circle"
    ));
}

#[test]
fn comments_texts_and_tests_name_nothing() {
    accepted(
        "account/user.rs",
        r##"
        //! See [`crate::security::Security`]. /*
        /* crate::web::a /* nested */ crate::web::b */
        const TEXT: &str = "crate::web::c \" crate::web::d";
        const RAW: &str = r#"crate::web::e " crate::web::f"#;
        const QUOTE: char = '"'; fn f<'a>(x: &'a str) -> char { '\'' }
        #[cfg(test)] use crate::{web::A, security::B};
        #[cfg(any(test, feature = "testing"))] #[must_use] pub fn g(x: [u8; 3]) { crate::web::g() }
        #[cfg(test)] mod tests { use crate::testing::App; fn h() { { crate::web::h() } } }
        "##,
    );
    refused(
        "account/user.rs",
        "#[cfg(test)] mod tests {}\nuse crate::web::A;",
        "no import runs up",
    );
    refused(
        "account/user.rs",
        "#[cfg(not(test))] use crate::web::A;",
        "no import runs up",
    );
    accepted(
        "features/login/tests.rs",
        "use crate::testing::App; use crate::features::confirmable;",
    );
    accepted("testing/app.rs", "use crate::builder::Builder;");
}

#[test]
fn only_the_kits_db_names_a_driver() {
    let sentence = "names sqlx; only the kit's `db` names a driver";
    refused("account/store.rs", "use sqlx::Row;", sentence);
    refused(
        "crates/portcullis-kit/src/mail/outbox.rs",
        "fn f(_: sqlx::PgPool) {}",
        sentence,
    );
    accepted("crates/portcullis-kit/src/db/pool.rs", "use sqlx::Row;");
}

// ASVS: 1.2.4
#[test]
fn sql_is_kept_in_stores() {
    let sentence =
        "holds SQL; it belongs into account, session or a `store.rs` of audit or a feature";
    let text = "const FIND: &str = \"\n    SELECT id FROM pc_users WHERE id = $1\";";
    refused("features/login/service.rs", text, sentence);
    refused("web/store.rs", text, sentence);
    refused("audit/verify.rs", text, sentence);
    refused(
        "crates/portcullis-server/src/main.rs",
        "fn f() { g(\"UPDATE pc_users SET active = FALSE\") }",
        sentence,
    );
    accepted("account/store.rs", text);
    accepted("account/one_time_token.rs", text);
    accepted("features/trackable/store.rs", text);
    accepted("audit/store.rs", text);
    accepted("session/store/rows.rs", text);
    accepted("crates/portcullis-kit/src/mail/outbox.rs", text);
    accepted(
        "web/form.rs",
        "const METHODS: [&str; 2] = [\"DELETE\", \"UPDATE your address\"];",
    );
}

// ASVS: 6.3.1, 6.3.4
#[test]
fn a_password_is_compared_where_guesses_are_counted_and_nowhere_else() {
    let text = "async fn f(&self) { self.0.hasher\n.verify(password, stored).await }";
    let sentence = "compares a password; only session/guesses.rs does, which counts it";
    refused("features/login/service.rs", text, sentence);
    refused(
        "session/credentials.rs",
        &text.replace("verify", "verify_nobody"),
        sentence,
    );
    accepted("session/guesses.rs", text);
    accepted("features/login/tests.rs", text);
}

#[test]
fn the_server_does_not_see_the_kit() {
    refused(
        "crates/portcullis-server/src/main.rs",
        "use portcullis_kit::clock::Clock;",
        "names portcullis_kit; the server uses only the public names of portcullis",
    );
    accepted("builder.rs", "use portcullis_kit::clock::Clock;");
}

#[test]
fn a_long_file_and_an_empty_name_are_refused() {
    refused(
        "web/reply.rs",
        &"\n".repeat(401),
        "401 lines; no file has more than 400",
    );
    accepted("web/reply.rs", &"\n".repeat(400));
    refused(
        "web/utils.rs",
        "",
        "`utils` says nothing about what is inside; split by meaning",
    );
    refused(
        "crates/portcullis-server/tests/common/mod.rs",
        "",
        "`common` says nothing about what is inside; split by meaning",
    );
}
