//! The app's own fields of a user.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::*;
use crate::{Profile, ProfileField};

/// What this app knows of people.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Person {
    first_name: String,
    city: String,
}

impl Profile for Person {
    const FIELDS: &'static [ProfileField] = &[
        ProfileField::text("first_name", "First name"),
        ProfileField::text("city", "City").optional(),
    ];

    fn validate(&self) -> Vec<Fault> {
        let nowhere = (self.city == "nowhere").then(|| Fault::of("city", "NOWHERE"));
        nowhere.into_iter().collect()
    }
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

#[tokio::test]
async fn a_user_carries_the_declared_fields_and_no_other() {
    for app in App::on_each_database(|app| app.profile::<Person>()).await {
        let security = &app.security;
        let with = |value: Value| NewUser {
            profile: fields(value),
            ..new_user(ADA)
        };
        for (given, fault) in [
            (
                json!({ "first_name": "Ada", "admin": "yes" }),
                ("", "UNKNOWN_FIELD"),
            ),
            (
                json!({ "city": "London" }),
                ("first_name", "FIELD_NOT_PROVIDED"),
            ),
            (
                json!({ "first_name": "a".repeat(101) }),
                ("first_name", "FIELD_TOO_LONG"),
            ),
            (
                json!({ "first_name": "A\0" }),
                ("first_name", "INVALID_INPUT"),
            ),
            (json!({ "first_name": 5 }), ("first_name", "API_ERROR")),
            (
                json!({ "first_name": "Ada", "city": "nowhere" }),
                ("city", "NOWHERE"),
            ),
        ] {
            assert_eq!(refusal(security.create_user(with(given)).await), fault);
        }
        let made = security
            .create_user(with(json!({ "first_name": " Ada " })))
            .await
            .unwrap();
        let ada = security.find_user_by_id(made.id).await.unwrap().unwrap();
        let expected = Person {
            first_name: "Ada".into(),
            city: String::new(),
        };
        assert_eq!(ada.profile::<Person>().unwrap(), expected);
        let moved = fields(json!({ "first_name": "Ada", "city": "London" }));
        security.set_profile(&ada, &moved).await.unwrap();
        let bad = fields(json!({ "first_name": "" }));
        assert_eq!(
            refusal(security.set_profile(&ada, &bad).await).1,
            "FIELD_NOT_PROVIDED"
        );
        let ada = security.find_user(ADA).await.unwrap().unwrap();
        assert_eq!(ada.profile_fields(), &moved);
    }
}

#[tokio::test]
async fn a_user_whom_an_operator_made_without_fields_has_empty_ones() {
    for app in App::on_each_database(|app| app.profile::<Person>()).await {
        let made = app.security.create_user(new_user(ADA)).await.unwrap();
        let ada = app
            .security
            .find_user_by_id(made.id)
            .await
            .unwrap()
            .unwrap();
        let empty = Person {
            first_name: String::new(),
            city: String::new(),
        };
        assert_eq!(ada.profile::<Person>().unwrap(), empty);
    }
}
