//! How recent a sign-in must be for what is sensitive.

use std::time::Duration;

use portcullis_kit::settings::Span;

portcullis_kit::settings! {
    /// How recent a sign-in must be for what is sensitive.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # use std::time::Duration;
    /// # use portcullis::settings::Span;
    /// # fn build(db: Db) {
    /// let freshness = Span::Within(Duration::from_secs(15 * 60));
    /// let builder = Security::builder(db).core(|core| core.freshness.freshness = freshness);
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Freshness {
        /// How long ago a user may have proved who he is, before something sensitive asks again; `"off"` (or a negative
        /// number) never asks.
        FRESHNESS: freshness: Span = Span::Within(Duration::from_secs(24 * 3600)),
        /// How long after a renewed proof nothing asks again; at most as long as `SECURITY_FRESHNESS` makes sense.
        FRESHNESS_GRACE_PERIOD: freshness_grace_period: Duration = Duration::from_secs(3600),
        /// Whether the sign-in behind an auth token counts as a proof.
        FRESHNESS_ALLOW_AUTH_TOKEN: freshness_allow_auth_token: bool = true,
    }
}
