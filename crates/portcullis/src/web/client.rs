//! Where a request comes from. `X-Forwarded-For` is believed only from trusted proxies, read from the right: the
//! leftmost entry is whatever the client wrote.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header, request::Parts},
};
use ipnet::IpNet;

use crate::security::feature::Client;

/// Enough to tell browsers apart; a longer one is cut.
const USER_AGENT_MAX: usize = 256;

/// Reads the client of a request.
pub(crate) fn of(parts: &Parts, trusted: &[IpNet]) -> Client {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip().to_canonical());
    Client {
        ip: peer.map(|peer| behind_proxies(peer, &parts.headers, trusted)),
        user_agent: user_agent(&parts.headers),
        device: None,
    }
}

fn user_agent(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::USER_AGENT)?.to_str().ok()?;
    Some(
        text.chars()
            .filter(|c| !c.is_control())
            .take(USER_AGENT_MAX)
            .collect(),
    )
}

/// The rightmost address that is no trusted proxy; the last believable one when an entry can't be read.
fn behind_proxies(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |ip: IpAddr| trusted.iter().any(|net| net.contains(&ip));
    let forwarded = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let mut client = peer;
    for hop in hops.iter().rev() {
        if !is_trusted(client) {
            break;
        }
        match hop.parse::<IpAddr>() {
            Ok(ip) => client = ip.to_canonical(),
            Err(_) => break,
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        behind_proxies(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_client_cannot_choose_its_own_address() {
        let proxies = ["10.0.0.0/8"];
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(
            seen("203.0.113.9", &["198.51.100.1"], &proxies),
            "203.0.113.9"
        );
        assert_eq!(
            seen("10.0.0.1", &["1.2.3.4, 198.51.100.1"], &proxies),
            "198.51.100.1"
        );
        assert_eq!(
            seen("10.0.0.1", &["1.2.3.4", "198.51.100.1, 10.0.0.2"], &proxies),
            "198.51.100.1"
        );
        assert_eq!(
            seen("10.0.0.1", &["198.51.100.1, nonsense"], &proxies),
            "10.0.0.1"
        );
    }
}
