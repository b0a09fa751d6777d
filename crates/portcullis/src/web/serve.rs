//! Serving an app: hyper with a time-out for headers and a cap on connections, which `axum::serve` has neither of.

use std::{future::pending, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
    task::JoinSet,
};
use tower::ServiceExt;
use url::Url;

use crate::{
    error::{Error, Result},
    security::Security,
};

/// A browser sends its headers at once; who takes longer holds a connection for its own sake (Slowloris).
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

/// Each open connection costs some 20 KiB; more wait in the backlog of the system.
const CONNECTIONS_MAX: usize = 4096;

/// The largest request line and headers: a token, a few cookies, and room.
const HEADERS_MAX: usize = 32 * 1024;

/// How long running requests may take once the end was asked for.
const SHUTDOWN_WITHIN: Duration = Duration::from_secs(20);

impl Security {
    /// Serves an app that was [mounted](Security::mount), until the process ends.
    ///
    /// Without `SECURITY_PUBLIC_URL` this is development: links lead to `http://localhost` with the port of the listener.
    ///
    /// # Errors
    /// [`Error::Setup`] when the listener is open to other machines and no public URL is configured.
    pub async fn serve(&self, listener: TcpListener, app: Router) -> Result<()> {
        self.serve_until(listener, app, pending()).await
    }

    /// Serves an app until `stop` is ready, then finishes running requests and the mail in hand.
    ///
    /// # Errors
    /// As [`Security::serve`].
    pub async fn serve_until(
        &self,
        listener: TcpListener,
        app: Router,
        stop: impl Future<Output = ()>,
    ) -> Result<()> {
        self.serve_all_until(vec![listener], app, stop).await
    }

    /// Serves an app on several listeners at once, such as both loopback addresses.
    ///
    /// # Errors
    /// As [`Security::serve`]; without a public URL the first listener says where links lead.
    pub async fn serve_all_until(
        &self,
        listeners: Vec<TcpListener>,
        app: Router,
        stop: impl Future<Output = ()>,
    ) -> Result<()> {
        for listener in &listeners {
            self.known_at(listener.local_addr()?)?;
        }
        let slots = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let (stopping, stopped) = watch::channel(());
        let mut accepting = JoinSet::new();
        for listener in listeners {
            let mut stopped = stopped.clone();
            // It ends with the sender, which never says anything.
            let stop = async move { while stopped.changed().await.is_ok() {} };
            accepting.spawn(accept(listener, slots.clone(), app.clone(), stop));
        }
        stop.await;
        drop(stopping);
        while accepting.join_next().await.is_some() {}
        self.stop().await;
        Ok(())
    }
}

async fn accept(
    listener: TcpListener,
    slots: Arc<Semaphore>,
    app: Router,
    stop: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let slot = slots.clone().acquire_owned().await.ok()?;
            Some((slot, listener.accept().await))
        };
        let (slot, stream, peer) = tokio::select! {
            next = next => match next {
                Some((slot, Ok((stream, peer)))) => (slot, stream, peer),
                Some((_, Err(error))) => {
                    // Out of file descriptors, or the peer is gone already: neither ends the server.
                    tracing::warn!(%error, "A connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
                None => break,
            },
            () = &mut stop => break,
        };
        let app = app.clone();
        let service = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            app.clone().oneshot(request.map(axum::body::Body::new))
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIMEOUT)
            .max_buf_size(HEADERS_MAX);
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A connection that breaks is the client's affair.
            let _ = connection.await;
            drop(slot);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(SHUTDOWN_WITHIN, graceful.shutdown()).await;
}

impl Security {
    /// Learns where the app is served. Without a configured public URL that is the place links lead to.
    pub(crate) fn known_at(&self, here: SocketAddr) -> Result<()> {
        if self.public_url().is_some() {
            return Ok(());
        }
        if !here.ip().is_loopback() {
            return Err(Error::Setup(format!(
                "{here} is open to other machines, but links need a public URL: set SECURITY_PUBLIC_URL, such as \
                 \"https://accounts.example.com\", or listen on 127.0.0.1"
            )));
        }
        let url = Url::parse(&format!("http://localhost:{}", here.port()))
            .map_err(|error| Error::Internal(error.to_string()))?;
        // Somebody else told it first: theirs stands.
        let _ = self.0.public_url.set(url);
        Ok(())
    }
}
