//! A list of breached passwords at another site, asked by k-anonymity (`SECURITY_PASSWORD_CHECK_BREACHED`): five digits
//! of a SHA-1 go out, all that begin with them come back, and the rest is compared here.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderName, Request, StatusCode, header},
};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use portcullis_kit::{digest::hex, secret::Secret};
use sha1::{Digest as _, Sha1};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    sync::Semaphore,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::aws_lc_rs, pki_types::ServerName},
};
use unicode_normalization::UnicodeNormalization;
use url::{Host, Url};

use crate::error::Fault;

/// For everything: name, connection, answer. A person waits.
const WITHIN: Duration = Duration::from_secs(1);
/// An answer has some 100 KB.
const LONGEST_ANSWER: usize = 1 << 20;
const DIGITS: usize = 5;
/// Questions at the same time; whoever comes later waits, within the same second.
const AT_ONCE: usize = 8;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Asks the list.
pub(crate) struct Breached {
    url: Url,
    least: u32,
    strict: bool,
    tls: Option<TlsConnector>,
    /// Anybody can cause a question: no flood of ours goes to the list.
    at_once: Semaphore,
}

impl std::fmt::Debug for Breached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Breached").finish_non_exhaustive()
    }
}

impl Breached {
    /// By its settings; `None` when `mode` is `off`. Reads the certificates of this machine for https.
    pub(crate) fn of(mode: &str, url: &str, least: u32) -> Result<Option<Arc<Self>>, String> {
        if mode == "off" {
            return Ok(None);
        }
        let wrong = |why: String| format!("SECURITY_PASSWORD_BREACHED_URL: {why}");
        let url = Url::parse(url).map_err(|error| wrong(error.to_string()))?;
        let tls = (url.scheme() == "https").then(|| connector().map_err(wrong));
        Ok(Some(Arc::new(Self {
            url,
            least,
            strict: mode == "strict",
            tls: tls.transpose()?,
            at_once: Semaphore::new(AT_ONCE),
        })))
    }

    /// Refuses what the list has; when it can't be asked, what the mode says.
    pub(super) async fn check(&self, typed: &Secret) -> Result<(), Fault> {
        let digits = digits(typed);
        let (prefix, rest) = digits.expose().split_at(DIGITS);
        let asked = timeout(WITHIN, async {
            let _one = self.at_once.acquire().await?;
            self.range(prefix).await
        });
        let asked = asked.await;
        match asked.unwrap_or_else(|_| Err("it took longer than a second".into())) {
            Ok(range) if count(&range, rest) >= self.least => Err(Fault::form("PASSWORD_BREACHED")),
            Ok(_) => Ok(()),
            Err(error) => {
                tracing::warn!(%error, strict = self.strict, "The list of breached passwords could not be asked");
                if self.strict {
                    return Err(Fault::form("PASSWORD_BREACHED_SITE_ERROR"));
                }
                Ok(())
            }
        }
    }

    /// All that begin with these digits.
    async fn range(&self, prefix: &str) -> Result<String, Failure> {
        let host = self.url.host().ok_or("the URL has no host")?;
        let port = self
            .url
            .port_or_known_default()
            .ok_or("the URL has no port")?;
        let stream = match host {
            Host::Domain(name) => TcpStream::connect((name, port)).await?,
            Host::Ipv4(address) => TcpStream::connect((address, port)).await?,
            Host::Ipv6(address) => TcpStream::connect((address, port)).await?,
        };
        match &self.tls {
            None => self.ask(stream, prefix).await,
            Some(tls) => {
                let name = self.url.host_str().unwrap_or_default();
                let name = name.trim_matches(['[', ']']).to_owned();
                let stream = tls.connect(ServerName::try_from(name)?, stream).await?;
                self.ask(stream, prefix).await
            }
        }
    }

    /// One request on one connection. A redirect is an answer like any other that is not 200: it is not followed.
    async fn ask(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        prefix: &str,
    ) -> Result<String, Failure> {
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let request = Request::get(format!("{}{prefix}", self.url.path()))
            .header(header::HOST, self.url.authority())
            .header(header::USER_AGENT, "Portcullis")
            // The answer's length would tell an eavesdropper the digits.
            .header(HeaderName::from_static("add-padding"), "true")
            .body(Body::empty())?;
        let answer = async {
            let answer = sender.send_request(request).await?;
            if answer.status() != StatusCode::OK {
                return Err(format!("it answered {}", answer.status()).into());
            }
            let bytes = to_bytes(Body::new(answer.into_body()), LONGEST_ANSWER).await?;
            Ok(String::from_utf8(bytes.into())?)
        };
        tokio::pin!(connection);
        tokio::pin!(answer);
        let mut closed = false;
        loop {
            tokio::select! {
                answer = &mut answer => return answer,
                end = &mut connection, if !closed => {
                    end?;
                    closed = true;
                }
            }
        }
    }
}

fn connector() -> Result<TlsConnector, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err("this machine has no certificates to check https with".to_owned());
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// The SHA-1 of the password in hexadecimal digits. The list is one of SHA-1; nothing here relies on its strength.
fn digits(typed: &Secret) -> Secret {
    let text = Secret::new(typed.expose().nfc().collect::<String>());
    let mut digits = hex(&Sha1::digest(text.expose().as_bytes()));
    digits.make_ascii_uppercase();
    Secret::new(digits)
}

/// How often the digest that ends so was seen. Padding has the count 0.
fn count(range: &str, rest: &str) -> u32 {
    let entries = range.lines().filter_map(|line| line.trim().split_once(':'));
    let mut same = entries.filter(|(listed, _)| listed.eq_ignore_ascii_case(rest));
    // A count beyond the type is a large one.
    same.next()
        .map_or(0, |(_, count)| count.parse().unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
