//! The kinds of events, with the names under which they are kept.

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

macro_rules! kinds {
    ($($(#[doc = $meaning:literal])+ $kind:ident = $name:literal,)*) => {
        /// What happened. The names never change: rows hold them for years.
        ///
        /// ```
        /// # use portcullis::{Error, audit::{Filter, Kind}};
        /// // As somebody types it.
        /// let kind: Kind = "sign_in_failed".parse().map_err(Error::Setup)?;
        /// let filter = Filter { kind: Some(kind), ..Filter::default() };
        /// # assert_eq!(filter.kind, Some(Kind::SignInFailed));
        /// # Ok::<(), Error>(())
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[doc = $meaning])+ $kind,)*
        }

        impl Kind {
            /// All kinds.
            ///
            /// ```
            /// # use portcullis::audit::Kind;
            /// for kind in Kind::ALL {
            ///     println!("<option>{kind}</option>");
            /// }
            /// ```
            pub const ALL: &[Kind] = &[$(Kind::$kind),*];

            /// The name, as rows and commands have it.
            ///
            /// ```
            /// # use portcullis::audit::{Entry, Kind};
            /// // An event has the name: a log may be older or newer than the program.
            /// fn is_lock(event: &Entry) -> bool {
            ///     event.kind == Kind::Locked.as_str()
            /// }
            /// # let _ = is_lock;
            /// ```
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// What it means, in a sentence.
            ///
            /// ```
            /// # use portcullis::audit::Kind;
            /// // A table of all there are.
            /// for kind in Kind::ALL {
            ///     println!("{}: {}", kind.as_str(), kind.meaning());
            /// }
            /// ```
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!($($meaning),+).trim_ascii(),)*
                }
            }
        }
    };
}

kinds! {
    /// Somebody signed in: a session was opened. `via` says how it was proven.
    SignIn = "sign_in",
    /// Somebody did not get in: a password was wrong, or a gate refused. `via` and `reason` say more.
    SignInFailed = "sign_in_failed",
    /// A session was ended by whoever was in it, or by its owner from another one; `others` says how many at once.
    SignOut = "sign_out",
    /// Somebody who was signed in proved again who they are.
    Proven = "proven",
    /// Somebody signed up.
    SignUp = "sign_up",
    /// A link to confirm an address was asked for.
    ConfirmationRequested = "confirmation_requested",
    /// An address was confirmed.
    Confirmed = "confirmed",
    /// A link for a new password was asked for.
    ResetRequested = "reset_requested",
    /// A password was replaced without the old one.
    PasswordReset = "password_reset",
    /// A password was changed.
    PasswordChanged = "password_changed",
    /// A link to sign in with was asked for.
    LoginLinkRequested = "login_link_requested",
    /// An auth token was granted to a program.
    TokenGranted = "token_granted",
    /// All auth tokens of a user were ended.
    TokensRevoked = "tokens_revoked",
    /// The owner of an account said of a notice: it was not me.
    NotMe = "not_me",
    /// A user was made by an operator or the app.
    UserCreated = "user_created",
    /// A user may sign in again.
    UserActivated = "user_activated",
    /// A user was kept out.
    UserDeactivated = "user_deactivated",
    /// A user was deleted. The id is all that is left of whom.
    UserDeleted = "user_deleted",
    /// Everything that opened an account was ended: sessions, auth tokens, links, known browsers. Links "it was not me" stay.
    AccessEnded = "access_ended",
    /// So many guesses at an account's password failed in a row that none is compared any more, but on known browsers.
    Locked = "locked",
    /// The lock of an account's password was lifted: guesses are counted anew.
    Unlocked = "unlocked",
    /// A user's own fields were replaced.
    ProfileChanged = "profile_changed",
    /// Somebody asked for their account to be deleted: all access was ended, and it waits until `deletion_at`.
    DeletionRequested = "deletion_requested",
    /// A deletion that waited was undone.
    DeletionUndone = "deletion_undone",
    /// Somebody was given all that is kept about them.
    DataExported = "data_exported",
    /// A role was made.
    RoleCreated = "role_created",
    /// A user was given a role.
    RoleGranted = "role_granted",
    /// A role was taken from a user.
    RoleRevoked = "role_revoked",
    /// What a role allows was changed.
    PermissionsChanged = "permissions_changed",
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.iter().find(|kind| kind.as_str() == name);
        known.copied().ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|kind| kind.as_str()).collect();
            format!(
                "there is no such kind of event; there are: {}",
                names.join(", ")
            )
        })
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
