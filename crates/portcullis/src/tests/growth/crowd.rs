//! A database in which many have left rows: some thousand in each table that grows.

use portcullis_kit::{
    clock::Time,
    db::{Db, Kind, Tx, Value, Verbs, query},
};
use uuid::Uuid;

/// Rows of one INSERT.
const BATCH: u32 = 500;

const USERS: &str = "
    INSERT INTO pc_users (id, email, email_key, claim, active, access_version, profile, login_count, created_at, updated_at,
                          confirmed_at, deletion_at)
    VALUES ($1, $2, $2, $3, TRUE, 0, '{}', 0, $4, $4, $5, $6) /* MORE */";
const ROLE: &str = "INSERT INTO pc_roles (id, name, description, permissions, updated_at) VALUES ($1, 'crowd', '', '', $2)";
const ROLES: &str = "INSERT INTO pc_user_roles (user_id, role_id) VALUES ($1, $2) /* MORE */";
const SESSIONS: &str = "
    INSERT INTO pc_sessions (id, token_hash, user_id, authn_via, remember, created_at, authenticated_at, grace_until,
                             last_seen_at, idle_until, expires_at)
    VALUES ($1, $2, $3, 'password', FALSE, $4, $4, $4, $4, $4, $4) /* MORE */";
const AUTH_TOKENS: &str = "
    INSERT INTO pc_auth_tokens (id, token_hash, user_id, session_id, created_at, authenticated_at, expires_at)
    VALUES ($1, $2, $3, $1, $4, $4, $4) /* MORE */";
const LINKS: &str = "
    INSERT INTO pc_one_time_tokens (id, token_hash, purpose, user_id, email_key, created_at, expires_at, exchanged_hash)
    VALUES ($1, $2, 'reset', $3, '', $4, $4, $2) /* MORE */";
const DEVICES: &str = "
    INSERT INTO pc_devices (id, token_hash, user_id, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $4) /* MORE */";
const CODES: &str = "
    INSERT INTO pc_mailed_codes (browser_hash, purpose, account, tries, created_at)
    VALUES ($1, 'reset', $1, 0, $2) /* MORE */";
const THROTTLES: &str = "
    INSERT INTO pc_throttles (throttle_key, busy_until, failures) VALUES ($1, $2, 0) /* MORE */";
const MAILS: &str = "
    INSERT INTO pc_mail_jobs (id, kind, recipient, user_id, locale, data, state, attempts, created_at, due_at, finished_at)
    VALUES ($1, 'welcome', '', $2, 'en', '{}', $3, 0, $4, $4, $4) /* MORE */";
const EVENTS: &str = "
    INSERT INTO pc_audit_events (id, chain, number, at, kind, result, actor, detail, person_digest, previous, digest)
    VALUES ($1, $2, $3, $4, $5, 'done', 'person', '{}', $6, $6, $6) /* MORE */";
const PEOPLE: &str = "
    INSERT INTO pc_audit_people (event_id, at, salt, user_id, email_key, detail)
    VALUES ($1, $2, '', $3, $4, '{}') /* MORE */";

/// Rows of each kind that lie in the past of `now` by `age` and more, one of each for so many people. One in twenty of the
/// people is a claim, one in two hundred wants to be deleted.
pub(super) async fn fill(db: &Db, people: u32, first: Time) {
    let at = |n: u32| Time::from_micros(first.as_micros() + i64::from(n));
    let mut tx = db.begin().await.unwrap();
    put(&mut tx, people, USERS, |n| {
        let (claim, leaves) = (n % 20 == 1, n % 200 == 2);
        let confirmed = (!claim).then(|| at(n));
        let (confirmed, leaves) = (confirmed.into(), leaves.then(|| at(n)).into());
        [
            id(n),
            address(n),
            claim.into(),
            at(n).into(),
            confirmed,
            leaves,
        ]
    })
    .await;
    tx.run(query(ROLE).bind(uuid(0)).bind(first)).await.unwrap();
    put(&mut tx, people, ROLES, |n| [id(n), id(0)]).await;
    for sql in [SESSIONS, AUTH_TOKENS, LINKS, DEVICES] {
        put(&mut tx, people, sql, |n| {
            [id(n), hash(n), id(n), at(n).into()]
        })
        .await;
    }
    put(&mut tx, people, CODES, |n| [hash(n), at(n).into()]).await;
    put(&mut tx, people, THROTTLES, |n| {
        [hash(n), at(n).as_micros().into()]
    })
    .await;
    put(&mut tx, people, MAILS, |n| {
        let state = if n % 50 == 0 { "dead" } else { "sent" };
        [id(n), id(n), state.into(), at(n).into()]
    })
    .await;
    put(&mut tx, people, EVENTS, |n| {
        let number = i64::from(1_000_000 + n / 16);
        let kind = if n % 1000 == 0 {
            "role_created"
        } else {
            "sign_in"
        };
        [
            id(n),
            i64::from(n % 16).into(),
            number.into(),
            at(n).into(),
            kind.into(),
            hash(n),
        ]
    })
    .await;
    put(&mut tx, people, PEOPLE, |n| {
        [id(n), at(n).into(), id(n), address(n)]
    })
    .await;
    tx.commit().await.unwrap();
    if db.kind() == Kind::Postgres {
        (&mut &*db).run(query("ANALYZE")).await.unwrap();
    }
}

async fn put<const WIDTH: usize>(
    tx: &mut Tx,
    rows: u32,
    sql: &'static str,
    row: impl Fn(u32) -> [Value; WIDTH],
) {
    for first in (1..=rows).step_by(BATCH as usize) {
        let last = rows.min(first + BATCH - 1);
        tx.run(query(sql).rows((first..=last).map(&row)))
            .await
            .unwrap();
    }
}

/// Not in the order of the rows: of some thousand that lie side by side PostgreSQL would rather read a part than look one up.
fn uuid(n: u32) -> Uuid {
    Uuid::from_u128(u128::from(n.wrapping_mul(2_654_435_761)) + 1)
}

fn id(n: u32) -> Value {
    uuid(n).into()
}

fn address(n: u32) -> Value {
    format!("crowd{n}@example.test").into()
}

fn hash(n: u32) -> Value {
    let mut hash = vec![0; 32];
    hash[..4].copy_from_slice(&n.to_be_bytes());
    hash.into()
}
