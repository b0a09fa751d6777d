//! The port of development: 3000, or the next free one.

use std::{
    io::{Error, ErrorKind},
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
};

use tokio::net::TcpListener;

use crate::failure::{Result, failed};

/// Tried first when nobody asked for a port.
const USUAL: u16 = 3000;

/// How many ports are tried.
const TRIES: u16 = 100;

/// A port with a listener on each loopback address that this machine has: `localhost` is one or the other, as the browser
/// pleases.
pub(super) struct Port {
    pub(super) number: u16,
    pub(super) listeners: Vec<TcpListener>,
}

/// Listens on the port that was asked for, or on the first free one from 3000; the text says when that is another.
pub(super) async fn listen(asked: Option<u16>) -> Result<(Port, Option<String>)> {
    if let Some(number) = asked {
        let port = bind(number).await.map_err(|error| {
            failed(format!(
                "Port {number} can't be used: {error}.\nGive another with --port N, or none to get the next free one."
            ))
        })?;
        return Ok((port, None));
    }
    for number in USUAL..USUAL + TRIES {
        match bind(number).await {
            Ok(port) => {
                let note = format!("Port {USUAL} is taken, so this is {number}.");
                return Ok((port, (number != USUAL).then_some(note)));
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(failed(format!("Port {number} can't be used: {error}."))),
        }
    }
    Err(failed(format!(
        "The ports {USUAL} to {} are all taken. Give one with --port N.",
        USUAL + TRIES - 1
    )))
}

async fn bind(number: u16) -> Result<Port, Error> {
    let four = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, number))).await?;
    let number = four.local_addr()?.port();
    match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, number))).await {
        Ok(six) => Ok(Port {
            number,
            listeners: vec![four, six],
        }),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(error),
        // A machine without IPv6.
        Err(_) => Ok(Port {
            number,
            listeners: vec![four],
        }),
    }
}
