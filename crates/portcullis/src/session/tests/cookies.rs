//! The session's cookie, on http and on https.

use portcullis_kit::mail::Memory;

use super::*;

#[tokio::test]
async fn on_loopback_the_cookie_has_a_plain_name() {
    for app in apps().await {
        let page = app.browser().sign_in(ADA, PASSWORD).await;
        let cookie = page.header("set-cookie");
        let (name, rest) = cookie.split_once('=').unwrap();
        let (value, attributes) = rest.split_once("; ").unwrap();
        assert_eq!((name, value.len()), ("session", 43));
        assert_eq!(attributes, "HttpOnly; SameSite=Lax; Path=/");
    }
}

#[tokio::test]
async fn on_https_the_cookie_is_bound_to_its_host() {
    let https = |app: SecurityBuilder| {
        app.mail(Memory::new())
            .core(|core| core.http.public_url = "https://app.example.com".into())
    };
    for app in apps_with(https).await {
        let mut browser = app.browser().with_header("host", "app.example.com");
        let page = browser.sign_in(ADA, PASSWORD).await;
        let cookie = page.header("set-cookie");
        assert!(cookie.starts_with("__Host-session="), "{cookie}");
        assert!(
            cookie.ends_with("; HttpOnly; SameSite=Lax; Secure; Path=/"),
            "{cookie}"
        );
        assert!(is_in(&mut browser).await);
        let token = browser.cookie("session").unwrap().to_owned();
        let mut plain = app.browser().with_header("host", "app.example.com");
        plain.set_cookie("session", &token);
        assert!(
            !is_in(&mut plain).await,
            "without the prefix another host may have set it"
        );
    }
}

#[tokio::test]
async fn the_cookie_has_the_configured_name() {
    let named =
        |app: SecurityBuilder| app.core(|core| core.sessions.session_cookie_name = "gate".into());
    for app in apps_with(named).await {
        let mut browser = app.browser();
        let page = browser.sign_in(ADA, PASSWORD).await;
        assert!(page.header("set-cookie").starts_with("gate="));
        assert!(is_in(&mut browser).await);
    }
}

#[tokio::test]
async fn a_new_proof_keeps_the_end_of_a_remembered_session() {
    for app in apps().await {
        let mut browser = remembered(&app).await;
        app.advance(10 * DAY);
        let page = browser.post("/verify", &[("password", PASSWORD)]).await;
        let cookie = page.header("set-cookie");
        assert!(
            cookie.contains(&format!("Max-Age={}", 20 * 86_400)),
            "{cookie}"
        );
        app.advance(20 * DAY);
        assert!(!is_in(&mut browser).await);
    }
}

// ASVS: 7.2.1, 7.2.2
#[tokio::test]
async fn a_cookie_that_is_none_of_ours_is_nobody() {
    for app in apps().await {
        let mut good = app.login_as(ADA).await;
        let token = good.cookie("session").unwrap().to_owned();
        let altered = format!(
            "{}{}",
            &token[..42],
            if token.ends_with('A') { 'E' } else { 'A' }
        );
        for value in [
            "",
            "x",
            &token[1..],
            &format!("{token}A"),
            &altered,
            &"A".repeat(43),
        ] {
            let mut browser = app.browser();
            browser.set_cookie("session", value);
            assert_eq!(browser.get_json("/verify").await.status, 401, "{value}");
        }
        assert!(is_in(&mut good).await);
    }
}

// ASVS: 7.2.3
#[tokio::test]
async fn the_database_never_holds_what_a_cookie_or_token_carries() {
    for app in apps().await {
        let browser = app.login_as(ADA).await;
        let cookie = Token::parse(browser.cookie("session").unwrap()).unwrap();
        let granted = ada(&app).await.auth_token(&app.security).await.unwrap();
        let granted = Token::parse(granted.expose()).unwrap();
        let sessions = tables::token_hashes(app.db(), "pc_sessions").await;
        assert_eq!(sessions, [cookie.hash().as_bytes().to_vec()]);
        let tokens = tables::token_hashes(app.db(), "pc_auth_tokens").await;
        assert_eq!(tokens, [granted.hash().as_bytes().to_vec()]);
        for secret in [cookie, granted] {
            assert_ne!(
                secret.hash().as_bytes().as_slice(),
                secret.expose().as_bytes()
            );
        }
    }
}
