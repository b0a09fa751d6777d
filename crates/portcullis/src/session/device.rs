//! Browsers in which somebody has signed in before: 256 random bits in a cookie that outlives the session, their hash in
//! a row for each person. Such a browser has guesses of its own, so that strangers can't keep its owner out; it opens
//! nothing by itself.

use std::time::Duration;

use portcullis_kit::{
    clock::Time,
    db::{Tx, Verbs, query},
    id::new_id,
    token::{Token, TokenHash},
};

use crate::{
    account::{User, UserId},
    background::in_batches,
    error::Result,
    security::{Security, feature::Client},
};

/// How long a browser stays known that is not used; browsers keep no cookie for longer (RFC 6265bis, 5.5).
pub(crate) const DEVICE_LIFE: Duration = Duration::from_secs(400 * 86_400);

/// More than anybody has. A program without cookies makes one at every sign-in; the oldest make room.
const DEVICES_MAX: i64 = 50;

/// For so long after a sign-up the first sign-in is taken for that of whoever signed up.
const JUST_SIGNED_UP: Duration = Duration::from_secs(86_400);

/// What a sign-in found out about the browser.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// The cookie's value from now on.
    pub(crate) token: Token,
    /// Whether the person has signed in before, but never here.
    pub(crate) is_new: bool,
}

const KNOWN: &str = "SELECT id FROM pc_devices WHERE user_id = $1 AND token_hash = $2";

/// Whether this person has signed in in this browser before.
pub(crate) async fn is_known(on: &mut impl Verbs, user: UserId, token: &TokenHash) -> Result<bool> {
    Ok(on
        .optional(query(KNOWN).bind(user.0).bind(token))
        .await?
        .is_some())
}

const SEEN: &str = "
    UPDATE pc_devices SET last_seen_at = $3, ip = $4, user_agent = $5 WHERE user_id = $1 AND token_hash = $2";

const MOVE: &str = "UPDATE pc_devices SET token_hash = $2 WHERE token_hash = $1";

/// A new cookie's value for a browser that is not known for this person. It serves those whom the browser has served so far
/// as well, and a copy of the former one, which somebody else may have taken home, is worth nothing.
async fn new_token(tx: &mut Tx, client: &Client) -> Result<Token> {
    let token = Token::generate();
    if let Some(former) = &client.device {
        tx.run(query(MOVE).bind(former.hash()).bind(token.hash()))
            .await?;
    }
    Ok(token)
}

/// Never many: the oldest have made room.
const COUNT: &str = "SELECT count(*) AS devices FROM pc_devices WHERE user_id = $1";

const INSERT: &str = "
    INSERT INTO pc_devices (id, token_hash, user_id, ip, user_agent, created_at, last_seen_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6)";

/// Those that never came back go first: programs that keep no cookies must not crowd out a person's browsers.
const CROWD_OUT: &str = "
    DELETE FROM pc_devices WHERE user_id = $1 AND id NOT IN
        (SELECT id FROM pc_devices WHERE user_id = $1
         ORDER BY last_seen_at > created_at DESC, last_seen_at DESC, id DESC LIMIT $2)";

/// Notes that a person signs in in this browser. The caller's transaction has locked the user.
pub(crate) async fn note(tx: &mut Tx, now: Time, user: &User, client: &Client) -> Result<Seen> {
    let ip = client.ip.map(|ip| ip.to_string());
    let agent = client.user_agent.clone();
    if let Some(token) = &client.device {
        let seen = query(SEEN).bind(user.id.0).bind(token.hash()).bind(now);
        if tx.run(seen.bind(ip.clone()).bind(agent.clone())).await? > 0 {
            return Ok(Seen {
                token: token.clone(),
                is_new: false,
            });
        }
    }
    let others = tx.one(query(COUNT).bind(user.id.0)).await?.int("devices")?;
    let token = new_token(tx, client).await?;
    let insert = query(INSERT).bind(new_id(now)).bind(token.hash());
    tx.run(insert.bind(user.id.0).bind(ip).bind(agent).bind(now))
        .await?;
    if others >= DEVICES_MAX {
        let crowd_out = query(CROWD_OUT).bind(user.id.0).bind(DEVICES_MAX);
        tx.run(crowd_out).await?;
    }
    // Whoever has just signed up knows no other browser. Whoever's access was ended once knew some; and the first to come to
    // an account that was imported, or that waited for long, need not be its owner.
    let is_new = others > 0 || user.access_version > 0 || now > user.created_at + JUST_SIGNED_UP;
    Ok(Seen { token, is_new })
}

const FORGET: &str = "DELETE FROM pc_devices WHERE user_id = $1";

const FORGET_OTHERS: &str = "DELETE FROM pc_devices WHERE user_id = $1 AND token_hash <> $2";

/// Forgets the browsers of a person, all but the one that asks for it.
pub(crate) async fn forget(on: &mut impl Verbs, user: UserId, but: Option<&Token>) -> Result<()> {
    match but {
        Some(token) => {
            on.run(query(FORGET_OTHERS).bind(user.0).bind(token.hash()))
                .await?
        }
        None => on.run(query(FORGET).bind(user.0)).await?,
    };
    Ok(())
}

const SWEEP: &str = "
    DELETE FROM pc_devices WHERE id IN
        (SELECT id FROM pc_devices WHERE last_seen_at < $1 ORDER BY last_seen_at LIMIT 500 /* LOCK */)";

impl Security {
    /// Deletes browsers that nobody has used for long.
    pub(crate) async fn sweep_devices(&self) -> Result<()> {
        let before = self.now() - DEVICE_LIFE;
        let sweep = || query(SWEEP).bind(before).skip_locked();
        in_batches(|| async { Ok((&mut self.db()).run(sweep()).await?) }).await
    }
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[
    KNOWN,
    SEEN,
    MOVE,
    COUNT,
    INSERT,
    CROWD_OUT,
    FORGET,
    FORGET_OTHERS,
    SWEEP,
];
