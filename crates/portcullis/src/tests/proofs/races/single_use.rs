//! Each kind of single-use secret, submitted by sixteen at once: one wins, and what is kept is what the winner sent.

use axum::{Router, extract::Path, response::Redirect, routing::post};
use portcullis_kit::password::Verified;

use super::*;
use crate::{NewPassword, Secret, Security, TokenStatus};

const CLIENTS: usize = 16;
const SESSIONS: &str = "SELECT count(*) AS n FROM pc_sessions AS s JOIN pc_users AS u ON u.id = s.user_id WHERE u.email_key = $1";
const NOTICES: &str =
    "SELECT count(*) AS n FROM pc_mail_jobs WHERE kind = 'reset_notice' AND recipient = $1";

const INSTRUCTIONS: &str =
    "SELECT count(*) AS n FROM pc_mail_jobs WHERE kind = 'reset_instructions' AND recipient = $1";

fn address(number: usize) -> String {
    format!("u{number}@races.test")
}

fn password(number: usize) -> String {
    format!("quiet marble staircase {number}")
}

/// Who was led on, as only a winner is.
fn winners(done: &[(Page, Browser)], to: &str) -> Vec<usize> {
    for (page, _) in done {
        assert_eq!(page.status, 303, "{}", page.text());
    }
    let won = done
        .iter()
        .enumerate()
        .filter(|(_, (page, _))| page.location() == to);
    won.map(|(number, _)| number).collect()
}

/// One round with a link for a new password; what was wrong is a sentence.
async fn reset(app: &App, number: usize, path: &str) -> Result<(), String> {
    let user = app
        .user(&address(number), "the password before the race")
        .await;
    let token = app
        .security
        .generate_reset_password_token(&user)
        .await
        .unwrap();
    let link = format!("{path}/{}", token.expose());
    let senders =
        (0..CLIENTS).map(|n| (app.browser(), link.clone(), vec![("password", password(n))]));
    let won = winners(&send_at_once(senders).await, "/login");
    let user = app
        .security
        .find_user(&address(number))
        .await
        .unwrap()
        .unwrap();
    let hash = user.password_hash.as_ref().unwrap().expose();
    let mut works = Vec::new();
    for n in 0..CLIENTS {
        let typed = Secret::new(password(n));
        if app.security.0.hasher.verify(&typed, hash, "").await == Ok(Verified::Yes) {
            works.push(n);
        }
    }
    let notices = count(app, NOTICES, &address(number)).await;
    match (won.as_slice(), notices) {
        ([winner], 1) if works == [*winner] => Ok(()),
        _ => Err(format!(
            "won: {won:?}, works: {works:?}, notices: {notices}"
        )),
    }
}

/// One round with a sign-in link.
async fn login(app: &App, number: usize) -> Result<(), String> {
    let user = app
        .user(&address(number), "the password before the race")
        .await;
    let token = app.security.generate_login_token(&user).await.unwrap();
    let link = format!("/login/{}", token.expose());
    let senders = (0..CLIENTS).map(|_| (app.browser(), link.clone(), Vec::new()));
    let mut done = send_at_once(senders).await;
    let won = winners(&done, "/");
    let mut inside = Vec::new();
    for (n, (_, browser)) in done.iter_mut().enumerate() {
        if browser.get_json("/verify").await.status == 200 {
            inside.push(n);
        }
    }
    let sessions = count(app, SESSIONS, &address(number)).await;
    match (won.as_slice(), sessions) {
        ([winner], 1) if inside == [*winner] => Ok(()),
        _ => Err(format!(
            "won: {won:?}, inside: {inside:?}, sessions: {sessions}"
        )),
    }
}

/// One round with a confirmation link, and a stranger's claim beside it.
async fn confirm(app: &App, number: usize) -> Result<(), String> {
    let mut browser = app.browser().at(network(number));
    app.browser()
        .at(network(number + 7))
        .sign_up(&address(number), &password(1))
        .await;
    app.advance(Duration::from_secs(1));
    browser.sign_up(&address(number), &password(0)).await;
    let user = app
        .security
        .find_user(&address(number))
        .await
        .unwrap()
        .unwrap();
    let token = app
        .security
        .generate_confirmation_token(&user)
        .await
        .unwrap();
    let link = format!("/confirm/{}", token.expose());
    let senders = (0..CLIENTS).map(|_| (browser.clone(), link.clone(), Vec::new()));
    let won = winners(&send_at_once(senders).await, "/login");
    let user = app
        .security
        .find_user(&address(number))
        .await
        .unwrap()
        .unwrap();
    let users = count(app, USERS, &address(number)).await;
    match (won.len(), users, user.confirmed_at) {
        (1, 1, Some(_)) => Ok(()),
        (_, _, at) => Err(format!("won: {won:?}, users: {users}, confirmed: {at:?}")),
    }
}

/// One round with the link of a notice.
async fn not_me(app: &App, number: usize) -> Result<(), String> {
    let user = app
        .user(&address(number), "the password before the race")
        .await;
    app.security
        .send_password_reset_notice(&user)
        .await
        .unwrap();
    let link = app.link_for(&address(number)).await;
    let senders = (0..CLIENTS).map(|_| (app.browser(), link.clone(), Vec::new()));
    let won = winners(&send_at_once(senders).await, "/login");
    let user = app
        .security
        .find_user(&address(number))
        .await
        .unwrap()
        .unwrap();
    let mails = count(app, INSTRUCTIONS, &address(number)).await;
    match (won.len(), mails, user.has_password()) {
        (1, 1, false) => Ok(()),
        (_, _, has) => Err(format!("won: {won:?}, mails: {mails}, password: {has}")),
    }
}

// ASVS: 2.3.4, 6.5.1
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_submits_of_one_link_exactly_one_wins_whatever_the_link_is_for() {
    let rounds = rounds(1000);
    for app in App::on_each_database(everything).await {
        for number in 0..rounds {
            let kinds = [
                ("reset", reset(&app, 4 * number, "/reset").await),
                ("login", login(&app, 4 * number + 1).await),
                ("confirm", confirm(&app, 4 * number + 2).await),
                ("not me", not_me(&app, 4 * number + 3).await),
            ];
            for (kind, outcome) in kinds {
                assert_eq!(outcome, Ok(()), "{kind}, round {number}, {}", name_of(&app));
            }
        }
        let what = format!(
            "single use (reset, login, confirm, not me) on {}",
            name_of(&app)
        );
        showed(&what, rounds, "of 16 submits each, 0 double wins");
    }
}

/// Looks whether the link is good, and then uses it: the fault that the race is there to find.
async fn naive(security: Security, Path(token): Path<String>, form: String) -> Redirect {
    let mut fields = url::form_urlencoded::parse(form.as_bytes());
    let typed = Secret::new(fields.next().unwrap().1.into_owned());
    let TokenStatus::Valid(user) = security.reset_password_token_status(&token).await.unwrap()
    else {
        return Redirect::to("/reset");
    };
    let password = NewPassword::unchecked(typed.expose());
    security.update_password(&user, password).await.unwrap();
    security.send_password_reset_notice(&user).await.unwrap();
    Redirect::to("/login")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_link_that_is_looked_at_before_it_is_used_is_found_to_win_twice() {
    for app in App::on_each_database(everything).await {
        let app = app.serving(Router::new().route("/naive/{token}", post(naive)));
        let mut found = None;
        for number in 0..50 {
            found = found.or(reset(&app, number, "/naive").await.err());
        }
        assert!(
            found.is_some(),
            "a planted fault was missed on {}",
            name_of(&app)
        );
    }
}
