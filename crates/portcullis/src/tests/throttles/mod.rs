//! Limits as a person, a stranger and a machine meet them.

mod abuse;
mod acts;
mod devices;
mod guesses;
mod networks;
mod proofs;

use std::time::Duration;

use super::*;
use crate::{security::core_settings::Throttles, testing::Page};

const WRONG: &str = "incorrect horse battery";
const NEW: &str = "another horse battery";

/// Everything, with the limits that an app has by default.
fn limited(app: SecurityBuilder) -> SecurityBuilder {
    everything(app).core(|core| core.throttles = Throttles::default())
}

async fn limited_apps() -> Vec<App> {
    App::on_each_database(limited).await
}

/// A browser somewhere else, each number in a network of its own.
fn stranger(app: &App, n: u8) -> Browser {
    app.browser().at([198, 51, 100, n])
}

/// Guesses until the answer is 429, at most so often. How many were let through, and the refusal.
async fn guesses(browser: &mut Browser, email: &str, most: usize) -> (usize, Option<Page>) {
    for n in 0..most {
        let page = browser.sign_in(email, WRONG).await;
        if page.status == 429 {
            return (n, Some(page));
        }
        assert_eq!(page.status, 401, "{}", page.text());
    }
    (most, None)
}

/// Strangers guess from more networks than it takes to use up what the account has.
async fn flood(app: &App, email: &str) -> usize {
    let mut through = 0;
    for n in 0..4 {
        through += guesses(&mut stranger(app, n), email, 30).await.0;
    }
    through
}

fn is_throttled(page: &Page) -> u64 {
    assert_eq!(page.status, 429, "{}", page.text());
    assert_eq!(page.header("cache-control"), "no-store");
    let seconds = page.header("retry-after").parse().unwrap();
    assert!(seconds > 0);
    seconds
}
