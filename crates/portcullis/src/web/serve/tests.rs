//! Serving over TCP.

mod hostile;

use axum::routing::{get, post};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::{Notify, oneshot},
    time::timeout,
};

use super::*;
use crate::testing::App;

const PATIENCE: Duration = Duration::from_secs(10);

const QUICK: Limits = Limits {
    headers_within: Duration::from_millis(200),
    body_pace: Pace {
        frame_within: Duration::from_millis(300),
        whole_within: Duration::from_secs(1),
        bytes_per_second: 1024,
    },
    ..LIMITS
};

/// A server with these limits, its address, and how to end it.
async fn served(
    app: Router,
    limits: Limits,
) -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let server = tokio::spawn(async move {
        let stopped = async {
            let _ = stopped.await;
        };
        let networks = Networks::new(limits.of_one_network_max, 64, Vec::new());
        accept(listener, Door::new(limits, networks), app, stopped).await;
    });
    (address, stop, server)
}

async fn talk(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer))
        .await
        .expect("an end");
    String::from_utf8_lossy(&answer).into_owned()
}

fn hello() -> Router {
    Router::new().route("/", get(async || "hello"))
}

const REQUEST: &str = "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn a_request_is_answered() {
    let (address, _stop, _server) = served(hello(), LIMITS).await;
    let answer = talk(address, REQUEST).await;
    assert!(
        answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("hello"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_client_that_dawdles_over_its_headers_is_hung_up_on() {
    let (address, _stop, _server) = served(hello(), QUICK).await;
    let begun = Instant::now();
    let answer = talk(address, "GET / HTTP/1.1\r\nhost: loc").await;
    assert!(!answer.contains("200 OK"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(5));
}

const SLOW_FORM: &str = "POST /login HTTP/1.1\r\nhost: localhost\r\ncontent-length: 60000\r\n\
     content-type: application/x-www-form-urlencoded\r\n\r\ne";

/// Our sign-in, and a handler of the app's own that takes everything.
async fn with_a_handler_of_its_own() -> (App, Router) {
    let app = App::on_sqlite(|app| app).await;
    let own = post(async |body: String| body.len().to_string());
    let router = app.security.mount(Router::new().route("/own", own));
    (app, router)
}

#[tokio::test]
async fn a_client_that_dawdles_over_its_body_is_hung_up_on() {
    let (_app, router) = with_a_handler_of_its_own().await;
    let (address, _stop, _server) = served(router, QUICK).await;
    let begun = Instant::now();
    let answer = talk(address, SLOW_FORM).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("took too long"), "{answer}");
    let answer = talk(address, &SLOW_FORM.replace("/login", "/own")).await;
    assert!(!answer.contains("200 OK"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(5));
}

/// Sends a byte every so often until the server has had enough.
async fn drip(address: SocketAddr, path: &str) -> Duration {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = SLOW_FORM.replace("/login", path);
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut reader, mut writer) = stream.into_split();
    let mut answer = Vec::new();
    let dripping = async {
        loop {
            tokio::time::sleep(Duration::from_millis(100)).await;
            if writer.write_all(b"e").await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        _ = timeout(PATIENCE, reader.read_to_end(&mut answer)) => {}
        () = dripping => {}
    }
    begun.elapsed()
}

#[tokio::test]
async fn a_body_of_a_byte_now_and_again_ends_too() {
    let (_app, router) = with_a_handler_of_its_own().await;
    let (address, _stop, _server) = served(router, QUICK).await;
    for path in ["/login", "/own"] {
        let held = drip(address, path).await;
        assert!(held < Duration::from_secs(4), "{path}: {held:?}");
    }
}

#[tokio::test]
async fn a_large_body_over_a_slow_line_comes_through() {
    let (_app, router) = with_a_handler_of_its_own().await;
    let (address, _stop, _server) = served(router, QUICK).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = "POST /own HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 20000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(80)).await;
        stream.write_all(&[b'e'; 1000]).await.unwrap();
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("20000"), "{answer}");
}

#[tokio::test]
async fn headers_beyond_all_measure_are_refused() {
    let (address, _stop, _server) = served(hello(), LIMITS).await;
    let long = format!(
        "GET / HTTP/1.1\r\nhost: localhost\r\nx: {}\r\n\r\n",
        "a".repeat(64 * 1024)
    );
    let answer = talk(address, &long).await;
    assert!(!answer.contains("200 OK"), "{answer}");
    assert!(talk(address, REQUEST).await.contains("200 OK"));
}

#[tokio::test]
async fn at_the_end_a_running_request_is_finished_and_no_new_one_is_taken() {
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, wait) = (begun.clone(), go_on.clone());
    let slow = get(async move || {
        tell.notify_one();
        wait.notified().await;
        "finished"
    });
    let (address, stop, server) = served(Router::new().route("/", slow), LIMITS).await;
    let request = tokio::spawn(async move { talk(address, REQUEST).await });
    begun.notified().await;
    stop.send(()).unwrap();
    let refused = async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, refused)
        .await
        .expect("the listener is closed");
    assert!(!server.is_finished());
    go_on.notify_one();
    assert!(request.await.unwrap().ends_with("finished"));
    timeout(PATIENCE, server)
        .await
        .expect("the server ends")
        .unwrap();
}

#[tokio::test]
async fn an_idle_connection_does_not_keep_the_server_from_ending() {
    let (address, stop, server) = served(hello(), LIMITS).await;
    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    let mut some = [0; 64];
    assert!(idle.read(&mut some).await.unwrap() > 0);
    stop.send(()).unwrap();
    timeout(PATIENCE, server)
        .await
        .expect("the server ends")
        .unwrap();
}

#[tokio::test]
async fn a_server_whose_connections_are_all_taken_still_ends() {
    let one = Limits {
        connections_max: 1,
        shutdown_within: Duration::from_millis(100),
        ..LIMITS
    };
    let (address, stop, server) = served(hello(), one).await;
    let mut first = TcpStream::connect(address).await.unwrap();
    first.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    let waiting = tokio::spawn(talk(address, REQUEST));
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!waiting.is_finished(), "there is one slot");
    stop.send(()).unwrap();
    timeout(PATIENCE, server)
        .await
        .expect("the server ends")
        .unwrap();
}

// ASVS: 1.4.3
#[tokio::test]
async fn a_slot_that_is_given_back_is_used_again() {
    let one = Limits {
        connections_max: 1,
        ..LIMITS
    };
    let (address, _stop, _server) = served(hello(), one).await;
    for _ in 0..3 {
        assert!(talk(address, REQUEST).await.contains("200 OK"));
    }
}

#[tokio::test]
async fn a_listener_that_is_open_to_other_machines_needs_a_public_url() {
    let scratch = portcullis_kit::db::testing::fresh_sqlite().await;
    let security = Security::builder(scratch.db.clone())
        .without_background()
        .build()
        .await
        .unwrap();
    let app = security.mount(Router::new());
    for addresses in [&["0.0.0.0:0"][..], &["127.0.0.1:0", "0.0.0.0:0"]] {
        let mut listeners = Vec::new();
        for address in addresses {
            listeners.push(TcpListener::bind(address).await.unwrap());
        }
        let served = security.serve_all_until(listeners, app.clone(), async {});
        let text = served.await.unwrap_err().to_string();
        assert!(
            text.contains("SECURITY_PUBLIC_URL") && text.contains("0.0.0.0"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn without_a_public_url_links_lead_to_the_listener() {
    let scratch = portcullis_kit::db::testing::fresh_sqlite().await;
    let security = Security::builder(scratch.db.clone()).build().await.unwrap();
    assert!(security.url_of("/x").is_err(), "nobody knows yet");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let app = security.mount(Router::new());
    timeout(PATIENCE, security.serve_until(listener, app, async {}))
        .await
        .expect("it ends")
        .unwrap();
    assert_eq!(
        security.url_of("/x").unwrap(),
        format!("http://localhost:{port}/x")
    );
}

#[tokio::test]
async fn the_address_of_the_peer_reaches_the_app() {
    let app = App::on_sqlite(|app| app.with(crate::Trackable::default())).await;
    app.user("ada@example.test", "correct horse battery").await;
    let (address, _stop, _server) = served(app.security.mount(Router::new()), LIMITS).await;
    let body = "email=ada%40example.test&password=correct+horse+battery";
    let request = format!(
        "POST /login HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {}\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\n{body}",
        body.len()
    );
    assert!(talk(address, &request).await.starts_with("HTTP/1.1 303"));
    let ada = app
        .security
        .find_user("ada@example.test")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ada.current_login_ip.as_deref(), Some("127.0.0.1"));
}

#[tokio::test]
async fn several_listeners_serve_one_app_and_end_together() {
    let scratch = portcullis_kit::db::testing::fresh_sqlite().await;
    let security = Security::builder(scratch.db.clone()).build().await.unwrap();
    let (mut listeners, mut addresses) = (Vec::new(), Vec::new());
    for _ in 0..2 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        addresses.push(listener.local_addr().unwrap());
        listeners.push(listener);
    }
    let (stop, stopped) = oneshot::channel::<()>();
    let app = security.mount(hello());
    let serving = security.clone();
    let server = tokio::spawn(async move {
        let stopped = async {
            let _ = stopped.await;
        };
        serving.serve_all_until(listeners, app, stopped).await
    });
    for address in &addresses {
        assert!(talk(*address, REQUEST).await.ends_with("hello"));
    }
    let first = addresses[0].port();
    assert_eq!(
        security.url_of("/").unwrap(),
        format!("http://localhost:{first}/")
    );
    stop.send(()).unwrap();
    timeout(PATIENCE, server)
        .await
        .expect("the server ends")
        .unwrap()
        .unwrap();
    for address in addresses {
        assert!(TcpStream::connect(address).await.is_err());
    }
}
