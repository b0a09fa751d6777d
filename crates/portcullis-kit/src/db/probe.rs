//! What tests see of the calls to a database, and do to them: record, fail or hold one. Other builds have an empty one.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::oneshot;

use super::{Db, Error, Result, Row, Tx};

/// One call to the database.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The statement as the program wrote it, or `BEGIN` or `COMMIT`. A `BEGIN` without a `COMMIT` was rolled back.
    pub sql: &'static str,
    /// How many rows it gave, or inserted, changed and deleted. 0 when it failed.
    pub rows: u64,
}

/// The calls since it was made, of all clones of the database. It ends when it is dropped.
#[derive(Debug)]
pub struct Trace(Arc<Mutex<Vec<Step>>>);

impl Trace {
    /// The calls since the beginning, or since they were last taken.
    #[must_use]
    pub fn take(&self) -> Vec<Step> {
        std::mem::take(&mut *locked(&self.0))
    }
}

/// How a call fails. The caller is told [`Error::Unavailable`] each time.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not reach the database.
    Refused,
    /// The database does what it was asked, and its answer is lost.
    Unheard,
    /// It does not reach the database, and neither does any later one until [`Db::heal`].
    Gone,
}

/// A call that waits. Dropping this lets it go on.
#[derive(Debug)]
pub struct Hold {
    reached: oneshot::Receiver<()>,
    _go: oneshot::Sender<()>,
}

impl Hold {
    /// Waits until the call is about to be made; `false` when [`Db::heal`] was called before.
    pub async fn reached(&mut self) -> bool {
        (&mut self.reached).await.is_ok()
    }
}

#[derive(Clone, Default)]
pub(super) struct Probe(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    traces: Vec<Weak<Mutex<Vec<Step>>>>,
    fault: Option<(u64, Fault)>,
    hold: Option<(u64, Gate)>,
}

struct Gate {
    reached: oneshot::Sender<()>,
    go: oneshot::Receiver<()>,
}

impl Db {
    /// Records every call from now on.
    #[must_use]
    pub fn trace(&self) -> Trace {
        let steps = Arc::default();
        locked(&self.probe.0).traces.push(Arc::downgrade(&steps));
        Trace(steps)
    }

    /// Has the `nth` call from now on fail, counted from 1.
    pub fn fail(&self, nth: u64, fault: Fault) {
        locked(&self.probe.0).fault = Some((nth, fault));
    }

    /// Has the `nth` call from now on wait, counted from 1; others go on meanwhile.
    #[must_use]
    pub fn hold(&self, nth: u64) -> Hold {
        let ((at, reached), (go, gone)) = (oneshot::channel(), oneshot::channel());
        let gate = Gate {
            reached: at,
            go: gone,
        };
        locked(&self.probe.0).hold = Some((nth, gate));
        Hold { reached, _go: go }
    }

    /// Forgets what was to fail or to wait; says whether it was still to come.
    pub fn heal(&self) -> bool {
        let mut state = locked(&self.probe.0);
        let fault = state.fault.take().is_some_and(|(nth, _)| nth > 0);
        let hold = state.hold.take().is_some();
        fault || hold
    }
}

impl Probe {
    pub(super) async fn call<T: Rows>(
        &self,
        sql: &'static str,
        work: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let (gate, fault) = locked(&self.0).next();
        if let Some(gate) = gate {
            let _ = gate.reached.send(());
            // Whoever drops the other end lets us go on as well.
            let _ = gate.go.await;
        }
        let done = match fault {
            Some(Fault::Refused | Fault::Gone) => Err(planted()),
            Some(Fault::Unheard) => work.await.and_then(|_| Err(planted())),
            None => work.await,
        };
        let rows = done.as_ref().map_or(0, Rows::rows);
        locked(&self.0).note(Step { sql, rows });
        done
    }
}

impl State {
    /// What is to happen to the call that is about to be made.
    fn next(&mut self) -> (Option<Gate>, Option<Fault>) {
        let gate = match &mut self.hold {
            Some((1, _)) => self.hold.take().map(|(_, gate)| gate),
            Some((nth, _)) => {
                *nth -= 1;
                None
            }
            None => None,
        };
        let fault = match &mut self.fault {
            Some((1, Fault::Gone)) | Some((0, _)) => {
                self.fault = Some((0, Fault::Gone));
                Some(Fault::Gone)
            }
            Some((1, _)) => self.fault.take().map(|(_, fault)| fault),
            Some((nth, _)) => {
                *nth -= 1;
                None
            }
            None => None,
        };
        (gate, fault)
    }

    fn note(&mut self, step: Step) {
        self.traces.retain(|trace| match trace.upgrade() {
            Some(steps) => {
                locked(&steps).push(step);
                true
            }
            None => false,
        });
    }
}

/// How much came of a call.
pub(super) trait Rows {
    fn rows(&self) -> u64;
}

impl Rows for Vec<Row> {
    fn rows(&self) -> u64 {
        self.len() as u64
    }
}

impl Rows for Option<Row> {
    fn rows(&self) -> u64 {
        u64::from(self.is_some())
    }
}

impl Rows for u64 {
    fn rows(&self) -> u64 {
        *self
    }
}

impl Rows for Tx {
    fn rows(&self) -> u64 {
        0
    }
}

impl Rows for () {
    fn rows(&self) -> u64 {
        0
    }
}

fn planted() -> Error {
    Error::Unavailable("a test had this call fail".to_owned())
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
