//! The small things that a request is made of, in memory: no socket, no second process. For comparing one change with
//! another; what a request costs on the wire says `bench/run`.

use std::{
    cell::{Cell, RefCell},
    future::ready,
    hint::black_box,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    response::Response,
    routing::get,
};
use divan::{Bencher, counter::BytesCount};
use hyper::{Request, service::Service as _};
use hyper_util::service::TowerToHyperService;
use portcullis::{
    CurrentUser, Email,
    testing::{App, every_feature},
};
use portcullis_kit::token::Token;
use tokio::runtime::Runtime;

fn main() {
    divan::main();
}

#[divan::bench]
fn token_is_parsed(bencher: Bencher<'_, '_>) {
    let token = Token::generate();
    bencher.bench(|| Token::parse(black_box(token.expose())));
}

#[divan::bench]
fn token_is_hashed(bencher: Bencher<'_, '_>) {
    let token = Token::generate();
    bencher.bench(|| black_box(&token).hash());
}

#[divan::bench(args = ["ada@example.test", "Ada.Lovelace+bench@Mail.Example.COM", "ada@bücher.example"])]
fn address_is_parsed(bencher: Bencher<'_, '_>, address: &str) {
    bencher.bench(|| Email::parse(black_box(address)));
}

/// An app in memory, and somebody who is signed in.
struct Rig {
    runtime: Runtime,
    app: App,
}

async fn own_page(_: CurrentUser) -> &'static str {
    "ok"
}

fn routes() -> Router {
    let open = get(|| ready("ok"));
    Router::new().route("/open", open).route("/", get(own_page))
}

impl Rig {
    fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let app = runtime.block_on(App::on_sqlite(every_feature));
        Self {
            runtime,
            app: app.serving(routes()),
        }
    }

    /// The cookie of a new session.
    fn cookie(&self) -> String {
        let browser = self
            .runtime
            .block_on(async { self.app.login_as("ada@example.test").await });
        let session = browser.cookie("session").expect("a session");
        format!("session={session}")
    }
}

type InMemory = TowerToHyperService<Router>;

fn request(path: &str, cookie: &str) -> Request<Body> {
    let request = Request::get(path).header("host", "localhost:3000");
    let request = request.header("cookie", cookie).body(Body::empty());
    request.expect("a request")
}

async fn asked(service: &InMemory, request: Request<Body>) -> Response {
    let Ok(response) = service.call(request).await;
    response
}

/// A request by way of the layer, which reads its cookies; nobody asks who is signed in.
#[divan::bench]
fn request_passes_the_layer(bencher: Bencher<'_, '_>) {
    let rig = Rig::new();
    let (cookie, app) = (rig.cookie(), rig.app.security.mount(routes()));
    let service = TowerToHyperService::new(app);
    bencher
        .with_inputs(|| request("/open", &cookie))
        .bench_local_values(|request| rig.runtime.block_on(asked(&service, request)));
}

/// The same without the layer, to be taken off.
#[divan::bench]
fn request_passes_axum_alone(bencher: Bencher<'_, '_>) {
    let runtime = Runtime::new().expect("a runtime");
    let service = TowerToHyperService::new(Router::new().route("/open", get(|| ready("ok"))));
    bencher
        .with_inputs(|| request("/open", "session=none"))
        .bench_local_values(|request| runtime.block_on(asked(&service, request)));
}

#[divan::bench]
fn session_is_checked_again(bencher: Bencher<'_, '_>) {
    let rig = Rig::new();
    let (cookie, app) = (rig.cookie(), rig.app.security.mount(routes()));
    let service = TowerToHyperService::new(app);
    bencher
        .with_inputs(|| request("/", &cookie))
        .bench_local_values(|request| rig.runtime.block_on(asked(&service, request)));
}

/// As many as there are sessions: each is asked for once.
const COLD: u32 = 1_000;

/// By another process than the one in which people signed in, so that no cache knows them.
#[divan::bench(sample_count = COLD, sample_size = 1)]
fn session_is_checked_for_the_first_time(bencher: Bencher<'_, '_>) {
    let rig = Rig::new();
    let other = rig.runtime.block_on(rig.app.beside(every_feature));
    let service = TowerToHyperService::new(other.security.mount(routes()));
    let cookies = RefCell::new((0..=COLD).map(|_| rig.cookie()).collect::<Vec<_>>());
    let signed_in = Cell::new(0);
    bencher
        .with_inputs(|| {
            let cookie = cookies.borrow_mut().pop();
            request("/", &cookie.unwrap_or_default())
        })
        .bench_local_values(|request| {
            let response = rig.runtime.block_on(asked(&service, request));
            signed_in.set(signed_in.get() + u32::from(response.status() == 200));
        });
    assert!(
        signed_in.get() >= COLD,
        "{} were signed in",
        signed_in.get()
    );
}

#[divan::bench(args = ["/login", "/register", "/reset"])]
fn page_is_rendered(bencher: Bencher<'_, '_>, path: &str) {
    let rig = Rig::new();
    let service = TowerToHyperService::new(rig.app.security.mount(routes()));
    let page = |request| async {
        let response = asked(&service, request).await;
        to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a page")
    };
    let length = rig.runtime.block_on(page(request(path, ""))).len();
    bencher
        .counter(BytesCount::new(length))
        .with_inputs(|| request(path, ""))
        .bench_local_values(|request| rig.runtime.block_on(page(request)));
}
