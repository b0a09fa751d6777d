//! The test kit: an app on a throw-away database with a clock that stands still, cheap hashing and a mailbox, and a
//! browser that keeps cookies. Tests walk as people do: the link comes out of the mail.
//!
//! ```no_run
//! # use portcullis::{Confirmable, Registerable, testing::App};
//! # async fn a_link_works_once() {
//! for app in App::on_each_database(|app| app.with(Registerable::default()).with(Confirmable::default())).await {
//!     let mut browser = app.browser();
//!     browser.sign_up("ada@example.test", "correct horse battery").await;
//!     let link = app.link_for("ada@example.test").await;
//!     assert_eq!(browser.post(&link, &[]).await.status, 303);
//! }
//! # }
//! ```

mod app;
mod browser;
mod clock;
mod features;
mod work;

pub use app::App;
#[cfg(test)]
pub(crate) use app::{SAMPLE_SECRET, every_limit};
pub use browser::{Browser, Page};
pub use clock::FixedClock;
pub use features::every_feature;
pub use work::{Fault, Hold, Step, Work};
