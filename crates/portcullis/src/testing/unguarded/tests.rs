//! An app whose guards are all there, and one that forgot them in every way.

use axum::{
    Json, Router,
    extract::Path,
    http::{Method, StatusCode, Uri},
    middleware,
    response::Redirect,
    routing::{any, delete, get, post},
};
use serde_json::Value;

use super::*;
use crate::{
    CurrentUser, Error, Fresh, SecurityBuilder, Visit, anonymous_user_required, auth_required,
    permissions_required, public, roles_required, testing::every_feature,
};

async fn app(routes: Router) -> App {
    App::on_sqlite(|app| app).await.serving(routes)
}

async fn found(routes: Router) -> Vec<String> {
    let open = app(routes).await.unguarded_routes().await;
    open.to_string().lines().map(str::to_owned).collect()
}

fn whys(open: &Unguarded) -> Vec<(&str, &str, Why)> {
    let routes = open.routes.iter();
    routes
        .map(|route| (route.method.as_str(), route.path.as_str(), route.why))
        .collect()
}

#[tokio::test]
async fn a_planted_route_without_a_guard_is_named_with_what_to_do() {
    let routes = Router::new()
        .route("/", get(async || "in").route_layer(public()))
        .route("/orders", get(async || "in").route_layer(auth_required()))
        .route("/invoices", post(async || "planted"));
    assert_eq!(
        found(routes).await,
        [
            "POST /invoices answered 200 to somebody who is not signed in: add a guard (`.route_layer(auth_required())`), take \
          `CurrentUser` in the handler, or mark it `.route_layer(public())`"
        ]
    );
}

#[tokio::test]
async fn a_guarded_app_is_found_guarded_with_all_our_features() {
    let inner = Router::new()
        .route("/{id}", get(async |_: Path<u32>, _: CurrentUser| "in"))
        .route("/{id}/notes", any(async |_: Visit| "in"))
        .route_layer(roles_required(["admin"]));
    let routes = Router::new()
        .route(
            "/welcome",
            get(async || "in").route_layer(anonymous_user_required()),
        )
        .route(
            "/pay",
            post(async |_: Fresh<CurrentUser>, _: Json<Value>| "in"),
        )
        .route(
            "/write",
            get(async || "in").route_layer(permissions_required(["write"])),
        )
        .route(
            "/away",
            get(async || StatusCode::FOUND).route_layer(public()),
        )
        .nest("/orders", inner)
        .nest_service("/files", get(async || "in").route_layer(auth_required()))
        .fallback(any(async || (StatusCode::NOT_FOUND, "Nothing here")).layer(public()));
    for prefix in ["", "/accounts"] {
        let with = |app: SecurityBuilder| {
            every_feature(app).core(|core| core.http.url_prefix = prefix.into())
        };
        for app in App::on_each_database(with).await {
            let open = app.serving(routes.clone()).unguarded_routes().await;
            assert!(open.is_empty(), "{prefix}: {open}");
        }
    }
}

#[tokio::test]
async fn whoever_knows_people_but_lets_everybody_in_is_found() {
    let routes = Router::new()
        .route("/greets", get(async |_: Option<CurrentUser>| "in"))
        .route("/swallows", get(async |_: Result<CurrentUser, Error>| "in"))
        .route(
            "/one",
            get(async |_: CurrentUser| "in").post(async || "planted"),
        )
        .route("/every", any(async || StatusCode::SEE_OTHER))
        .nest("/inner", Router::new().route("/{id}", get(async || "in")))
        .fallback(async || "an app of one page");
    let found = found(routes).await;
    let places: Vec<_> = found
        .iter()
        .map(|line| line.split_once(" to somebody").unwrap().0)
        .collect();
    assert_eq!(
        places,
        [
            "GET /every answered 303",
            "GET /greets answered 200",
            "GET /inner/{id} answered 200",
            "GET /no-such-page-of-portcullis-testing (a path of no route) answered 200",
            "POST /one answered 200",
            "GET /swallows answered 200",
        ]
    );
}

#[tokio::test]
async fn a_refusal_that_a_handler_swallows_guards_nothing_whatever_it_answers() {
    let routes = Router::new()
        .route(
            "/saves",
            post(async |visit: Visit| {
                let _by = visit.signed_in().await.ok();
                Redirect::to("/done")
            }),
        )
        .route(
            "/reads",
            post(async |_: Result<CurrentUser, Error>, _: Json<Value>| "in"),
        )
        .route(
            "/returns",
            post(async |visit: Visit| -> Result<&str, Error> {
                visit.signed_in().await?;
                Ok("in")
            }),
        );
    let open = app(routes).await.unguarded_routes().await;
    assert_eq!(
        whys(&open),
        [
            ("POST", "/reads", Why::Undecided(415)),
            ("POST", "/saves", Why::Answered(303)),
        ]
    );
}

#[tokio::test]
async fn a_handler_of_the_app_at_a_path_of_ours_is_found() {
    let routes = Router::new().route("/login", delete(async || "planted"));
    let open = app(routes).await.unguarded_routes().await;
    assert_eq!(whys(&open), [("DELETE", "/login", Why::Answered(200))]);
}

#[tokio::test]
async fn a_fallback_that_knows_some_paths_is_found_unless_it_says_that_it_is_public() {
    let pages = async |uri: Uri| match uri.path() {
        "/secret" => Ok("planted"),
        _ => Err(StatusCode::NOT_FOUND),
    };
    let nowhere = "/no-such-page-of-portcullis-testing (a path of no route)";
    let undecided = Why::Undecided(404);
    for routes in [
        Router::new().fallback(pages),
        Router::new().fallback_service(any(pages)),
    ] {
        let open = app(routes).await.unguarded_routes().await;
        assert_eq!(whys(&open), [("GET", nowhere, undecided)]);
    }
    let nested = Router::new().nest("/inner", Router::new().fallback(pages));
    let open = app(nested).await.unguarded_routes().await;
    assert_eq!(open.routes.len(), 1, "{open}");
    let marked = Router::new().fallback(any(pages).layer(public()));
    assert_eq!(found(marked).await, [""; 0]);
}

#[tokio::test]
async fn what_is_not_known_of_one_method_or_within_a_service_is_not_made_good_by_others() {
    let by_method = async |visit: Visit, method: Method| {
        if method == "GET" {
            visit.signed_in().await?;
        }
        Ok::<_, Error>(StatusCode::UNPROCESSABLE_ENTITY)
    };
    let service = Router::new()
        .route("/mine", any(async |_: CurrentUser| "in"))
        .route("/open", get(async || "planted"));
    let routes = Router::new()
        .route("/both", any(by_method))
        .nest_service("/files", service);
    let app = app(routes).await;
    let open = app.unguarded_routes().visiting("/files/mine").await;
    let found = whys(&open);
    assert_eq!(found[0], ("HEAD", "/both", Why::Undecided(422)));
    let within = |found: &(&str, &str, Why)| {
        found.1.starts_with("/files/0") && found.2 == Why::Undecided(404)
    };
    assert!(found.iter().any(within), "{open}");
}

#[tokio::test]
async fn what_cannot_be_judged_is_found_too() {
    let late = Router::new()
        .route(
            "/word/{word}",
            get(async |Path(word): Path<String>, _: CurrentUser| word),
        )
        .route(
            "/day/{day}",
            get(async |_: Path<std::net::IpAddr>, _: CurrentUser| "in"),
        )
        .route(
            "/broken",
            get(async || -> &'static str { panic!("planted") }),
        );
    let app = app(late).await;
    let open = app.unguarded_routes().await;
    let whys: Vec<_> = open
        .routes
        .iter()
        .map(|route| (route.path.as_str(), route.why))
        .collect();
    assert_eq!(
        whys,
        [
            ("/broken", Why::Silent),
            ("/day/{day}", Why::Undecided(400))
        ]
    );
    assert!(
        open.to_string()
            .contains("name a path that it takes with `.visiting(")
    );
    let open = app.unguarded_routes().visiting("/day/127.0.0.1").await;
    assert_eq!(open.routes.len(), 1, "{open}");
}

#[tokio::test]
async fn a_route_that_was_added_after_the_layer_is_found() {
    let mut app = app(Router::new()).await;
    app.router = app.router.route("/late", get(async |_: CurrentUser| "in"));
    let open = app.unguarded_routes().await;
    assert_eq!(
        open.to_string(),
        "GET /late is not below Portcullis's layer, where no guard works: add it to the router before \
         `security.mount(router)`\n"
    );
}

#[tokio::test]
async fn a_handler_whose_path_cannot_be_read_is_counted_and_not_passed_over() {
    let app = app(Router::new().route("/a\"b", get(async || "planted"))).await;
    let open = app.unguarded_routes().await;
    assert_eq!(
        (open.routes.len(), open.unmet),
        (0, 2),
        "its method, and wrong methods"
    );
    assert!(!open.is_empty());
    assert!(
        open.to_string().contains("2 handlers could not be asked"),
        "{open}"
    );
    // A path that axum can match but that no request can name as it stands.
    assert!(open.to_string().contains("`.visiting("));
}

#[tokio::test]
async fn an_app_that_answers_for_cors_and_a_router_without_routes_are_fine() {
    let cors = middleware::from_fn(
        async |request: axum::extract::Request, next: middleware::Next| {
            if request.method() == "OPTIONS" {
                return axum::response::IntoResponse::into_response("allowed");
            }
            next.run(request).await
        },
    );
    let routes = Router::new()
        .route("/", get(async |_: CurrentUser| "in"))
        .layer(cors);
    assert_eq!(found(routes).await, [""; 0]);
    assert_eq!(found(Router::new()).await, [""; 0]);
}
