//! Account security for axum: sign-up, confirmation, sign-in, recovery and change of passwords, sign-in by mailed link,
//! tracking, roles, guards, tokens, mails and pages.
//!
//! An app holds a [`Security`], mounts it, and asks for [`CurrentUser`] where it wants to know who is there.

#[cfg(all(
    feature = "testing",
    not(debug_assertions),
    not(feature = "testing-in-release")
))]
compile_error!(
    "the feature `testing` of portcullis hands out cheap password hashes and a clock that can be turned, and this is a \
     release build: enable it under [dev-dependencies] only. A measurement or a test that has to be a release build adds \
     the feature `testing-in-release`"
);

/// Whether this build has the test kit. The server refuses to be compiled with it for release.
#[doc(hidden)]
pub const HAS_TEST_KIT: bool = cfg!(any(test, feature = "testing"));

pub mod account;
mod accounts;
pub mod audit;
mod background;
#[cfg(doctest)]
mod book;
mod builder;
mod error;
pub mod features;
pub mod messages;
mod migrations;
mod postman;
pub mod security;
pub mod session;
pub mod settings;
pub mod signals;
mod templates;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(all(doctest, feature = "testing"))]
#[doc = include_str!("../../../docs/book/src/how-to/test-your-app.md")]
pub struct TestYourApp;
#[cfg(test)]
mod tests;
pub mod web;

pub use account::{
    Email, NewPassword, PasswordPolicy, Profile, ProfileField, Role, TokenStatus, User, UserId,
};
#[cfg(feature = "foreign-hashes")]
pub use accounts::{ImportError, ImportedUser};
pub use accounts::{NewUser, UserDeleted, UserDeletionRequested, UserDeletionUndone};
pub use builder::{Preview, SecurityBuilder};
pub use error::{Error, Fault, Faults, Result};
pub use features::{
    Account, Changeable, Confirmable, Login, Passwordless, Recoverable, Registerable, Trackable,
};
pub use migrations::{migrate, pending_migrations};
#[cfg(feature = "foreign-hashes")]
pub use portcullis_kit::password::ForeignHash;
pub use portcullis_kit::{
    clock::{Clock, SystemClock, Time},
    db,
    db::Db,
    keys, mail,
    secret::Secret,
};
pub use security::{Security, feature::Feature};
pub use session::{
    SignIn, SignInRequest, UserAuthenticated,
    check::{CurrentUser, Mechanism},
    throttle::ThrottleStatus,
};
pub use templates::Template;
pub use web::{
    Reply, Visit,
    extract::Fresh,
    guard::{
        anonymous_user_required, auth_required, auth_required_by, fresh_auth_required,
        permissions_accepted, permissions_required, public, roles_accepted, roles_required,
    },
};
