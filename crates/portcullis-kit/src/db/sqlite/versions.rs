//! Whether other processes have written to the file.

use tokio::time::{Instant, sleep_until};

use super::writer::Writer;
use crate::db::elsewhere::{ASKED_EVERY, News};
use crate::db::{Changes, Result};

/// Asks every so often whether the file was changed by another process.
pub(in crate::db) struct Versions {
    writer: Writer,
    version: i64,
    /// When to ask next.
    due: Instant,
    /// Set when a change was told, and up to when the next word says that all is known.
    known_until: Option<Instant>,
}

impl Versions {
    pub(super) async fn of(writer: Writer) -> Result<Self> {
        let version = writer.version().await?;
        Ok(Self {
            writer,
            version,
            due: Instant::now(),
            known_until: None,
        })
    }

    pub(in crate::db) async fn next(&mut self) -> Result<News> {
        if let Some(known) = self.known_until.take() {
            return Ok(News::KnownUntil(known));
        }
        sleep_until(self.due).await;
        let asked = Instant::now();
        let version = self.writer.version().await?;
        self.due = asked + ASKED_EVERY;
        if version == self.version {
            return Ok(News::KnownUntil(asked));
        }
        self.version = version;
        self.known_until = Some(asked);
        Ok(News::Changed(Changes::Everything))
    }
}
