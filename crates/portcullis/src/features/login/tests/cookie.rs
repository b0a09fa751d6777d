//! The first sign-in of a browser goes by way of a page that looks whether its cookie came back.

use super::*;

async fn sign_in(browser: &mut Browser, next: &str) -> String {
    let form = [("email", ADA), ("password", PASSWORD), ("next", next)];
    let page = browser.post("/login", &form).await;
    assert_eq!(page.status, 303, "{}", page.text());
    page.location().to_owned()
}

#[tokio::test]
async fn only_a_browser_that_is_not_known_makes_the_detour() {
    for app in apps().await {
        let mut person = app.browser().with_header("sec-fetch-mode", "navigate");
        let check = sign_in(&mut person, "/cart?a=1").await;
        assert_eq!(check, "/login/cookie?next=%2Fcart%3Fa%3D1");
        let page = person.get(&check).await;
        assert_eq!((page.status, page.location()), (302, "/cart?a=1"));
        person.post("/logout", &[]).await;
        assert_eq!(sign_in(&mut person, "/cart").await, "/cart");
        // Neither does a program.
        assert_eq!(sign_in(&mut app.browser(), "/cart").await, "/cart");
    }
}

#[tokio::test]
async fn without_the_cookie_it_is_said_what_to_do_and_nothing_is_done() {
    for app in apps().await {
        let page = app.browser().get("/login/cookie?next=%2Fcart").await;
        assert_eq!(page.status, 401);
        assert!(
            page.says("Your browser did not keep the cookie"),
            "{}",
            page.text()
        );
        assert!(
            page.body.contains("href=\"&#x2f;login?next=%2Fcart\""),
            "{}",
            page.body
        );
        assert_eq!(page.header("set-cookie"), "");
    }
}

// ASVS: 3.7.2
#[tokio::test]
async fn the_check_leads_nowhere_but_into_the_app() {
    for app in apps().await {
        let mut ada = app.login_as(ADA).await;
        for next in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
        ] {
            let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let path = format!("/login/cookie?next={next}");
            assert_eq!(ada.get(&path).await.location(), "/", "{path}");
            let page = app.browser().get(&path).await;
            assert!(
                !page.body.contains("evil") && !page.body.contains("alert"),
                "{}",
                page.body
            );
        }
    }
}
