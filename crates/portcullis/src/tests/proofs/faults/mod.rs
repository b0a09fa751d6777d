//! The n-th call to the database fails, for every n of every flow: nothing is left half done, whoever is told of a failure
//! is told its name, and the same step succeeds afterwards.

mod flows;
mod planted;

use portcullis_kit::db::testing::Fault;

use super::*;
use flows::{FLOWS, Flow, Scene};

/// More calls than any flow makes.
const MANY: u64 = 60;

/// One flow on one app, with each of its calls failing in turn; how many calls there were, or what was wrong.
async fn walk(app: &App, flow: Flow, fault: Fault, numbers: &mut usize) -> Result<u64, String> {
    let mut allowed = stages(app, flow, numbers).await?.to_vec();
    for call in 1..MANY {
        *numbers += 1;
        let mut scene = Scene::new(app, flow, *numbers).await;
        allowed.push(scene.shape().await);
        app.db().fail(call, fault);
        let page = scene.act().await;
        if app.db().heal() {
            return Ok(call - 1);
        }
        let at = |wrong: String| format!("{flow:?}, call {call}, {fault:?}: {wrong}");
        if let Some(page) = page.filter(|page| page.status >= 500) {
            is_named(&page).map_err(at)?;
        }
        let shape = scene.shape().await;
        if !allowed.contains(&shape) {
            return Err(at(format!("half done: {shape}\nof {allowed:?}")));
        }
        allowed.truncate(2);
        scene.reach_goal().await.map_err(at)?;
    }
    Err(format!("{flow:?} makes {MANY} calls and more"))
}

/// What stands there before and after the flow when nothing fails.
async fn stages(app: &App, flow: Flow, numbers: &mut usize) -> Result<[String; 2], String> {
    *numbers += 1;
    let mut scene = Scene::new(app, flow, *numbers).await;
    let before = scene.shape().await;
    scene.act().await;
    let after = scene.shape().await;
    scene
        .reach_goal()
        .await
        .map_err(|wrong| format!("{flow:?}: {wrong}"))?;
    Ok([before, after])
}

/// A failure on our side says when to come again, and a name under which the operator finds it in the log.
fn is_named(page: &crate::testing::Page) -> Result<(), String> {
    let word = page
        .text()
        .split_whitespace()
        .skip_while(|word| *word != "Request")
        .nth(1)
        .map(str::to_owned);
    let id = page.response()["request_id"]
        .as_str()
        .map(str::to_owned)
        .or(word);
    let named = id.is_some_and(|id| uuid::Uuid::parse_str(&id).is_ok());
    if page.status != 503 || page.header("retry-after").is_empty() || !named {
        return Err(format!(
            "{} without a name or a time: {}",
            page.status, page.body
        ));
    }
    Ok(())
}

// ASVS: 2.3.3, 16.5.3
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whichever_call_to_the_database_fails_nothing_is_half_done_and_the_step_succeeds_afterwards()
 {
    for app in App::on_each_database(everything).await {
        let (mut numbers, mut calls) = (0, 0);
        for flow in FLOWS {
            for fault in [Fault::Refused, Fault::Unheard, Fault::Gone] {
                // A courier goes on trying for as long as its lease lasts.
                if fault == Fault::Gone && flow.is_mail() {
                    continue;
                }
                let walked = walk(&app, flow, fault, &mut numbers).await;
                calls += walked.unwrap_or_else(|wrong| panic!("{wrong}, {:?}", app.db()));
            }
        }
        let what = format!("n-th call fails on {:?}", app.db().kind());
        let result = format!(
            "{calls} failing calls in {} flows, 0 half done",
            FLOWS.len()
        );
        showed(&what, numbers, &result);
    }
}
