//! Guards and extractors on an app's own routes, for browsers and for programs.

use axum::http::{Method, StatusCode};
use tower::ServiceExt;

use super::*;
use crate::{
    Mechanism, anonymous_user_required, auth_required, auth_required_by, permissions_accepted,
    permissions_required, roles_accepted, roles_required, web::guard::Guard,
};

async fn greet(user: Option<CurrentUser>) -> String {
    user.map_or_else(
        || "Hello stranger".into(),
        |user| format!("Hello {}", user.email),
    )
}

async fn by(user: CurrentUser) -> &'static str {
    user.mechanism().name()
}

fn routes() -> Router {
    let page = |path: &str, guard: Guard| {
        Router::new()
            .route(path, get(async || "in").post(async || "done"))
            .route_layer(guard)
    };
    Router::new()
        .route("/greet", get(greet))
        .route("/by", get(by))
        .merge(page("/auth", auth_required()))
        .merge(page("/token", auth_required_by([Mechanism::Token])))
        .merge(page("/session", auth_required_by([Mechanism::Session])))
        .merge(page("/anonymous", anonymous_user_required()))
        .merge(page("/both", roles_required(["admin", "editor"])))
        .merge(page("/one", roles_accepted(["admin", "editor"])))
        .merge(page("/may-both", permissions_required(["read", "write"])))
        .merge(page("/may-one", permissions_accepted(["read", "write"])))
}

pub(super) async fn guarded(features: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Vec<App> {
    let apps = apps_with(features).await;
    apps.into_iter().map(|app| app.serving(routes())).collect()
}

const CLOSED: [&str; 7] = [
    "/auth",
    "/by",
    "/session",
    "/both",
    "/one",
    "/may-both",
    "/may-one",
];

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_the_sign_in_page_and_comes_back() {
    for app in guarded(|app| app).await {
        for path in CLOSED {
            let mut browser = app.browser();
            let page = browser.get(&format!("{path}?a=1&b=2")).await;
            let next = path.replace('/', "%2F");
            let location = format!("/login?next={next}%3Fa%3D1%26b%3D2");
            assert_eq!((page.status, page.location()), (302, location.as_str()));
        }
        let mut browser = app.browser();
        assert!(
            browser
                .visit("/auth?a=1")
                .await
                .says("Sign in to see this page.")
        );
        let fields = [
            ("email", ADA),
            ("password", PASSWORD),
            ("next", "/auth?a=1"),
        ];
        assert_eq!(browser.submit("/login", &fields).await.body, "in");
    }
}

#[tokio::test]
async fn a_form_that_was_sent_too_late_leads_back_to_its_page() {
    for app in guarded(|app| app).await {
        let next = async |referer: Option<&str>| {
            let mut browser = app.browser();
            if let Some(referer) = referer {
                browser = browser.with_header("referer", referer);
            }
            let page = browser.post("/auth", &[]).await;
            assert_eq!(page.status, 303);
            page.location().to_owned()
        };
        assert_eq!(
            next(Some("http://localhost:3000/edit?n=5#x")).await,
            "/login?next=%2Fedit%3Fn%3D5"
        );
        assert_eq!(next(None).await, "/login?next=%2F");
        assert_eq!(
            next(Some("https://evil.example/x")).await,
            "/login?next=%2F"
        );
    }
}

#[tokio::test]
async fn a_program_that_is_not_signed_in_gets_401_with_a_challenge() {
    for app in guarded(|app| app).await {
        for path in CLOSED {
            let page = app.browser().get_json(path).await;
            assert_eq!(
                (page.status, page.header("www-authenticate")),
                (401, "Bearer"),
                "{path}"
            );
            assert_eq!(
                page.json(),
                json!({ "meta": { "code": 401 }, "response": {
                    "errors": ["Sign in to see this page."], "error_codes": ["UNAUTHENTICATED"],
                }})
            );
        }
    }
}

#[tokio::test]
async fn who_is_signed_in_comes_in() {
    for app in guarded(|app| app).await {
        let mut browser = app.login_as(ADA).await;
        assert_eq!(browser.get("/auth").await.body, "in");
        assert_eq!(browser.post("/auth", &[]).await.body, "done");
        assert_eq!(browser.get("/greet").await.body, "Hello ada@example.test");
        assert_eq!(app.browser().get("/greet").await.body, "Hello stranger");
        assert_eq!(browser.get("/by").await.body, "session");
    }
}

// ASVS: 8.2.1, 8.3.1, 8.3.2
#[tokio::test]
async fn roles_open_what_they_are_for() {
    for app in guarded(|app| app).await {
        let (security, mut browser) = (&app.security, app.login_as(ADA).await);
        let ada = security.find_user(ADA).await.unwrap().unwrap();
        for role in ["admin", "editor"] {
            assert!(security.create_role(role, "", &[]).await.unwrap());
        }
        assert_eq!(open(&mut browser).await, [""; 0]);
        security.add_role_to_user(&ada, "editor").await.unwrap();
        assert_eq!(open(&mut browser).await, ["/one"]);
        security.add_role_to_user(&ada, "admin").await.unwrap();
        assert_eq!(open(&mut browser).await, ["/both", "/one"]);
        security
            .remove_role_from_user(&ada, "editor")
            .await
            .unwrap();
        assert_eq!(open(&mut browser).await, ["/one"]);
    }
}

// ASVS: 8.2.1, 8.3.2
#[tokio::test]
async fn permissions_come_from_all_roles_together() {
    for app in guarded(|app| app).await {
        let (security, mut browser) = (&app.security, app.login_as(ADA).await);
        let ada = security.find_user(ADA).await.unwrap().unwrap();
        security.create_role("reader", "", &["read"]).await.unwrap();
        security
            .create_role("writer", "", &["write"])
            .await
            .unwrap();
        security.add_role_to_user(&ada, "reader").await.unwrap();
        assert_eq!(open(&mut browser).await, ["/may-one"]);
        security.add_role_to_user(&ada, "writer").await.unwrap();
        assert_eq!(open(&mut browser).await, ["/may-both", "/may-one"]);
        security
            .remove_permissions_from_role("reader", &["read"])
            .await
            .unwrap();
        assert_eq!(open(&mut browser).await, ["/may-one"]);
    }
}

/// Which of the paths that need roles or permissions are open.
async fn open(browser: &mut Browser) -> Vec<&'static str> {
    let mut open = Vec::new();
    for path in ["/both", "/one", "/may-both", "/may-one"] {
        let page = browser.get(path).await;
        assert!([200, 403].contains(&page.status));
        if page.status == 200 {
            open.push(path);
        }
    }
    open
}

// ASVS: 8.2.1
#[tokio::test]
async fn what_is_not_allowed_is_403_as_page_and_as_json() {
    for app in guarded(|app| app).await {
        let mut browser = app.login_as(ADA).await;
        let page = browser.get("/both").await;
        assert!(page.status == 403 && page.says("You have no permission for this."));
        assert_eq!(page.header("www-authenticate"), "");
        let page = browser.get_json("/both").await;
        assert_eq!(
            page.json(),
            json!({ "meta": { "code": 403 }, "response": {
                "errors": ["You have no permission for this."], "error_codes": ["UNAUTHORIZED"],
            }})
        );
    }
}

#[tokio::test]
async fn what_is_not_allowed_leads_to_the_configured_view() {
    let view =
        |app: SecurityBuilder| app.core(|core| core.redirects.unauthorized_view = "/sorry".into());
    for app in guarded(view).await {
        let mut browser = app.login_as(ADA).await;
        let page = browser.get("/both").await;
        assert_eq!((page.status, page.location()), (302, "/sorry"));
        assert_eq!(browser.get_json("/both").await.status, 403);
    }
}

#[tokio::test]
async fn pages_for_strangers_are_for_strangers() {
    let view =
        |app: SecurityBuilder| app.core(|core| core.redirects.post_login_view = "/home".into());
    for app in guarded(view).await {
        assert_eq!(app.browser().get("/anonymous").await.body, "in");
        let mut browser = app.login_as(ADA).await;
        assert_eq!(browser.get("/anonymous").await.location(), "/home");
        let page = browser.get_json("/anonymous").await;
        assert_eq!(
            (page.status, page.error_codes()),
            (400, vec!["ANONYMOUS_USER_REQUIRED".to_owned()])
        );
    }
}

#[tokio::test]
async fn a_guard_may_ask_for_the_way_of_signing_in() {
    for app in guarded(|app| app).await {
        let token = token(&app).await;
        let mut program = app.browser().with_header("authentication-token", &token);
        let mut browser = app.login_as(ADA).await;
        assert_eq!(program.get("/token").await.body, "in");
        assert_eq!(browser.get("/session").await.body, "in");
        assert_eq!(program.get_json("/session").await.status, 401);
        // The sign-in page would send her back here, and so on for ever.
        let page = browser.get("/token").await;
        assert_eq!(
            (page.status, page.header("www-authenticate")),
            (401, "Bearer")
        );
        assert_eq!(program.get("/by").await.body, "token");
    }
}

#[tokio::test]
async fn a_route_without_the_layer_names_the_cure() {
    for path in ["/greet", "/by", "/auth"] {
        let request = axum::http::Request::builder().method(Method::GET).uri(path);
        let request = request.body(axum::body::Body::empty()).unwrap();
        let response = routes().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = axum::body::to_bytes(response.into_body(), 4096)
            .await
            .unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(body.contains("security.mount(router)"), "{body}");
    }
}

#[tokio::test]
async fn a_front_end_on_another_host_gets_its_views_and_our_pages_stay_ours() {
    let split = |app: SecurityBuilder| {
        app.core(|core| {
            core.redirects.redirect_host = "localhost:8080".into();
            core.redirects.post_login_view = "/home".into();
        })
    };
    for app in guarded(split).await {
        let page = app.browser().get("/auth").await;
        assert_eq!(page.location(), "/login?next=%2Fauth");
        let page = app.browser().sign_in(ADA, PASSWORD).await;
        assert_eq!(page.location(), "http://localhost:8080/home");
        let page = app.browser().get("/login").await;
        assert!(
            page.header("content-security-policy")
                .ends_with("form-action 'self' http://localhost:8080")
        );
    }
}
