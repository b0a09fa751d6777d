//! SMTP: connections that are kept and reused, one time-out, and errors sorted by whether waiting helps.
//!
//! The connections are kept here and not by lettre's pool: that one takes a connection back that was
//! given up in the middle of a mail, and the next mail would read the answers of the last.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use super::smtp_settings::{SmtpSecurity, SmtpSettings, SmtpSettingsError};
use super::{Message, SendError, Transport, redact};

/// How long a kept connection may take to show that it lives; opening a new one costs about as much.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);
/// Answers about our credentials, not about the mail (RFC 4954, section 6): waiting for the operator helps.
const CREDENTIALS_REFUSED: [&str; 4] = ["530", "534", "535", "538"];

/// Sends by SMTP. Clones of the settings, none of the connections.
pub struct Smtp {
    settings: SmtpSettings,
    tls: Option<TlsParameters>,
    hello: ClientId,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

/// What came of one try over one connection.
enum Tried {
    Sent,
    /// The connection broke off. When it was a kept one, that says nothing about the server.
    Broken(SendError),
    Failed(SendError),
}

impl Smtp {
    /// Checks the settings; connects only with the first mail.
    ///
    /// # Errors
    ///
    /// Credentials that would travel in clear text, a time-out of zero or above 20 seconds, a host or
    /// name that cannot be one, certificates that cannot be read.
    pub fn new(settings: SmtpSettings) -> Result<Self, SmtpSettingsError> {
        settings.check()?;
        Ok(Self {
            tls: settings.tls()?,
            hello: settings
                .hello_name
                .clone()
                .map_or_else(ClientId::default, ClientId::Domain),
            idle: Mutex::new(Vec::new()),
            settings,
        })
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, SendError> {
        timeout(self.settings.timeout, self.connect())
            .await
            .unwrap_or_else(|_| Err(self.too_late("connect")))
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let SmtpSettings {
            host,
            port,
            security,
            timeout,
            ..
        } = &self.settings;
        // A name may have several addresses, and the first may lead nowhere (IPv6 without a route).
        let an_address = Some(*timeout / 3);
        let at_once = self.tls.clone().filter(|_| *security == SmtpSecurity::Tls);
        let later = self
            .tls
            .clone()
            .filter(|_| *security == SmtpSecurity::StartTls);
        let refused = |error| self.unreachable(&error);
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (host.as_str(), *port),
            an_address,
            &self.hello,
            at_once,
            None,
        )
        .await
        .map_err(refused)?;
        if let Some(tls) = later {
            connection
                .starttls(tls, &self.hello)
                .await
                .map_err(refused)?;
        }
        self.log_in(&mut connection).await?;
        Ok(connection)
    }

    async fn log_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), SendError> {
        let Some(known) = &self.settings.credentials else {
            return Ok(());
        };
        let credentials =
            Credentials::new(known.username.clone(), known.password.expose().to_owned());
        let answer = connection.auth(DEFAULT_MECHANISMS, &credentials).await;
        answer.map(|_| ()).map_err(|error| self.not_let_in(&error))
    }

    /// A kept connection that still answers. When one has died, the others have too: the server was away.
    async fn kept(&self) -> Option<AsyncSmtpConnection> {
        let mut connection = self.idle().pop()?;
        let patience = SIGN_OF_LIFE.min(self.settings.timeout);
        match timeout(patience, connection.test_connected()).await {
            Ok(true) => Some(connection),
            _ => {
                self.idle().clear();
                None
            }
        }
    }

    /// Sends over the connection and keeps it when all went well; in every other case it is closed, so
    /// that no later mail can take an answer for its own that was meant for this one.
    async fn transmit(
        &self,
        mut connection: AsyncSmtpConnection,
        mail: &lettre::Message,
        message: &Message,
    ) -> Tried {
        let bytes = mail.formatted();
        let sending = connection.send(mail.envelope(), &bytes);
        match timeout(self.settings.timeout, sending).await {
            Err(_) => Tried::Failed(self.too_late("take the mail")),
            Ok(Ok(_)) => {
                let mut idle = self.idle();
                if idle.len() < self.settings.pool {
                    idle.push(connection);
                }
                Tried::Sent
            }
            Ok(Err(error)) => self.sorted(&error, message),
        }
    }

    fn sorted(&self, error: &lettre::transport::smtp::Error, message: &Message) -> Tried {
        let Some(code) = error.status().map(|code| code.to_string()) else {
            return if error.is_client() {
                Tried::Failed(SendError::Permanent(
                    "the mail server does not take addresses outside ASCII (SMTPUTF8)".to_owned(),
                ))
            } else {
                Tried::Broken(self.unreachable(error))
            };
        };
        let said = std::error::Error::source(error)
            .map(ToString::to_string)
            .unwrap_or_default();
        let text = format!(
            "the mail server answered {code} {}",
            redact::reply(&said, Some(message))
        );
        // 421: the server closes this connection (RFC 5321, 3.8), mostly because it was idle.
        if code == "421" {
            return Tried::Broken(SendError::Temporary(text));
        }
        let waiting_helps = !error.is_permanent() || CREDENTIALS_REFUSED.contains(&code.as_str());
        Tried::Failed(if waiting_helps {
            SendError::Temporary(text)
        } else {
            SendError::Permanent(text)
        })
    }

    fn too_late(&self, what: &str) -> SendError {
        let SmtpSettings {
            host,
            port,
            timeout,
            ..
        } = &self.settings;
        SendError::Temporary(format!("{host}:{port} did not {what} within {timeout:?}"))
    }

    /// Whatever happens before the first mail is about the server or our settings, never about the mail.
    fn unreachable(&self, error: &lettre::transport::smtp::Error) -> SendError {
        let SmtpSettings { host, port, .. } = &self.settings;
        SendError::Temporary(format!(
            "{host}:{port}: {}",
            redact::reply(&error.to_string(), None)
        ))
    }

    fn not_let_in(&self, error: &lettre::transport::smtp::Error) -> SendError {
        let SmtpSettings { host, port, .. } = &self.settings;
        match error.status() {
            // The words of the server are left out: some quote what they were given.
            Some(code) => SendError::Temporary(format!(
                "{host}:{port} refused the user name or password ({code}); check the SMTP credentials"
            )),
            None => self.unreachable(error),
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        // A vector of connections is whole at every moment, also after a panic elsewhere.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for Smtp {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        let mail = message.mime()?;
        if let Some(connection) = self.kept().await {
            match self.transmit(connection, &mail, message).await {
                Tried::Sent => return Ok(()),
                Tried::Failed(error) => return Err(error),
                Tried::Broken(_) => self.idle().clear(),
            }
        }
        match self.transmit(self.open().await?, &mail, message).await {
            Tried::Sent => Ok(()),
            Tried::Broken(error) | Tried::Failed(error) => Err(error),
        }
    }

    fn patience(&self) -> Duration {
        // Connecting, a kept connection that turns out dead, connecting again, sending; and composing before it.
        4 * self.settings.timeout + Duration::from_secs(10)
    }

    async fn close(&self) {
        let idle = std::mem::take(&mut *self.idle());
        for mut connection in idle {
            let _polite_only = timeout(SIGN_OF_LIFE, connection.quit()).await;
        }
    }
}

#[cfg(test)]
#[path = "smtp_tests.rs"]
mod tests;
