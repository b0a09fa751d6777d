//! Listens to what other processes change, for the cache of this one, while anybody uses it.

use std::{pin::pin, sync::Arc, time::Duration};

use portcullis_kit::db::{
    Changes, Db,
    elsewhere::{Elsewhere, News},
};
use tokio::time::{Instant, timeout};

use crate::{background::Stop, error::Result, security::cache::Cache};

/// Where the triggers of `0011_session_notices.sql` send their notices.
const CHANNEL: &str = "pc_changes";

/// An app that nobody uses asks its database for nothing.
const UNUSED_AFTER: Duration = Duration::from_secs(10);

/// Before listening is tried again. Meanwhile each answer is looked up once in [`STALE_AFTER`](crate::security::cache::STALE_AFTER).
const AGAIN_AFTER: Duration = Duration::from_secs(1);

/// Listens until the app ends.
pub(crate) async fn listen(db: Db, cache: Arc<Cache>, stop: Stop) {
    let mut stop = pin!(stop);
    loop {
        let used = async {
            cache.wanted().await;
            while let Err(error) = while_used(&db, &cache).await {
                tracing::warn!(%error, "It is not heard at once what other processes change; trying again");
                tokio::time::sleep(AGAIN_AFTER).await;
            }
        };
        tokio::select! {
            () = &mut stop => return,
            () = used => {}
        }
    }
}

async fn while_used(db: &Db, cache: &Cache) -> Result<()> {
    let mut elsewhere = db.elsewhere(CHANNEL).await?;
    // What was changed before this ear was open has not been told.
    cache.forget(&Changes::Everything);
    let heard = follow(&mut elsewhere, cache).await;
    // Nor will be what is changed from now on.
    cache.forget(&Changes::Everything);
    heard
}

/// Until nobody has asked for a while.
async fn follow(elsewhere: &mut Elsewhere, cache: &Cache) -> Result<()> {
    let mut used = Instant::now();
    while used.elapsed() < UNUSED_AFTER {
        // Where nothing is ever heard, the use is looked at all the same.
        match timeout(AGAIN_AFTER, elsewhere.next()).await {
            Ok(Ok(News::Changed(changes))) => cache.forget(&changes),
            Ok(Ok(News::KnownUntil(moment))) => cache.known_until(moment),
            Ok(Err(error)) => return Err(error.into()),
            Err(_) => {}
        }
        if cache.was_asked() {
            used = Instant::now();
        }
    }
    Ok(())
}
