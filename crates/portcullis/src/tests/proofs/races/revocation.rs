//! Access that ends while its requests are under way: nothing that begins after the acknowledgement is answered with it,
//! and nothing that was under way leaves a key behind.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use serde_json::json;

use super::*;
use crate::User;

const PASSWORD: &str = "the password before the race";
const NEXT: &str = "quiet marble staircase";

/// What ends access.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    SignOut,
    Reset,
    Deactivate,
}

const ENDS: [End; 3] = [End::SignOut, End::Reset, End::Deactivate];

struct Victim {
    user: User,
    browser: Browser,
    reset: String,
}

async fn victim(app: &App, number: usize) -> Victim {
    let address = format!("u{number}@races.test");
    let user = app.user(&address, PASSWORD).await;
    let token = app
        .security
        .generate_reset_password_token(&user)
        .await
        .unwrap();
    Victim {
        browser: app.login_as(&address).await.at(network(number)),
        reset: format!("/reset/{}", token.expose()),
        user,
    }
}

/// Ends the access; whether that was acknowledged. A change of the password that was faster voids the link for another.
async fn end(app: &App, victim: &Victim, how: End) -> bool {
    match how {
        End::SignOut => {
            let page = victim
                .browser
                .clone()
                .post_json("/logout", &json!({}))
                .await;
            page.status == 200
        }
        End::Reset => {
            let form = json!({ "password": NEXT });
            let page = app.browser().post_json(&victim.reset, &form).await;
            page.status == 200
        }
        End::Deactivate => app.security.deactivate_user(&victim.user).await.unwrap(),
    }
}

/// Works with the session until it is refused; gives every key that it was handed meanwhile, or what was wrong.
async fn use_it(
    mut browser: Browser,
    over: Arc<AtomicBool>,
    kind: usize,
) -> Result<Vec<String>, String> {
    let mut keys = Vec::new();
    for step in 0..1000 {
        let began_after = over.load(Ordering::SeqCst);
        let page = match kind % 3 {
            // A browser that signs out has at most missed the last renewal.
            2 if step > 0 => browser.get_json("/verify").await,
            0 => browser.get_json("/verify").await,
            1 => browser.get_json("/login?include_auth_token").await,
            _ => {
                let form = json!({ "password": PASSWORD });
                browser.post_json("/verify?include_auth_token", &form).await
            }
        };
        let user = &page.response()["user"];
        let token = user["authentication_token"].as_str();
        let cookie = browser.cookie("session");
        keys.extend(token.into_iter().chain(cookie).map(str::to_owned));
        let accepted = page.status == 200 && user.is_object();
        match (accepted, began_after) {
            (true, true) => {
                return Err(format!("answered after the acknowledgement: {}", page.body));
            }
            (false, true) => return Ok(keys),
            _ if page.status >= 500 => return Err(format!("{}: {}", page.status, page.body)),
            _ => {}
        }
    }
    Err("the access never ended".to_owned())
}

/// None of these opens anything.
async fn all_dead(app: &App, keys: &[String]) -> Result<(), String> {
    for key in keys {
        let mut thief = app.browser();
        thief.set_cookie("session", key);
        let program = app.browser().with_header("authentication-token", key);
        for mut caller in [thief, program] {
            if caller.get_json("/verify").await.status != 401 {
                return Err("a key that was handed out meanwhile still works".to_owned());
            }
        }
    }
    Ok(())
}

async fn round(app: &App, number: usize, how: End, early: bool) -> Result<(), String> {
    let victim = victim(app, number).await;
    let over = Arc::new(AtomicBool::new(false));
    let users = at_once((0..6).map(|kind| use_it(victim.browser.clone(), over.clone(), kind)));
    let ending = async {
        tokio::time::sleep(Duration::from_millis((number % 7) as u64)).await;
        // Planted: an acknowledgement before the deed.
        over.store(early, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(if early { 20 } else { 0 })).await;
        assert!(end(app, &victim, how).await);
        over.store(true, Ordering::SeqCst);
    };
    let (used, ()) = tokio::join!(users, ending);
    let mut keys = Vec::new();
    for done in used {
        keys.extend(done?);
    }
    keys.sort_unstable();
    keys.dedup();
    all_dead(app, &keys).await
}

// ASVS: 7.4.1, 7.4.2, 7.4.3
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_answered_with_a_session_after_its_end_was_acknowledged() {
    let rounds = rounds(500);
    for app in App::on_each_database(everything).await {
        for number in 0..rounds {
            let how = ENDS[number % 3];
            let outcome = round(&app, number, how, false).await;
            assert_eq!(
                outcome,
                Ok(()),
                "round {number}, {how:?}, {}",
                name_of(&app)
            );
        }
        let what = format!("revocation on {}", name_of(&app));
        showed(
            &what,
            rounds,
            "of 6 clients each, 0 answers after the acknowledgement, 0 keys left",
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_acknowledgement_before_the_deed_is_found() {
    for app in App::on_each_database(everything).await {
        let mut found = Vec::new();
        for number in 0..6 {
            found.extend(round(&app, number, ENDS[number % 3], true).await.err());
        }
        assert!(
            found
                .iter()
                .any(|wrong| wrong.contains("after the acknowledgement")),
            "{found:?}"
        );
    }
}

/// Stops one slow request before each of its calls to the database, ends the access, and lets it go on.
async fn stopped_at(
    app: &App,
    number: usize,
    how: End,
    path: &str,
    call: u64,
) -> Option<Result<(), String>> {
    let victim = victim(app, number).await;
    let mut hold = app.db().hold(call);
    let mut browser = victim.browser.clone();
    let slow = tokio::spawn({
        let path = path.to_owned();
        async move {
            let form = json!({ "password": PASSWORD, "new_password": NEXT });
            let page = browser.post_json(&path, &form).await;
            (page, browser)
        }
    });
    tokio::pin!(slow);
    let held = tokio::select! {
        held = hold.reached() => held,
        _ = &mut slow => false,
    };
    if !held {
        app.db().heal();
        return None;
    }
    // Where the slow one holds a lock the end waits for it, and is acknowledged after it.
    let mut ending = std::pin::pin!(end(app, &victim, how));
    let early = tokio::time::timeout(Duration::from_millis(150), &mut ending).await;
    drop(hold);
    // Both go on together: each may hold what the other waits for.
    let rest = async {
        match early {
            Ok(acknowledged) => acknowledged,
            Err(_) => ending.await,
        }
    };
    let (slow, acknowledged) = tokio::join!(slow, rest);
    let (page, browser) = slow.unwrap();
    if !acknowledged {
        return Some(Ok(()));
    }
    let token = page.response()["user"]["authentication_token"].clone();
    let cookies = [
        victim.browser.cookie("session"),
        browser.cookie("session"),
        token.as_str(),
    ];
    let keys: Vec<String> = cookies.into_iter().flatten().map(str::to_owned).collect();
    Some(
        all_dead(app, &keys)
            .await
            .map_err(|wrong| format!("{wrong}, {}", page.status)),
    )
}

// ASVS: 7.4.1, 7.4.2, 7.4.3
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_that_is_slow_at_any_call_leaves_no_key_behind_that_outlives_the_end() {
    for app in App::on_each_database(everything).await {
        let mut number = 0;
        for how in ENDS {
            for path in ["/verify?include_auth_token", "/change?include_auth_token"] {
                // A change signs in anew, so that it may win over a sign-out of the session from before.
                if path.starts_with("/change") && how == End::SignOut {
                    continue;
                }
                for call in 1.. {
                    number += 1;
                    match stopped_at(&app, number, how, path, call).await {
                        Some(outcome) => assert_eq!(
                            outcome,
                            Ok(()),
                            "{path} at call {call}, {how:?}, {}",
                            name_of(&app)
                        ),
                        None => break,
                    }
                }
            }
        }
        let what = format!("slow requests on {}", name_of(&app));
        showed(
            &what,
            number,
            "stopped at each call to the database, 0 keys left",
        );
    }
}
