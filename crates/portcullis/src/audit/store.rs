//! The SQL of the audit log.

pub(super) mod append;

use portcullis_kit::{
    clock::Time,
    db::{Row, Verbs, query},
    digest::Digest,
    id::first_id,
};
use uuid::Uuid;

use super::{Entry, Head, Kind, Person, Signature};
use crate::{
    account::{Email, User, UserId},
    error::Result,
};

macro_rules! columns {
    () => {
        "e.id, e.chain, e.number, e.at, e.kind, e.result, e.actor, e.detail, e.person_digest, e.previous, e.digest,
         e.mac, e.key_id, p.event_id, p.salt, p.user_id, p.email, p.email_key, p.ip, p.user_agent, p.detail AS personal"
    };
}

fn entry_of(row: &Row) -> Result<Entry> {
    let person = match row.opt_id("event_id")? {
        None => None,
        Some(_) => Some(Person {
            salt: row.text("salt")?,
            user_id: row.opt_id("user_id")?.map(UserId),
            email: row.opt_text("email")?,
            email_key: row.opt_text("email_key")?,
            ip: row.opt_text("ip")?,
            user_agent: row.opt_text("user_agent")?,
            detail: row.text("personal")?,
        }),
    };
    let signature = match (row.opt_text("key_id")?, row.opt_bytes("mac")?) {
        (Some(key_id), Some(mac)) => Some(Signature { key_id, mac }),
        _ => None,
    };
    Ok(Entry {
        id: row.id("id")?,
        chain: row.int("chain")?,
        number: row.int("number")?,
        at: row.time("at")?,
        kind: row.text("kind")?,
        result: row.text("result")?,
        actor: row.text("actor")?,
        detail: row.text("detail")?,
        person,
        person_digest: digest(row, "person_digest")?,
        previous: digest(row, "previous")?,
        digest: digest(row, "digest")?,
        signature,
    })
}

/// What is no digest any more is none that any row could have.
fn digest(row: &Row, column: &str) -> Result<Digest> {
    Ok(Digest::from_bytes(&row.bytes(column)?).unwrap_or_default())
}

fn head_of(row: &Row) -> Result<Head> {
    Ok(Head {
        chain: row.int("chain")?,
        number: row.int("number")?,
        digest: digest(row, "digest")?,
    })
}

const HEAD: &str = "SELECT chain, number, digest FROM pc_audit_heads WHERE chain = $1";

/// The end of a chain. `None` when somebody has deleted its row.
pub(super) async fn head(on: &mut impl Verbs, chain: i64) -> Result<Option<Head>> {
    let row = on.optional(query(HEAD).bind(chain)).await?;
    row.as_ref().map(head_of).transpose()
}

const SIGNED_END: &str = "
    SELECT h.chain FROM pc_audit_heads h WHERE EXISTS
        (SELECT 1 FROM pc_audit_events e WHERE e.chain = h.chain AND e.number = h.number AND e.mac IS NOT NULL)
    LIMIT 1";

/// Whether a chain ends with a signed event.
pub(crate) async fn is_signed(on: &mut impl Verbs) -> Result<bool> {
    Ok(on.optional(query(SIGNED_END)).await?.is_some())
}

const CHAIN: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM pc_audit_events e LEFT JOIN pc_audit_people p ON p.event_id = e.id
     WHERE e.chain = $1 AND e.number > $2 ORDER BY e.number LIMIT $3"
);

/// A page of a chain, after this number.
pub(crate) async fn page(
    on: &mut impl Verbs,
    chain: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<Entry>> {
    let page = query(CHAIN).bind(chain).bind(after).bind(limit);
    on.all(page).await?.iter().map(entry_of).collect()
}

/// Which events to list: by default the 100 newest, of whatever kind and about whomever.
///
/// ```
/// # use portcullis::{Security, audit::{Filter, Kind}};
/// # async fn example(security: &Security) -> portcullis::Result<()> {
/// let refused = Filter { kind: Some(Kind::SignInFailed), limit: 20, ..Filter::default() };
/// for event in security.audit_events(&refused).await? {
///     println!("{} {}", event.at, event.detail);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Filter {
    /// Only those about this user, or about an address that was theirs.
    pub user: Option<UserId>,
    /// Only those about this address, whoever had it. Together with `user`: either.
    pub email: Option<Email>,
    /// Only those of this kind.
    pub kind: Option<Kind>,
    /// Only those at this time or later.
    pub since: Option<Time>,
    /// How many at most.
    pub limit: u32,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            user: None,
            email: None,
            kind: None,
            since: None,
            limit: 100,
        }
    }
}

const LIST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM pc_audit_events e LEFT JOIN pc_audit_people p ON p.event_id = e.id
     WHERE e.at >= $1 ORDER BY e.at DESC, e.number DESC, e.id DESC LIMIT $2"
);

/// Apart, for its own index: whoever looks for what is rare must not walk through all that is not.
const LIST_OF_KIND: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM pc_audit_events e LEFT JOIN pc_audit_people p ON p.event_id = e.id
     WHERE e.at >= $1 AND e.kind = $3 ORDER BY e.at DESC, e.number DESC, e.id DESC LIMIT $2"
);

const LIST_OF_PERSON: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM pc_audit_people p JOIN pc_audit_events e ON e.id = p.event_id
     WHERE (p.user_id = $4 OR p.email_key = $5) AND (e.kind = $3 OR $3 IS NULL) AND e.at >= $1
     ORDER BY e.at DESC, e.number DESC, e.id DESC LIMIT $2"
);

/// The newest events, the newest first.
pub(crate) async fn list(on: &mut impl Verbs, filter: &Filter) -> Result<Vec<Entry>> {
    let of_person = filter.user.is_some() || filter.email.is_some();
    let list = query(match filter.kind {
        _ if of_person => LIST_OF_PERSON,
        Some(_) => LIST_OF_KIND,
        None => LIST,
    })
    .bind(filter.since.unwrap_or(Time::from_micros(i64::MIN)))
    .bind(i64::from(filter.limit));
    let kind = filter.kind.map(Kind::as_str);
    let list = if of_person {
        let email_key = filter.email.as_ref().map(|email| email.key().to_owned());
        list.bind(kind)
            .bind(filter.user.map(|user| user.0))
            .bind(email_key)
    } else if kind.is_some() {
        list.bind(kind)
    } else {
        list
    };
    on.all(list).await?.iter().map(entry_of).collect()
}

/// Two walks along an index, each no longer than the page, however much there is: what is noted under the person, and what was
/// tried at the address by nobody in particular.
const OF_USER: &str = concat!(
    "WITH named AS (SELECT event_id FROM pc_audit_people
                    WHERE user_id = $1 AND event_id >= $3 AND event_id < $4 ORDER BY event_id DESC LIMIT $5),
          tried AS (SELECT event_id FROM pc_audit_people
                    WHERE email_key = $2 AND user_id IS NULL AND event_id >= $3 AND event_id < $4
                    ORDER BY event_id DESC LIMIT $5),
          own AS (SELECT event_id FROM named UNION ALL SELECT event_id FROM tried)
     SELECT ",
    columns!(),
    " FROM own JOIN pc_audit_people p ON p.event_id = own.event_id JOIN pc_audit_events e ON e.id = p.event_id
     ORDER BY own.event_id DESC LIMIT $5"
);

/// What happened to a user, the newest first: from `since` on, and before the event `before`. Of a claim nothing that is only
/// known by the address, which may be somebody else's.
pub(crate) async fn of_user(
    on: &mut impl Verbs,
    user: &User,
    since: Time,
    before: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Entry>> {
    let email_key = (!user.is_claim()).then(|| user.email.key().to_owned());
    let page = query(OF_USER)
        .bind(user.id.0)
        .bind(email_key)
        .bind(first_id(since))
        .bind(before.unwrap_or(Uuid::max()))
        .bind(i64::from(limit));
    on.all(page).await?.iter().map(entry_of).collect()
}

/// Also what is known of the address under no living user's name: asked-for mails, failed sign-ins, claims that are gone.
const ERASE: &str = "
    DELETE FROM pc_audit_people WHERE user_id = $1 OR (email_key = $2 AND NOT EXISTS
        (SELECT 1 FROM pc_users u WHERE u.id = pc_audit_people.user_id))";

const ERASE_CLAIM: &str = "DELETE FROM pc_audit_people WHERE user_id = $1";

/// Erases whom the events of a user were about. What a claim knows of its address may be about somebody else, and stays.
/// Returns how many events were about them.
pub(crate) async fn erase(on: &mut impl Verbs, user: &User) -> Result<u64> {
    let erase = if user.is_claim() {
        query(ERASE_CLAIM).bind(user.id.0)
    } else {
        query(ERASE).bind(user.id.0).bind(user.email.key())
    };
    Ok(on.run(erase).await?)
}

/// Passes over rows that somebody erases at this moment, so that neither waits for the other.
const SWEEP: &str = "
    DELETE FROM pc_audit_people WHERE event_id IN
        (SELECT event_id FROM pc_audit_people WHERE at < $1 ORDER BY at LIMIT 500 /* LOCK */)";

/// Erases a batch of personal parts from before `time`; returns how many.
pub(crate) async fn sweep(on: &mut impl Verbs, time: Time) -> Result<u64> {
    Ok(on.run(query(SWEEP).bind(time).skip_locked()).await?)
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[
    HEAD,
    SIGNED_END,
    append::HEADS,
    append::MOVE_HEADS,
    append::INSERT,
    append::INSERT_PEOPLE,
    CHAIN,
    LIST,
    LIST_OF_KIND,
    LIST_OF_PERSON,
    OF_USER,
    ERASE,
    ERASE_CLAIM,
    SWEEP,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::App;

    #[tokio::test]
    async fn what_happened_to_a_user_is_found_along_indexes_alone() {
        let app = App::on_sqlite(|app| app).await;
        let sql = format!("EXPLAIN QUERY PLAN {OF_USER}");
        let plan = query(sql.leak())
            .bind(Uuid::nil())
            .bind("ada@example.test")
            .bind(Uuid::nil())
            .bind(Uuid::max())
            .bind(50);
        let steps = (&mut app.db()).all(plan).await.unwrap();
        let steps: Vec<String> = steps
            .iter()
            .map(|row| row.text("detail").unwrap())
            .collect();
        for index in ["pc_audit_people_user", "pc_audit_people_email"] {
            assert!(steps.iter().any(|step| step.contains(index)), "{steps:?}");
        }
        let tables = |step: &&String| step.contains("SCAN p") || step.contains("SCAN e");
        assert_eq!(steps.iter().find(tables), None, "{steps:?}");
    }
}
