//! The arithmetic, and that the statements do the same.

mod many;

use std::time::Duration;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

use super::*;
use crate::clock::Time;
use crate::db::testing::{Scratch, databases};
use crate::db::{Db, Migration};
use crate::settings::{Origin, Raw, SettingValue};

macro_rules! step {
    ($number:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!(
                "../../../portcullis/migrations/sqlite/",
                $name,
                ".sql"
            )),
            postgres: include_str!(concat!(
                "../../../portcullis/migrations/postgres/",
                $name,
                ".sql"
            )),
        }
    };
}

/// The table as the library makes it.
const TABLE: &[Migration] = &[step!(4, "0004_throttles"), step!(9, "0009_throttle_limits")];

const START: i64 = 1_800_000_000_000_000;

fn at(seconds: i64) -> Time {
    Time::from_micros(START + seconds * 1_000_000)
}

fn limits(text: &str) -> Result<Limits, String> {
    Limits::read(&Raw::new(text.into(), Origin::Code))
}

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}

fn key_of(name: &str, values: &[&str]) -> Key {
    Family::of("somebody").key(name, values)
}

fn one(key: Key, limit: Limit) -> Permits {
    [Permit::Rate(key, limit)].into_iter().collect()
}

async fn take(db: &Db, now: Time, permits: &Permits) -> Option<Refused> {
    permits.take(db, now).await.unwrap().err()
}

#[test]
fn limits_are_written_as_people_say_them() {
    let hourly = Limit::new(20, minutes(60)).unwrap();
    let mails = [
        Limit::new(2, minutes(5)).unwrap(),
        Limit::new(20, minutes(24 * 60)).unwrap(),
    ];
    assert_eq!(limits("20 per hour"), Ok(Limits(vec![hourly])));
    assert_eq!(
        limits(" 2 per 5 minutes,20 per 1 day "),
        Ok(Limits(mails.to_vec()))
    );
    assert_eq!(limits("Unlimited"), Ok(Limits::default()));
    assert_eq!(Limits::per_hour(20).show(), "\"20 per hour\"");
    let shown = Limits(mails.to_vec()).show();
    assert_eq!(shown, "\"2 per 5 minutes, 20 per 24 hours\"");
    for wrong in [
        "",
        "20",
        "20 per",
        "0 per hour",
        "-1 per hour",
        "20 per hour, ",
        "20 per moon",
        "1 per 401 days",
        "99999999999 per hour",
        "2000000 per second",
    ] {
        assert!(limits(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn so_many_come_at_once_and_each_makes_room_for_another() {
    let limit = Limit::per_hour(20);
    let mut paid = None;
    for _ in 0..20 {
        paid = Some(limit.accept(paid, at(0)).unwrap());
    }
    assert_eq!(limit.accept(paid, at(0)), Err(minutes(3)));
    assert_eq!(limit.accept(paid, at(179)), Err(Duration::from_secs(1)));
    paid = Some(limit.accept(paid, at(180)).unwrap());
    assert_eq!(limit.accept(paid, at(180)), Err(minutes(3)));
}

#[test]
fn what_is_counted_for_one_is_not_counted_for_another() {
    let keys = [
        key_of("a", &["b"]),
        key_of("ab", &[]),
        key_of("a", &["b", ""]),
        key_of("a", &["", "b"]),
        key_of("b", &["a"]),
        Family::of("somebody else").key("a", &["b"]),
    ];
    for (n, key) in keys.iter().enumerate() {
        assert_eq!(keys.iter().position(|other| other == key), Some(n));
    }
}

proptest! {
    #[test]
    fn what_is_shown_is_read_back(count in 1_u32..1_000_000, seconds in 1_u64..34_560_000) {
        if let Some(limit) = Limit::new(count, Duration::from_secs(seconds)) {
            let limits_shown = Limits(vec![limit, Limit::per_hour(count)]);
            let shown = limits_shown.show();
            prop_assert_eq!(limits(shown.trim_matches('"')), Ok(limits_shown));
        }
    }

    #[test]
    fn never_more_than_the_count_and_what_came_back_since(
        count in 1_u32..30,
        seconds in 1_u64..4000,
        pauses in proptest::collection::vec(0_i64..2_000_000_000, 1..80),
    ) {
        let limit = Limit::new(count, Duration::from_secs(seconds)).unwrap();
        let (mut now, mut paid, mut accepted) = (START, None, Vec::new());
        for pause in pauses {
            now += pause;
            if let Ok(new) = limit.accept(paid, Time::from_micros(now)) {
                paid = Some(new);
                accepted.push(now);
            }
        }
        for (n, first) in accepted.iter().enumerate() {
            for (more, last) in accepted[n..].iter().enumerate() {
                let back = (last - first) / limit.interval();
                prop_assert!(i64::try_from(more).unwrap() < i64::from(count) + back);
            }
        }
    }

    #[test]
    fn whoever_waits_as_long_as_told_is_let_in(count in 1_u32..30, seconds in 1_u64..4000, ahead in 0_i64..9_000_000_000) {
        let limit = Limit::new(count, Duration::from_secs(seconds)).unwrap();
        let (now, paid) = (Time::from_micros(START), Some(Time::from_micros(START + ahead)));
        if let Err(wait) = limit.accept(paid, now) {
            prop_assert!(limit.accept(paid, now + wait).is_ok());
            prop_assert!(limit.accept(paid, now + wait - Duration::from_micros(1)).is_err());
        }
    }
}

/// The same acts by the statements and by the arithmetic.
#[tokio::test]
async fn the_statement_takes_what_the_arithmetic_lets_in() {
    for Scratch { db, .. } in &databases(TABLE).await {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let pauses = proptest::collection::vec(0_i64..400_000_000, 40);
        for round in 0..12_u32 {
            let limit = Limit::new(1 + round, minutes(u64::from(1 + round % 5))).unwrap();
            let steps = pauses.new_tree(&mut runner).unwrap().current();
            let (key, mut now, mut paid) = (key_of("test", &[&round.to_string()]), START, None);
            for pause in steps {
                now += if round % 2 == 0 { pause } else { pause / 20 };
                let expected = limit.accept(paid, Time::from_micros(now));
                let refused = take(db, Time::from_micros(now), &one(key, limit)).await;
                let wait = refused.and_then(|refused| refused.retry_after);
                assert_eq!(wait, expected.err());
                paid = expected.ok().or(paid);
                assert_eq!(key.look(&mut &*db).await.unwrap().paid, paid);
            }
        }
    }
}

#[tokio::test]
async fn a_refusal_takes_nothing_and_names_the_longest_wait() {
    for Scratch { db, .. } in &databases(TABLE).await {
        let [short, long, free] = ["short", "long", "free"].map(|name| key_of(name, &[]));
        let (twice, daily) = (Limit::new(1, minutes(5)), Limit::new(1, minutes(60)));
        let (twice, daily) = (twice.unwrap(), daily.unwrap());
        let all: Permits = [
            Permit::Rate(short, twice),
            Permit::Rate(long, daily),
            Permit::Rate(free, Limit::per_hour(100)),
        ]
        .into_iter()
        .collect();
        assert_eq!(take(db, at(0), &all).await, None);
        let before = free.look(&mut &*db).await.unwrap();
        for _ in 0..5 {
            let retry_after = Some(minutes(59));
            assert_eq!(take(db, at(60), &all).await, Some(Refused { retry_after }));
        }
        assert_eq!(free.look(&mut &*db).await.unwrap(), before);
        assert_eq!(
            take(db, at(60), &one(short, twice))
                .await
                .map(|refused| refused.retry_after),
            Some(Some(minutes(4)))
        );
    }
}

#[tokio::test]
async fn failures_in_a_row_end_at_the_bound_until_they_are_forgotten() {
    for Scratch { db, .. } in &databases(TABLE).await {
        let key = key_of("failures", &["a"]);
        let fail = |most| -> Permits { [Permit::Failure(key, most)].into_iter().collect() };
        let refused = Some(Refused { retry_after: None });
        for _ in 0..3 {
            assert_eq!(take(db, at(0), &fail(3)).await, None);
        }
        assert_eq!(take(db, at(0), &fail(3)).await, refused);
        assert_eq!(take(db, at(0), &fail(4)).await, None, "another has more");
        fail(4).give_back(&mut &*db).await.unwrap();
        assert_eq!(key.look(&mut &*db).await.unwrap().failures, 3);
        let year = 365 * 86_400;
        assert_eq!(sweep(&mut &*db, at(year)).await.unwrap(), 0);
        assert_eq!(take(db, at(year), &fail(3)).await, refused);
        assert_eq!(forget(&mut &*db, &Family::of("somebody")).await.unwrap(), 1);
        assert_eq!(take(db, at(year), &fail(3)).await, None);
        assert_eq!(sweep(&mut &*db, at(2 * year)).await.unwrap(), 0);
        assert_eq!(sweep(&mut &*db, at(year + 401 * 86_400)).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn all_counts_of_an_owner_are_forgotten_and_nobody_elses() {
    for Scratch { db, .. } in &databases(TABLE).await {
        let owners = ["a", "b", "c"].map(Family::of);
        for owner in &owners {
            for n in 0..20 {
                let key = owner.key("network", &[&n.to_string()]);
                take(db, at(0), &one(key, Limit::per_hour(1))).await;
            }
        }
        assert_eq!(forget(&mut &*db, &owners[1]).await.unwrap(), 20);
        assert_eq!(forget(&mut &*db, &owners[1]).await.unwrap(), 0);
        assert_eq!(sweep(&mut &*db, at(7200)).await.unwrap(), 40);
    }
}

#[tokio::test]
async fn what_is_given_back_is_there_again_and_what_says_nothing_is_swept() {
    for Scratch { db, .. } in &databases(TABLE).await {
        let (key, other) = (key_of("a", &[]), key_of("b", &[]));
        let limit = Limit::per_hour(2);
        let permits = one(key, limit);
        assert_eq!(take(db, at(0), &permits).await, None);
        assert_eq!(take(db, at(0), &permits).await, None);
        permits.give_back(&mut &*db).await.unwrap();
        assert_eq!(take(db, at(0), &permits).await, None);
        assert!(take(db, at(0), &permits).await.is_some());
        take(db, at(0), &one(other, limit)).await;
        permits.settle(&mut &*db, &[key, other]).await.unwrap();
        assert_eq!(other.look(&mut &*db).await.unwrap(), Standing::default());
        assert_eq!(take(db, at(0), &permits).await, None);
        let forgotten = 1;
        assert_eq!(sweep(&mut &*db, at(1800)).await.unwrap(), forgotten);
        assert_eq!(sweep(&mut &*db, at(1801)).await.unwrap(), 1);
    }
}
