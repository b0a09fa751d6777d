//! Sign-up, confirmation, sign-in, recovery and tracking in an axum app.
//!
//! `cargo run --package portcullis --example quickstart`, then open <http://localhost:3000>; its mail is at `/dev/mail`.

use axum::{Router, routing::get};
use portcullis::{Confirmable, CurrentUser, Db, Recoverable, Registerable, Security, Trackable};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> portcullis::Result<()> {
    let security = Security::builder(Db::open("sqlite://app.db").await?)
        .with(Registerable::default())
        .with(Confirmable::default())
        .with(Recoverable::default())
        .with(Trackable::default())
        .build()
        .await?;
    let app = security.mount(Router::new().route("/", get(dashboard)));
    security
        .serve(TcpListener::bind("127.0.0.1:3000").await?, app)
        .await
}

async fn dashboard(user: CurrentUser) -> String {
    format!(
        "Hello {}, this is visit number {}",
        user.email, user.login_count
    )
}
