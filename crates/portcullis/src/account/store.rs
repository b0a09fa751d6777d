//! The SQL of users.

use portcullis_kit::{
    clock::Time,
    db::{Query, Row, Verbs, query},
    id::new_id,
    secret::Secret,
    token::TokenHash,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    email::Email,
    role,
    user::{User, UserId},
};
use crate::{
    error::{Error, Result},
    messages::Locale,
};

/// A user's columns with roles and permissions, in one row. `string_agg` is in both databases.
macro_rules! user_columns {
    () => {
        "u.id AS user_id, u.email, u.claim, u.claim_hash, u.password_hash, u.active, u.access_version, u.confirmed_at, u.locale,
         u.profile, u.last_login_at, u.current_login_at, u.last_login_ip, u.current_login_ip, u.login_count,
         u.created_at AS user_created_at, u.deletion_at,
         (SELECT string_agg(r.name, ',') FROM pc_user_roles ur JOIN pc_roles r ON r.id = ur.role_id
          WHERE ur.user_id = u.id) AS roles,
         (SELECT string_agg(r.permissions, ',') FROM pc_user_roles ur JOIN pc_roles r ON r.id = ur.role_id
          WHERE ur.user_id = u.id) AS permissions"
    };
}
pub(crate) use user_columns;

pub(crate) fn user_of(row: &Row) -> Result<User> {
    let id = UserId(row.id("user_id")?);
    let stored = |what: &str| Error::Internal(format!("user {id}: stored {what} is unreadable"));
    Ok(User {
        id,
        email: Email::parse(&row.text("email")?).map_err(|_| stored("address"))?,
        active: row.bool("active")?,
        access_version: row.int("access_version")?,
        confirmed_at: row.opt_time("confirmed_at")?,
        last_login_at: row.opt_time("last_login_at")?,
        current_login_at: row.opt_time("current_login_at")?,
        last_login_ip: row.opt_text("last_login_ip")?,
        current_login_ip: row.opt_text("current_login_ip")?,
        login_count: row.int("login_count")?,
        created_at: row.time("user_created_at")?,
        deletion_at: row.opt_time("deletion_at")?,
        locale: row.opt_text("locale")?.and_then(|tag| tag.parse().ok()),
        profile: serde_json::from_str(&row.text("profile")?).map_err(|_| stored("profile"))?,
        roles: role::split(&row.opt_text("roles")?.unwrap_or_default()),
        permissions: role::split(&row.opt_text("permissions")?.unwrap_or_default()),
        claim: row.bool("claim")?,
        claim_hash: row
            .opt_bytes("claim_hash")?
            .as_deref()
            .and_then(TokenHash::from_bytes),
        password_hash: row.opt_text("password_hash")?.map(Secret::new),
    })
}

async fn optional(on: &mut impl Verbs, query: Query) -> Result<Option<User>> {
    on.optional(query).await?.as_ref().map(user_of).transpose()
}

const FIND: &str = concat!(
    "SELECT ",
    user_columns!(),
    " FROM pc_users u WHERE u.id = $1"
);

pub(crate) async fn find(on: &mut impl Verbs, id: UserId) -> Result<Option<User>> {
    optional(on, query(FIND).bind(id.0)).await
}

/// The same, and nobody else changes the user before this transaction ends.
pub(crate) async fn find_for_update(on: &mut impl Verbs, id: UserId) -> Result<Option<User>> {
    on.optional(query(LOCK).bind(id.0).for_update()).await?;
    find(on, id).await
}

const LOCK: &str = "SELECT id FROM pc_users WHERE id = $1";

/// Looks up whoever stands first for an address. There is one row always, and one that can be read: a row more or less,
/// what is looked up beside it, and the reading of it would tell by the time of an answer whether somebody has the address.
/// Nobody has the id `$2` and was made at `$3`.
macro_rules! first_of_address {
    ($order:literal) => {
        concat!(
            "SELECT ",
            user_columns!(),
            " FROM (SELECT COALESCE(p.id, $2) AS id, COALESCE(p.email, $1) AS email, COALESCE(p.claim, FALSE) AS claim,
                    p.claim_hash, p.password_hash, COALESCE(p.active, FALSE) AS active,
                    COALESCE(p.access_version, 0) AS access_version, p.confirmed_at, p.locale,
                    COALESCE(p.profile, '{}') AS profile, p.last_login_at, p.current_login_at, p.last_login_ip,
                    p.current_login_ip, p.deletion_at, COALESCE(p.login_count, 0) AS login_count,
                    COALESCE(p.created_at, $3) AS created_at
                FROM (SELECT 1 AS one) o LEFT JOIN
                    (SELECT * FROM pc_users WHERE email_key = $1 ORDER BY ",
            $order,
            " LIMIT 1) p ON TRUE) u"
        )
    };
}

/// The owner of an address, else the newest claim to it: the one that the person who just signed up knows of.
const FIND_BY_EMAIL: &str = first_of_address!("claim, created_at DESC, id DESC");

/// The owner of an address, else the oldest claim to it: where people live in claims, a stranger's later one must
/// not stand before theirs.
const FIND_FIRST_BY_EMAIL: &str = first_of_address!("claim, created_at, id");

/// Call it through `Security::user_of_address`, which knows which claim counts.
pub(crate) async fn find_by_email(
    on: &mut impl Verbs,
    email: &Email,
    oldest_claim: bool,
) -> Result<Option<User>> {
    let find = if oldest_claim {
        FIND_FIRST_BY_EMAIL
    } else {
        FIND_BY_EMAIL
    };
    let find = query(find)
        .bind(email.key())
        .bind(Uuid::nil())
        .bind(Time::from_micros(0));
    let user = optional(on, find).await?;
    Ok(user.filter(|user| !user.id.0.is_nil()))
}

/// The claim that this browser made to an address.
const FIND_CLAIM: &str = concat!(
    "SELECT ",
    user_columns!(),
    " FROM pc_users u WHERE u.email_key = $1 AND u.claim AND u.claim_hash = $2 ORDER BY u.created_at DESC LIMIT 1"
);

pub(crate) async fn find_claim(
    on: &mut impl Verbs,
    email: &Email,
    claim: &TokenHash,
) -> Result<Option<User>> {
    optional(on, query(FIND_CLAIM).bind(email.key()).bind(claim)).await
}

const LIST: &str = concat!(
    "SELECT ",
    user_columns!(),
    " FROM pc_users u WHERE u.id > $1 ORDER BY u.id LIMIT $2"
);

/// Users in the order of their making, after `after`.
pub(crate) async fn list(on: &mut impl Verbs, after: UserId, limit: i64) -> Result<Vec<User>> {
    on.all(query(LIST).bind(after.0).bind(limit))
        .await?
        .iter()
        .map(user_of)
        .collect()
}

/// What a new user begins with.
pub(crate) struct NewUser {
    pub(crate) email: Email,
    pub(crate) password_hash: Option<String>,
    pub(crate) profile: Map<String, Value>,
    pub(crate) locale: Option<Locale>,
    pub(crate) active: bool,
    pub(crate) confirmed_at: Option<Time>,
    /// `Some` makes a claim, with the hash of the claimant's cookie where there is one.
    pub(crate) claim: Option<Option<TokenHash>>,
}

const INSERT: &str = "
    INSERT INTO pc_users (id, email, email_key, claim, claim_hash, password_hash, active, access_version, confirmed_at,
                          locale, profile, login_count, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, 0, $11, $11)";

pub(crate) async fn insert(on: &mut impl Verbs, now: Time, new: NewUser) -> Result<User> {
    let id = UserId(new_id(now));
    let claim_hash = new.claim.clone().flatten();
    on.run(
        query(INSERT)
            .bind(id.0)
            .bind(new.email.as_str())
            .bind(new.email.key())
            .bind(new.claim.is_some())
            .bind(claim_hash.as_ref().map(|hash| hash.as_bytes().to_vec()))
            .bind(new.password_hash.clone())
            .bind(new.active)
            .bind(new.confirmed_at)
            .bind(new.locale.as_ref().map(ToString::to_string))
            .bind(Value::Object(new.profile.clone()).to_string())
            .bind(now)
            .about_nobody(),
    )
    .await?;
    Ok(User {
        id,
        email: new.email,
        active: new.active,
        access_version: 0,
        confirmed_at: new.confirmed_at,
        last_login_at: None,
        current_login_at: None,
        last_login_ip: None,
        current_login_ip: None,
        login_count: 0,
        created_at: now,
        deletion_at: None,
        locale: new.locale,
        profile: new.profile,
        roles: Default::default(),
        permissions: Default::default(),
        claim: new.claim.is_some(),
        claim_hash,
        password_hash: new.password_hash.map(Secret::new),
    })
}

const SET_PASSWORD: &str = "UPDATE pc_users SET password_hash = $2, updated_at = $3 WHERE id = $1";

pub(crate) async fn set_password(
    on: &mut impl Verbs,
    now: Time,
    id: UserId,
    hash: Option<&str>,
) -> Result<()> {
    on.run(
        query(SET_PASSWORD)
            .bind(id.0)
            .bind(hash.map(str::to_owned))
            .bind(now)
            .about(id.0),
    )
    .await?;
    Ok(())
}

/// Compare and set: a password that was changed meanwhile stays.
const REHASH: &str =
    "UPDATE pc_users SET password_hash = $3, updated_at = $4 WHERE id = $1 AND password_hash = $2";

pub(crate) async fn rehash(
    on: &mut impl Verbs,
    now: Time,
    id: UserId,
    old: &str,
    new: &str,
) -> Result<()> {
    let rehash = query(REHASH).bind(id.0).bind(old).bind(new).bind(now);
    on.run(rehash.about(id.0)).await?;
    Ok(())
}

const END_ACCESS: &str =
    "UPDATE pc_users SET access_version = access_version + 1, updated_at = $2 WHERE id = $1";

/// Makes everything worthless that was proven before: a sign-in or a grant that is under way meets another version.
/// It locks the user, so it comes before sessions and tokens are touched.
pub(crate) async fn end_access(on: &mut impl Verbs, now: Time, id: UserId) -> Result<()> {
    on.run(query(END_ACCESS).bind(id.0).bind(now).about(id.0))
        .await?;
    Ok(())
}

const SET_ACTIVE: &str =
    "UPDATE pc_users SET active = $2, updated_at = $3 WHERE id = $1 AND active <> $2";

/// Returns whether that changed anything.
pub(crate) async fn set_active(
    on: &mut impl Verbs,
    now: Time,
    id: UserId,
    active: bool,
) -> Result<bool> {
    let set = query(SET_ACTIVE).bind(id.0).bind(active).bind(now);
    Ok(on.run(set.about(id.0)).await? > 0)
}

const SET_PROFILE: &str = "UPDATE pc_users SET profile = $2, updated_at = $3 WHERE id = $1";

pub(crate) async fn set_profile(
    on: &mut impl Verbs,
    now: Time,
    id: UserId,
    profile: &Map<String, Value>,
) -> Result<()> {
    let profile = Value::Object(profile.clone()).to_string();
    let set = query(SET_PROFILE).bind(id.0).bind(profile).bind(now);
    on.run(set.about(id.0)).await?;
    Ok(())
}

const SET_LOCALE: &str = "
    UPDATE pc_users SET locale = $2, updated_at = $3 WHERE id = $1 AND (locale IS NULL OR locale <> $2)";

/// Stores the language that somebody has chosen. Returns whether that changed anything.
pub(crate) async fn set_locale(
    on: &mut impl Verbs,
    now: Time,
    id: UserId,
    locale: &Locale,
) -> Result<bool> {
    let set = query(SET_LOCALE).bind(id.0).bind(locale.to_string());
    Ok(on.run(set.bind(now).about(id.0)).await? > 0)
}

const LOCK_ADDRESS: &str = "SELECT id FROM pc_users WHERE email_key = $1 ORDER BY id";

/// Nobody else changes who has this address, or claims it already, before this transaction ends. In the order of ids, so
/// that two who want the same wait for each other instead of deadlocking.
/// Returns who they are.
pub(crate) async fn lock_address(on: &mut impl Verbs, email_key: &str) -> Result<Vec<UserId>> {
    let lock = query(LOCK_ADDRESS).bind(email_key).for_update();
    let locked = on.all(lock).await?;
    let id = |row: &Row| Ok(UserId(row.id("id")?));
    locked.iter().map(id).collect()
}

const OWN: &str = "
    UPDATE pc_users SET claim = FALSE, claim_hash = NULL, confirmed_at = $2, updated_at = $2
    WHERE id = $1 AND confirmed_at IS NULL AND NOT EXISTS
        (SELECT 1 FROM pc_users o WHERE o.email_key = $3 AND NOT o.claim AND o.id <> $1)";
const DELETE_CLAIMS: &str = "DELETE FROM pc_users WHERE email_key = $1 AND claim AND id <> $2";

/// Makes a user the owner of the address: confirmed now, all other claims to it gone. Returns false, and changes
/// nothing, when the user is confirmed already or somebody else owns the address.
pub(crate) async fn own_address(on: &mut impl Verbs, now: Time, user: &User) -> Result<bool> {
    let known = lock_address(on, user.email.key()).await?;
    let own = query(OWN).bind(user.id.0).bind(now).bind(user.email.key());
    if on.run(own.about(user.id.0)).await? == 0 {
        return Ok(false);
    }
    // On PostgreSQL somebody may have claimed the address since; nobody can be signed in to that claim yet.
    let claims = query(DELETE_CLAIMS).bind(user.email.key()).bind(user.id.0);
    let claims = known.iter().fold(claims, |claims, id| claims.about(id.0));
    on.run(claims.about_nobody()).await?;
    Ok(true)
}

const SWEEP_CLAIMS: &str = "
    DELETE FROM pc_users WHERE id IN
        (SELECT id FROM pc_users WHERE claim AND created_at < $1 ORDER BY created_at LIMIT 500 /* LOCK */)";

/// Deletes a batch of claims made before `time`; returns how many.
pub(crate) async fn sweep_claims(on: &mut impl Verbs, time: Time) -> Result<u64> {
    Ok(on.run(query(SWEEP_CLAIMS).bind(time).skip_locked()).await?)
}

const TRACK: &str = "
    UPDATE pc_users SET last_login_at = COALESCE(current_login_at, $2), last_login_ip = current_login_ip,
        current_login_at = $2, current_login_ip = $3, login_count = login_count + 1
    WHERE id = $1";

/// Records a sign-in.
pub(crate) async fn track(
    on: &mut impl Verbs,
    now: Time,
    id: UserId,
    ip: Option<String>,
) -> Result<()> {
    let track = query(TRACK).bind(id.0).bind(now).bind(ip);
    on.run(track.about(id.0)).await?;
    Ok(())
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[
    FIND,
    LOCK,
    FIND_BY_EMAIL,
    FIND_FIRST_BY_EMAIL,
    FIND_CLAIM,
    LIST,
    INSERT,
    SET_PASSWORD,
    END_ACCESS,
    REHASH,
    SET_ACTIVE,
    SET_PROFILE,
    SET_LOCALE,
    LOCK_ADDRESS,
    OWN,
    DELETE_CLAIMS,
    SWEEP_CLAIMS,
    TRACK,
];
