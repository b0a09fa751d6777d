//! The walk finds what it is there to find: routes of an app that fail, believe or dawdle at one of the values.

use std::time::Duration;

use axum::{Router, extract::Path, routing::post};
use serde::Deserialize;
use tokio::time::sleep;

use super::{doors::Door, walk::Trail, *};
use crate::{
    Error, Fault, Faults, Result,
    web::{Form, Reply, Text, redirect::Target},
};

#[derive(Default, Deserialize)]
struct Planted {
    #[serde(default)]
    email: Text,
}

/// Reads an address as our own forms do, with a fault of its own.
async fn handler(Path(flaw): Path<String>, Form(form): Form<Planted>) -> Result<Reply> {
    let typed = form.email.shown();
    match flaw.as_str() {
        // As a database that refuses the character.
        "fails" if typed.contains('\0') => return Err(Error::Internal("planted".into())),
        // As a handler that takes what is no text for the empty one.
        "believes" => return Ok(Reply::done().go(Target::start())),
        "dawdles" if typed == "{{7*7}}${7*7}" => sleep(Duration::from_millis(150)).await,
        _ => {}
    }
    let mut faults = Faults::none();
    if form.email.read_email(&mut faults).is_none() && faults.is_empty() {
        faults.push(Fault::of("email", "API_ERROR"));
    }
    if faults.is_empty() {
        return Ok(Reply::done().go(Target::start()));
    }
    Err(Error::Refused(faults))
}

async fn walked(app: &App, flaw: &str) -> Trail {
    let mut door = Door::to(app, &format!("/planted/{flaw}"), vec!["email".into()]).await;
    let mut trail = Trail::default();
    trail.walk(&mut door, 1).await;
    trail
}

#[tokio::test]
async fn a_route_that_fails_believes_or_dawdles_at_one_value_is_found() {
    for app in App::on_each_database(doors::with_profile).await {
        let app = app.serving(Router::new().route("/planted/{flaw}", post(handler)));
        let trail = walked(&app, "nothing").await;
        trail.assert_right();
        for (flaw, words) in [("fails", "500 blames us"), ("believes", "instead of [4")] {
            let wrong = walked(&app, flaw).await.wrong;
            let found = wrong.iter().filter(|wrong| wrong.contains(words)).count();
            assert!(found >= 4 && found == wrong.len(), "{flaw}: {wrong:#?}");
        }
        let trail = walked(&app, "dawdles").await;
        trail.assert_right();
        let found = trail.slow.iter().any(|slow| slow.contains("{{7*7}}"));
        assert!(found, "{:?}", trail.slow);
    }
}
