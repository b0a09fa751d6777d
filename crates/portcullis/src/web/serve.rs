//! Serving an app: hyper with time-outs for headers, bodies and answers, and caps on connections, none of which
//! `axum::serve` has.

mod incoming;
mod networks;
mod outgoing;

use std::{
    future::pending,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    pin::pin,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, HttpBody as _},
    extract::ConnectInfo,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use ipnet::{Ipv4Net, Ipv6Net};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
    time::Instant,
};
use tower::ServiceExt;
use url::Url;

use self::{incoming::Paced, networks::Networks, outgoing::Outgoing};
use super::pace::Pace;
use crate::{
    error::{Error, Result},
    security::Security,
};

/// What one client may cost.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// A browser sends its headers at once; who takes longer holds a connection for its own sake (Slowloris).
    headers_within: Duration,
    /// The same for what follows the headers, for our handlers and an app's own.
    body_pace: Pace,
    /// And for the answer: a client that does not read it holds the connection as well.
    answer_pace: Pace,
    /// Each open connection costs some 20 KiB; more wait in the backlog of the system.
    connections_max: usize,
    /// How many of these one network may have: a quarter, so that nobody alone keeps everybody out.
    of_one_network_max: usize,
    /// The largest request line and headers, in bytes: a token, a few cookies, and room.
    headers_max: usize,
    /// How long running requests may take once the end was asked for.
    shutdown_within: Duration,
}

/// How long running requests may take once the end was asked for.
pub(crate) const SHUTDOWN_WITHIN: Duration = Duration::from_secs(20);

const LIMITS: Limits = Limits {
    headers_within: Duration::from_secs(10),
    body_pace: Pace {
        frame_within: Duration::from_secs(10),
        whole_within: Duration::from_secs(60),
        bytes_per_second: 4 * 1024,
    },
    answer_pace: Pace {
        frame_within: Duration::from_secs(30),
        whole_within: Duration::from_secs(60),
        bytes_per_second: 4 * 1024,
    },
    connections_max: 4096,
    of_one_network_max: 1024,
    headers_max: 32 * 1024,
    shutdown_within: SHUTDOWN_WITHIN,
};

impl Security {
    /// Serves an app that was [mounted](Security::mount), until the process ends.
    ///
    /// Without `SECURITY_PUBLIC_URL` this is development: links lead to `http://localhost` with the port of the listener.
    ///
    /// # Errors
    /// [`Error::Setup`] when no router was mounted, or when the listener is open to other machines and no public URL is
    /// configured.
    ///
    /// ```no_run
    /// # use axum::Router;
    /// # use portcullis::{Db, Security};
    /// # async fn main_of_an_app() -> portcullis::Result<()> {
    /// let security = Security::builder(Db::open("sqlite://app.db").await?).build().await?;
    /// let app = security.mount(Router::new());
    /// let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    /// security.serve(listener, app).await
    /// # }
    /// ```
    pub async fn serve(&self, listener: TcpListener, app: Router) -> Result<()> {
        self.serve_until(listener, app, pending()).await
    }

    /// Serves an app until `stop` is ready, then finishes running requests and the mail in hand.
    ///
    /// # Errors
    /// As [`Security::serve`].
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    /// let app = security.mount(axum::Router::new());
    /// // Whoever has the other end, such as a test or a handler of signals, says when.
    /// let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    /// # drop(stop);
    /// security.serve_until(listener, app, async { drop(stopped.await) }).await?;
    /// # Ok(())
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let mut listeners = Vec::new();
    /// for address in ["127.0.0.1:3000", "[::1]:3000"] {
    ///     listeners.push(tokio::net::TcpListener::bind(address).await?);
    /// }
    /// let app = security.mount(axum::Router::new());
    /// security.serve_all_until(listeners, app, std::future::pending()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn serve_all_until(
        &self,
        listeners: Vec<TcpListener>,
        app: Router,
        stop: impl Future<Output = ()>,
    ) -> Result<()> {
        self.require_mounted()?;
        // Until a router has its state, it puts each handler into its layers anew for each request.
        let app = app.with_state(());
        for listener in &listeners {
            self.known_at(listener.local_addr()?)?;
        }
        let door = Door::new(LIMITS, self.networks(LIMITS.of_one_network_max));
        let (stopping, stopped) = watch::channel(());
        let mut accepting = JoinSet::new();
        for listener in listeners {
            let mut stopped = stopped.clone();
            // It ends with the sender, which never says anything.
            let stop = async move { while stopped.changed().await.is_ok() {} };
            accepting.spawn(accept(listener, door.clone(), app.clone(), stop));
        }
        stop.await;
        drop(stopping);
        let ends = Instant::now() + LIMITS.shutdown_within;
        while accepting.join_next().await.is_some() {}
        // What a client has hung up on has no connection that is waited for.
        let left = ends.saturating_duration_since(Instant::now());
        self.stop_within(left).await;
        Ok(())
    }
}

/// Who is let in, and what they may cost.
#[derive(Clone)]
struct Door {
    limits: Limits,
    slots: Arc<Semaphore>,
    networks: Arc<Networks>,
}

impl Door {
    fn new(limits: Limits, networks: Arc<Networks>) -> Self {
        Self {
            limits,
            slots: Arc::new(Semaphore::new(limits.connections_max)),
            networks,
        }
    }

    /// The next connection, once there is a slot for it.
    async fn next(
        &self,
        listener: &TcpListener,
    ) -> std::io::Result<(OwnedSemaphorePermit, (TcpStream, SocketAddr))> {
        let slot = self.slots.clone().acquire_owned().await;
        let slot = slot.map_err(std::io::Error::other)?;
        Ok((slot, listener.accept().await?))
    }
}

async fn accept(listener: TcpListener, door: Door, app: Router, stop: impl Future<Output = ()>) {
    let limits = door.limits;
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        // The end is listened for also while all slots are taken.
        let (slot, (stream, peer)) = tokio::select! {
            accepted = door.next(&listener) => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, or the peer is gone already: neither ends the server.
                    tracing::warn!(%error, "A connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let Some(place) = door.networks.enter(peer.ip()) else {
            tracing::debug!(%peer, "A connection was refused: its network has as many as it may");
            continue;
        };
        let app = app.clone();
        let service = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            let paced = |body: Incoming| match body.is_end_stream() {
                true => Body::empty(),
                false => Body::new(Paced::new(body, limits.body_pace)),
            };
            app.clone().oneshot(request.map(paced))
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.headers_within)
            .max_buf_size(limits.headers_max);
        let stream = TokioIo::new(Outgoing::new(stream, limits.answer_pace));
        let connection = graceful.watch(http.serve_connection(stream, service));
        tokio::spawn(async move {
            // A connection that breaks is the client's affair.
            let _ = connection.await;
            drop((slot, place));
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(limits.shutdown_within, graceful.shutdown()).await;
}

impl Security {
    /// Networks that may have so many connections. Not counted is from where many people come over one address: the trusted
    /// proxies, and one on this machine.
    fn networks(&self, most: usize) -> Arc<Networks> {
        let mut busy = self.settings().http.trusted_proxies.0.clone();
        busy.push(Ipv4Net::new_assert(Ipv4Addr::LOCALHOST, 8).into());
        busy.push(Ipv6Net::from(Ipv6Addr::LOCALHOST).into());
        let ipv6_prefix = self.settings().throttles.throttle_ipv6_prefix;
        Networks::new(most, ipv6_prefix, busy)
    }

    /// A guard on a route outside of the layer refuses everybody; without this one would learn of it at the first request.
    fn require_mounted(&self) -> Result<()> {
        if self.0.mounted.load(Relaxed) {
            return Ok(());
        }
        Err(Error::Setup(
            "this app was not mounted, so nobody can sign in: `let app = security.mount(router)`, and serve what comes of it"
                .into(),
        ))
    }

    /// Learns where the app is served. Without a configured public URL that is the place links lead to.
    pub(crate) fn known_at(&self, here: SocketAddr) -> Result<()> {
        if self.settings().http.public_origin().is_some() {
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

#[cfg(test)]
mod tests;
