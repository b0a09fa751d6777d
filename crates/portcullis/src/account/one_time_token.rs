//! Links that work once: 256 random bits in the mail, their hash here, bound to purpose, user and address.
//! All rules of such tokens are in this file.

use portcullis_kit::{
    clock::Time,
    db::{Verbs, query},
    id::new_id,
    token::{Token, TokenHash},
};
use uuid::Uuid;

use super::{
    store,
    user::{User, UserId},
};
use crate::error::Result;

/// What a token is good for. A token of one purpose is nothing to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purpose(pub &'static str);

/// What a link is worth, with the person it was mailed to.
///
/// ```
/// # use portcullis::{Security, TokenStatus};
/// # async fn example(security: &Security) -> portcullis::Result<()> {
/// match security.reset_password_token_status("kX3…").await? {
///     TokenStatus::Valid(user) => println!("A good link of {}", user.email),
///     TokenStatus::Expired(user) => println!("{} should ask for a new one", user.email),
///     TokenStatus::Invalid => println!("Made up, used, or replaced by a newer one"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub enum TokenStatus {
    /// It can be used.
    Valid(User),
    /// Its time is over.
    Expired(User),
    /// It was never issued, was used, is void, or its owner is gone or deactivated.
    Invalid,
}

/// Shows that an address is the person's own. It opens nothing by itself, so it outlives a change of the password.
pub(crate) const CONFIRM: Purpose = Purpose("confirm");

/// Says of a notice that it was not the owner who did what it tells. It opens nothing either, and it has to outlive the
/// very change that it disavows, whoever makes how many more of them: a thief who changes the password twice must not take the
/// first notice's link from its owner.
pub(crate) const NOT_ME: Purpose = Purpose("not_me");

/// Undoes a deletion that waits. It opens nothing either.
pub(crate) const UNDO_DELETION: Purpose = Purpose("undo_deletion");

/// Whether a token of this purpose can be worth anything to this user. While a deletion waits, only what undoes it, and what
/// locks everybody out.
fn may_use(user: &User, purpose: Purpose) -> bool {
    // Undoing a deletion opens nothing, so it is good for who was switched off too.
    user.is_in_use() || purpose == UNDO_DELETION || (user.active && purpose == NOT_ME)
}

/// What is known of a token beside its worth: a used link of a confirmed address deserves a kinder answer.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) user: User,
    pub(crate) spent: bool,
    pub(crate) expired: bool,
    /// The browser that asked for the mail; `None` when no browser did.
    pub(crate) browser: Option<TokenHash>,
}

/// A token that has just been made.
pub(crate) struct Issued {
    pub(crate) id: Uuid,
    pub(crate) token: Token,
}

const INSERT: &str = "
    INSERT INTO pc_one_time_tokens (id, token_hash, purpose, user_id, email_key, created_at, expires_at, browser_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Makes a token for the user's present address, asked for in this browser if it was in any.
pub(crate) async fn issue(
    on: &mut impl Verbs,
    now: Time,
    purpose: Purpose,
    user: &User,
    within: std::time::Duration,
    browser: Option<&TokenHash>,
) -> Result<Issued> {
    let (id, token) = (new_id(now), Token::generate());
    on.run(
        query(INSERT)
            .bind(id)
            .bind(token.hash())
            .bind(purpose.0)
            .bind(user.id.0)
            .bind(user.email.key())
            .bind(now)
            .bind(now + within)
            .bind(browser.map(|hash| hash.as_bytes().to_vec())),
    )
    .await?;
    Ok(Issued { id, token })
}

const EXCHANGE: &str = "
    UPDATE pc_one_time_tokens SET exchanged_hash = $3
    WHERE id = $1 AND purpose = $2 AND spent_at IS NULL AND expires_at > $4";

/// Gives a live token a second secret, for whoever has typed the code beside its link. It is the same token: what makes the
/// link void makes this void, and one use is the only one.
pub(crate) async fn exchange(
    on: &mut impl Verbs,
    now: Time,
    purpose: Purpose,
    id: Uuid,
) -> Result<Option<Token>> {
    let token = Token::generate();
    let exchange = query(EXCHANGE).bind(id).bind(purpose.0);
    let changed = on.run(exchange.bind(token.hash()).bind(now)).await?;
    Ok((changed == 1).then_some(token))
}

const FIND: &str = "
    SELECT user_id, email_key, expires_at, spent_at, browser_hash FROM pc_one_time_tokens
    WHERE (token_hash = $1 OR exchanged_hash = $1) AND purpose = $2";

/// Looks a token up without changing anything. `None` when it was never issued for this purpose, or its user is gone,
/// deactivated, about to be deleted, or has another address by now.
pub(crate) async fn find(
    on: &mut impl Verbs,
    now: Time,
    purpose: Purpose,
    typed: &str,
) -> Result<Option<Found>> {
    let Some(token) = Token::parse(typed) else {
        return Ok(None);
    };
    let Some(row) = on
        .optional(query(FIND).bind(token.hash()).bind(purpose.0))
        .await?
    else {
        return Ok(None);
    };
    let user = store::find(on, UserId(row.id("user_id")?)).await?;
    let Some(user) = user.filter(|user| may_use(user, purpose)) else {
        return Ok(None);
    };
    if user.email.key() != row.text("email_key")? {
        return Ok(None);
    }
    Ok(Some(Found {
        user,
        spent: row.opt_time("spent_at")?.is_some(),
        expired: row.time("expires_at")? <= now,
        browser: row
            .opt_bytes("browser_hash")?
            .as_deref()
            .and_then(TokenHash::from_bytes),
    }))
}

impl From<Option<Found>> for TokenStatus {
    fn from(found: Option<Found>) -> Self {
        match found {
            None | Some(Found { spent: true, .. }) => Self::Invalid,
            Some(Found {
                user,
                expired: true,
                ..
            }) => Self::Expired(user),
            Some(Found { user, .. }) => Self::Valid(user),
        }
    }
}

const SPEND: &str = "
    UPDATE pc_one_time_tokens SET spent_at = $3
    WHERE (token_hash = $1 OR exchanged_hash = $1) AND purpose = $2 AND spent_at IS NULL AND expires_at > $3
    RETURNING user_id, email_key";

/// Uses a token up. Of any number of parallel calls exactly one gets the user; its siblings are void with it.
pub(crate) async fn spend(
    on: &mut impl Verbs,
    now: Time,
    purpose: Purpose,
    typed: &str,
) -> Result<Option<User>> {
    let Some(token) = Token::parse(typed) else {
        return Ok(None);
    };
    let known = on
        .optional(query(FIND).bind(token.hash()).bind(purpose.0))
        .await?;
    let Some(known) = known else { return Ok(None) };
    // People before tokens, as everybody does who changes both: whoever confirms another claim to the address at this
    // moment deletes this token, and each would wait for the other.
    store::lock_address(on, &known.text("email_key")?).await?;
    let spent = on
        .optional(query(SPEND).bind(token.hash()).bind(purpose.0).bind(now))
        .await?;
    let Some(row) = spent else { return Ok(None) };
    let user = store::find(on, UserId(row.id("user_id")?)).await?;
    let Some(user) = user.filter(|user| may_use(user, purpose)) else {
        return Ok(None);
    };
    if user.email.key() != row.text("email_key")? {
        return Ok(None);
    }
    void(on, now, purpose, user.id).await?;
    Ok(Some(user))
}

const VOID: &str = "
    UPDATE pc_one_time_tokens SET spent_at = $3 WHERE user_id = $1 AND purpose = $2 AND spent_at IS NULL";

/// Makes all unused tokens of this purpose worthless.
pub(crate) async fn void(
    on: &mut impl Verbs,
    now: Time,
    purpose: Purpose,
    user: UserId,
) -> Result<()> {
    on.run(query(VOID).bind(user.0).bind(purpose.0).bind(now))
        .await?;
    Ok(())
}

const VOID_ALL_BUT_NOT_ME: &str = "
    UPDATE pc_one_time_tokens SET spent_at = $4
    WHERE user_id = $1 AND purpose <> $2 AND purpose <> $3 AND spent_at IS NULL";

/// Makes all unused tokens of a user worthless, but those that disavow a change. What undoes a deletion lives exactly as long
/// as one waits.
pub(crate) async fn void_all_but_not_me(
    on: &mut impl Verbs,
    now: Time,
    user: UserId,
) -> Result<()> {
    on.run(
        query(VOID_ALL_BUT_NOT_ME)
            .bind(user.0)
            .bind(NOT_ME.0)
            .bind(UNDO_DELETION.0)
            .bind(now),
    )
    .await?;
    Ok(())
}

const VOID_KEYS: &str = "
    UPDATE pc_one_time_tokens SET spent_at = $5
    WHERE user_id = $1 AND purpose <> $2 AND purpose <> $3 AND purpose <> $4 AND spent_at IS NULL";

/// Makes all unused tokens worthless that open the account.
pub(crate) async fn void_keys(on: &mut impl Verbs, now: Time, user: UserId) -> Result<()> {
    let void = query(VOID_KEYS).bind(user.0);
    let void = void.bind(CONFIRM.0).bind(NOT_ME.0);
    on.run(void.bind(UNDO_DELETION.0).bind(now)).await?;
    Ok(())
}

const SWEEP: &str = "
    DELETE FROM pc_one_time_tokens WHERE id IN
        (SELECT id FROM pc_one_time_tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT 500 /* LOCK */)";

/// Deletes a batch of tokens that expired before `time`; returns how many.
pub(crate) async fn sweep(on: &mut impl Verbs, time: Time) -> Result<u64> {
    Ok(on.run(query(SWEEP).bind(time).skip_locked()).await?)
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[
    INSERT,
    EXCHANGE,
    FIND,
    SPEND,
    VOID,
    VOID_ALL_BUT_NOT_ME,
    VOID_KEYS,
    SWEEP,
];
