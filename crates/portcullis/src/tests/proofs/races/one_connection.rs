//! A single connection to the database, and all kinds of requests at once: nobody waits for what he holds himself.

use axum::{Router, routing::get};
use tokio::task::JoinSet;

use super::*;
use crate::{Security, account::UserId};

const AT_ONCE: usize = 64;

/// Takes a request of each kind in turn; the statuses.
async fn mixed(app: &App, requests: usize) -> Vec<u16> {
    for n in 0..8 {
        app.user(&format!("u{n}@races.test"), PASSWORD).await;
    }
    let mut links = Vec::new();
    for number in 0..requests.div_ceil(8) {
        let user = app
            .security
            .find_user(&format!("u{}@races.test", number % 8))
            .await;
        let token = app
            .security
            .generate_login_token(&user.unwrap().unwrap())
            .await;
        links.push(format!("/login/{}", token.unwrap().expose()));
    }
    let mut statuses = Vec::new();
    let mut running = JoinSet::new();
    for number in 0..requests {
        if running.len() >= AT_ONCE {
            statuses.extend(running.join_next().await.map(Result::unwrap));
        }
        let browser = app.browser().at(network(number));
        let link = links[number / 8].clone();
        running.spawn(one_of_all(browser, number, link));
    }
    statuses.extend(running.join_all().await);
    statuses
}

async fn one_of_all(mut browser: Browser, number: usize, link: String) -> u16 {
    let address = format!("u{}@races.test", number % 8);
    let newcomer = format!("new{number}@races.test");
    let page = match number % 8 {
        0 => browser.sign_up(&newcomer, PASSWORD).await,
        1 => browser.sign_in(&address, PASSWORD).await,
        2 => {
            browser
                .sign_in(&address, "not the password of anybody")
                .await
        }
        3 => browser.post("/reset", &[("email", &address)]).await,
        4 => browser.post("/confirm", &[("email", &newcomer)]).await,
        5 => browser.post("/login/link", &[("email", &address)]).await,
        6 => browser.post(&link, &[]).await,
        _ => browser.get("/verify").await,
    };
    page.status
}

async fn on_one_connection(app: App) -> App {
    app.restarted_over(1, everything).await
}

// ASVS: 1.4.3, 15.4.1
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn with_one_connection_two_thousand_mixed_requests_all_come_to_an_end() {
    let requests = rounds(2000).max(100);
    for app in App::on_each_database(everything).await {
        let app = on_one_connection(app).await;
        let all = tokio::time::timeout(Duration::from_secs(600), mixed(&app, requests));
        let statuses = all.await.expect("nobody waits for ever");
        let failed: Vec<_> = statuses.iter().filter(|status| **status >= 500).collect();
        assert_eq!(
            (statuses.len(), failed.len()),
            (requests, 0),
            "{failed:?}, {}",
            name_of(&app)
        );
        let what = format!("one connection on {}", name_of(&app));
        showed(&what, requests, "mixed requests, 64 at a time, 0 deadlocks");
    }
}

/// Asks for a second connection while it holds one: the fault that the proof is there to find.
async fn greedy(security: Security) -> crate::Result<&'static str> {
    let tx = security.begin().await?;
    let nobody = UserId(uuid::Uuid::nil());
    crate::account::deletion::delete(&mut security.db(), nobody).await?;
    security.commit(tx).await?;
    Ok("done")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_that_needs_two_connections_is_found() {
    for app in App::on_each_database(everything).await {
        let app = on_one_connection(app)
            .await
            .serving(Router::new().route("/greedy", get(greedy)));
        assert_eq!(
            app.browser().get("/greedy").await.status,
            503,
            "{}",
            name_of(&app)
        );
    }
}
