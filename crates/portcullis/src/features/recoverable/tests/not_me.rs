//! "It was not me", as the owner of an account walks it after somebody has taken it over.

use insta::assert_snapshot;

use super::*;
use crate::{
    Changeable, Passwordless,
    audit::{Filter, Kind},
    testing::Page,
    tests::tables,
};

const DAY: Duration = Duration::from_secs(86_400);
const THIEF: &str = "the password of a thief";

async fn taken_over() -> Vec<(App, Browser, Browser)> {
    let all = |app: SecurityBuilder| {
        app.with(Changeable::default())
            .with(Passwordless::default())
    };
    let mut apps = Vec::new();
    for app in apps_with(all).await {
        app.user(ADA, OLD).await;
        let owner = app.login_as(ADA).await;
        let mut thief = app.login_as(ADA).await;
        let change = [("password", OLD), ("new_password", THIEF)];
        assert_eq!(thief.post("/change", &change).await.status, 303);
        apps.push((app, owner, thief));
    }
    apps
}

/// The link out of the newest mail, which is a notice.
async fn notice_link(app: &App) -> String {
    let link = app.link_for(ADA).await;
    assert!(link.starts_with("/not-me/"), "{link}");
    link
}

fn shown(page: &Page, link: &str) -> String {
    let body = page.body.replace(&link.replace('/', "&#x2f;"), "[link]");
    let (head, rest) = body.split_once("stylesheet\" href=\"").unwrap();
    let (_, rest) = rest.split_once('"').unwrap();
    let (before, script) = rest.split_once("<script src=\"").unwrap();
    let (_, script) = script.split_once('"').unwrap();
    let rest = format!("{before}<script src=\"[script]\"{script}");
    format!(
        "{} {}\n{head}stylesheet\" href=\"[stylesheet]\"{rest}",
        page.status,
        page.location()
    )
}

// ASVS: 6.3.7, 7.4.3
#[tokio::test]
async fn the_owner_throws_a_thief_out_with_the_link_of_the_notice() {
    for (app, mut owner, mut thief) in taken_over().await {
        // The thief has a token too, and asks for what could bring them back.
        let form = serde_json::json!({ "email": ADA, "password": THIEF });
        let answer = app
            .browser()
            .post_json("/login?include_auth_token", &form)
            .await;
        let token = answer.response()["user"]["authentication_token"].clone();
        let mut program = app
            .browser()
            .with_header("authentication-token", token.as_str().unwrap());
        assert!(is_signed_in(&mut thief).await && is_signed_in(&mut program).await);
        assert!(!is_signed_in(&mut owner).await);
        let link = notice_link(&app).await;
        let user = found(&app, ADA).await;
        let (reset, _) = app
            .security
            .generate_reset_password_link(&user)
            .await
            .unwrap();
        let reset = reset.replace("http://localhost:3000", "");
        let login = app.security.generate_login_token(&user).await.unwrap();

        let page = app.browser().get(&link).await;
        assert_eq!(page.status, 200);
        let done = app.browser().submit(&link, &[]).await;
        assert!(
            done.says("works no more") && done.says(ADA),
            "{}",
            done.text()
        );

        assert!(!is_signed_in(&mut thief).await && !is_signed_in(&mut program).await);
        assert!(!can_sign_in(&app, ADA, THIEF).await);
        assert!(!can_sign_in(&app, ADA, OLD).await);
        let page = choose(&app, &reset, THIEF).await;
        assert_eq!(page.location(), "/reset");
        let login = format!("/login/{}", login.expose());
        let page = app.browser().submit(&login, &[]).await;
        assert!(
            page.says("not valid") || page.says("used already"),
            "{}",
            page.text()
        );
        assert!(!is_signed_in(&mut thief).await);

        let fresh = app.link_for(ADA).await;
        assert!(fresh.starts_with("/reset/"), "{fresh}");
        assert_eq!(choose(&app, &fresh, NEW).await.location(), "/login");
        assert!(can_sign_in(&app, ADA, NEW).await);
        assert!(!can_sign_in(&app, ADA, THIEF).await);
    }
}

// ASVS: 6.3.7
#[tokio::test]
async fn the_first_notice_still_works_after_a_thief_has_changed_the_password_again() {
    for (app, _, mut thief) in taken_over().await {
        let first = notice_link(&app).await;
        let again = [("password", THIEF), ("new_password", NEW)];
        assert_eq!(thief.post("/change", &again).await.status, 303);
        let second = notice_link(&app).await;
        let user = found(&app, ADA).await;
        app.security.reset_user_access(&user).await.unwrap();
        app.browser().post(&first, &[]).await;
        assert!(!can_sign_in(&app, ADA, NEW).await);
        // One use voids all of them.
        let page = app.browser().visit(&second).await;
        assert!(page.says("used already"), "{}", page.text());
    }
}

// ASVS: 2.3.4
#[tokio::test]
async fn a_notice_link_works_once() {
    for (app, _, _) in taken_over().await {
        let link = notice_link(&app).await;
        assert_eq!(app.browser().post(&link, &[]).await.location(), "/login");
        let fresh = app.link_for(ADA).await;
        choose(&app, &fresh, NEW).await;
        let mut browser = app.browser();
        assert!(browser.submit(&link, &[]).await.says("used already"));
        assert!(browser.visit(&link).await.says("used already"));
        let answer = browser.post_json(&link, &serde_json::json!({})).await;
        assert_eq!(answer.error_codes(), ["NOT_ME_USED"]);
        assert!(can_sign_in(&app, ADA, NEW).await);
    }
}

#[tokio::test]
async fn a_notice_link_works_for_seven_days() {
    for (app, _, _) in taken_over().await {
        let link = notice_link(&app).await;
        app.advance(7 * DAY - Duration::from_micros(1));
        assert_eq!(app.browser().get(&link).await.status, 200);
        app.advance(Duration::from_micros(1));
        let mut browser = app.browser();
        assert!(browser.visit(&link).await.says("older than 7 days"));
        assert!(browser.submit(&link, &[]).await.says("older than 7 days"));
        assert!(can_sign_in(&app, ADA, THIEF).await);
    }
}

// ASVS: 3.5.3
#[tokio::test]
async fn looking_at_a_notice_link_changes_nothing() {
    for (app, _, mut thief) in taken_over().await {
        let link = notice_link(&app).await;
        let before = tables::counts(app.db()).await;
        for method in ["GET", "HEAD", "GET"] {
            let page = app.browser().request(method.parse().unwrap(), &link).await;
            assert_eq!(page.status, 200, "{method}");
            assert_eq!(page.header("referrer-policy"), "no-referrer");
            assert!(page.header("cache-control").contains("no-store"));
        }
        assert_eq!(tables::counts(app.db()).await, before);
        assert!(is_signed_in(&mut thief).await);
        assert!(can_sign_in(&app, ADA, THIEF).await);
        let mut lured = app.browser().with_header("sec-fetch-site", "cross-site");
        assert_eq!(lured.post(&link, &[]).await.status, 403);
        assert!(is_signed_in(&mut thief).await);
    }
}

// ASVS: 2.3.4, 15.4.2
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_submits_of_a_notice_link_exactly_one_wins() {
    for (app, _, _) in taken_over().await {
        let links = [notice_link(&app).await, {
            let user = found(&app, ADA).await;
            app.security
                .send_password_changed_notice(&user)
                .await
                .unwrap();
            notice_link(&app).await
        }];
        let submits = (0..16).map(|n| {
            let (mut browser, link) = (app.browser(), links[n % 2].clone());
            async move { browser.post(&link, &[]).await.location().to_owned() }
        });
        let answers = at_once(submits).await;
        let won = answers.iter().filter(|to| *to == "/login");
        assert_eq!(won.count(), 1, "{answers:?}");
        let lost = answers.iter().filter(|to| *to == "/reset");
        assert_eq!(lost.count(), 15, "{answers:?}");
        let mails = app.mail_to(ADA).await;
        let resets = mails
            .iter()
            .filter(|mail| mail.message.subject.contains("instructions"));
        assert_eq!(resets.count(), 1);
    }
}

// ASVS: 6.4.3
#[tokio::test]
async fn a_stolen_notice_link_only_locks() {
    for (app, _, _) in taken_over().await {
        let link = notice_link(&app).await;
        let mut reader = app.browser();
        reader.get(&link).await;
        let done = reader.post(&link, &[]).await;
        assert_eq!(done.location(), "/login");
        assert!(!is_signed_in(&mut reader).await);
        // It is no reset link, nor any other.
        let token = link.rsplit('/').next().unwrap();
        for path in ["/reset", "/confirm", "/login"] {
            let page = reader.get(&format!("{path}/{token}")).await;
            assert_ne!(page.status, 200, "{path}");
        }
        assert!(!found(&app, ADA).await.has_password());
    }
}

#[tokio::test]
async fn the_link_of_somebody_deactivated_or_of_a_former_address_is_dead() {
    for (app, _, _) in taken_over().await {
        let link = notice_link(&app).await;
        let user = found(&app, ADA).await;
        app.security.deactivate_user(&user).await.unwrap();
        assert!(app.browser().visit(&link).await.says("not valid"));
        assert!(app.browser().submit(&link, &[]).await.says("not valid"));
        app.security.activate_user(&user).await.unwrap();
        assert_eq!(app.browser().get(&link).await.status, 200);
        tables::run(
            app.db(),
            "UPDATE pc_users SET email = 'a@b.test', email_key = 'a@b.test'",
        )
        .await;
        assert!(app.browser().submit(&link, &[]).await.says("not valid"));
        // Nor is one made for a notice that goes to the former address.
        tables::run(app.db(), "UPDATE pc_mail_jobs SET state = 'waiting'").await;
        let issued = tables::count(app.db(), "pc_one_time_tokens").await;
        let text = app.newest_mail_to(ADA).await.message.text.unwrap();
        assert!(
            text.contains("/reset") && !text.contains("/not-me"),
            "{text}"
        );
        assert_eq!(tables::count(app.db(), "pc_one_time_tokens").await, issued);
    }
}

// ASVS: 16.3.1
#[tokio::test]
async fn it_is_told_and_recorded() {
    let heard = Heard::default();
    let listening = |app: SecurityBuilder| {
        let heard = heard.clone();
        app.on(move |_, signal: NoticeDisavowed| {
            heard.note("not me", &signal.user);
            async { Ok(()) }
        })
    };
    for app in apps_with(listening).await {
        let user = app.user(ADA, OLD).await;
        app.security
            .send_password_reset_notice(&user)
            .await
            .unwrap();
        let link = notice_link(&app).await;
        app.browser().post(&link, &[]).await;
        app.browser().post(&link, &[]).await;
        assert_eq!(heard.take(), [format!("not me {ADA}")]);
        let filter = Filter {
            kind: Some(Kind::NotMe),
            limit: 10,
            ..Filter::default()
        };
        let events = app.security.audit_events(&filter).await.unwrap();
        assert_eq!(events.len(), 1);
        let person = events[0].person.as_ref().unwrap();
        assert_eq!(person.user_id, Some(user.id));
        assert_eq!(person.ip.as_deref(), Some("203.0.113.7"));
    }
}

#[tokio::test]
async fn without_the_way_back_a_notice_has_no_link() {
    for app in App::on_each_database(|app| app.with(Changeable::default())).await {
        let user = app.user(ADA, OLD).await;
        app.security
            .send_password_changed_notice(&user)
            .await
            .unwrap();
        let text = app.newest_mail_to(ADA).await.message.text.unwrap();
        assert!(!text.contains("http"), "{text}");
        assert_eq!(tables::count(app.db(), "pc_one_time_tokens").await, 0);
    }
}

#[tokio::test]
async fn its_path_and_its_life_are_settings() {
    let set = |app: SecurityBuilder| {
        let recoverable = Recoverable {
            not_me_url: "/stop".into(),
            not_me_within: HOUR,
            ..Recoverable::default()
        };
        app.with(recoverable)
            .core(|core| core.http.url_prefix = "/auth".into())
    };
    for app in App::on_each_database(set).await {
        let user = app.user(ADA, OLD).await;
        app.security
            .send_password_reset_notice(&user)
            .await
            .unwrap();
        let link = app.link_for(ADA).await;
        assert!(link.starts_with("/auth/stop/"), "{link}");
        app.advance(HOUR);
        assert!(app.browser().visit(&link).await.says("older than 1 hour"));
    }
}

#[tokio::test]
async fn the_page_and_the_mails() {
    for (app, _, _) in taken_over().await {
        let link = notice_link(&app).await;
        let token = link.rsplit('/').next().unwrap();
        assert_snapshot!("not_me_page", shown(&app.browser().get(&link).await, &link));
        let done = app.browser().submit(&link, &[]).await;
        assert_snapshot!("not_me_done", shown(&done, &link));
        let mails = app.mail_to(ADA).await;
        let notice = mails
            .iter()
            .find(|mail| mail.message.subject.contains("changed"));
        let notice = &notice.unwrap().message;
        let hidden = |text: &Option<String>| text.as_ref().unwrap().replace(token, "[token]");
        assert_snapshot!("change_notice_text", hidden(&notice.text));
        assert_snapshot!("change_notice_html", hidden(&notice.html));
    }
}
