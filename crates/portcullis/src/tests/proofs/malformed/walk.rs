//! Sends everything to a door, judges each answer and looks at the clock.

use std::time::Duration;

use tokio::time::Instant;

use super::{
    bodies::{self, Body},
    doors::{self, Door},
    values::Due,
};
use crate::{
    testing::{Browser, Page},
    web::accept::is_json,
};

/// How long an answer may take.
pub(super) const WITHIN: Duration = Duration::from_millis(100);

/// What was seen on the way.
#[derive(Debug, Default)]
pub(super) struct Trail {
    pub(super) sent: usize,
    /// Answers that are wrong, each with what was sent.
    pub(super) wrong: Vec<String>,
    /// Answers that took too long each time.
    pub(super) slow: Vec<String>,
    pub(super) slowest: Duration,
    fields: usize,
}

impl Trail {
    /// Every `step`-th body for each field of a door; which one begins depends on the field, so that with no more steps than
    /// fields each field meets some bodies, and each body some field.
    pub(super) async fn walk(&mut self, door: &mut Door<'_>, step: usize) {
        for name in door.names.clone() {
            self.fields += 1;
            let bodies = bodies::all(&door.others(&name), &name, &door.good(&name));
            for body in bodies.iter().skip(self.fields % step).step_by(step) {
                let what = format!("{} {name}: {}", door.route, shown(body));
                let page = self.send(door, body, &what).await;
                if let Err(wrong) = judge(door, &name, body, &page) {
                    let said: String = page.body.chars().take(200).collect();
                    self.wrong.push(format!("{what}: {wrong}: {said}"));
                }
                if page.status < 400 {
                    door.opened_again().await;
                }
            }
        }
    }

    async fn send(&mut self, door: &mut Door<'_>, body: &Body, what: &str) -> Page {
        let (page, first) = timed(post(&door.browser, &door.path, body)).await;
        let again = async || {
            if page.status < 400 {
                door.opened_again().await;
            }
            timed(post(&door.browser, &door.path, body)).await.1
        };
        self.note(best_of_three(first, again).await, what);
        page
    }

    /// Opens a page of whose path or query a part is malformed.
    pub(super) async fn open(&mut self, browser: &Browser, path: &str) {
        let get = async || timed(browser.clone().get_json(path)).await;
        let (page, first) = get().await;
        let what: String = format!("GET {path}").chars().take(200).collect();
        let took = best_of_three(first, async || get().await.1).await;
        self.note(took, &what);
        let is_ours = page.json()["meta"]["code"] == page.status;
        let is_plain = page.status == 200 || (page.status < 400 && !page.location().is_empty());
        if page.status >= 500 || !(is_ours || is_plain) {
            self.wrong.push(format!("{what}: {}", page.status));
        }
    }

    /// Panics with the first of the wrong answers.
    pub(super) fn assert_right(&self) {
        let first: Vec<_> = self.wrong.iter().take(20).collect();
        assert!(first.is_empty(), "{} wrong: {first:#?}", self.wrong.len());
    }

    fn note(&mut self, took: Duration, what: &str) {
        self.sent += 1;
        self.slowest = self.slowest.max(took);
        if took > WITHIN {
            self.slow.push(format!("{what}: {} ms", took.as_millis()));
        }
    }
}

/// How many bodies there are for a field.
pub(super) fn count() -> usize {
    bodies::all(&Vec::new(), "email", "x").len()
}

fn shown(body: &Body) -> String {
    let start = String::from_utf8_lossy(&body.bytes);
    let start: String = start.escape_debug().take(160).collect();
    format!("{} {start}", body.content_type)
}

async fn post(browser: &Browser, path: &str, body: &Body) -> Page {
    let mut browser = browser.clone();
    if let Some(encoding) = body.encoding {
        browser = browser.with_header("content-encoding", encoding);
    }
    let bytes = body.bytes.clone();
    browser.post_raw(path, &body.content_type, bytes).await
}

async fn timed<T>(doing: impl Future<Output = T>) -> (T, Duration) {
    let began = Instant::now();
    let done = doing.await;
    (done, began.elapsed())
}

/// How long it takes: when the first time was too long, the shortest of three. A machine that is busy is so for a moment, a
/// route that is slow is so each time.
async fn best_of_three(first: Duration, mut again: impl AsyncFnMut() -> Duration) -> Duration {
    let mut best = first;
    for _ in 0..2 {
        if best > WITHIN {
            best = best.min(again().await);
        }
    }
    best
}

/// Whether the answer is what the body deserves.
fn judge(door: &Door<'_>, name: &str, body: &Body, page: &Page) -> Result<(), String> {
    if page.status >= 500 {
        return Err(format!("{} blames us", page.status));
    }
    let as_json = is_json(&body.content_type);
    if as_json && page.json()["meta"]["code"] != page.status {
        return Err(format!("{} is no envelope", page.status));
    }
    // Signing out needs no body and minds none.
    if door.route == "/logout" {
        return is(page, if as_json { &[200] } else { &[200, 303] });
    }
    let due = match body.due {
        Due::OnlyTickBox if name == "remember" => Due::Answer,
        Due::OnlyTickBox => Due::NeitherTextNorPassword,
        due => due,
    };
    match due {
        Due::Answer | Due::OnlyTickBox => Ok(()),
        Due::TooLarge => is(page, &[413]),
        Due::WrongType => is(page, &[415]),
        Due::Unreadable => {
            let named = page.error_codes() == ["BODY_UNREADABLE"];
            is(page, &[400]).and(if as_json && !named {
                Err("not said to be unreadable".into())
            } else {
                Ok(())
            })
        }
        // Nobody reads the fields of a link that was cut short.
        Due::NotText | Due::NeitherTextNorPassword if door.route.ends_with('/') => Ok(()),
        Due::NotText if !is_text(name) => Ok(()),
        Due::NeitherTextNorPassword if !is_text(name) && !is_password(name) => Ok(()),
        Due::NotText | Due::NeitherTextNorPassword if as_json => {
            let beside = &page.response()["field_error_codes"][name];
            is(page, &[400]).and(if beside.is_array() {
                Ok(())
            } else {
                Err("not said beside the field".into())
            })
        }
        Due::NotText | Due::NeitherTextNorPassword => is(page, &[422]),
    }
}

fn is(page: &Page, statuses: &[u16]) -> Result<(), String> {
    if statuses.contains(&page.status) {
        Ok(())
    } else {
        Err(format!("{} instead of {statuses:?}", page.status))
    }
}

fn is_text(name: &str) -> bool {
    !is_password(name) && !doors::HIDDEN.contains(&name)
}

fn is_password(name: &str) -> bool {
    name.contains("password")
}
