//! An app with all there is.

use crate::{
    Account, Changeable, Confirmable, Passwordless, Recoverable, Registerable, Trackable,
    builder::SecurityBuilder,
};

/// Switches on every feature that settings can switch on, with its defaults.
///
/// ```
/// # use portcullis::testing::{App, every_feature};
/// # async fn example() {
/// let app = App::on_sqlite(every_feature).await;
/// # drop(app);
/// # }
/// ```
#[must_use]
pub fn every_feature(app: SecurityBuilder) -> SecurityBuilder {
    app.with(Registerable::default())
        .with(Confirmable::default())
        .with(Recoverable::default())
        .with(Changeable::default())
        .with(Passwordless::default())
        .with(Trackable::default())
        .with(Account::default())
}
