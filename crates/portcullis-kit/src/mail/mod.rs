//! Mail: what one says, how it leaves the house, and the queue between the two.
//!
//! A request writes a job into the [`outbox`] inside its own transaction; the [`courier`] leases jobs,
//! has a [`Composer`] write the [`Message`], hands it to a [`Transport`] and settles the job. So a mail
//! is neither lost nor sent for something that was rolled back, and no request waits for a mail server.

mod composer;
pub mod courier;
#[cfg(test)]
mod courier_running_tests;
#[cfg(test)]
#[cfg(feature = "smtp")]
mod delivery_tests;
#[cfg(test)]
mod fixtures;
mod folder;
mod memory;
mod message;
pub mod outbox;
#[cfg(feature = "smtp")]
mod redact;
#[cfg(feature = "smtp")]
mod smtp;
#[cfg(test)]
#[cfg(feature = "smtp")]
mod smtp_server;
#[cfg(feature = "smtp")]
mod smtp_settings;

use std::time::Duration;

use async_trait::async_trait;

pub use composer::{ComposeError, Composed, Composer, Receipt};
pub use courier::{Courier, Policy};
pub use folder::Folder;
pub use memory::{Memory, Received};
pub use message::{Address, AddressError, Message, MessageError};
pub use outbox::{Job, NewJob, State};
#[cfg(feature = "smtp")]
pub use smtp::Smtp;
#[cfg(feature = "smtp")]
pub use smtp_settings::{SmtpCredentials, SmtpSecurity, SmtpSettings, SmtpSettingsError};

/// A way for mails to leave: SMTP, a folder, or the memory of this process.
#[diagnostic::on_unimplemented(
    message = "`{Self}` carries no mail",
    label = "not a mail transport",
    note = "`.mail(…)` takes a transport of `portcullis::mail`: `Smtp` (Cargo feature `smtp`), `Folder` or `Memory`, or a type of \
            your own with `impl portcullis::mail::Transport`"
)]
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Delivers the message, or says why not. `Ok` means that the other side has taken it over for good.
    ///
    /// # Errors
    ///
    /// [`SendError::Temporary`] when another try later may work, [`SendError::Permanent`] when it cannot.
    async fn send(&self, message: &Message) -> Result<(), SendError>;

    /// How long one delivery may take at most. A courier leases a job for a little longer: if its process dies, the mail
    /// goes out again after that time.
    fn patience(&self) -> Duration {
        Duration::from_secs(90)
    }

    /// Lets go of what is kept open between mails. The transport can still be used; it opens again.
    async fn close(&self) {}
}

/// A transport that is chosen at run time.
#[async_trait]
impl<T: Transport + ?Sized> Transport for Box<T> {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        (**self).send(message).await
    }

    fn patience(&self) -> Duration {
        (**self).patience()
    }

    async fn close(&self) {
        (**self).close().await;
    }
}

/// Why a mail did not leave. The texts hold neither credentials nor anything out of the mail.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It may work later: no connection, no answer in time, a TLS failure, an SMTP answer 4xx.
    #[error("{0}")]
    Temporary(String),
    /// It will not work as it is: an SMTP answer 5xx to this mail, or a message that cannot be written.
    #[error("{0}")]
    Permanent(String),
}

impl From<MessageError> for SendError {
    fn from(error: MessageError) -> Self {
        Self::Permanent(error.to_string())
    }
}
