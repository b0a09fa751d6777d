//! What can go wrong, sorted by whose turn it is: the caller's ([`Error::Refused`]), the operator's
//! ([`Error::Setup`], [`Error::Unavailable`]), or ours ([`Error::Internal`]).

use std::{fmt, time::Duration};

use portcullis_kit::{db, password};

use crate::messages::Param;

/// The library's result.
///
/// ```
/// # use portcullis::{CurrentUser, Result, Security};
/// // For handlers too: an error is a page, or JSON, by itself.
/// async fn sign_out_everywhere(user: CurrentUser, security: Security) -> Result<&'static str> {
///     security.reset_user_access(&user).await?;
///     Ok("Good bye")
/// }
/// # let _ = sign_out_everywhere;
/// ```
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation did not happen. Whatever it had begun is rolled back.
///
/// Its `Debug` is its `Display`: a `main` that returns it prints `Debug`, and what is wrong should read as a sentence.
///
/// ```
/// # use portcullis::{Error, NewUser, Security};
/// # async fn example(security: &Security, new: NewUser) {
/// match security.create_user(new).await {
///     Ok(user) => println!("{} has the id {}", user.email, user.id),
///     Err(Error::Refused(faults)) => faults.0.iter().for_each(|fault| println!("{}", security.say(fault).1)),
///     Err(error) => eprintln!("Not now: {error}"),
/// }
/// # }
/// ```
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input or the state of the account does not allow it. Answered 400 in JSON and 422 to browsers.
    #[error("refused: {0}")]
    Refused(Faults),
    /// Nobody is signed in. Answered 401, or by the way to the sign-in page.
    #[error("not signed in")]
    Unauthenticated,
    /// Signed in too long ago for this. Answered 401 with `reauth_required`, or by the way to `/verify`.
    #[error("a fresh sign-in is needed")]
    NotFresh,
    /// Signed in, but not allowed. Answered 403.
    #[error("not allowed")]
    Forbidden,
    /// Somebody is signed in where nobody may be. Answered 400, or by the way to `POST_LOGIN_VIEW`.
    #[error("already signed in")]
    AlreadySignedIn,
    /// The request itself can't be taken: no page of ours, wrong method, unreadable body. Answered with this status
    /// and the message of this key.
    #[error("{status}: {key}")]
    Request {
        /// The HTTP status of the answer.
        status: u16,
        /// Key of the message that explains it.
        key: &'static str,
    },
    /// The database is locked, full or gone. Answered 503; works again by itself once it is back.
    #[error("the database is unavailable: {0}")]
    Unavailable(#[source] db::Error),
    /// More passwords wait to be hashed than the queue takes. Answered 503 with `Retry-After`.
    #[error("too many sign-ins at once")]
    TooBusy {
        /// When to come back.
        retry_after: Duration,
    },
    /// Tried too often, from too many places or without a right answer; the same for accounts that do not exist. Answered
    /// 429 with `Retry-After`.
    #[error("too many tries")]
    Throttled {
        /// When to come back. A day where only a new password, `users unlock` or a known browser helps.
        retry_after: Duration,
    },
    /// A row that may exist once exists already. Functions that can meet it turn it into a refusal.
    #[error("taken")]
    Taken,
    /// The application is put together wrongly, or with a database that it can't work with. The text says where and what to do.
    #[error("{0}")]
    Setup(String),
    /// A defect or a broken part. Answered 500 without any detail; the detail goes to the log.
    #[error("internal: {0}")]
    Internal(String),
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One reason of a refusal: which field, which message.
///
/// ```
/// use portcullis::Fault;
///
/// let fault = Fault::of("quantity", "OUT_OF_STOCK").with("left", 3_usize);
/// assert_eq!(fault.field, "quantity");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field of the form, `""` for the form as a whole.
    pub field: &'static str,
    /// Key of the message; also the stable `code` of the JSON answer.
    pub key: &'static str,
    /// What the message's placeholders stand for.
    pub params: Vec<(&'static str, Param)>,
}

impl Fault {
    /// A fault of one field.
    ///
    /// ```
    /// # use portcullis::Fault;
    /// let fault = Fault::of("coupon", "COUPON_UNKNOWN");
    /// assert_eq!((fault.field, fault.key), ("coupon", "COUPON_UNKNOWN"));
    /// ```
    pub fn of(field: &'static str, key: &'static str) -> Self {
        Self {
            field,
            key,
            params: Vec::new(),
        }
    }

    /// A fault of the form as a whole.
    ///
    /// ```
    /// # use portcullis::{Fault, security::feature::Verdict};
    /// // An app's own sentence, added with `SecurityBuilder::translations`.
    /// let verdict = Verdict::Refuse(Fault::form("CLOSED_AT_NIGHT"));
    /// # let _ = verdict;
    /// ```
    pub fn form(key: &'static str) -> Self {
        Self::of("", key)
    }

    /// The same with a value for a placeholder of its message.
    ///
    /// ```
    /// # use portcullis::Fault;
    /// // With `COUPON_EXPIRED = This coupon ended on { $when }.`
    /// let fault = Fault::of("coupon", "COUPON_EXPIRED").with("when", "1 May".to_owned());
    /// assert_eq!(fault.params[0].0, "when");
    /// ```
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.push((name, value.into()));
        self
    }
}

/// All reasons of a refusal, in the order of the form's fields.
///
/// ```
/// # use portcullis::{Email, Error, Fault, Faults};
/// let mut faults = Faults::none();
/// let email = faults.take(Email::parse("ada"));
/// if !faults.has("coupon") {
///     faults.push(Fault::of("coupon", "COUPON_UNKNOWN"));
/// }
/// assert_eq!((email, faults.0.len()), (None, 2));
/// assert!(matches!(faults.into_result(), Err(Error::Refused(_))));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// None so far.
    ///
    /// ```
    /// # use portcullis::{Fault, Faults};
    /// let mut faults = Faults::none();
    /// faults.push(Fault::of("coupon", "COUPON_UNKNOWN"));
    /// assert_eq!(faults.to_string(), "coupon: COUPON_UNKNOWN");
    /// ```
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether there is no reason to refuse.
    ///
    /// ```
    /// # use portcullis::{Fault, Faults};
    /// let mut faults = Faults::none();
    /// assert!(faults.is_empty());
    /// faults.push(Fault::form("CLOSED_AT_NIGHT"));
    /// assert!(!faults.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a reason.
    ///
    /// ```
    /// # use portcullis::{Fault, Faults};
    /// let (seats, guests) = (4, 6);
    /// let mut faults = Faults::none();
    /// if guests > seats {
    ///     faults.push(Fault::of("guests", "TOO_MANY_GUESTS").with("seats", seats as u64));
    /// }
    /// assert!(faults.has("guests"));
    /// ```
    pub fn push(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Whether this field has a fault already.
    ///
    /// ```
    /// # use portcullis::{Fault, Faults};
    /// let faults = Faults(vec![Fault::of("email", "INVALID_EMAIL_ADDRESS")]);
    /// assert!(faults.has("email") && !faults.has("password"));
    /// ```
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|fault| fault.field == field)
    }

    /// Keeps a good value, notes a bad one.
    ///
    /// ```
    /// # use portcullis::{Email, Faults};
    /// // Both fields are judged before anything is refused.
    /// let mut faults = Faults::none();
    /// let to = faults.take(Email::parse("ada@example.com"));
    /// let copy = faults.take(Email::parse("bob"));
    /// assert!(to.is_some() && copy.is_none() && faults.has("email"));
    /// ```
    pub fn take<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.push(fault)).ok()
    }

    /// `Ok` when there is no reason to refuse.
    ///
    /// # Errors
    /// [`Error::Refused`] with all the reasons.
    ///
    /// ```
    /// # use portcullis::{Fault, Faults};
    /// assert!(Faults::none().into_result().is_ok());
    /// assert!(Faults(vec![Fault::form("CLOSED_AT_NIGHT")]).into_result().is_err());
    /// ```
    pub fn into_result(self) -> Result<()> {
        if self.is_empty() {
            Ok(())
        } else {
            Err(Error::Refused(self))
        }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, fault) in self.0.iter().enumerate() {
            let comma = if n == 0 { "" } else { ", " };
            let field = if fault.field.is_empty() {
                "form"
            } else {
                fault.field
            };
            write!(f, "{comma}{field}: {}", fault.key)?;
        }
        Ok(())
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Refused(Faults(vec![fault]))
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Unique { .. } => Self::Taken,
            // Two changes met; the caller's was rolled back and may simply be tried again.
            error if error.is_unavailable() || matches!(error, db::Error::Conflict) => {
                Self::Unavailable(error)
            }
            // Its text says what to do: another address, another version.
            db::Error::NotSupported(text) => Self::Setup(text),
            error => Self::Internal(format!("database: {error}")),
        }
    }
}

impl From<password::Error> for Error {
    fn from(error: password::Error) -> Self {
        match error {
            // One hash takes some 20 ms; a second empties any queue that the settings allow by half.
            password::Error::QueueFull => Self::TooBusy {
                retry_after: Duration::from_secs(1),
            },
            other => Self::Internal(format!("password hash: {other}")),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Setup(error.to_string())
    }
}
