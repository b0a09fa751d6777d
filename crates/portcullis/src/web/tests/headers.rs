//! The headers of our own answers.

use super::*;

#[tokio::test]
async fn what_depends_on_who_asks_says_so_to_caches() {
    for app in apps().await {
        for page in [
            app.browser().get("/login").await,
            app.browser().get_json("/login").await,
        ] {
            assert_eq!(page.header("vary"), "Cookie, Accept, Accept-Language");
        }
    }
}

#[tokio::test]
async fn an_apps_own_pages_are_left_alone() {
    for app in apps().await {
        let app = app.serving(Router::new().route("/own", get(async || "own")));
        let page = app.login_as(ADA).await.get("/own").await;
        assert_eq!(page.headers.len(), 2, "{:?}", page.headers);
    }
}

#[tokio::test]
async fn the_stylesheet_is_kept_by_browsers_and_read_as_nothing_else() {
    for app in apps().await {
        let page = app.browser().get("/login").await;
        let path = page
            .body
            .split("href=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let path = path.replace("&#x2f;", "/");
        let css = app.browser().get(&path).await;
        assert_eq!(
            (css.status, css.header("content-type")),
            (200, "text/css; charset=utf-8")
        );
        assert_eq!(css.header("x-content-type-options"), "nosniff");
        assert!(css.header("cache-control").contains("immutable"));
    }
}
