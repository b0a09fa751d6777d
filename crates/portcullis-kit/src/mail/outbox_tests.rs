use super::super::fixtures::{MAIL_TABLE, MORNING, job};
use super::*;
use crate::db::testing::databases;

const LEASE_TIME: Duration = Duration::from_secs(120);

fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

#[tokio::test]
async fn every_statement_is_understood_by_both_databases() {
    for scratch in databases(&[MAIL_TABLE]).await {
        for statement in STATEMENTS {
            scratch.db.prepare(statement).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_job_keeps_all_that_was_said() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let on = &mut &scratch.db;
        let user = new_id(MORNING);
        let said = NewJob {
            user_id: Some(user),
            locale: "de-AT".to_owned(),
            data: "{\"next\":\"/ä\"}".to_owned(),
            ..job("welcome", "Ünal@example.org")
        };
        let id = enqueue(on, MORNING, said).await.unwrap();
        let kept = show(on, id).await.unwrap().unwrap();
        assert_eq!((kept.id, kept.kind.as_str()), (id, "welcome"));
        assert_eq!(kept.recipient, "Ünal@example.org");
        assert_eq!(kept.user_id, Some(user));
        assert_eq!(
            (kept.locale.as_str(), kept.data.as_str()),
            ("de-AT", "{\"next\":\"/ä\"}")
        );
        assert_eq!((kept.state, kept.attempts), (State::Waiting, 0));
        assert_eq!((kept.created_at, kept.due_at), (MORNING, MORNING));
        assert_eq!(
            (kept.leased_until, kept.finished_at, kept.last_error),
            (None, None, None)
        );
        assert!(show(on, user).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_plain_job_is_about_nobody_and_says_no_more() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let on = &mut &scratch.db;
        let said = NewJob::to("welcome", "ada@example.org", "de");
        let id = enqueue(on, MORNING, said).await.unwrap();
        let kept = show(on, id).await.unwrap().unwrap();
        assert_eq!(
            (kept.kind.as_str(), kept.recipient.as_str()),
            ("welcome", "ada@example.org")
        );
        assert_eq!((kept.locale.as_str(), kept.data.as_str()), ("de", "{}"));
        assert_eq!(kept.user_id, None);
    }
}

#[tokio::test]
async fn a_job_goes_with_the_transaction_of_its_cause() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let mut tx = scratch.db.begin().await.unwrap();
        enqueue(&mut tx, MORNING, job("letter", "lost@example.org"))
            .await
            .unwrap();
        drop(tx);
        let mut tx = scratch.db.begin().await.unwrap();
        enqueue(&mut tx, MORNING, job("letter", "kept@example.org"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let jobs = list(&mut &scratch.db, None, 10).await.unwrap();
        let recipients: Vec<_> = jobs.iter().map(|job| job.recipient.as_str()).collect();
        assert_eq!(recipients, ["kept@example.org"]);
    }
}

#[tokio::test]
async fn a_lease_takes_the_longest_due_first_and_keeps_them_for_its_time() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let on = &mut &scratch.db;
        let mut ids = Vec::new();
        for minute in [3, 1, 2, 9] {
            let at = MORNING + minutes(minute);
            ids.push(
                enqueue(on, at, job("letter", "ann@example.org"))
                    .await
                    .unwrap(),
            );
        }
        let now = MORNING + minutes(5);
        let first = lease(on, now, LEASE_TIME, 2).await.unwrap();
        assert_eq!(
            first.iter().map(|job| job.id).collect::<Vec<_>>(),
            [ids[1], ids[2]]
        );
        assert!(
            first
                .iter()
                .all(|job| job.attempts == 1 && job.leased_until == Some(now + LEASE_TIME))
        );
        let rest = lease(on, now, LEASE_TIME, 10).await.unwrap();
        assert_eq!(rest.iter().map(|job| job.id).collect::<Vec<_>>(), [ids[0]]);
        assert!(lease(on, now, LEASE_TIME, 10).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn whoever_was_too_slow_settles_nothing() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let on = &mut &scratch.db;
        let id = enqueue(on, MORNING, job("letter", "ann@example.org"))
            .await
            .unwrap();
        let slow = lease(on, MORNING, LEASE_TIME, 1).await.unwrap().remove(0);
        let now = MORNING + LEASE_TIME;
        let quick = lease(on, now, LEASE_TIME, 1).await.unwrap().remove(0);
        assert_eq!((slow.id, quick.attempts), (quick.id, 2));
        assert!(!done(on, now, &slow).await.unwrap());
        assert!(!later(on, now, &slow, "slow").await.unwrap());
        assert!(!dead(on, now, &slow, "slow").await.unwrap());
        assert!(done(on, now, &quick).await.unwrap());
        assert!(!done(on, now, &quick).await.unwrap());
        let kept = show(on, id).await.unwrap().unwrap();
        assert_eq!(
            (kept.state, kept.finished_at, kept.leased_until),
            (State::Sent, Some(now), None)
        );
    }
}

#[tokio::test]
async fn an_operator_sees_the_dead_and_retries_them() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let on = &mut &scratch.db;
        let id = enqueue(on, MORNING, job("letter", "ann@example.org"))
            .await
            .unwrap();
        enqueue(on, MORNING + minutes(1), job("letter", "bob@example.org"))
            .await
            .unwrap();
        assert!(!retry(on, MORNING, id).await.unwrap(), "it is not dead yet");
        let taken = lease(on, MORNING, LEASE_TIME, 1).await.unwrap().remove(0);
        assert!(dead(on, MORNING, &taken, "550 nobody").await.unwrap());

        assert_eq!(list(on, None, 10).await.unwrap().len(), 2);
        assert_eq!(
            list(on, None, 1).await.unwrap()[0].recipient,
            "bob@example.org"
        );
        let dead = list(on, Some(State::Dead), 10).await.unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!(
            (dead[0].id, dead[0].last_error.as_deref()),
            (id, Some("550 nobody"))
        );
        assert_eq!(dead[0].finished_at, Some(MORNING));

        let now = MORNING + minutes(60);
        assert!(retry(on, now, id).await.unwrap());
        let waiting = show(on, id).await.unwrap().unwrap();
        assert_eq!(
            (waiting.state, waiting.attempts, waiting.due_at),
            (State::Waiting, 0, now)
        );
        assert_eq!(waiting.finished_at, None);
    }
}

#[tokio::test]
async fn only_what_was_sent_or_given_up_long_ago_is_swept() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let on = &mut &scratch.db;
        for minute in 0..5 {
            let at = MORNING + minutes(minute);
            enqueue(on, at, job("letter", "ann@example.org"))
                .await
                .unwrap();
        }
        let taken = lease(on, MORNING + minutes(3), LEASE_TIME, 4)
            .await
            .unwrap();
        for (job, minute) in [(&taken[0], 3), (&taken[1], 5)] {
            assert!(done(on, MORNING + minutes(minute), job).await.unwrap());
        }
        for (job, minute) in [(&taken[2], 3), (&taken[3], 2)] {
            let at = MORNING + minutes(minute);
            assert!(dead(on, at, job, "550").await.unwrap());
        }
        let swept = sweep(on, MORNING + minutes(4), MORNING + minutes(3)).await;
        assert_eq!(swept.unwrap(), 2);
        for (job, kept) in taken.iter().zip([false, true, true, false]) {
            let there = show(on, job.id).await.unwrap().is_some();
            assert_eq!(there, kept, "{job:?}");
        }
        assert_eq!(list(on, None, 10).await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn a_long_queue_is_swept_in_batches() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let mut tx = scratch.db.begin().await.unwrap();
        for _ in 0..501 {
            enqueue(&mut tx, MORNING, job("letter", "ann@example.org"))
                .await
                .unwrap();
        }
        for job in lease(&mut tx, MORNING, LEASE_TIME, 501).await.unwrap() {
            assert!(done(&mut tx, MORNING, &job).await.unwrap());
        }
        tx.commit().await.unwrap();
        let now = MORNING + minutes(1);
        for batch in [500, 1, 0] {
            let swept = sweep(&mut &scratch.db, now, now).await.unwrap();
            assert_eq!(swept, batch);
        }
    }
}

#[test]
fn a_state_is_read_from_its_word() {
    for state in [State::Waiting, State::Sent, State::Dead] {
        assert_eq!(state.to_string().parse(), Ok(state));
    }
    assert!(
        "lost"
            .parse::<State>()
            .unwrap_err()
            .contains("waiting, sent or dead")
    );
}
