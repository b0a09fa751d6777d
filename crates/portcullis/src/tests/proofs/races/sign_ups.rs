//! One address, signed up with by twelve at once.

use super::*;
use crate::security::core_settings::Throttles;

const CLIENTS: usize = 12;

/// The owner is the client `number % 12` of each round, who reads the mail.
async fn round(app: &App, number: usize) -> Result<(), String> {
    let address = format!("u{number}@races.test");
    let form = |n: usize| {
        let password = format!("quiet marble staircase {n}");
        vec![("email", address.clone()), ("password", password)]
    };
    let senders = (0..CLIENTS).map(|n| (app.browser(), "/register".to_owned(), form(n)));
    let mut done = send_at_once(senders).await;
    let wrong = done
        .iter()
        .map(|(page, _)| page.status)
        .filter(|status| *status >= 500)
        .count();
    // All links are opened at once by the browsers that signed up: one of them can become the owner's.
    let links = links_to(app, &address).await;
    let senders = links.iter().flat_map(|link| {
        done.iter()
            .map(move |(_, browser)| (browser.clone(), link.clone(), Vec::new()))
    });
    let confirmed = send_at_once(senders).await;
    let won = confirmed
        .iter()
        .filter(|(page, _)| page.location() == "/login")
        .count();
    let mut inside = 0;
    for (n, (_, browser)) in done.iter_mut().enumerate() {
        let page = browser.sign_in(&address, &form(n)[1].1).await;
        inside += usize::from(page.status == 303);
    }
    let users = count(app, USERS, &address).await;
    match (users, won, inside, wrong) {
        (1, 1, 1, 0) if links.len() <= 2 => Ok(()),
        _ => Err(format!(
            "users: {users}, confirmed: {won}, signed in: {inside}, 5xx: {wrong}, mails: {}",
            links.len()
        )),
    }
}

/// Limits on mail as they are when nobody sets them.
fn with_limits(app: SecurityBuilder) -> SecurityBuilder {
    let own = Throttles::default().throttle_mails_per_recipient;
    everything(app).core(move |core| core.throttles.throttle_mails_per_recipient = own)
}

async fn links_to(app: &App, address: &str) -> Vec<String> {
    let mails = app.mail_to(address).await;
    let links = mails.iter().flat_map(|mail| app.links_in(mail));
    links.filter(|link| link.starts_with("/confirm/")).collect()
}

// ASVS: 2.3.4
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twelve_sign_ups_with_one_address_one_account_comes_about() {
    let rounds = rounds(500);
    for app in App::on_each_database(with_limits).await {
        for number in 0..rounds {
            let outcome = round(&app, number).await;
            assert_eq!(outcome, Ok(()), "round {number}, {}", name_of(&app));
        }
        let what = format!("sign-ups of one address on {}", name_of(&app));
        showed(
            &what,
            rounds,
            "of 12 at once, 1 account each, at most 2 mails, 0 answers of 5xx",
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_a_limit_on_mails_twelve_are_found() {
    for app in App::on_each_database(everything).await {
        let found = round(&app, 0).await.unwrap_err();
        assert!(found.contains("mails: 12"), "{found}");
    }
}
