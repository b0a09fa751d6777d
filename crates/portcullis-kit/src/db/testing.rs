//! Throw-away databases for tests, and what is known of and done to the calls to them.

use tempfile::TempDir;

pub use super::probe::{Fault, Hold, Step, Trace};
use super::{Db, Migration, Patience};

/// A fresh database; it goes away with the folder, or with the throw-away server.
pub struct Scratch {
    /// The open database.
    pub db: Db,
    /// Its address.
    pub url: String,
    _folder: Option<TempDir>,
}

impl Scratch {
    /// A second way in, as another process has it.
    ///
    /// # Panics
    ///
    /// When the database does not answer.
    pub async fn open_again(&self) -> Db {
        Db::open(&self.url).await.expect("a fresh database")
    }

    /// The same database over at most so many connections.
    ///
    /// # Panics
    ///
    /// When the database does not answer.
    pub async fn over(self, connections: u32) -> Scratch {
        self.db.close().await;
        let patience = Patience {
            connections,
            ..Patience::default()
        };
        let db = Db::open_with(&self.url, patience).await;
        Scratch {
            db: db.expect("a fresh database"),
            ..self
        }
    }

    /// The same database with connections of its own, as another process has it. It goes away with the first.
    ///
    /// # Panics
    ///
    /// When the database does not answer.
    pub async fn beside(&self) -> Scratch {
        Scratch {
            db: self.open_again().await,
            url: self.url.clone(),
            _folder: None,
        }
    }
}

/// One fresh database of each kind that this build knows, with these steps applied.
///
/// # Panics
///
/// When one can't be made; for PostgreSQL the environment variable `PORTCULLIS_TEST_POSTGRES` holds the
/// address of a server on which databases may be made.
pub async fn databases(migrations: &[Migration]) -> Vec<Scratch> {
    let mut all = Vec::new();
    #[cfg(feature = "sqlite")]
    all.push(sqlite(Patience::default()).await);
    #[cfg(feature = "postgres")]
    all.push(postgres(Patience::default()).await);
    for scratch in &all {
        scratch
            .db
            .migrate(migrations)
            .await
            .expect("a fresh database");
    }
    all
}

/// One fresh database, empty: SQLite where this build knows it, else PostgreSQL.
///
/// # Panics
///
/// As [`databases`].
pub async fn fresh() -> Scratch {
    #[cfg(feature = "sqlite")]
    return sqlite(Patience::default()).await;
    #[cfg(not(feature = "sqlite"))]
    return postgres(Patience::default()).await;
}

/// One fresh database of each kind that can be had here, empty: PostgreSQL only where `PORTCULLIS_TEST_POSTGRES` says
/// where its server is, or where this build knows no other.
///
/// # Panics
///
/// As [`databases`].
pub async fn at_hand() -> Vec<Scratch> {
    #[cfg_attr(
        not(all(feature = "sqlite", feature = "postgres")),
        expect(unused_mut, reason = "one of the two is not built")
    )]
    let mut all = vec![fresh().await];
    #[cfg(all(feature = "sqlite", feature = "postgres"))]
    if server().is_some() {
        all.push(postgres(Patience::default()).await);
    }
    all
}

/// Where databases may be made.
#[cfg(feature = "postgres")]
fn server() -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the test command says where its server is"
    )]
    std::env::var("PORTCULLIS_TEST_POSTGRES").ok()
}

/// One fresh SQLite database, empty.
///
/// # Panics
///
/// When the folder for temporary files can't be written.
#[cfg(feature = "sqlite")]
pub async fn fresh_sqlite() -> Scratch {
    sqlite(Patience::default()).await
}

#[cfg(feature = "sqlite")]
pub(super) async fn sqlite(patience: Patience) -> Scratch {
    let folder = tempfile::tempdir().expect("a fresh database");
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    Scratch {
        db: Db::open_with(&url, patience)
            .await
            .expect("a fresh database"),
        url,
        _folder: Some(folder),
    }
}

#[cfg(feature = "postgres")]
pub(super) async fn postgres(patience: Patience) -> Scratch {
    use sqlx::Executor as _;

    use super::query::trusted;

    let server = server().expect(
        "PORTCULLIS_TEST_POSTGRES is not set: run `scripts/test`, which starts a throw-away PostgreSQL",
    );
    let name = format!(
        "pc_test_{:016x}",
        u64::from_be_bytes(*crate::token::random())
    );
    let mut admin = <sqlx::PgConnection as sqlx::Connection>::connect(&server)
        .await
        .expect("a fresh database");
    admin
        .execute(trusted(format!("CREATE DATABASE {name}")))
        .await
        .expect("a fresh database");
    let url = format!(
        "{}/{name}",
        server.rsplit_once('/').expect("a fresh database").0
    );
    Scratch {
        db: Db::open_with(&url, patience)
            .await
            .expect("a fresh database"),
        url,
        _folder: None,
    }
}
