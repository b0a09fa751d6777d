//! Putting load on a server: as fast as it answers (closed), or at a fixed pace.

use std::{cell::RefCell, collections::BTreeMap, net::SocketAddr, rc::Rc, time::Duration};

use tokio::{
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};

use crate::wire::{Answer, Broken, Connection};

/// A request, and whatever number helps its script to know it again.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) bytes: Rc<[u8]>,
    pub(crate) of: usize,
}

impl Ask {
    pub(crate) fn new(request: String) -> Self {
        Self {
            bytes: request.into_bytes().into(),
            of: 0,
        }
    }
}

/// What all connections together ask for.
pub(crate) trait Script {
    /// The next request; `None` once there are no more.
    fn next(&mut self) -> Option<Ask>;

    /// Looks at an answer.
    fn seen(&mut self, _of: usize, _answer: &Answer<'_>) {}
}

/// The same requests again and again.
pub(crate) struct Again {
    asks: Vec<Ask>,
    next: usize,
}

impl Again {
    pub(crate) fn new(asks: Vec<Ask>) -> Self {
        Self { asks, next: 0 }
    }
}

impl Script for Again {
    fn next(&mut self) -> Option<Ask> {
        let ask = self.asks[self.next % self.asks.len()].clone();
        self.next += 1;
        Some(ask)
    }
}

/// Each request once.
pub(crate) struct Once(pub(crate) std::vec::IntoIter<Ask>);

impl Script for Once {
    fn next(&mut self) -> Option<Ask> {
        self.0.next()
    }
}

/// What came of a load.
#[derive(Default)]
pub(crate) struct Outcome {
    /// From the request to the last byte of its answer, in nanoseconds.
    pub(crate) latencies: Vec<u64>,
    pub(crate) statuses: BTreeMap<u16, usize>,
    pub(crate) took: Duration,
    /// Connections that ended in the middle of an answer, or with something odd.
    pub(crate) cut: usize,
    /// Connections that ended where an answer was due.
    pub(crate) unanswered: usize,
}

impl Outcome {
    pub(crate) fn requests(&self) -> usize {
        self.latencies.len()
    }

    pub(crate) fn per_second(&self) -> f64 {
        self.requests() as f64 / self.took.as_secs_f64()
    }

    /// So many of a hundred were answered within this, in milliseconds.
    pub(crate) fn percentile(&self, percent: f64) -> f64 {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let at = (sorted.len() as f64 * percent / 100.0) as usize;
        let found = sorted.get(at.min(sorted.len().saturating_sub(1)));
        found.map_or(f64::NAN, |nanos| *nanos as f64 / 1e6)
    }

    /// How many answers had a status from here to there.
    pub(crate) fn answered(&self, statuses: std::ops::RangeInclusive<u16>) -> usize {
        self.statuses.range(statuses).map(|(_, count)| count).sum()
    }

    /// # Errors
    /// When anything but these answers came.
    pub(crate) fn only(&self, statuses: std::ops::RangeInclusive<u16>) -> Result<(), String> {
        let good = self.answered(statuses.clone()) == self.requests() && self.requests() > 0;
        if good && self.cut + self.unanswered == 0 {
            return Ok(());
        }
        Err(format!(
            "expected answers of {statuses:?}, got {:?}, {} cut, {} unanswered",
            self.statuses, self.cut, self.unanswered
        ))
    }

    fn note(&mut self, status: u16, latency: Duration) {
        *self.statuses.entry(status).or_default() += 1;
        self.latencies.push(latency.as_nanos() as u64);
    }
}

/// For a script that ends by itself.
pub(crate) const UNTIL_DONE: Duration = Duration::from_secs(3600);

pub(crate) type Shared<T> = Rc<RefCell<T>>;

/// Asks over so many connections, each as soon as it has its answer, until the script or the time ends. A connection that is
/// told to come back later (`Retry-After`) waits, though not longer than a second.
pub(crate) async fn closed<S: Script + 'static>(
    to: SocketAddr,
    connections: usize,
    time: Duration,
    script: Shared<S>,
) -> Outcome {
    let outcome: Shared<Outcome> = Shared::default();
    let mut open = Vec::new();
    for _ in 0..connections {
        let mut connection = Connection::new(to);
        // One that can't be opened says so at its first request.
        let _ = connection.open().await;
        open.push(connection);
    }
    let began = Instant::now();
    let mut running = JoinSet::new();
    for connection in open {
        running.spawn_local(one(
            connection,
            began + time,
            script.clone(),
            outcome.clone(),
        ));
    }
    while running.join_next().await.is_some() {}
    let mut outcome = outcome.take();
    outcome.took = began.elapsed();
    outcome
}

async fn one<S: Script>(
    mut connection: Connection,
    until: Instant,
    script: Shared<S>,
    outcome: Shared<Outcome>,
) {
    while Instant::now() < until {
        let Some(ask) = script.borrow_mut().next() else {
            return;
        };
        let began = Instant::now();
        let later = match connection.ask(&ask.bytes).await {
            Ok(answer) => {
                outcome.borrow_mut().note(answer.status, began.elapsed());
                script.borrow_mut().seen(ask.of, &answer);
                answer.header("retry-after").is_some()
            }
            Err(Broken::Refused) => return,
            Err(Broken::Unanswered) => {
                outcome.borrow_mut().unanswered += 1;
                false
            }
            Err(Broken::Cut | Broken::Odd) => {
                outcome.borrow_mut().cut += 1;
                false
            }
        };
        if later {
            sleep(Duration::from_secs(1).min(until.saturating_duration_since(Instant::now())))
                .await;
        }
    }
}

/// Asks so many times a second over eight connections, whatever the answers take: one that waits for the answer before it is
/// late from the moment at which it was due.
pub(crate) async fn paced<S: Script + 'static>(
    to: SocketAddr,
    per_second: u32,
    time: Duration,
    script: Shared<S>,
) -> Outcome {
    const CONNECTIONS: u32 = 8;
    let outcome: Shared<Outcome> = Shared::default();
    let every = Duration::from_secs(1) * CONNECTIONS / per_second;
    let began = Instant::now();
    let mut running = JoinSet::new();
    for n in 0..CONNECTIONS {
        let (script, outcome) = (script.clone(), outcome.clone());
        running.spawn_local(async move {
            let mut connection = Connection::new(to);
            let mut due = began + every * n / CONNECTIONS;
            while due < began + time {
                // The timer wakes a little late, which is not the server's doing; a late answer before is.
                let late = Instant::now() > due;
                sleep_until(due).await;
                let since = if late { due } else { Instant::now() };
                let Some(ask) = script.borrow_mut().next() else {
                    return;
                };
                match connection.ask(&ask.bytes).await {
                    Ok(answer) => outcome.borrow_mut().note(answer.status, since.elapsed()),
                    Err(_) => outcome.borrow_mut().cut += 1,
                }
                due += every;
            }
        });
    }
    while running.join_next().await.is_some() {}
    let mut outcome = outcome.take();
    outcome.took = began.elapsed();
    outcome
}
