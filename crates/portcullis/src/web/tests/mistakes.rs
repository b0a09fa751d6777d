//! Mistakes that no compiler sees: each is answered by a sentence that names the cure, at the start or in the log.

use std::sync::{Arc, Mutex};

use axum::extract::Path;
use portcullis_kit::db::Db;
use tokio::net::TcpListener;
use tracing::Dispatch;
use tracing_subscriber::fmt::MakeWriter;

use super::*;
use crate::{Security, auth_required, roles_accepted, roles_required};

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The lines that are logged meanwhile.
async fn logged(doing: impl Future<Output = ()>) -> Vec<String> {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_ansi(false);
    let dispatch = Dispatch::new(subscriber.with_writer(log.clone()).finish());
    // With one subscriber alone, what another test answered for the thread it runs on would be remembered.
    let second = Dispatch::new(tracing_subscriber::registry());
    let guard = tracing::dispatcher::set_default(&dispatch);
    doing.await;
    drop((guard, second));
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn an_app_that_was_never_mounted_is_not_served() {
    for app in apps().await {
        let security = Security::builder(app.db().clone()).without_background();
        let security = security.build().await.unwrap();
        let listen = async || TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let routes = Router::new().route("/", get(async |_: CurrentUser| "in"));
        let served = security
            .serve_until(listen().await, routes.clone(), async {})
            .await;
        let sentence =
            "this app was not mounted, so nobody can sign in: `let app = security.mount(router)`";
        let said = served.unwrap_err().to_string();
        assert!(said.starts_with(sentence), "{said}");
        let routes = security.mount(routes);
        let served = security.serve_until(listen().await, routes, async {}).await;
        served.unwrap();
    }
}

#[tokio::test]
async fn a_route_outside_of_the_layer_is_named_in_the_log_without_what_its_path_holds() {
    let app = apps().await.remove(0);
    let router = app.security.mount(Router::new());
    let late = get(async |_: Path<String>, _: CurrentUser| "in");
    let guarded = get(async || "in").route_layer(auth_required());
    let router = router
        .route("/late/{secret}", late)
        .route("/guarded", guarded);
    for (path, route) in [("/late/s3cr3t", "/late/{secret}"), ("/guarded", "/guarded")] {
        let lines = logged(async {
            let mut browser = Browser::new(router.clone(), "localhost:3000".into());
            let page = browser.get(path).await;
            assert_eq!(page.status, 500);
            assert!(page.says("once all routes are in it; what is added later stays outside."));
        })
        .await;
        assert_eq!(lines.len(), 1, "{lines:?}");
        let cure = "This route is not below Portcullis's layer: pass the router through `security.mount(router)`";
        assert!(
            lines[0].contains("ERROR") && lines[0].contains(cure),
            "{lines:?}"
        );
        assert!(lines[0].contains(&format!("route={route:?}")), "{lines:?}");
        assert!(!lines[0].contains("s3cr3t"));
    }
}

#[tokio::test]
async fn a_guard_that_asks_for_a_role_that_does_not_exist_says_so_once() {
    for app in apps().await {
        app.security.create_role("admin", "", &[]).await.unwrap();
        let page = async || "in";
        let routes = Router::new()
            .route("/typo", get(page).route_layer(roles_required(["admim"])))
            .route(
                "/either",
                get(page).route_layer(roles_accepted(["admin", "editor"])),
            )
            .route("/fine", get(page).route_layer(roles_required(["admin"])));
        let app = app.serving(routes);
        let mut ada = app.login_as(ADA).await;
        let lines = logged(async {
            for path in ["/typo", "/typo", "/either", "/fine"] {
                assert_eq!(ada.get(path).await.status, 403);
            }
        })
        .await;
        assert_eq!(lines.len(), 2, "{lines:?}");
        for (line, role) in lines.iter().zip(["admim", "editor"]) {
            let sentence = "A guard asks for a role that does not exist, so nobody has it: make it with `create_role`";
            assert!(line.contains("WARN") && line.contains(sentence), "{line}");
            assert!(line.contains(&format!("role={role:?}")), "{line}");
        }
    }
}

#[tokio::test]
async fn an_address_of_no_database_says_what_is_one() {
    let error = Db::open("mysql://localhost/app").await.err().unwrap();
    let said = crate::Error::from(error).to_string();
    assert!(
        said.contains("a database address begins with sqlite:// or postgres://"),
        "{said}"
    );
}
