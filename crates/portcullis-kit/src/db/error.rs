//! What can go wrong at the database, sorted by what the caller does about it.

/// What a verb answers.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong at the database.
///
/// The texts are for the operator's log. They hold no bound values: of PostgreSQL's errors the
/// "detail" is dropped, which would repeat the row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The row is there already.
    #[error("already there: {constraint}")]
    Unique {
        /// PostgreSQL: the name of the constraint or index. SQLite: `table.column, table.column`, or
        /// `index 'name'` for an index on an expression.
        constraint: String,
    },
    /// Somebody else wrote for longer than we wait.
    #[error("the database is busy")]
    Busy,
    /// No room on the database's disk.
    #[error("the disk of the database is full")]
    Full,
    /// The database does not answer, or cannot work at the moment. Of a change that was under way it is
    /// unknown whether it was kept.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// The transaction lost against another one; the same transaction may succeed when tried again.
    #[error("the transaction collided with another one")]
    Conflict,
    /// [`one`](super::Verbs::one) found no row.
    #[error("no such row")]
    Missing,
    /// This database cannot be served by this program; the text says what to do.
    #[error("{0}")]
    NotSupported(String),
    /// A mistake of ours: a wrong statement, a type that does not fit, a broken rule of the schema.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// Whether the cause will pass by itself, so that a web page answers 503 and not 500.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Busy | Self::Full | Self::Unavailable(_))
    }

    #[cfg(not(all(feature = "sqlite", feature = "postgres")))]
    pub(super) fn not_built(database: &str, feature: &str) -> Self {
        Self::NotSupported(format!(
            "this program was built without {database}: enable the Cargo feature `{feature}`"
        ))
    }

    /// Sorts what the driver says; `None` for what the database itself said.
    #[cfg(feature = "postgres")]
    pub(super) fn of_driver(error: &sqlx::Error) -> Option<Self> {
        match error {
            sqlx::Error::Database(_) => None,
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed
            // The other end closed in the middle of a sentence, for instance of the first one, about TLS.
            | sqlx::Error::Protocol(_) => Some(Self::Unavailable(error.to_string())),
            sqlx::Error::Configuration(reason) => Some(Self::NotSupported(format!(
                "the database address cannot be read: {reason}"
            ))),
            _ => Some(Self::Other(error.to_string())),
        }
    }
}

#[cfg(all(test, feature = "postgres"))]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_breaks_off_in_the_middle_of_a_sentence_is_unavailable() {
        let cut = sqlx::Error::Protocol("unexpected response from SSLRequest: 0x00".to_owned());
        let sorted = Error::of_driver(&cut).expect("no database said it");
        assert!(sorted.is_unavailable(), "{sorted:?}");
    }
}
