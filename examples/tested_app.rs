//! An app with tests: members read their orders, admins read all, and nobody gets in by a route that was forgotten.
//!
//! `cargo test --package portcullis --features testing --example tested_app`; with `run` in place of `test` it listens on
//! <http://localhost:3000>.

use axum::{Router, extract::Path, routing::get};
use portcullis::{
    Confirmable, CurrentUser, Db, Fresh, Recoverable, Registerable, Security, SecurityBuilder,
    public, roles_required,
};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> portcullis::Result<()> {
    let db = Db::open("sqlite://tested_app.db").await?;
    let (security, app) = build(Security::builder(db)).await?;
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    security.serve(listener, app).await
}

/// Puts the app together, for `main` and for the tests alike.
async fn build(builder: SecurityBuilder) -> portcullis::Result<(Security, Router)> {
    let security = builder
        .with(Registerable::default())
        .with(Confirmable::default())
        .with(Recoverable::default())
        .build()
        .await?;
    security
        .create_role("admin", "Reads all orders", &[])
        .await?;
    let routes = Router::new()
        .route("/", get(home).route_layer(public()))
        .route("/orders/{number}", get(order))
        .route(
            "/orders",
            get(all_orders).route_layer(roles_required(["admin"])),
        )
        .route("/bank-account", get(bank_account));
    let app = security.mount(routes);
    Ok((security, app))
}

async fn home(user: Option<CurrentUser>) -> String {
    user.map_or_else(
        || "Welcome".into(),
        |user| format!("Welcome back, {}", user.email),
    )
}

async fn order(user: CurrentUser, Path(number): Path<u64>) -> String {
    format!("Order {number} of {}", user.email)
}

async fn all_orders() -> &'static str {
    "All orders"
}

async fn bank_account(Fresh(user): Fresh<CurrentUser>) -> String {
    format!("The bank account of {}", user.email)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use portcullis::testing::{App, PASSWORD};

    use super::build;

    const ADA: &str = "ada@example.test";

    #[tokio::test]
    async fn members_read_their_own_order_and_only_admins_read_all() {
        let app = App::new(build).await;
        let mut ada = app.login_as(ADA).await;
        assert_eq!(
            ada.get("/orders/7").await.body,
            "Order 7 of ada@example.test"
        );
        assert_eq!(ada.get("/orders").await.status, 403);
        let mut ida = app.login_as("ida@example.test").with_role("admin").await;
        assert_eq!(ida.get("/orders").await.body, "All orders");
    }

    #[tokio::test]
    async fn whoever_signs_up_confirms_the_address_and_signs_in() {
        let app = App::new(build).await;
        let mut ada = app.browser();
        ada.sign_up(ADA, PASSWORD).await;
        let link = app.link_for(ADA).await;
        ada.submit(&link, &[]).await;
        ada.sign_in(ADA, PASSWORD).await;
        assert_eq!(ada.get("/orders/1").await.status, 200);
    }

    #[tokio::test]
    async fn the_bank_account_wants_a_proof_that_is_not_older_than_a_day() {
        let app = App::new(build).await;
        let mut ada = app.login_as(ADA).await;
        assert_eq!(ada.get("/bank-account").await.status, 200);
        // A day and an hour, in steps: a session that nobody uses ends after half a day.
        for _ in 0..5 {
            app.advance(Duration::from_secs(5 * 3600));
            assert_eq!(ada.get("/orders/7").await.status, 200);
        }
        assert_eq!(
            ada.get("/bank-account").await.location(),
            "/verify?next=%2Fbank-account"
        );
        let mut tired = app.login_as(ADA).stale().await;
        assert_eq!(tired.get("/bank-account").await.status, 302);
    }

    #[tokio::test]
    async fn no_route_was_forgotten() {
        let app = App::new(build).await;
        let open = app.unguarded_routes().await;
        assert!(open.is_empty(), "{open}");
        assert_eq!(app.unknown_roles().await, []);
    }
}
