//! Account security for axum: sign-up, confirmation, sign-in, recovery and change of passwords, sign-in by mailed link,
//! tracking, roles, guards, tokens, mails and pages.
//!
//! An app holds a [`Security`], mounts it, and asks for [`CurrentUser`] where it wants to know who is there.

pub mod account;
mod accounts;
pub mod audit;
mod background;
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
pub use migrations::migrate;
#[cfg(feature = "foreign-hashes")]
pub use portcullis_kit::password::ForeignHash;
pub use portcullis_kit::{
    clock::{Clock, SystemClock, Time},
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
        permissions_accepted, permissions_required, roles_accepted, roles_required,
    },
};
