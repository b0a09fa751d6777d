//! Clients that do not play by the rules, byte by byte.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use tokio::net::TcpSocket;

use super::*;

/// More than the buffers of both ends hold.
const LARGE: usize = 32 * 1024 * 1024;

fn large() -> Router {
    hello().route("/large", get(async || vec![b'a'; LARGE]))
}

const IMPATIENT: Limits = Limits {
    answer_pace: Pace {
        frame_within: Duration::from_millis(300),
        whole_within: Duration::from_secs(1),
        bytes_per_second: 64 * 1024 * 1024,
    },
    connections_max: 1,
    ..LIMITS
};

/// Asks for the large answer over a line that holds little of it.
async fn asking(address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    stream
        .write_all(REQUEST.replace("/ ", "/large ").as_bytes())
        .await
        .unwrap();
    stream
}

// ASVS: 13.1.3, 15.2.2
#[tokio::test]
async fn a_client_that_never_reads_its_answer_is_hung_up_on() {
    let (address, _stop, _server) = served(large(), IMPATIENT).await;
    let holding = asking(address).await;
    let begun = Instant::now();
    // There is one slot: the next is answered when it is free.
    assert!(talk(address, REQUEST).await.ends_with("hello"));
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop(holding);
}

#[tokio::test]
async fn a_client_that_reads_a_little_now_and_again_is_hung_up_on_as_well() {
    let (address, _stop, _server) = served(large(), IMPATIENT).await;
    let mut stream = asking(address).await;
    let begun = Instant::now();
    let (mut some, mut taken) = ([0; 8 * 1024], 0);
    loop {
        tokio::time::sleep(Duration::from_millis(50)).await;
        match timeout(PATIENCE, stream.read(&mut some))
            .await
            .expect("an end")
        {
            Ok(0) | Err(_) => break,
            Ok(bytes) => taken += bytes,
        }
        // What the system holds for it was sent before the end.
        if begun.elapsed() > Duration::from_secs(3) {
            let rest = timeout(PATIENCE, stream.read_to_end(&mut Vec::new())).await;
            taken += rest.expect("an end").unwrap_or_default();
            break;
        }
    }
    assert!(taken < LARGE, "{taken}");
    assert!(talk(address, REQUEST).await.ends_with("hello"));
}

#[tokio::test]
async fn a_large_answer_that_is_read_comes_through_and_a_slow_handler_is_waited_for() {
    let slow = get(async || {
        tokio::time::sleep(Duration::from_millis(1500)).await;
        "slow"
    });
    let (address, _stop, _server) = served(large().route("/slow", slow), IMPATIENT).await;
    let answer = talk(address, &REQUEST.replace("/ ", "/large ")).await;
    assert!(answer.len() > LARGE, "{}", answer.len());
    let answer = talk(address, &REQUEST.replace("/ ", "/slow ")).await;
    assert!(answer.ends_with("slow"), "{answer}");
}

#[tokio::test]
async fn nobody_alone_takes_every_slot() {
    let limits = Limits {
        of_one_network_max: 2,
        ..LIMITS
    };
    let (address, _stop, _server) = served(hello(), limits).await;
    let mut holding = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
            .await
            .unwrap();
        let mut answer = [0; 15];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
        holding.push(stream);
    }
    let mut third = TcpStream::connect(address).await.unwrap();
    let _ = third.write_all(REQUEST.as_bytes()).await;
    let mut answer = String::new();
    let _ = timeout(PATIENCE, third.read_to_string(&mut answer))
        .await
        .expect("an end");
    assert_eq!(answer, "");
    holding.pop();
    let begun = Instant::now();
    while !try_talk(address).await {
        assert!(begun.elapsed() < PATIENCE, "the place is not given back");
    }
}

async fn try_talk(address: SocketAddr) -> bool {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.write_all(REQUEST.as_bytes()).await;
    let _ = stream.read_to_end(&mut answer).await;
    answer.ends_with(b"hello")
}

// ASVS: 4.2.5
#[tokio::test]
async fn headers_that_are_too_many_or_too_long_are_refused() {
    let (address, _stop, _server) = served(hello(), LIMITS).await;
    let many: String = (0..200).map(|n| format!("x-{n}: 1\r\n")).collect();
    let cookie = format!("cookie: a={}\r\n", "b".repeat(64 * 1024));
    let name = format!("{}: 1\r\n", "n".repeat(64 * 1024));
    for headers in [many, cookie, name] {
        let answer = talk(
            address,
            &format!("GET / HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n"),
        )
        .await;
        assert!(
            answer.starts_with("HTTP/1.1 431") || answer.starts_with("HTTP/1.1 400"),
            "{answer:.100}"
        );
    }
    let answer = talk(
        address,
        &format!(
            "GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n",
            "p".repeat(70_000)
        ),
    )
    .await;
    assert!(
        answer.starts_with("HTTP/1.1 414") || answer.starts_with("HTTP/1.1 431"),
        "{answer:.100}"
    );
    assert!(
        talk(address, REQUEST).await.ends_with("hello"),
        "the others are served"
    );
}

/// A request in which a second one is hidden from whoever reads its length another way.
fn smuggling() -> Vec<String> {
    let hidden = "GET /hidden HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let chunked = format!("0\r\n\r\n{hidden}");
    let length = hidden.len();
    let heads = [
        format!(
            "content-length: {}\r\ntransfer-encoding: chunked\r\n",
            chunked.len()
        ),
        format!(
            "transfer-encoding: chunked\r\ncontent-length: {}\r\n",
            chunked.len()
        ),
        format!("content-length: 0\r\ncontent-length: {length}\r\n"),
        format!("content-length: {length}\r\ncontent-length: 0\r\n"),
        format!("content-length: 0, {length}\r\n"),
        "content-length: +0\r\n".into(),
        "content-length: 0x0\r\n".into(),
        "content-length: -1\r\n".into(),
        "transfer-encoding: xchunked\r\n".into(),
        "transfer-encoding: chunked, identity\r\n".into(),
        "transfer-encoding : chunked\r\n".into(),
        " transfer-encoding: chunked\r\n".into(),
        "transfer-encoding:\x0bchunked\r\n".into(),
        "x: 1\rcontent-length: 0\r\n".into(),
        "x\0: 1\r\n".into(),
    ];
    let request =
        |head: &String| format!("POST / HTTP/1.1\r\nhost: localhost\r\n{head}\r\n{chunked}");
    heads.iter().map(request).collect()
}

// ASVS: 4.2.1, 4.2.2, 4.2.4
#[tokio::test]
async fn no_request_is_hidden_inside_of_another() {
    let hidden = Arc::new(AtomicUsize::new(0));
    let counter = hidden.clone();
    let app = Router::new()
        .route("/", post(async |_: String| "taken"))
        .route(
            "/hidden",
            get(async move || {
                counter.fetch_add(1, Ordering::Relaxed);
                StatusCode::OK
            }),
        );
    let (address, _stop, _server) = served(app, QUICK).await;
    for request in smuggling() {
        hidden.store(0, Ordering::Relaxed);
        let answer = talk(address, &request).await;
        let refused = answer.is_empty()
            || answer.starts_with("HTTP/1.1 400")
            || answer.starts_with("HTTP/1.1 501");
        // RFC 9112, 6.3: of both, chunks count, and the connection ends, so that nothing behind them is read.
        let taken_alone = answer.starts_with("HTTP/1.1 200") && hidden.load(Ordering::Relaxed) == 0;
        assert!(refused || taken_alone, "{request:?}: {answer}");
        assert_eq!(hidden.load(Ordering::Relaxed), 0, "{request:?}: {answer}");
    }
}

// ASVS: 16.5.4
#[tokio::test]
async fn a_handler_of_the_apps_that_panics_takes_down_its_own_connection_only() {
    let panics = async || -> &'static str { panic!("on purpose") };
    let app = hello().route("/bad", get(panics));
    let (address, _stop, _server) = served(app, QUICK).await;
    for _ in 0..3 {
        assert_eq!(talk(address, &REQUEST.replace(" / ", " /bad ")).await, "");
        assert!(talk(address, REQUEST).await.ends_with("hello"));
    }
}

// ASVS: 13.4.6
#[tokio::test]
async fn no_answer_tells_what_serves_it() {
    let (address, _stop, _server) = served(hello(), LIMITS).await;
    for request in [
        REQUEST,
        "nonsense\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let answer = talk(address, request).await.to_lowercase();
        for word in ["server:", "x-powered-by", "hyper", "axum", "portcullis"] {
            assert!(!answer.contains(word), "{request:?}: {answer}");
        }
    }
}
