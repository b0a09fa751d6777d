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
    // A header that is text has no control characters but tabs.
    let text = headers.get(header::USER_AGENT)?.to_str().ok()?;
    if text.len() <= USER_AGENT_MAX && !text.contains('\t') {
        return Some(text.to_owned());
    }
    Some(
        text.chars()
            .filter(|c| !c.is_control())
            .take(USER_AGENT_MAX)
            .collect(),
    )
}

/// The rightmost address that is no trusted proxy; the last believable one when an entry can't be read. Entries are read as
/// bytes: a letter that is not ASCII, which the client sent, must not hide what a proxy has added to the same line.
fn behind_proxies(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |ip: IpAddr| trusted.iter().any(|net| net.contains(&ip));
    if !is_trusted(peer) {
        return peer;
    }
    let forwarded = headers.get_all("x-forwarded-for").iter();
    let hops: Vec<&[u8]> = forwarded
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .collect();
    let mut client = peer;
    for hop in hops.iter().rev() {
        if !is_trusted(client) {
            break;
        }
        match address(hop) {
            Some(ip) => client = ip.to_canonical(),
            None => break,
        }
    }
    client
}

/// Some proxies add the port.
fn address(hop: &[u8]) -> Option<IpAddr> {
    let hop = std::str::from_utf8(hop).ok()?.trim();
    let with_port = || Some(hop.parse::<SocketAddr>().ok()?.ip());
    hop.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
            headers.append("x-forwarded-for", value);
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

    /// Whoever drops a whole list for an entry that can't be read lets senders of junk choose what rules see of them. The
    /// list is read from its end, and junk in front of what a proxy added is not reached.
    // ASVS: 4.1.3, 15.3.4
    #[test]
    fn junk_in_front_of_what_a_proxy_added_changes_nothing() {
        let (long, many) = ("9".repeat(10_000), "1.2.3.4,".repeat(2_000));
        let junk = [
            "",
            "a",
            "::",
            "é",
            "1.2.3",
            "1.2.3.4:x",
            "127.0.0.1",
            "10.0.0.9",
            "[::1]",
            "0x7f.1",
            "unknown",
            "\"x",
            ",,,",
            &long,
            &many,
        ];
        for value in junk {
            let line = format!("{value}, 198.51.100.1");
            // Nobody is trusted: the peer. One or two proxies are: what the outer one saw.
            assert_eq!(
                seen("203.0.113.9", &[&line], &[]),
                "203.0.113.9",
                "{value:.20}"
            );
            assert_eq!(
                seen("10.0.0.1", &[&line], &["10.0.0.1/32"]),
                "198.51.100.1",
                "{value:.20}"
            );
            assert_eq!(
                seen("10.0.0.1", &[value, "198.51.100.1"], &["10.0.0.1/32"]),
                "198.51.100.1"
            );
            let two = format!("{line}, 192.0.2.5");
            let trusted = ["10.0.0.1/32", "192.0.2.0/24"];
            assert_eq!(
                seen("10.0.0.1", &[&two], &trusted),
                "198.51.100.1",
                "{value:.20}"
            );
            assert_eq!(
                seen("10.0.0.1", &[&line, "192.0.2.5:443"], &trusted),
                "198.51.100.1"
            );
            // One more proxy than is trusted: it is the client, as far as anybody knows.
            assert_eq!(seen("10.0.0.1", &[&two], &["10.0.0.1/32"]), "192.0.2.5");
            // Never past somebody who is not trusted.
            assert_eq!(seen("203.0.113.9", &[&two], &trusted), "203.0.113.9");
        }
        assert_eq!(
            seen("10.0.0.1", &["::ffff:198.51.100.1"], &["10.0.0.0/8"]),
            "198.51.100.1"
        );
        assert_eq!(
            seen("10.0.0.1", &["[2001:db8::1]:80"], &["10.0.0.0/8"]),
            "2001:db8::1"
        );
        assert_eq!(seen("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
    }
}
