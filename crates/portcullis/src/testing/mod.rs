//! The test kit, for your app as for ours: an app on a throw-away database with a clock that stands still, cheap hashing and
//! a mailbox, and a browser that keeps cookies. Tests walk as people do: the link comes out of the mail.
//!
//! It is there with the feature `testing`, which belongs under `[dev-dependencies]`: a release build with it does not
//! compile.
//!
//! Your own app, by the function with which its `main` puts it together:
//!
//! ```
//! use axum::{Router, routing::get};
//! use portcullis::{Confirmable, CurrentUser, Registerable, Security, SecurityBuilder, testing::App};
//!
//! async fn build(builder: SecurityBuilder) -> portcullis::Result<(Security, Router)> {
//!     let security = builder
//!         .with(Registerable::default())
//!         .with(Confirmable::default())
//!         .build()
//!         .await?;
//!     let routes = Router::new().route("/", get(async |user: CurrentUser| user.email.to_string()));
//!     let app = security.mount(routes);
//!     Ok((security, app))
//! }
//!
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! let app = App::new(build).await;
//!
//! // Somebody who is signed in, in one line.
//! let mut ada = app.login_as("ada@example.test").await;
//! assert_eq!(ada.get("/").await.status, 200);
//!
//! // A sign-up as a person does it.
//! let mut bob = app.browser();
//! bob.sign_up("bob@example.test", "lanterns over quiet water").await;
//! let link = app.link_for("bob@example.test").await;
//! assert_eq!(bob.post(&link, &[]).await.status, 303);
//!
//! // No route was forgotten.
//! let open = app.unguarded_routes().await;
//! assert!(open.is_empty(), "{open}");
//! # });
//! ```

mod app;
mod browser;
mod clock;
mod features;
mod mailbox;
mod own;
mod page;
mod paths;
mod people;
mod probe;
mod unguarded;
mod unknown_roles;
mod verdict;
mod work;

pub use app::App;
#[cfg(test)]
pub(crate) use app::{SAMPLE_SECRET, every_limit};
pub use browser::Browser;
pub use clock::FixedClock;
pub use features::every_feature;
pub use page::Page;
pub use people::{LoginAs, PASSWORD};
pub use unguarded::{RouteSearch, Unguarded, UnguardedRoute, Why};
pub use unknown_roles::UnknownRole;
pub use work::{Fault, Hold, Step, Work};
