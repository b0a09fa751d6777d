//! The app's own fields: declared, shown, validated, stored; and refused when they are not declared.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::*;
use crate::{Fault, Profile, ProfileField, tests::tables};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Person {
    first_name: String,
    nickname: String,
}

impl Profile for Person {
    const FIELDS: &'static [ProfileField] = &[
        ProfileField::text("first_name", "First name").autocomplete("given-name"),
        ProfileField::text("nickname", "Nickname").optional(),
    ];

    fn validate(&self) -> Vec<Fault> {
        if self.first_name == self.nickname {
            vec![Fault::of("nickname", "NICKNAME_IS_NAME")]
        } else {
            Vec::new()
        }
    }
}

async fn apps_with_names() -> Vec<App> {
    apps_where(|app| {
        app.with(Confirmable::default())
            .profile::<Person>()
            .translations("en", "NICKNAME_IS_NAME = A nickname is another name.")
    })
    .await
}

#[tokio::test]
async fn declared_fields_are_on_the_page_and_are_stored() {
    for app in apps_with_names().await {
        let mut browser = app.browser();
        let page = browser.get("/register").await;
        assert!(page.says("First name"));
        assert!(page.says("Nickname (optional)"));
        assert!(page.body.contains(
            "name=\"first_name\" type=\"text\" autocomplete=\"given-name\" value=\"\" required"
        ));
        let fields = [
            ("email", ADA),
            ("password", PASSWORD),
            ("first_name", "  Ada "),
        ];
        assert_eq!(browser.post("/register", &fields).await.status, 303);
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        let expected = Person {
            first_name: "Ada".into(),
            nickname: String::new(),
        };
        assert_eq!(user.profile::<Person>().unwrap(), expected);
    }
}

// ASVS: 2.2.3
#[tokio::test]
async fn what_is_wrong_with_a_declared_field_is_said_beside_it() {
    for app in apps_with_names().await {
        let before = tables::counts(app.db()).await;
        let long = "x".repeat(101);
        for (name, nickname, field, code) in [
            (json!(""), json!(""), "first_name", "FIELD_NOT_PROVIDED"),
            (json!(null), json!(""), "first_name", "FIELD_NOT_PROVIDED"),
            (json!(long), json!(""), "first_name", "FIELD_TOO_LONG"),
            (json!("A\u{0}da"), json!(""), "first_name", "INVALID_INPUT"),
            (
                json!("A\u{1b}[31mda"),
                json!(""),
                "first_name",
                "INVALID_INPUT",
            ),
            (json!(["Ada"]), json!(""), "first_name", "API_ERROR"),
            (json!("Ada"), json!(7), "nickname", "API_ERROR"),
            (json!("Ada"), json!("Ada"), "nickname", "NICKNAME_IS_NAME"),
        ] {
            let fields = json!({ "email": ADA, "password": PASSWORD, "first_name": name, "nickname": nickname });
            let answer = app.browser().post_json("/register", &fields).await;
            assert_eq!(answer.status, 400, "{fields}");
            assert_eq!(
                answer.response()["field_error_codes"][field],
                json!([code]),
                "{fields}"
            );
            if let (Some(name), Some(nickname)) = (name.as_str(), nickname.as_str()) {
                let form = [
                    ("email", ADA),
                    ("password", PASSWORD),
                    ("first_name", name),
                    ("nickname", nickname),
                ];
                let page = app.browser().post("/register", &form).await;
                assert_eq!(page.status, 422);
                assert!(
                    page.body.contains(&format!("id=\"{field}-error\"")),
                    "{fields}\n{}",
                    page.body
                );
            }
        }
        assert_eq!(tables::counts(app.db()).await, before);
    }
}

// ASVS: 1.5.2, 8.2.3, 15.3.3
#[tokio::test]
async fn a_field_that_is_not_declared_is_refused_at_sign_up() {
    for app in apps_with_names().await {
        for field in [
            "active",
            "roles",
            "confirmed_at",
            "claim",
            "id",
            "first_name[]",
            "__proto__",
            "",
        ] {
            let fields =
                json!({ "email": ADA, "password": PASSWORD, "first_name": "Ada", field: "x" });
            let answer = app.browser().post_json("/register", &fields).await;
            assert_eq!(
                (answer.status, answer.error_codes()),
                (400, vec!["UNKNOWN_FIELD".to_owned()]),
                "{field}"
            );
            let form = [
                ("email", ADA),
                ("password", PASSWORD),
                ("first_name", "Ada"),
                (field, "x"),
            ];
            assert_eq!(app.browser().post("/register", &form).await.status, 422);
        }
        assert_eq!(tables::count(app.db(), "pc_users").await, 0);
    }
}

// ASVS: 8.2.3, 15.3.3
#[tokio::test]
async fn a_field_that_is_not_declared_is_ignored_elsewhere() {
    for app in apps_with_names().await {
        let before = app.user(ADA, PASSWORD).await;
        let fields =
            json!({ "email": ADA, "password": PASSWORD, "first_name": "Eve", "active": false });
        let answer = app.browser().post_json("/login", &fields).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let answer = app.browser().post_json("/confirm", &fields).await;
        assert_eq!(answer.status, 200);
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.active);
        assert_eq!(user.profile_fields(), before.profile_fields());
    }
}

#[tokio::test]
async fn what_browsers_and_old_clients_send_beside_is_no_unknown_field() {
    for app in apps().await {
        let fields = [
            ("email", ADA),
            ("password", PASSWORD),
            ("csrf_token", "x"),
            ("submit", "Sign up"),
        ];
        assert_eq!(app.browser().post("/register", &fields).await.status, 303);
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.profile_fields().is_empty());
    }
}

#[tokio::test]
async fn thousands_of_unknown_fields_are_not_answered_one_by_one() {
    for app in apps().await {
        let mut fields = json!({ "email": ADA, "password": PASSWORD });
        for n in 0..4_000 {
            fields[format!("x{n}")] = "".into();
        }
        let answer = app.browser().post_json("/register", &fields).await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.error_codes(), ["UNKNOWN_FIELD"; 5]);
        let long = "x".repeat(50_000);
        let fields = json!({ "email": ADA, "password": PASSWORD, long: "" });
        let answer = app.browser().post_json("/register", &fields).await;
        assert_eq!(answer.error_codes(), ["UNKNOWN_FIELD"]);
        assert!(answer.body.len() < 1_000, "{} bytes", answer.body.len());
    }
}

#[tokio::test]
async fn without_declared_fields_none_are_taken() {
    for app in apps().await {
        let fields = [
            ("email", ADA),
            ("password", PASSWORD),
            ("first_name", "Ada"),
        ];
        assert_eq!(app.browser().post("/register", &fields).await.status, 422);
    }
}
