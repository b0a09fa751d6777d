//! The corpus of `next` that led elsewhere in other products, on every way out of ours.

use axum::http::Method;
use url::Url;

use super::{places::*, *};
use crate::testing::Page;

const OURS: &str = "http://localhost:3000";
const EVIL: &str = "evil.example";

/// Each with the host of an attacker in the place of `E`, and ours in that of `O`.
const CORPUS: &[&str] = &[
    "//E",
    "///E",
    "////E",
    "/////E",
    "//////E",
    "/\\E",
    "\\/E",
    "\\\\E",
    "\\\\\\E",
    "/\\/E",
    "/\t/E",
    "/%09/E",
    "/\n/E",
    "\t//E",
    " //E",
    "\0//E",
    "\u{8}javascript:alert(1)",
    "\njavascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "blob:x",
    "http:E",
    "http:/E",
    "http:///E",
    "http:\\\\\\E",
    "https:E",
    "hTTp://E",
    "http://O@E",
    "http://O\\@E",
    "//O\\@E",
    "//O:80@E",
    "http://O#@E",
    "http://O?@E",
    "http://E#O",
    "//E\\.O",
    "//[::1]@E",
    "//0x7f.1",
    "//2130706433",
    "http:1234567",
    "//evil%e3%80%82example",
    "//ｅvil.example",
    "／／E",
    "/%2f%2fE",
    "/%5cE",
    "/%5c%5cE",
    "/.//E",
    "/..//E",
    "/;@E",
    "/?//E",
    "/#//E",
    "//E;@O",
    "///\\;@E",
    "//E%00.O",
    "/\r\nSet-Cookie:x=1",
    "/%0d%0aX:1",
    "\u{2028}//E",
    "//O.E",
    "//Eours",
    "O.E",
    "@E",
    "//@E",
    "/login/../../\\E",
    "https://E/",
    "https://O.E/",
    "https://badlocalhost:3000/",
    "http://localhost:3001/",
    "/./\\E",
    "/%2e%2e//E",
    "/a/..//E",
    "http://localhost:3000@E/",
    "ftp://localhost:3000/",
    "file:///etc/passwd",
    "//",
];

fn corpus() -> impl Iterator<Item = String> {
    let plain = CORPUS
        .iter()
        .map(|row| row.replace('E', EVIL).replace('O', "localhost:3000"));
    plain.flat_map(|row| {
        let encoded: String = url::form_urlencoded::byte_serialize(row.as_bytes()).collect();
        [row, encoded]
    })
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Whether a browser that reads this answer stays with us.
fn stays(page: &Page, what: &str) {
    let base = Url::parse(OURS).unwrap().join("/login").unwrap();
    let mut places = vec![page.location().to_owned()];
    // What the page's form would carry on, and where it would go.
    for attribute in ["name=\"next\" value=\"", "action=\"", "href=\""] {
        places.extend(page.body.split(attribute).skip(1).filter_map(|rest| {
            let text = rest.split('"').next()?;
            Some(
                text.replace("&#x2f;", "/")
                    .replace("&#x27;", "'")
                    .replace("&amp;", "&"),
            )
        }));
    }
    for place in places.iter().filter(|place| !place.is_empty()) {
        let url = base.join(place);
        let origin = url.map(|url| url.origin().ascii_serialization());
        assert_eq!(origin.as_deref(), Ok(OURS), "{what}: {place:?}");
        assert!(
            !place.starts_with("//") && !place.contains('\\'),
            "{what}: {place:?}"
        );
    }
    assert_eq!(
        page.headers.get_all("location").iter().count().min(2),
        usize::from(!page.location().is_empty())
    );
    let set = page
        .headers
        .get_all("set-cookie")
        .iter()
        .any(|value| value.as_bytes().starts_with(b"x="));
    assert!(
        !set && page.header("x").is_empty(),
        "{what}: a header of theirs"
    );
    assert!(page.status < 500, "{what}: {}", page.status);
}

/// Sends it in the query, in a form and in JSON.
async fn each_way(browser: &Browser, path: &str, fields: &[(&str, &str)], next: &str) {
    let in_query = format!("{path}?next={}", encoded(next));
    stays(
        &browser.clone().post(&in_query, fields).await,
        &format!("{path} query {next:?}"),
    );
    let with_next = [fields, &[("next", next)]].concat();
    stays(
        &browser.clone().post(path, &with_next).await,
        &format!("{path} form {next:?}"),
    );
    let json: serde_json::Map<String, serde_json::Value> = with_next
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).into()))
        .collect();
    let page = browser.clone().post_json(path, &json.into()).await;
    stays(&page, &format!("{path} JSON {next:?}"));
}

// ASVS: 3.7.2
#[tokio::test]
async fn whoever_signs_in_or_out_or_proves_again_stays_with_us() {
    let app = whole_app().await;
    let credentials = [("email", ADA), ("password", PASSWORD)];
    for next in corpus() {
        each_way(&app.browser(), "/login", &credentials, &next).await;
        each_way(
            &app.browser(),
            "/login",
            &[("email", ADA), ("password", "wrong")],
            &next,
        )
        .await;
        let ada = app.login_as(ADA).await;
        each_way(&ada, "/login", &credentials, &next).await;
        each_way(&ada, "/verify", &[("password", "wrong")], &next).await;
        stays(
            &ada.clone()
                .post("/verify", &[("password", PASSWORD), ("next", &next)])
                .await,
            "verify",
        );
        each_way(&app.login_as(ADA).await, "/logout", &[], &next).await;
        stays(
            &app.login_as(ADA)
                .await
                .post("/logout", &[("next", &next)])
                .await,
            "logout",
        );
    }
}

// ASVS: 3.7.2
#[tokio::test]
async fn every_route_stays_with_us_also_those_that_read_no_next() {
    let app = whole_app().await;
    let ada = app.login_as(ADA).await;
    let places = places(&app).await;
    for next in corpus() {
        let referer = next.replace(|c: char| !(' '..='~').contains(&c), "");
        for place in &places {
            for method in place.methods.iter().filter(|_| place.path != "/logout") {
                for browser in [app.browser(), ada.clone()] {
                    let mut browser = browser.with_header("referer", &referer);
                    let path = format!("{}?next={}", place.path, encoded(&next));
                    let page = match *method {
                        Method::POST => browser.post(&path, &[("next", &next)]).await,
                        _ => browser.request(method.clone(), &path).await,
                    };
                    stays(&page, &format!("{method} {path}"));
                }
            }
        }
    }
}

// ASVS: 3.7.2
#[tokio::test]
async fn whoever_comes_by_a_mailed_link_stays_with_us() {
    let app = whole_app().await;
    for (n, next) in corpus().enumerate() {
        let email = format!("new{n}@example.test");
        let mut new = app.browser();
        let sign_up = [("email", email.as_str()), ("password", PASSWORD)];
        stays(
            &new.clone()
                .post("/register", &[&sign_up[..], &[("next", &next)]].concat())
                .await,
            "sign-up",
        );
        stays(&new.post("/register", &sign_up).await, "sign-up");
        let query = format!("?next={}", encoded(&next));
        let link = app.link_for(&email).await;
        stays(&new.get(&format!("{link}{query}")).await, &next);
        stays(
            &new.post(&format!("{link}{query}"), &[("next", &next)])
                .await,
            &next,
        );
        for (path, fields) in [
            ("/reset", vec![("password", PASSWORD)]),
            ("/login/link", vec![]),
        ] {
            let mut browser = app.browser();
            stays(
                &browser
                    .post(path, &[("email", &email), ("next", &next)])
                    .await,
                &next,
            );
            stays(
                &browser
                    .post(&format!("{path}{query}"), &[("email", &email)])
                    .await,
                &next,
            );
            browser.post(path, &[("email", &email)]).await;
            let link = app.link_for(&email).await;
            let query_of_ours = if link.contains('?') {
                query.replace('?', "&")
            } else {
                query.clone()
            };
            stays(&browser.get(&format!("{link}{query_of_ours}")).await, &next);
            let fields = [&fields[..], &[("next", next.as_str())]].concat();
            stays(
                &browser
                    .post(&format!("{link}{query_of_ours}"), &fields)
                    .await,
                &next,
            );
        }
    }
}

// ASVS: 3.7.2
#[tokio::test]
async fn a_session_that_has_ended_leads_to_our_own_sign_in_whoever_sent_the_form() {
    let app = whole_app().await;
    let own = Router::new().route(
        "/own",
        get(async |_: CurrentUser| "own").post(async |_: CurrentUser| "own"),
    );
    let app = app.serving(own.fallback(async |_: CurrentUser| "own"));
    for referer in [
        "https://evil.example/",
        "//evil.example",
        "http://localhost:3000//evil.example",
        "http://localhost:3000.evil.example/x",
    ] {
        let mut browser = app.browser().with_header("referer", referer);
        for path in [
            "/own",
            "//evil.example",
            "/%5cevil.example",
            "/x?next=//evil.example",
        ] {
            for page in [browser.post(path, &[]).await, browser.get(path).await] {
                stays(&page, path);
                assert!(
                    page.location().starts_with("/login?next="),
                    "{path}: {}",
                    page.location()
                );
                let sign_in = page.location().to_owned();
                let page = browser
                    .clone()
                    .post(&sign_in, &[("email", ADA), ("password", PASSWORD)])
                    .await;
                stays(&page, &sign_in);
            }
        }
    }
}
