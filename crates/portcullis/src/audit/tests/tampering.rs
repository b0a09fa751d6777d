//! Somebody may write to the database and tries to change what happened.

use std::collections::BTreeSet;

use super::*;

/// How many events there are, in one chain.
const EVENTS: i64 = 6;

async fn tampered(app: &App, statements: &[&'static str]) {
    for statement in statements {
        assert!(tables::run(app.db(), statement).await > 0, "{statement}");
    }
}

/// What is found once somebody has run these statements, for the event of this number.
async fn found_after(statements: &[&'static str], noted: bool) -> Vec<(i64, Flaw)> {
    let mut found = Vec::new();
    for app in apps().await {
        with_events(&app, ADA, EVENTS).await;
        let before = verified(&app).await;
        assert_eq!(before.events, 6);
        tampered(&app, statements).await;
        let noted = if noted { before.heads } else { Vec::new() };
        let after = app.security.verify_audit(&noted).await.unwrap();
        let [fault] = faults(&after)[..] else {
            panic!("{statements:?}: {after:?}")
        };
        found.push(fault);
    }
    found.dedup();
    found
}

// ASVS: 16.4.2
#[tokio::test]
async fn a_change_of_any_field_is_found() {
    for statement in [
        "UPDATE pc_audit_events SET kind = 'sign_in' WHERE number = 3",
        "UPDATE pc_audit_events SET result = 'refused' WHERE number = 3",
        "UPDATE pc_audit_events SET actor = 'nobody' WHERE number = 3",
        "UPDATE pc_audit_events SET detail = '{ }' WHERE number = 3",
        "UPDATE pc_audit_events SET digest = person_digest WHERE number = 3",
        "UPDATE pc_audit_events SET person_digest = digest WHERE number = 3",
    ] {
        assert_eq!(found_after(&[statement], false).await, [(3, Flaw::Changed)]);
    }
    let linked = "UPDATE pc_audit_events SET previous = digest WHERE number = 3";
    assert_eq!(found_after(&[linked], false).await, [(3, Flaw::NotLinked)]);
}

// ASVS: 16.4.2
#[tokio::test]
async fn a_change_of_time_or_id_is_found() {
    for app in apps().await {
        with_events(&app, ADA, EVENTS).await;
        app.advance(DAY);
        // An event of another time, in whatever chain.
        app.user(BOB, PASSWORD).await;
        tampered(
            &app,
            &["UPDATE pc_audit_events SET at = (SELECT max(at) FROM pc_audit_events) WHERE number = 3"],
        )
        .await;
        let found = app.security.verify_audit(&[]).await.unwrap();
        assert_eq!(faults(&found)[..], [(3, Flaw::Changed)]);
    }
    for app in apps().await {
        let ada = with_events(&app, ADA, EVENTS).await;
        use portcullis_kit::db::{Verbs, query};
        const RENAME: &str = "UPDATE pc_audit_events SET id = $1 WHERE number = 3";
        let rename = query(RENAME).bind(ada.id.0);
        assert_eq!(app.db().run(rename).await, Ok(1));
        let found = app.security.verify_audit(&[]).await.unwrap();
        assert_eq!(faults(&found)[..], [(3, Flaw::Changed)]);
    }
}

// ASVS: 16.4.2
#[tokio::test]
async fn a_change_of_whom_it_was_about_is_found() {
    const THIRD: &str = "WHERE event_id = (SELECT id FROM pc_audit_events WHERE number = 3)";
    for change in [
        "user_id = NULL",
        "user_id = event_id",
        "email = 'eve@example.test'",
        "email_key = 'eve@example.test'",
        "ip = '192.0.2.1'",
        "ip = ''",
        "user_agent = 'curl'",
        "detail = '[]'",
        "salt = ''",
    ] {
        let change = format!("UPDATE pc_audit_people SET {change} {THIRD}").leak();
        assert_eq!(
            found_after(&[change], false).await,
            [(3, Flaw::PersonChanged)]
        );
    }
}

// ASVS: 16.4.2
#[tokio::test]
async fn two_people_who_were_exchanged_are_found() {
    let exchange = [
        "UPDATE pc_audit_people SET email = 'x' WHERE event_id = (SELECT id FROM pc_audit_events WHERE number = 2)",
        "UPDATE pc_audit_people SET salt = (SELECT salt FROM pc_audit_people p JOIN pc_audit_events e ON e.id = p.event_id
             WHERE e.number = 4) WHERE event_id = (SELECT id FROM pc_audit_events WHERE number = 3)",
    ];
    assert_eq!(
        found_after(&exchange, false).await,
        [(2, Flaw::PersonChanged)]
    );
    assert_eq!(
        found_after(&exchange[1..], false).await,
        [(3, Flaw::PersonChanged)]
    );
}

// ASVS: 16.4.2
#[tokio::test]
async fn an_event_that_was_taken_out_is_found() {
    let middle = "DELETE FROM pc_audit_events WHERE number = 3";
    assert_eq!(found_after(&[middle], false).await, [(3, Flaw::Missing)]);
    let closed = [
        middle,
        "UPDATE pc_audit_events SET number = 3 WHERE number = 4",
        "UPDATE pc_audit_events SET number = 4 WHERE number = 5",
        "UPDATE pc_audit_events SET number = 5 WHERE number = 6",
    ];
    assert_eq!(found_after(&closed, false).await, [(3, Flaw::NotLinked)]);
    let first = "DELETE FROM pc_audit_events WHERE number = 1";
    assert_eq!(found_after(&[first], false).await, [(1, Flaw::Missing)]);
}

// ASVS: 16.4.2
#[tokio::test]
async fn events_that_were_exchanged_are_found() {
    let exchange = [
        "UPDATE pc_audit_events SET number = 100 WHERE number = 3",
        "UPDATE pc_audit_events SET number = 3 WHERE number = 4",
        "UPDATE pc_audit_events SET number = 4 WHERE number = 100",
    ];
    assert_eq!(found_after(&exchange, false).await, [(3, Flaw::NotLinked)]);
}

// ASVS: 16.4.2
#[tokio::test]
async fn an_event_that_was_put_in_is_found() {
    const COPY: &str = "INSERT INTO pc_audit_events
            (id, chain, number, at, kind, result, actor, detail, person_digest, previous, digest)
         SELECT (SELECT user_id FROM pc_audit_people LIMIT 1), chain, 7, at, kind, result, actor, detail, person_digest, digest,
             previous FROM pc_audit_events WHERE number = 6";
    assert_eq!(found_after(&[COPY], false).await, [(7, Flaw::Changed)]);
    // Well made, but the head does not know of it.
    for app in apps().await {
        with_events(&app, ADA, EVENTS).await;
        tampered(
            &app,
            &["UPDATE pc_audit_heads SET number = 5, digest = (SELECT digest FROM pc_audit_events WHERE number = 5)
               WHERE number = 6"],
        )
        .await;
        let found = app.security.verify_audit(&[]).await.unwrap();
        assert_eq!(faults(&found), [(6, Flaw::Inserted)]);
    }
}

const CUT: &str = "DELETE FROM pc_audit_events WHERE number > 4";
const CUT_HEAD: &str = "UPDATE pc_audit_heads SET number = 4, digest = (SELECT digest FROM pc_audit_events WHERE number = 4)
    WHERE number = 6";

// ASVS: 16.4.2
#[tokio::test]
async fn a_chain_that_was_cut_off_is_found_with_noted_heads() {
    assert_eq!(found_after(&[CUT], false).await, [(5, Flaw::Missing)]);
    assert_eq!(
        found_after(&[CUT, CUT_HEAD], true).await,
        [(5, Flaw::CutOff)]
    );
    let emptied = [
        "DELETE FROM pc_audit_events",
        "DELETE FROM pc_audit_people",
        "UPDATE pc_audit_heads SET number = 0, digest = (SELECT digest FROM pc_audit_heads WHERE number = 0 LIMIT 1)",
    ];
    assert_eq!(found_after(&emptied, true).await, [(1, Flaw::CutOff)]);
}

// ASVS: 16.4.2
#[tokio::test]
async fn a_chain_that_was_cut_off_and_written_on_is_found_with_noted_heads() {
    for app in apps().await {
        let ada = with_events(&app, ADA, EVENTS).await;
        let noted = verified(&app).await.heads;
        tampered(&app, &[CUT, CUT_HEAD]).await;
        for _ in 0..4 {
            app.security.toggle_active(&ada).await.unwrap();
        }
        // By itself the log is in order again.
        verified(&app).await;
        let found = app.security.verify_audit(&noted).await.unwrap();
        assert_eq!(faults(&found), [(6, Flaw::NotAsNoted)]);
    }
}

// ASVS: 16.4.2
#[tokio::test]
async fn every_chain_that_is_broken_is_named_with_its_first_fault() {
    for app in apps().await {
        let mut chains = BTreeSet::new();
        for number in 0.. {
            let user = with_events(&app, &format!("{number}@example.test"), EVENTS).await;
            let filter = Filter {
                user: Some(user.id),
                ..Filter::default()
            };
            chains.insert(events(&app, filter).await[0].chain);
            if chains.len() == 3 {
                break;
            }
        }
        let before = verified(&app).await;
        let [first, whole, last] = chains.into_iter().collect::<Vec<_>>()[..] else {
            panic!("three chains")
        };
        let change = |chain, numbers| {
            let change = "UPDATE pc_audit_events SET kind = 'sign_in'";
            &*format!("{change} WHERE chain = {chain} AND number IN ({numbers})").leak()
        };
        tampered(&app, &[change(first, "2, 4"), change(last, "3")]).await;
        let found = app.security.verify_audit(&before.heads).await.unwrap();
        let broken = found.broken.iter();
        let broken: Vec<_> = broken.map(|broken| (broken.chain, broken.number)).collect();
        assert_eq!(broken, [(first, 2), (last, 3)]);
        assert_eq!(faults(&found), [(2, Flaw::Changed), (3, Flaw::Changed)]);
        let end = |chain| found.heads.iter().find(|head| head.chain == chain).copied();
        assert_eq!(found.heads.len(), before.heads.len());
        assert!(before.heads.contains(&end(whole).unwrap()));
        assert_eq!(
            [first, last].map(|chain| end(chain).unwrap().number),
            [1, 2]
        );
    }
}

// ASVS: 16.4.2
#[tokio::test]
async fn a_head_that_was_changed_is_found() {
    let other = "UPDATE pc_audit_heads SET digest = (SELECT digest FROM pc_audit_events WHERE number = 2) WHERE number = 6";
    assert_eq!(found_after(&[other], false).await, [(6, Flaw::Head)]);
    let gone = "DELETE FROM pc_audit_heads WHERE number = 6";
    assert_eq!(found_after(&[gone], false).await, [(6, Flaw::Head)]);
    let ahead = "UPDATE pc_audit_heads SET number = 9 WHERE number = 6";
    assert_eq!(found_after(&[ahead], false).await, [(7, Flaw::Missing)]);
}

#[tokio::test]
async fn noted_heads_are_still_right_after_more_has_happened() {
    for app in apps().await {
        let ada = with_events(&app, ADA, EVENTS).await;
        let noted: Vec<Head> = verified(&app).await.heads;
        app.security.toggle_active(&ada).await.unwrap();
        app.user(BOB, PASSWORD).await;
        let found = app.security.verify_audit(&noted).await.unwrap();
        assert_eq!((found.broken, found.events), (vec![], 8));
        let text = serde_json::to_string(&noted).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Head>>(&text).unwrap(), noted);
    }
}
