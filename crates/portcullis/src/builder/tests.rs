//! What an app is put together from, and what is refused at the start.

mod configured;
mod own_feature;
mod paths;
mod words;

use portcullis_kit::{db::testing::Scratch, mail::Memory};

use super::*;
use crate::{Confirmable, Fault, Profile, ProfileField, Registerable, Trackable, settings::Source};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";

async fn scratch() -> Scratch {
    portcullis_kit::db::testing::fresh_sqlite().await
}

/// The text of the problem for which this app does not start.
async fn problem(features: impl FnOnce(SecurityBuilder) -> SecurityBuilder) -> String {
    let scratch = scratch().await;
    let builder = Security::builder(scratch.db.clone()).without_background();
    match features(builder).build().await {
        Err(Error::Setup(text)) => {
            let applied = scratch.db.migrate(MIGRATIONS).await.unwrap();
            assert_eq!(applied, MIGRATIONS.len(), "the database was touched");
            text
        }
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("the app starts"),
    }
}

fn toml(text: &str) -> Settings {
    Settings::load(Source::empty().toml(text, "portcullis.toml"))
}

#[tokio::test]
async fn a_feature_is_given_once() {
    let text = problem(|app| {
        app.with(Confirmable::default())
            .with(Confirmable::default())
    })
    .await;
    assert_eq!(text, "the feature \"confirmable\" is given twice");
    let text = problem(|app| app.with(features::Login).with(features::Login)).await;
    assert_eq!(text, "the feature \"login\" is given twice");
}

#[tokio::test]
async fn a_mailbox_that_is_given_is_the_one_that_is_used() {
    let (scratch, memory) = (scratch().await, Memory::new());
    let builder = Security::builder(scratch.db.clone()).without_background();
    let builder = builder
        .with(features::DevMailbox::new(memory.clone()))
        .with(Registerable::default());
    let security = builder.build().await.unwrap();
    security.known_at(([127, 0, 0, 1], 3000).into()).unwrap();
    let given = crate::features::registerable::Registration {
        locale: None,
        email: ADA.parse().unwrap(),
        password: None,
        profile: Map::new(),
        claim: None,
        client: None,
    };
    security.register_user(given).await.unwrap();
    assert_eq!(security.deliver_mail().await, 1);
    assert_eq!(memory.to(ADA).len(), 1);
}

macro_rules! profile {
    ($name:ident: $($field:literal),*) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        struct $name;

        impl Profile for $name {
            const FIELDS: &'static [ProfileField] = &[$(ProfileField::text($field, "Label")),*];
        }
    };
}
profile!(Remembering: "first_name", "remember");
profile!(Repeating: "new_password_confirm");
profile!(Twins: "city", "street", "city");

#[tokio::test]
async fn a_profile_field_stands_for_one_thing() {
    let text = problem(|app| app.profile::<Remembering>()).await;
    assert_eq!(
        text,
        "the profile field \"remember\" is a field of Portcullis's own"
    );
    let text = problem(|app| app.profile::<Repeating>()).await;
    assert!(text.contains("\"new_password_confirm\""), "{text}");
    let text = problem(|app| app.profile::<Twins>()).await;
    assert_eq!(text, "the profile field \"city\" is declared twice");
}

#[tokio::test]
async fn in_production_there_must_be_a_way_for_mail_to_leave() {
    let public = |app: SecurityBuilder| {
        app.core(|core| {
            core.http.public_url = "https://app.example.com".into();
            core.keys.secret_key = crate::Secret::new(crate::testing::SAMPLE_SECRET);
        })
    };
    let text = problem(public).await;
    assert!(
        text.starts_with("no mail transport") && text.contains(".mail("),
        "{text}"
    );
    let mailbox = |app| {
        public(app)
            .with(features::DevMailbox::new(Memory::new()))
            .mail(Memory::new())
    };
    let text = problem(mailbox).await;
    assert!(text.starts_with("`DevMailbox` shows every mail"), "{text}");
    let scratch = scratch().await;
    let builder = Security::builder(scratch.db.clone()).without_background();
    let security = public(builder).mail(Memory::new()).build().await.unwrap();
    assert_eq!(security.url_of("/x").unwrap(), "https://app.example.com/x");
    assert_eq!(
        security.path_of("dev_mail"),
        None,
        "no mailbox for everybody to read"
    );
}

#[tokio::test]
async fn a_cost_that_no_hash_can_have_is_refused_whoever_asks_for_it() {
    let text = problem(|app| app.core(|core| core.passwords.password_argon2_iterations = 0)).await;
    assert!(
        text.contains("SECURITY_PASSWORD_ARGON2_ITERATIONS"),
        "{text}"
    );
    let text = problem(|app| app.core(|core| core.passwords.password_argon2_lanes = 17)).await;
    assert!(text.contains("SECURITY_PASSWORD_ARGON2_LANES"), "{text}");
    let text = problem(|app| app.settings(toml("SECURITY_PASSWORD_ARGON2_LANES = 17"))).await;
    assert!(
        text.contains("portcullis.toml:1") && text.contains("1 to 16"),
        "{text}"
    );
}

#[tokio::test]
async fn what_the_code_says_is_judged_as_well() {
    let text =
        problem(|app| app.core(|core| core.http.public_url = "http://example.com".into())).await;
    assert!(text.contains("SECURITY_PUBLIC_URL"), "{text}");
    let text = problem(|app| app.core(|core| core.http.login_url = "login".into())).await;
    assert!(text.contains("SECURITY_LOGIN_URL"), "{text}");
    let twice = Confirmable {
        confirm_url: "/login".into(),
        ..Default::default()
    };
    let text = problem(|app| app.with(twice)).await;
    assert!(text.contains("\"/login\" is also SECURITY_"), "{text}");
}

#[tokio::test]
async fn a_second_start_finds_the_tables_there() {
    for scratch in portcullis_kit::db::testing::databases(&[]).await {
        for _ in 0..2 {
            Security::builder(scratch.db.clone())
                .without_background()
                .build()
                .await
                .unwrap();
        }
        assert_eq!(scratch.db.migrate(MIGRATIONS).await.unwrap(), 0);
    }
}
