//! What the load is put on, beside the server itself: an app whose one page wants to know who is signed in, and a bare axum
//! server with the same page for everybody. Both run in processes of their own, so that each has its own processor time.

use std::{error::Error, net::SocketAddr};

use axum::{Router, routing::get};
use clap::Parser;
use portcullis::{
    Account, Changeable, Confirmable, CurrentUser, Db, Passwordless, Recoverable, Registerable,
    Security, Trackable,
    mail::Memory,
    settings::{Settings, Source},
};
use tokio::net::TcpListener;

/// Serves one page on loopback.
#[derive(Parser)]
enum Subject {
    /// Nothing but axum
    Bare {
        /// Where to listen
        listen: SocketAddr,
    },
    /// An app with every feature; its settings come from the environment
    App {
        /// Where to listen
        listen: SocketAddr,
        /// The address of its database
        database: String,
        /// Sends no mail and sweeps nothing, so that only requests cost anything
        #[arg(long)]
        without_background: bool,
    },
}

const PAGE: &str = "ok";

async fn page() -> &'static str {
    PAGE
}

/// The same page, for those who are signed in.
async fn own_page(_: CurrentUser) -> &'static str {
    PAGE
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    match Subject::parse() {
        Subject::Bare { listen } => {
            let listener = TcpListener::bind(listen).await?;
            axum::serve(listener, Router::new().route("/", get(page))).await?;
        }
        Subject::App {
            listen,
            database,
            without_background,
        } => {
            let listener = TcpListener::bind(listen).await?;
            let security = security(&database, without_background).await?;
            let own = Router::new().route("/", get(own_page));
            let own = own.route("/open", get(page));
            // Outside of the layer: what serving costs by itself.
            let outside = Router::new().route("/outside", get(page));
            let app = outside.merge(security.mount(own));
            security.serve(listener, app).await?;
        }
    }
    Ok(())
}

async fn security(database: &str, without_background: bool) -> portcullis::Result<Security> {
    #[expect(
        clippy::disallowed_methods,
        reason = "here the environment comes in, to be checked by name"
    )]
    let environment = std::env::vars_os();
    let settings = Settings::load(Source::empty().environment(environment, &[]));
    let builder = Security::builder(Db::open(database).await?)
        .with(Registerable::default())
        .with(Confirmable::default())
        .with(Recoverable::default())
        .with(Changeable::default())
        .with(Passwordless::default())
        .with(Trackable::default())
        .with(Account::default())
        .settings(settings)
        .mail(Memory::new());
    if without_background {
        builder.without_background().build().await
    } else {
        builder.build().await
    }
}
