//! Codes beside mailed links, for people who read their mail on another device than the one they sit at. All rules of
//! such codes are in this file.
//!
//! A code is short, so it is worth something in one browser only (the one that asked, known by its cookie), for ten
//! minutes, and for five tries; beside that, tries are counted for the address, whichever mails they are about. What a browser waits for is written when it asks, whoever has the address; the code comes
//! when the mail is made. Whether there is one can't be told apart from outside: wrong is all that anybody hears.

use std::time::Duration;

use portcullis_kit::{
    clock::Time,
    code::Code,
    db::{Row, Verbs, query},
    digest::{Digest, Fields, hex},
    keys::{KeyId, Keys, Mac},
    token::TokenHash,
};
use uuid::Uuid;

use super::{email::Email, one_time_token::Purpose};
use crate::error::Result;

/// How long a code is good after the mail was made, unless its link ends before: the most that OWASP ASVS 5.0, 6.5.5 allows,
/// and the least that leaves people who read slowly enough time.
pub(crate) const CODE_LIFE: Duration = Duration::from_secs(10 * 60);

/// How many codes may be tried for one mail (OWASP ASVS 5.0, 6.6.3).
pub(crate) const MOST_TRIES: i64 = 5;

/// What the sub-key of the secret is for.
const KEY: &str = "mailed code";

const EXPECT: &str = "
    INSERT INTO pc_mailed_codes (browser_hash, purpose, account, tries, created_at) VALUES ($1, $2, $3, 0, $4)
    ON CONFLICT (browser_hash, purpose) DO UPDATE SET account = excluded.account,
        tries = 0, created_at = excluded.created_at, token_id = NULL, code_key = NULL, code_mac = NULL, code_until = NULL";

/// A browser asks for a mail to an address. A code that it waited for before is worth nothing any more.
pub(crate) async fn expect(
    on: &mut impl Verbs,
    now: Time,
    (browser, purpose): (&TokenHash, Purpose),
    email: &Email,
) -> Result<()> {
    let expect = query(EXPECT).bind(browser.clone()).bind(purpose.0);
    on.run(expect.bind(account_of(email)).bind(now)).await?;
    Ok(())
}

fn account_of(email: &Email) -> Digest {
    let address = Fields::of("portcullis mailed code v1").text(email.key());
    address.finish()
}

const PUT: &str = "
    UPDATE pc_mailed_codes SET token_id = $3, code_key = $4, code_mac = $5, code_until = $6
    WHERE browser_hash = $1 AND purpose = $2 AND account = $7 AND created_at <= $8";

/// A mail that was asked for: in which browser, for what, to which address as it was typed, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) browser: &'a TokenHash,
    pub(crate) purpose: Purpose,
    pub(crate) email: &'a Email,
    pub(crate) at: Time,
}

/// Makes the code that stands beside a link; `None` when the browser waits for none, or for that of a newer mail or of
/// another address.
pub(crate) async fn put(
    on: &mut impl Verbs,
    keys: &Keys,
    asked: Asked<'_>,
    (token, until): (Uuid, Time),
) -> Result<Option<Code>> {
    let Asked {
        browser, purpose, ..
    } = asked;
    let code = Code::generate();
    let mac = keys.mac(KEY, &proven(&code, browser, token));
    let put = query(PUT).bind(browser.clone()).bind(purpose.0).bind(token);
    let put = put.bind(mac.key_id.to_string()).bind(mac.bytes.to_vec());
    let put = put.bind(until).bind(account_of(asked.email));
    Ok((on.run(put.bind(asked.at)).await? == 1).then_some(code))
}

const AWAITED: &str = "
    SELECT account FROM pc_mailed_codes WHERE browser_hash = $1 AND purpose = $2 AND tries < $3";

/// The name in the counts of the address that this browser asked for. `None` when it waits for nothing, or has no try left.
pub(crate) async fn account(
    on: &mut impl Verbs,
    browser: &TokenHash,
    purpose: Purpose,
) -> Result<Option<String>> {
    let awaited = query(AWAITED).bind(browser.clone()).bind(purpose.0);
    let row = on.optional(awaited.bind(MOST_TRIES)).await?;
    row.map(|row| Ok(hex(&row.bytes("account")?))).transpose()
}

const COUNT_TRY: &str = "
    UPDATE pc_mailed_codes SET tries = tries + 1 WHERE browser_hash = $1 AND purpose = $2 AND tries < $3
    RETURNING token_id, code_key, code_mac, code_until";

/// Counts a try, whatever comes of it. Committed before the code is looked at: any number of tries at once can't outrun
/// the count. `None` when there is no try left.
pub(crate) async fn count_try(
    on: &mut impl Verbs,
    browser: &TokenHash,
    purpose: Purpose,
) -> Result<Option<Awaited>> {
    let count = query(COUNT_TRY).bind(browser.clone()).bind(purpose.0);
    let row = on.optional(count.bind(MOST_TRIES)).await?;
    row.map(|row| awaited(&row)).transpose()
}

/// What a browser waits for: the token beside whose link a code stands, the code's proof, and its end; nothing while there is
/// no mail.
pub(crate) struct Awaited(Option<(Uuid, Mac, Time)>);

fn awaited(row: &Row) -> Result<Awaited> {
    let key = row.opt_text("code_key")?;
    let mac = row.opt_bytes("code_mac")?;
    let mac = key
        .and_then(|key| KeyId::parse(&key))
        .zip(mac.and_then(|mac| mac.try_into().ok()))
        .map(|(key_id, bytes)| Mac { key_id, bytes });
    let token = row.opt_id("token_id")?;
    let code = token.zip(mac).zip(row.opt_time("code_until")?);
    Ok(Awaited(
        code.map(|((token, mac), until)| (token, mac, until)),
    ))
}

impl Awaited {
    /// The token beside whose link this code stands, if it is the code and its time is not over.
    pub(crate) fn token_of(
        &self,
        now: Time,
        keys: &Keys,
        browser: &TokenHash,
        code: &Code,
    ) -> Option<Uuid> {
        // The same work where there is nothing to compare with.
        let nothing = || (Uuid::nil(), keys.mac(KEY, b"nothing"), now);
        let (token, mac, until) = self.0.unwrap_or_else(nothing);
        let right = keys.is_mac(KEY, &proven(code, browser, token), &mac);
        (right && until > now).then_some(token)
    }
}

/// Every part has one length, so nothing can be shifted from one to the other.
fn proven(code: &Code, browser: &TokenHash, token: Uuid) -> Vec<u8> {
    let browser = browser.as_bytes().as_slice();
    [code.expose().as_bytes(), browser, token.as_bytes()].concat()
}

const SWEEP: &str = "
    DELETE FROM pc_mailed_codes WHERE (browser_hash, purpose) IN
        (SELECT browser_hash, purpose FROM pc_mailed_codes WHERE created_at < $1 ORDER BY created_at LIMIT 500 /* LOCK */)";

/// Deletes a batch of what was asked for before `time`; returns how many.
pub(crate) async fn sweep(on: &mut impl Verbs, time: Time) -> Result<u64> {
    Ok(on.run(query(SWEEP).bind(time).skip_locked()).await?)
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[EXPECT, PUT, AWAITED, COUNT_TRY, SWEEP];
