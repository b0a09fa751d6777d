//! One connection to the server, as a browser holds it.

use std::{error::Error, net::SocketAddr, time::Duration};

use axum::body::{Body, to_bytes};
use hyper::{Request, client::conn::http1};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, time::Instant};

/// The header that asks the rig for its injected leak.
pub(crate) const LEAK: &str = "x-leak";

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

pub(crate) struct Client {
    sender: http1::SendRequest<Body>,
    host: String,
}

impl Client {
    pub(crate) async fn connect(to: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self {
            sender,
            host: format!("localhost:{}", to.port()),
        })
    }

    /// Sends a form. Returns the status and the time to the first byte of the answer.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        form: String,
        leak: bool,
    ) -> Result<(u16, Duration)> {
        let request = Request::post(path)
            .header("host", &self.host)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header(LEAK, if leak { "1" } else { "0" })
            .body(Body::from(form))?;
        self.sender.ready().await?;
        let began = Instant::now();
        let response = self.sender.send_request(request).await?;
        let took = began.elapsed();
        let status = response.status().as_u16();
        to_bytes(Body::new(response.into_body()), usize::MAX).await?;
        Ok((status, took))
    }
}
