//! Everything at once at full speed, then the end: nobody gets an error, no answer is cut.

use std::{cell::RefCell, rc::Rc, time::Duration};

use tokio::{task::spawn_local, time::sleep};

use crate::{
    Bench, Result,
    drive::{Ask, Script, closed},
    people::{Crowd, LOGIN, PASSWORD, address, post, sign_in, with_session},
    site::{self, Site},
    table::Goal,
    wire::Answer,
};

const PEOPLE: usize = 200;
/// Fewer than hashes may wait, or some would be refused.
const CONNECTIONS: usize = 48;

/// What a site is asked for, by chance and weight.
struct Everything {
    host: Rc<Site>,
    chance: fastrand::Rng,
    sessions: Vec<String>,
    devices: Vec<String>,
    sign_ups: usize,
}

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    let time = bench.ground.arguments.mixed();
    for kind in bench.ground.kinds() {
        let database = bench.ground.database(kind, "mixed")?;
        bench.ground.settle(&database, site::Cost::Usual, PEOPLE)?;
        let server = Rc::new(bench.ground.server(&database, site::Cost::Usual).await?);
        let known = sign_in(&server, &Crowd::new(PEOPLE, LOGIN), PEOPLE).await?;
        let everything = Rc::new(RefCell::new(Everything {
            host: server.clone(),
            chance: fastrand::Rng::with_seed(5),
            sessions: known.sessions,
            devices: known.devices,
            sign_ups: 0,
        }));
        // The load goes on past the end of the server.
        let longer = time + Duration::from_secs(5);
        let load = spawn_local(closed(server.at, CONNECTIONS, longer, everything.clone()));
        sleep(time).await;
        server.process.terminate()?;
        let outcome = load.await?;
        drop(everything);
        let server = Rc::into_inner(server).ok_or("the server is in use")?;
        let mut process = server.process;
        let well = process.ended(Duration::from_secs(30)).await?;
        let failed = outcome.answered(500..=599);
        bench.say(&format!(
            "{kind}: {} requests in {time:?}: {:?}; p50 {:.2} ms, p99 {:.2} ms; ended {}; {} connections ended where a request met \
             the end, before any byte of an answer",
            outcome.requests(), outcome.statuses, outcome.percentile(50.0), outcome.percentile(99.0),
            if well { "well" } else { "BADLY" }, outcome.unanswered,
        ));
        let name = format!("5xx in {time:?} of mixed load, then SIGTERM");
        bench.line((&name, kind), (Goal::Most(0.0), ""), vec![failed as f64]);
        let cut = outcome.cut + usize::from(!well);
        let name = format!("answers cut in {time:?} of mixed load, then SIGTERM");
        bench.line((&name, kind), (Goal::Most(0.0), ""), vec![cut as f64]);
    }
    Ok(())
}

impl Everything {
    fn session(&mut self) -> String {
        let at = self.chance.usize(..self.sessions.len());
        self.sessions[at].clone()
    }

    fn sign_in(&mut self, n: usize, password: &str) -> Ask {
        let device = format!("session_device={}", self.devices[n]);
        let body = format!(
            "{{\"email\":\"{}\",\"password\":\"{password}\"}}",
            address(n)
        );
        post(&self.host, LOGIN, &device, &body)
    }
}

impl Script for Everything {
    fn next(&mut self) -> Option<Ask> {
        let person = self.chance.usize(..PEOPLE);
        let email = format!("{{\"email\":\"{}\"}}", address(person));
        Some(match self.chance.u8(..100) {
            0..60 => {
                let session = self.session();
                with_session(&self.host, "/", &session)
            }
            60..70 => with_session(&self.host, "/login", ""),
            70..80 => {
                let session = self.session();
                with_session(&self.host, "/account", &session)
            }
            80..88 => self.sign_in(person, PASSWORD),
            88..90 => self.sign_in(person, "not the password of anybody"),
            90..94 => post(&self.host, "/reset", "", &email),
            94..96 => post(&self.host, "/confirm", "", &email),
            96..98 => {
                self.sign_ups += 1;
                let new = format!("new{:06}@example.test", self.sign_ups);
                let body = format!("{{\"email\":\"{new}\",\"password\":\"{PASSWORD}\"}}");
                post(&self.host, "/register", "", &body)
            }
            _ => {
                let session = self.session();
                post(&self.host, "/logout", &format!("session={session}"), "{}")
            }
        })
    }

    fn seen(&mut self, _: usize, answer: &Answer<'_>) {
        // Whoever signs out has signed in before: the number of sessions stays about the same.
        if let Some(session) = answer.cookie("session").filter(|value| !value.is_empty()) {
            let at = self.chance.usize(..self.sessions.len());
            self.sessions[at] = session.to_owned();
        }
    }
}
