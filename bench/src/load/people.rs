//! Who signs in, and the requests that they send.

use std::{cell::RefCell, fs, ops::Range, rc::Rc};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};

use crate::{
    Result,
    drive::{Ask, Script, UNTIL_DONE, closed},
    site::{Cost, Database, Ground, Site, free_port, succeed},
    wire::Answer,
};

/// Everybody's password.
pub(crate) const PASSWORD: &str = "lanterns over quiet water";

/// The n-th address.
pub(crate) fn address(n: usize) -> String {
    format!("p{n:07}@example.test")
}

/// A hash of the password, as the server would make it.
fn stored(cost: Cost) -> Result<String> {
    let (memory, passes) = cost.parameters();
    let parameters = Params::new(memory, passes, 1, Some(32)).map_err(|error| error.to_string())?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters.clone());
    let (salt, mut output) = ([7; 16], [0; 32]);
    let hashed = argon2.hash_password_into(PASSWORD.as_bytes(), &salt, &mut output);
    hashed.map_err(|error| error.to_string())?;
    let hash = PasswordHash {
        algorithm: argon2::ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&parameters).map_err(|error| error.to_string())?,
        salt: Some(Salt::new(&salt).map_err(|error| error.to_string())?),
        hash: Some(Output::new(&output).map_err(|error| error.to_string())?),
    };
    Ok(hash.to_string())
}

impl Ground {
    /// Makes accounts with the addresses from 0, confirmed, whose passwords are stored at this cost.
    pub(crate) fn settle(&self, database: &Database, cost: Cost, count: usize) -> Result<()> {
        let hash = stored(cost)?;
        let line = |n| {
            let email = address(n);
            format!("{{\"email\":\"{email}\",\"password_hash\":\"{hash}\",\"confirmed\":true}}\n")
        };
        let file = self.folder.join("people.jsonl");
        fs::write(&file, (0..count).map(line).collect::<String>())?;
        let mut import = self.command(database, cost, free_port()?);
        succeed(import.args(["users", "import"]).arg(&file))
    }
}

/// A page of somebody with this cookie.
pub(crate) fn with_session(site: &Site, path: &str, session: &str) -> Ask {
    let host = site.host();
    Ask::new(format!(
        "GET {path} HTTP/1.1\r\nhost: {host}\r\nuser-agent: bench\r\naccept: */*\r\ncookie: session={session}\r\n\r\n"
    ))
}

/// The same by auth token.
pub(crate) fn with_token(site: &Site, path: &str, token: &str) -> Ask {
    let host = site.host();
    Ask::new(format!(
        "GET {path} HTTP/1.1\r\nhost: {host}\r\nuser-agent: bench\r\naccept: */*\r\nauthentication-token: {token}\r\n\r\n"
    ))
}

/// JSON to one of our endpoints.
pub(crate) fn post(site: &Site, path: &str, cookie: &str, body: &str) -> Ask {
    let (host, length) = (site.host(), body.len());
    let cookie = if cookie.is_empty() {
        String::new()
    } else {
        format!("cookie: {cookie}\r\n")
    };
    Ask::new(format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\nuser-agent: bench\r\naccept: application/json\r\n\
         sec-fetch-site: same-origin\r\ncontent-type: application/json\r\n{cookie}content-length: {length}\r\n\r\n{body}"
    ))
}

/// Where people sign in: for a session.
pub(crate) const LOGIN: &str = "/login";
/// And for a session with an auth token.
pub(crate) const LOGIN_FOR_TOKEN: &str = "/login?include_auth_token";

/// Who signs in, and how.
#[derive(Clone)]
pub(crate) struct Crowd<'a> {
    pub(crate) people: Range<usize>,
    /// By the number of the person: the cookie of a browser that is known. None for browsers that are not.
    pub(crate) devices: &'a [String],
    pub(crate) path: &'static str,
}

impl Crowd<'_> {
    /// The first so many people, in browsers that nobody knows.
    pub(crate) fn new(people: usize, path: &'static str) -> Self {
        Self {
            people: 0..people,
            devices: &[],
            path,
        }
    }

    fn ask(&self, site: &Site, n: usize) -> Ask {
        let device = self.devices.get(n).filter(|device| !device.is_empty());
        let cookie = device.map(|device| format!("session_device={device}"));
        let body = format!(
            "{{\"email\":\"{}\",\"password\":\"{PASSWORD}\"}}",
            address(n)
        );
        Ask {
            of: n,
            ..post(site, self.path, &cookie.unwrap_or_default(), &body)
        }
    }
}

/// What people got when they signed in.
#[derive(Default)]
pub(crate) struct SignedIn {
    pub(crate) sessions: Vec<String>,
    pub(crate) tokens: Vec<String>,
    /// By the number of the person: the cookie of the browser.
    pub(crate) devices: Vec<String>,
}

/// So many sign-ins, of these people in turn.
pub(crate) struct SigningIn {
    asks: Vec<Ask>,
    left: usize,
    next: usize,
    pub(crate) got: SignedIn,
}

impl SigningIn {
    pub(crate) fn new(site: &Site, crowd: &Crowd<'_>, count: usize) -> Self {
        let asks = crowd.people.clone().map(|n| crowd.ask(site, n));
        let devices = vec![String::new(); crowd.people.end];
        Self {
            asks: asks.collect(),
            left: count,
            next: 0,
            got: SignedIn {
                devices,
                ..SignedIn::default()
            },
        }
    }
}

impl Script for SigningIn {
    fn next(&mut self) -> Option<Ask> {
        self.left = self.left.checked_sub(1)?;
        self.next += 1;
        Some(self.asks[self.next % self.asks.len()].clone())
    }

    fn seen(&mut self, of: usize, answer: &Answer<'_>) {
        if let Some(session) = answer.cookie("session") {
            self.got.sessions.push(session.to_owned());
        }
        if let Some(device) = answer.cookie("session_device") {
            self.got.devices[of] = device.to_owned();
        }
        let body = std::str::from_utf8(answer.body).unwrap_or_default();
        let token = body.split("\"authentication_token\":\"").nth(1);
        if let Some(token) = token.and_then(|rest| rest.split('"').next()) {
            self.got.tokens.push(token.to_owned());
        }
    }
}

/// Signs people in so many times, as fast as it goes.
///
/// # Errors
/// When anybody is not let in.
pub(crate) async fn sign_in(site: &Site, crowd: &Crowd<'_>, count: usize) -> Result<SignedIn> {
    let script = Rc::new(RefCell::new(SigningIn::new(site, crowd, count)));
    let outcome = closed(site.at, 8, UNTIL_DONE, script.clone()).await;
    outcome.only(200..=200)?;
    let got = std::mem::take(&mut script.borrow_mut().got);
    Ok(got)
}
