//! Neither a cache nor a path that is written otherwise gets around what holds for a page.

use axum::http::Method;

use super::{places::*, *};

/// Other spellings of a path, which some servers take for the same.
fn spellings(path: &str) -> Vec<String> {
    let (first, rest) = path[1..].split_at(1);
    vec![
        format!("/{path}"),
        format!("{path}/"),
        format!("{path}//"),
        format!("/%{:02x}{rest}", first.as_bytes()[0]),
        format!("/%{:02X}{rest}", first.as_bytes()[0]),
        path.to_uppercase(),
        format!("/.{path}"),
        format!("/x/..{path}"),
        format!("/%2e{path}"),
        format!("/%2f{}", &path[1..]),
        format!("{path};x"),
        format!("{path};.js"),
        format!("{path}/x.css"),
        format!("{path}%2fx.css"),
        format!("{path}%3fx.css"),
        format!("{path}%00"),
        format!("{path}.json"),
        path.replacen('/', "/\\", 1).replace('\\', "%5c"),
    ]
}

// ASVS: 14.2.5, 6.3.1
#[tokio::test]
async fn another_spelling_of_a_path_is_nothing_or_the_same_and_is_never_cached() {
    for app in whole_apps().await {
        let mut ada = app.login_as(ADA).await;
        for place in places(&app).await {
            for spelt in spellings(&place.path) {
                // Other letters in the place of a token are another token, which is nobody's.
                let page = ada.get(&spelt).await;
                let is_nothing = [400, 404].contains(&page.status) && !page.body.contains(ADA);
                let never_kept = page.header("cache-control") == "no-store";
                assert!(
                    is_nothing || never_kept,
                    "{spelt}: {} {:?}",
                    page.status,
                    page.headers
                );
            }
        }
    }
}

// ASVS: 6.3.1, 3.5.1
#[tokio::test]
async fn nobody_signs_in_under_another_spelling_nor_from_another_site() {
    for app in whole_apps().await {
        for spelt in spellings("/login") {
            for site in ["same-origin", "cross-site"] {
                let mut browser = app.browser().with_header("sec-fetch-site", site);
                let form = [("email", ADA), ("password", PASSWORD)];
                let page = browser.post(&spelt, &form).await;
                // `/login/` with nothing behind it is a mailed link that does not work.
                let is_dead_link = page.status == 303 && page.location().starts_with("/login");
                assert!(
                    is_dead_link || [403, 404].contains(&page.status),
                    "{spelt}: {}",
                    page.status
                );
                assert!(browser.cookie("session").is_none(), "{spelt}");
            }
        }
    }
}

// ASVS: 4.1.4, 13.4.4
#[tokio::test]
async fn what_a_route_does_not_do_is_refused_with_what_it_does() {
    for app in whole_apps().await {
        let app = app.serving(Router::new().route("/own", axum::routing::any(async || "anything")));
        for place in places(&app).await {
            for name in [
                "PUT", "PATCH", "DELETE", "OPTIONS", "POST", "PURGE", "TRACE", "CONNECT",
            ] {
                let method: Method = name.parse().unwrap();
                // Development's list of mails lies beside the path that its feature names.
                let beside =
                    place.path.starts_with("/dev/") && ["TRACE", "CONNECT"].contains(&name);
                if beside || place.methods.contains(&method) {
                    continue;
                }
                let page = app.browser().request(method, &place.path).await;
                assert_eq!(page.status, 405, "{name} {}", place.path);
                let allowed = page.header("allow").split(',').map(str::trim);
                let allowed: Vec<Method> = allowed.map(|name| name.parse().unwrap()).collect();
                assert_eq!(allowed, place.methods, "{name} {}", place.path);
            }
        }
        for path in ["/own", "/nothing", "/"] {
            for method in [Method::TRACE, Method::CONNECT] {
                let mut browser = app.login_as(ADA).await.with_header("x-secret", "murmured");
                let page = browser.request(method, path).await;
                assert_eq!(page.status, 501, "{path}");
                assert!(!page.body.contains("murmured") && !page.body.contains("anything"));
            }
        }
    }
}

// ASVS: 13.4.1, 13.4.2, 13.4.3, 13.4.5, 13.4.7
#[tokio::test]
async fn there_is_nothing_to_be_found_beside_the_routes() {
    for app in whole_apps().await {
        for path in [
            "/.git/config",
            "/.env",
            "/metrics",
            "/debug",
            "/debug/pprof",
            "/admin",
            "/swagger",
            "/docs",
            "/actuator",
            "/server-status",
            "/portcullis.toml",
            "/security-static/",
            "/security-static/..%2f..%2fCargo.toml",
            "/phpinfo.php",
            "/login.bak",
            "/.well-known/",
            "/security-static/portcullis.css",
        ] {
            let page = app.browser().get(path).await;
            assert_eq!(page.status, 404, "{path}");
        }
    }
}
