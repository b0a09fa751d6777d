//! What `/openapi.json` says is how the server answers: schemathesis makes requests of the description, good ones and bad
//! ones, and holds each answer against it.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::{UNLIMITED, rounds, showed};
use crate::{
    postgres::Database,
    process::{Place, Served, client, until},
};

/// Requests for each operation, beside those that are made of the description's own limits.
const GOAL: usize = 500;
/// From so many on PostgreSQL is asked too.
const MANY: usize = 25;

const EVERYTHING: &str = "\
SECURITY_RECOVERABLE = true
SECURITY_CHANGEABLE = true
SECURITY_PASSWORDLESS = true
SECURITY_ACCOUNT = true
MAIL_FOLDER = 'mails'
";

/// A refusal of what breaks the description may have any status of its kind (schemathesis leaves 413 out). Signing out
/// minds no body: one that can't be read keeps nobody signed in.
const RULES: &str = "\
[checks.negative_data_rejection]
expected-statuses = ['4xx']
[[operations]]
include-path = '/logout'
checks.negative_data_rejection.expected-statuses = ['2xx', '4xx']
";

/// What takes from whoever does it the access they do it with.
const LAST: [&str; 4] = [
    "login_logout",
    "account_sign_out_devices",
    "account_not_me",
    "account_delete",
];

/// The address and the password of the description's examples.
const ADA: (&str, &str) = ("ada@example.com", "four words make a password");
const GRACE: (&str, &str) = ("grace@example.test", "lower the drawbridge");
/// Whose password nothing but the last run can take.
const HEDY: (&str, &str) = ("hedy@example.test", "raise the drawbridge");

fn configuration(database: &str) -> String {
    format!("{EVERYTHING}{UNLIMITED}{database}")
}

/// What schemathesis said.
struct Judged {
    holds: bool,
    words: String,
}

impl Judged {
    /// How many requests it made.
    fn requests(&self) -> usize {
        let line = self.words.lines().find(|line| line.contains(" generated"));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    fn must_hold(&self) -> usize {
        assert!(self.holds, "{}", self.words);
        self.requests()
    }
}

/// Runs schemathesis on a description, by these rules of its own.
fn judge(place: &Place, served: &Served, description: &str, rules: &str, more: &[&str]) -> Judged {
    place.write("rules.toml", &format!("{rules}{RULES}"));
    #[expect(
        clippy::disallowed_methods,
        reason = "the test command says where it is"
    )]
    let program = std::env::var("PORTCULLIS_SCHEMATHESIS").unwrap_or("schemathesis".into());
    let url = served.at("/");
    let examples = rounds(GOAL).to_string();
    let ended = Command::new(program)
        .current_dir(place.path("."))
        .args(["--config-file", "rules.toml", "run", description])
        .args(["--url", &url, "--header", "Accept: application/json"])
        .args(["--seed", "1", "--max-examples", &examples])
        // Good data may be refused all the same: a password may be wrong, a link may be dead.
        .args(["--checks", "all", "--exclude-checks", "positive_data_acceptance"])
        .args(["--generation-database", "none", "--no-color", "--no-shrink"])
        .args(["--continue-on-failure", "--warnings", "off", "--suppress-health-check", "all"])
        .args(more)
        .output()
        .expect("schemathesis is not on the PATH: run `scripts/test`, which installs it");
    let said = String::from_utf8_lossy(&ended.stdout);
    let words = said.lines().map(|line| line.chars().take(300));
    Judged {
        holds: ended.status.success(),
        words: words
            .map(|line| line.chain(['\n']).collect::<String>())
            .collect(),
    }
}

async fn create(place: &Place, (address, password): (&str, &str)) {
    let create = [
        "users",
        "create",
        address,
        "--password",
        password,
        "-a",
        "--confirmed",
    ];
    place.json(&create).await;
}

async fn post(served: &Served, path: &str, body: Value) -> Value {
    let sent = client().post(served.at(path)).json(&body).send().await;
    let answer = sent.expect("the server answers");
    answer.json().await.expect("JSON")
}

async fn token_of(served: &Served, (email, password): (&str, &str)) -> String {
    let body = json!({ "email": email, "password": password });
    let answer = post(served, "/login?include_auth_token", body).await;
    let token = answer["response"]["user"]["authentication_token"].as_str();
    token.expect("a token").to_owned()
}

/// The token of a link below a path, out of the mails to an address.
async fn mailed(place: &Place, address: &str, below: &str) -> String {
    until(
        &format!("a mail to {address} has a link {below}"),
        async || {
            let mails = fs::read_dir(place.path("mails")).ok()?;
            let texts = mails.filter_map(|mail| fs::read_to_string(mail.ok()?.path()).ok());
            let texts: Vec<String> = texts.filter(|text| text.contains(address)).collect();
            let rest = texts.iter().find_map(|text| text.split_once(below))?.1;
            Some(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || "-_".contains(*c))
                    .collect(),
            )
        },
    )
    .await
}

/// Rules by which the operations on mailed links meet links that work.
async fn with_links(place: &Place, served: &Served) -> String {
    let hopper = "hopper@example.test";
    let body = json!({ "email": hopper, "password": ADA.1 });
    post(served, "/register", body).await;
    for path in ["/login/link", "/reset"] {
        post(served, path, json!({ "email": GRACE.0 })).await;
    }
    let mut rules = String::new();
    for (path, address) in [
        ("/confirm", hopper),
        ("/login", GRACE.0),
        ("/reset", GRACE.0),
    ] {
        let token = mailed(place, address, &format!("{path}/")).await;
        rules += &format!(
            "[[operations]]\ninclude-path = '{path}/{{token}}'\nparameters = {{ 'path.token' = '{token}' }}\n"
        );
    }
    rules
}

/// The rule by which each request carries the token of somebody who is signed in, and that token.
async fn signed_in(served: &Served, who: (&str, &str)) -> (String, String) {
    let token = token_of(served, who).await;
    let rule = format!("[auth.openapi.token]\napi_key = '{token}'\n");
    (rule, token)
}

/// As a stranger, as somebody who is signed in, as somebody with links out of the mail, as somebody who leaves.
async fn answers_as_described(place: &Place, name: &str) {
    create(place, ADA).await;
    create(place, GRACE).await;
    create(place, HEDY).await;
    let mut served = place.serve().await;
    let description = served.at("/openapi.json");
    let run = |rules: &str, more: &[&str]| judge(place, &served, &description, rules, more);
    let mut requests = run("", &[]).must_hold();
    let (rule, token) = signed_in(&served, GRACE).await;
    let all_but = LAST.map(|id| ["--exclude-operation-id", id]).concat();
    requests += run(&rule, &all_but).must_hold();
    let still = client().get(served.at("/verify")).bearer_auth(&token);
    let still = still.header("accept", "application/json").send().await;
    let still = still.expect("the server answers");
    assert_eq!(still.status(), 200, "{name}: signed in to the end");
    let links = with_links(place, &served).await;
    let those = ["--include-path-regex", "token", "--phases", "fuzzing"];
    requests += run(&links, &those).must_hold();
    let (rule, _) = signed_in(&served, HEDY).await;
    let those = LAST.map(|id| ["--include-operation-id", id]).concat();
    requests += run(&rule, &those).must_hold();
    served.running.must_run();
    let log = served.running.log();
    let failed: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("\"ERROR\""))
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
    let result = format!("{name}: {requests} requests, no answer that is not described");
    showed("schemathesis", rounds(GOAL), &result);
}

#[tokio::test]
async fn every_answer_is_as_the_description_says() {
    let place = Place::configured(&configuration(""));
    answers_as_described(&place, "SQLite").await;
    if rounds(GOAL) >= MANY {
        let database = Database::create();
        let url = format!("DATABASE_URL = '{}'\n", database.url());
        let place = Place::configured(&configuration(&url));
        answers_as_described(&place, "PostgreSQL").await;
    }
}

#[tokio::test]
async fn a_description_that_lies_is_found() {
    let place = Place::configured(&configuration(""));
    let served = place.serve().await;
    let description = client().get(served.at("/openapi.json")).send().await;
    let truth: Value = description.unwrap().json().await.unwrap();
    let only = ["--include-path", "/login", "--phases", "coverage"];
    let judged = |description: &Value| {
        place.write("description.json", &description.to_string());
        judge(&place, &served, "description.json", "", &only)
    };
    assert!(judged(&truth).must_hold() > 0);
    for (pointer, lie, words) in [
        ("/paths/~1login/post/responses/400", None, "ST103"),
        (
            "/components/schemas/Meta/properties/code/type",
            Some(json!("string")),
            "ST108",
        ),
    ] {
        let mut lying = truth.clone();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = lying.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        assert!(parent.remove(name).is_some(), "{pointer}");
        if let Some(lie) = lie {
            parent.insert(name.to_owned(), lie);
        }
        let judged = judged(&lying);
        assert!(!judged.holds, "{pointer}");
        assert!(judged.words.contains(words), "{}", judged.words);
    }
}
