//! Throw-away databases for the tests of this crate.

use tempfile::TempDir;

use super::{Db, Migration, Patience};

/// A fresh database; it goes away with the folder, or with the throw-away server.
pub(crate) struct Scratch {
    pub(crate) db: Db,
    pub(crate) url: String,
    _folder: Option<TempDir>,
}

impl Scratch {
    /// A second way in, as another process has it.
    pub(crate) async fn open_again(&self) -> Db {
        Db::open(&self.url).await.unwrap()
    }
}

/// One fresh database of each kind that this build knows, with these steps applied.
pub(crate) async fn databases(migrations: &[Migration]) -> Vec<Scratch> {
    let mut all = Vec::new();
    #[cfg(feature = "sqlite")]
    all.push(sqlite(Patience::default()).await);
    #[cfg(feature = "postgres")]
    all.push(postgres(Patience::default()).await);
    for scratch in &all {
        scratch.db.migrate(migrations).await.unwrap();
    }
    all
}

#[cfg(feature = "sqlite")]
pub(super) async fn sqlite(patience: Patience) -> Scratch {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    Scratch {
        db: Db::open_with(&url, patience).await.unwrap(),
        url,
        _folder: Some(folder),
    }
}

#[cfg(feature = "postgres")]
pub(super) async fn postgres(patience: Patience) -> Scratch {
    use sqlx::Executor as _;

    use super::query::trusted;

    #[expect(clippy::disallowed_methods, reason = "the test command says where its server is")]
    let server = std::env::var("PORTCULLIS_TEST_POSTGRES")
        .expect("PORTCULLIS_TEST_POSTGRES is not set: run `scripts/test`, which starts a throw-away PostgreSQL");
    let name = format!(
        "pc_test_{:016x}",
        u64::from_be_bytes(*crate::token::random())
    );
    let mut admin = <sqlx::PgConnection as sqlx::Connection>::connect(&server)
        .await
        .unwrap();
    admin
        .execute(trusted(format!("CREATE DATABASE {name}")))
        .await
        .unwrap();
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    Scratch {
        db: Db::open_with(&url, patience).await.unwrap(),
        url,
        _folder: None,
    }
}
