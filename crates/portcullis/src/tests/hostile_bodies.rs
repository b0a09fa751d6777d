//! Whatever is sent to whatever form: never an answer that blames us.

use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use super::*;

const NAMES: &[&str] = &[
    "email",
    "password",
    "password_confirm",
    "new_password",
    "new_password_confirm",
    "next",
    "remember",
    "csrf_token",
    "username",
    "active",
    "",
];

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!(ADA)),
        Just(json!(PASSWORD)),
        "[\\PC\\x00-\\x1f]{0,40}@[a-z\\x00.-]{0,20}".prop_map(Value::from),
        prop::collection::vec(any::<i32>(), 0..4).prop_map(Value::from),
    ]
}

fn body() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let kinds = select(vec![
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain",
        "",
    ]);
    let fields = || prop::collection::vec((select(NAMES), value()), 0..6);
    let form = |fields: Vec<(&str, Value)>| {
        let pairs = fields
            .into_iter()
            .map(|(name, value)| (name, value.to_string()));
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish()
            .into_bytes()
    };
    prop_oneof![
        (kinds, prop::collection::vec(any::<u8>(), 0..400)),
        fields().prop_map(|fields| {
            let object: serde_json::Map<_, _> = fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            (
                "application/json",
                Value::Object(object).to_string().into_bytes(),
            )
        }),
        fields().prop_map(move |fields| ("application/x-www-form-urlencoded", form(fields))),
    ]
}

#[test]
fn no_body_makes_any_form_answer_that_something_is_wrong_with_us() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (app, mut forms) = runtime.block_on(async {
        let app = App::on_sqlite(everything).await;
        let mut forms = forms(&app).await;
        let signed_in = app.login_as(ADA).await;
        forms.push((signed_in, "/change".to_owned()));
        for path in [
            "/reset",
            "/reset/nonsense",
            "/login/nonsense",
            "/confirm/nonsense",
        ] {
            forms.push((app.browser(), path.to_owned()));
        }
        (app, forms)
    });
    let which = 0..forms.len();
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(300)
    });
    let tried = runner.run(&(which, body()), |(which, (kind, body))| {
        let (browser, path) = &mut forms[which].clone();
        let page = runtime.block_on(browser.post_raw(path, kind, body));
        prop_assert!(page.status < 500, "{} {}", page.status, path);
        if kind == "application/json" {
            prop_assert_eq!(
                &page.json()["meta"]["code"],
                &json!(page.status),
                "{}",
                page.body
            );
        }
        Ok(())
    });
    tried.unwrap();
    runtime.block_on(app.security.deliver_mail());
    forms.clear();
}
