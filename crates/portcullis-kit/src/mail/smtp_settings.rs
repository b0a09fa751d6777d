//! Where the mail server is, how to talk to it, and which settings are refused.

use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::client::{Certificate, TlsParameters};

use crate::clock::in_words;
use crate::secret::Secret;

/// Where the mail server is and how to talk to it.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// Name or address of the server; the certificate must carry it.
    pub host: String,
    /// 587 for STARTTLS, 465 for TLS, 25 for a relay on this machine: [`SmtpSecurity::usual_port`].
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// Who we are to the server, if it asks.
    pub credentials: Option<SmtpCredentials>,
    /// How many idle connections are kept for the next mails; 0 opens one for each mail.
    pub pool: usize,
    /// How long opening a connection may take, and again how long sending over it may take.
    /// At most [`SmtpSettings::LONGEST_TIMEOUT`]: a request never waits for it, and a mail that fails is tried again.
    pub timeout: Duration,
    /// The name to greet with (`EHLO`); without one `[127.0.0.1]`, which every relay of one's own accepts.
    pub hello_name: Option<String>,
    /// Certificates to trust beside those of the system (PEM), for a server with a private authority.
    pub trusted: Option<Vec<u8>>,
}

impl SmtpSettings {
    /// The longest time-out that is accepted, 20 seconds: a mail may need it four times over, and the courier's lease
    /// of a job must last longer than that.
    pub const LONGEST_TIMEOUT: Duration = Duration::from_secs(20);

    /// STARTTLS on port 587, no credentials, 4 kept connections, 10 seconds.
    #[must_use]
    pub fn new(host: impl Into<String>) -> Self {
        Self {
            host: host.into(),
            port: SmtpSecurity::StartTls.usual_port(),
            security: SmtpSecurity::StartTls,
            credentials: None,
            pool: 4,
            timeout: Duration::from_secs(10),
            hello_name: None,
            trusted: None,
        }
    }

    pub(super) fn check(&self) -> Result<(), SmtpSettingsError> {
        let SmtpSettings { host, port, .. } = self;
        let wrong = |text: String| Err(SmtpSettingsError(text));
        let odd = |name: &str| {
            name.is_empty()
                || name
                    .chars()
                    .any(|letter| letter.is_whitespace() || letter.is_control())
        };
        if odd(host) {
            return wrong(format!("{host:?} is not the name of a mail server"));
        }
        if self.hello_name.as_deref().is_some_and(odd) {
            return wrong("the SMTP hello name must be a host name".to_owned());
        }
        if self.timeout.is_zero() || self.timeout > Self::LONGEST_TIMEOUT {
            return wrong(format!(
                "the SMTP time-out must lie between a moment and {}",
                in_words(Self::LONGEST_TIMEOUT)
            ));
        }
        if self.security == SmtpSecurity::Plain && self.credentials.is_some() && !is_loopback(host)
        {
            return wrong(format!(
                "the SMTP password would travel to {host}:{port} in clear text; use StartTls (port 587) or Tls \
             (port 465), or leave user name and password away"
            ));
        }
        Ok(())
    }

    /// Reads the certificates of the system, so it is done once and not for each connection.
    pub(super) fn tls(&self) -> Result<Option<TlsParameters>, SmtpSettingsError> {
        if self.security == SmtpSecurity::Plain {
            return Ok(None);
        }
        let unreadable =
            |error| SmtpSettingsError(format!("the certificates to trust cannot be used: {error}"));
        let mut builder = TlsParameters::builder(self.host.clone());
        if let Some(pem) = &self.trusted {
            if !String::from_utf8_lossy(pem).contains("-----BEGIN CERTIFICATE-----") {
                return Err(SmtpSettingsError(
                    "the certificates to trust must be PEM text".to_owned(),
                ));
            }
            builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(unreadable)?);
        }
        builder.build().map(Some).map_err(unreadable)
    }
}

/// How the connection to the mail server is protected.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Not at all. For a relay on this machine or a trusted network; carries no credentials elsewhere.
    Plain,
    /// Plain at first, then TLS before anything is said. A server that does not offer it gets no mail.
    StartTls,
    /// TLS from the first byte; preferred where the server has it (RFC 8314).
    Tls,
}

impl SmtpSecurity {
    /// 25, 587 or 465.
    #[must_use]
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::Plain => 25,
            Self::StartTls => 587,
            Self::Tls => 465,
        }
    }
}

/// Who we are to the mail server.
#[derive(Clone, Debug)]
pub struct SmtpCredentials {
    /// The user name.
    pub username: String,
    /// The password.
    pub password: Secret,
}

/// Settings that cannot work or must not be used; the text says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SmtpSettingsError(String);

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::super::Smtp;
    use super::*;

    // ASVS: 12.3.1
    #[test]
    fn settings_that_would_betray_the_password_are_refused_with_the_cure() {
        let credentials = Some(SmtpCredentials {
            username: "keeper".to_owned(),
            password: Secret::new("open-sesame"),
        });
        let settings = |host: &str, security| SmtpSettings {
            security,
            credentials: credentials.clone(),
            ..SmtpSettings::new(host)
        };
        let refused = Smtp::new(settings("mail.example.org", SmtpSecurity::Plain))
            .err()
            .unwrap()
            .to_string();
        assert!(
            refused.contains("StartTls (port 587)") && !refused.contains("sesame"),
            "{refused}"
        );
        for fine in ["localhost", "127.0.0.1", "::1"] {
            assert!(
                Smtp::new(settings(fine, SmtpSecurity::Plain)).is_ok(),
                "{fine}"
            );
        }
        assert!(Smtp::new(settings("mail.example.org", SmtpSecurity::StartTls)).is_ok());
        assert!(!format!("{:?}", settings("localhost", SmtpSecurity::Plain)).contains("sesame"));
    }

    #[test]
    fn settings_that_cannot_work_are_refused() {
        let good = SmtpSettings::new("mail.example.org");
        for wrong in [
            SmtpSettings {
                host: String::new(),
                ..good.clone()
            },
            SmtpSettings {
                host: "mail example".to_owned(),
                ..good.clone()
            },
            SmtpSettings {
                hello_name: Some("a\r\nMAIL".to_owned()),
                ..good.clone()
            },
            SmtpSettings {
                timeout: Duration::ZERO,
                ..good.clone()
            },
            SmtpSettings {
                timeout: Duration::from_secs(60),
                ..good.clone()
            },
            SmtpSettings {
                trusted: Some(b"no certificate".to_vec()),
                ..good.clone()
            },
        ] {
            assert!(Smtp::new(wrong.clone()).is_err(), "{wrong:?}");
        }
    }
}
