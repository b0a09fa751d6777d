//! How long we wait for a database and over how many connections.

use std::time::Duration;

/// On PostgreSQL each keeps a process of the server; a web request holds one for a few milliseconds.
const CONNECTIONS: u32 = 10;

/// How long to wait before an answer is [`Error::Busy`](super::Error::Busy) or
/// [`Error::Unavailable`](super::Error::Unavailable).
#[derive(Copy, Clone)]
pub(super) struct Patience {
    /// For a free connection, and on SQLite for the lock on the file. A person waits that long once.
    pub(super) acquire: Duration,
    /// For the answer to one statement. A server that vanished without a word would be waited for
    /// until TCP gives up, about 15 minutes.
    #[cfg_attr(
        not(feature = "postgres"),
        expect(dead_code, reason = "a file does not vanish without a word")
    )]
    pub(super) statement: Duration,
    /// How many connections at most.
    pub(super) connections: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            acquire: Duration::from_secs(5),
            statement: Duration::from_secs(30),
            connections: CONNECTIONS,
        }
    }
}
