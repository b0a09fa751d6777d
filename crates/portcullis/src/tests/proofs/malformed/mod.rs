//! Whatever is written into whatever field of whatever route: an answer that says what is wrong, never one that blames us, and
//! none that takes long.

mod bodies;
mod doors;
mod planted;
mod values;
mod walk;

use super::*;
use crate::web::tests::places::places;
use doors::Door;
use walk::{Trail, WITHIN, count};

/// A full run says how long each answer takes; a small one among other tests would measure those.
fn assert_fast(trail: &Trail, asked: usize, goal: usize) {
    if asked >= goal {
        assert!(trail.slow.is_empty(), "over {WITHIN:?}: {:#?}", trail.slow);
    }
}

// ASVS: 2.2.1, 15.3.5, 16.5.3, 1.5.3
#[tokio::test]
async fn nothing_in_any_field_of_any_form_makes_us_fail_or_is_taken_for_good() {
    for app in App::on_each_database(doors::with_profile).await {
        let mut doors = Door::all(&app).await;
        assert!(doors.len() >= 12, "{}", doors.len());
        let fields: usize = doors.iter().map(|door| door.names.len()).sum();
        let goal = fields * count();
        let asked = rounds(goal);
        let step = (goal / asked).clamp(1, fields.min(count()));
        let mut trail = Trail::default();
        for door in &mut doors {
            trail.walk(door, step).await;
        }
        assert!(trail.sent >= fields, "each field was asked for");
        trail.assert_right();
        assert_fast(&trail, asked, goal);
        let result = format!(
            "{} routes, {fields} fields, {} bodies, 0 answers of 5xx, slowest {} ms, {:?}",
            doors.len(),
            count(),
            trail.slowest.as_millis(),
            app.db().kind(),
        );
        showed("malformed bodies", trail.sent, &result);
    }
}

/// Parts of a path or a query that nobody's browser writes.
fn parts() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        "%",
        "%2",
        "%zz",
        "%00",
        "a%00b",
        "%ff",
        "%c0%80",
        "%c0%af",
        "%ed%a0%80",
        "%f4%90%80%80",
        "%e2%82",
        "%u0000",
        "%0d%0aset-cookie:%20a=b",
        "%1b%5b2J",
        "%ef%bb%bf",
        "%e2%80%ae",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "..;",
        "%2f%2fevil.example",
        "'%20OR%201=1--",
        "%7b%7b7*7%7d%7d",
        "%3cscript%3e",
        "[]",
        "+",
        "true",
        "-1",
        "1e999",
    ]
    .map(str::to_owned)
    .into();
    all.extend([
        "A".repeat(43),
        "A".repeat(2_049),
        "%41".repeat(5_000),
        "%00".repeat(5_000),
        "x".repeat(20_000),
    ]);
    all
}

// ASVS: 2.2.1, 16.5.3
#[tokio::test]
async fn nothing_in_any_path_or_query_makes_us_fail() {
    for app in App::on_each_database(doors::with_profile).await {
        app.user(ADA, PASSWORD).await;
        let browsers = [app.browser(), app.login_as(ADA).await];
        let mut trail = Trail::default();
        for place in places(&app).await {
            let mut paths: Vec<String> = Vec::new();
            for part in parts() {
                let link = place.path.replace(&"A".repeat(43), &part);
                if link != place.path {
                    paths.push(link);
                }
                for name in ["email", "next", "include_auth_token", "unheard_of"] {
                    paths.push(format!("{}?{name}={part}", place.path));
                }
                paths.push(format!("{}?{part}&next={part}&next={part}", place.path));
                paths.push(format!("{}?{part}", place.path));
            }
            let asked = rounds(paths.len()).max(10);
            let step = paths.len() / asked;
            for (number, path) in paths.iter().enumerate() {
                if (number + trail.sent) % step == 0 {
                    trail.open(&browsers[number % 2], path).await;
                }
            }
        }
        trail.assert_right();
        assert_fast(&trail, rounds(100), 100);
        let result = format!(
            "0 answers of 5xx, slowest {} ms, {:?}",
            trail.slowest.as_millis(),
            app.db().kind()
        );
        showed("malformed paths and queries", trail.sent, &result);
    }
}
