//! A reset for an address that nobody has confirmed yet.

use super::*;
use crate::{Confirmable, Email, NewUser, Registerable};

const STRANGER: &str = "a password of a stranger";

async fn claiming(heard: &Heard) -> Vec<App> {
    apps_with(|app| {
        heard
            .listen(app)
            .with(Registerable::default())
            .with(Confirmable {
                login_without_confirmation: true,
                ..Confirmable::default()
            })
    })
    .await
}

async fn operator_makes(app: &App, confirmed: bool) -> User {
    let new = NewUser {
        email: Email::parse(ADA).unwrap(),
        password: Some(new_password(OLD)),
        active: true,
        confirmed,
        profile: Default::default(),
    };
    app.security.create_user(new).await.unwrap()
}

#[tokio::test]
async fn a_stranger_who_claimed_the_address_never_gets_a_working_password() {
    let heard = Heard::default();
    for app in claiming(&heard).await {
        let mut first = app.browser();
        first.sign_up(ADA, "an older claim to it").await;
        let mut stranger = app.browser();
        stranger.sign_up(ADA, STRANGER).await;
        stranger.sign_in(ADA, STRANGER).await;
        assert!(is_signed_in(&mut stranger).await);
        let claim = found(&app, ADA).await;
        let token = claim.auth_token(&app.security).await.unwrap();
        app.mail_to(ADA).await;
        let link = ask(&app, ADA).await;
        heard.take();
        choose(&app, &link, NEW).await;

        assert_eq!(
            heard.take(),
            ["confirmed ada@example.test", "reset ada@example.test"]
        );
        let owner = found(&app, ADA).await;
        assert!(!owner.is_claim() && owner.confirmed_at.is_some());
        assert_eq!(app.security.list_users(None, 10).await.unwrap().len(), 1);
        assert!(!is_signed_in(&mut stranger).await && !is_signed_in(&mut first).await);
        let mut program = app
            .browser()
            .with_header("authentication-token", token.expose());
        assert!(!is_signed_in(&mut program).await);
        assert!(!can_sign_in(&app, ADA, STRANGER).await);
        assert!(!can_sign_in(&app, ADA, "an older claim to it").await);
        assert!(can_sign_in(&app, ADA, NEW).await);
    }
}

#[tokio::test]
async fn the_confirmation_mail_of_a_stranger_is_worth_nothing_after_a_reset() {
    for app in claiming(&Heard::default()).await {
        let mut stranger = app.browser();
        stranger.sign_up(ADA, STRANGER).await;
        let confirm = app.link_for(ADA).await;
        let link = ask(&app, ADA).await;
        choose(&app, &link, NEW).await;
        stranger.post(&confirm, &[("password", STRANGER)]).await;
        assert!(!can_sign_in(&app, ADA, STRANGER).await);
        assert!(can_sign_in(&app, ADA, NEW).await);
    }
}

#[tokio::test]
async fn a_link_for_a_claim_is_dead_once_somebody_owns_the_address() {
    let heard = Heard::default();
    for app in claiming(&heard).await {
        app.browser().sign_up(ADA, STRANGER).await;
        app.mail_to(ADA).await;
        let claim = found(&app, ADA).await;
        let link = ask(&app, ADA).await;
        operator_makes(&app, true).await;
        assert_eq!(app.browser().get(&link).await.location(), "/reset");
        assert_eq!(choose(&app, &link, NEW).await.location(), "/reset");
        assert!(can_sign_in(&app, ADA, OLD).await);
        let mails = app.mail_to(ADA).await.len();
        app.security
            .send_reset_password_instructions(&claim)
            .await
            .unwrap();
        assert_eq!(app.mail_to(ADA).await.len(), mails);
        ask(&app, ADA).await;
        assert_eq!(app.mail_to(ADA).await.len(), mails + 1);
    }
}

#[tokio::test]
async fn a_user_made_by_the_operator_is_confirmed_by_a_reset() {
    let heard = Heard::default();
    for app in claiming(&heard).await {
        operator_makes(&app, false).await;
        let link = ask(&app, ADA).await;
        heard.take();
        choose(&app, &link, NEW).await;
        assert_eq!(
            heard.take(),
            ["confirmed ada@example.test", "reset ada@example.test"]
        );
        assert!(found(&app, ADA).await.confirmed_at.is_some());
    }
}

#[tokio::test]
async fn who_is_confirmed_stays_confirmed_since_then() {
    let heard = Heard::default();
    for app in claiming(&heard).await {
        let since = operator_makes(&app, true).await.confirmed_at;
        app.advance(HOUR);
        let link = ask(&app, ADA).await;
        heard.take();
        choose(&app, &link, NEW).await;
        assert_eq!(heard.take(), ["reset ada@example.test"]);
        assert_eq!(found(&app, ADA).await.confirmed_at, since);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_resets_and_confirmations_of_several_claims_at_once_exactly_one_wins() {
    let heard = Heard::default();
    for app in claiming(&heard).await {
        let mut links = Vec::new();
        for n in 0..16 {
            let mine = format!("claim number {n} of many");
            app.browser().sign_up(ADA, &mine).await;
            let security = &app.security;
            let newest = security.list_users(None, 50).await.unwrap().pop();
            let claim = newest.expect("the claim just made");
            links.push(if n % 2 == 0 {
                let token = security.generate_reset_password_token(&claim).await;
                (format!("/reset/{}", token.unwrap().expose()), NEW.into())
            } else {
                let token = security.generate_confirmation_token(&claim).await;
                (format!("/confirm/{}", token.unwrap().expose()), mine)
            });
            app.advance(Duration::from_secs(1));
        }
        heard.take();
        let submits = links.into_iter().map(|(link, password)| {
            let mut browser = app.browser();
            async move {
                let page = browser.post(&link, &[("password", &password)]).await;
                (page.status, page.location().to_owned())
            }
        });
        let answers = at_once(submits).await;
        assert!(
            answers.iter().all(|(status, _)| *status == 303),
            "{answers:?}"
        );
        assert_eq!(answers.iter().filter(|(_, to)| to == "/login").count(), 1);
        assert_eq!(app.security.list_users(None, 50).await.unwrap().len(), 1);
        let told = heard.take();
        assert_eq!(
            told.iter()
                .filter(|what| what.starts_with("confirmed"))
                .count(),
            1,
            "{told:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn resets_of_several_claims_at_once_do_not_wait_for_each_other_for_ever() {
    for app in claiming(&Heard::default()).await {
        for _ in 0..4 {
            let mut resets = Vec::new();
            for n in 0..8 {
                app.browser()
                    .sign_up(ADA, &format!("claim number {n} of many"))
                    .await;
                let claim = found(&app, ADA).await;
                let token = app
                    .security
                    .generate_reset_password_token(&claim)
                    .await
                    .unwrap();
                let security = app.security.clone();
                resets.push(async move {
                    let client = crate::security::feature::Client::default();
                    security
                        .reset_by_token(token.expose(), &new_password(NEW), &client)
                        .await
                });
                app.advance(Duration::from_secs(1));
            }
            let outcomes = at_once(resets).await;
            let won = outcomes.into_iter().filter_map(Result::unwrap).count();
            assert_eq!(won, 1);
            let owner = found(&app, ADA).await;
            app.security.delete_user(&owner).await.unwrap();
        }
    }
}
