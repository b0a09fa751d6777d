//! Any order of what a stranger and the owner of an address may do.

use std::cell::Cell;

use proptest::test_runner::{Config, TestCaseError, TestRunner};

use super::{steps::step, *};

const STEPS: usize = 50;
/// Runs before another app takes over, at most: a mailbox keeps only so many mails.
const RUNS_PER_APP: usize = 50;

/// Ways to set the product up: nobody lives in a claim; links sign in; people live in claims.
pub(super) fn set_up(app: SecurityBuilder, way: usize) -> SecurityBuilder {
    let confirmable = Confirmable {
        auto_login_after_confirm: way == 1,
        login_without_confirmation: way == 2,
        ..Confirmable::default()
    };
    let recoverable = Recoverable {
        auto_login_after_reset: way == 1,
        ..Recoverable::default()
    };
    let who = |user: &crate::User| {
        [("id".to_owned(), user.id.to_string().into())]
            .into_iter()
            .collect()
    };
    app.security_payload(who)
        .with(Registerable::default())
        .with(confirmable)
        .with(recoverable)
        .with(Changeable::default())
        .with(Passwordless::default())
        .with(Trackable::default())
}

/// Whether the owner confirmed an address that the stranger had signed up with.
async fn run(app: &App, number: usize, steps: &[Step]) -> Result<bool, String> {
    let mut world = World::new(app, number);
    for (at, step) in steps.iter().enumerate() {
        let done = async {
            world.take(*step).await?;
            world.check().await
        };
        done.await.map_err(|wrong| format!("step {at}: {wrong}"))?;
    }
    let contested = world.is_confirmed().await && world.contested;
    world.owner_gets_in().await?;
    world.check().await?;
    world.knock().await?;
    Ok(contested)
}

/// Walks so many runs; `more` can break the product. Says in how many of them there was something to find; the failure
/// tells the shortest run that was found.
pub(super) fn explore(
    runs: usize,
    postgres: bool,
    shrinks: u32,
    more: impl Fn(SecurityBuilder) -> SecurityBuilder,
) -> Result<usize, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    let (number, contested) = (Cell::new(0), Cell::new(0));
    let size = runs.div_ceil(3).min(RUNS_PER_APP);
    for (batch, start) in (0..runs).step_by(size).enumerate() {
        let app = runtime.block_on(async {
            let apps = App::on_each_database(|app| more(set_up(app, batch % 3))).await;
            let mut apps = apps.into_iter();
            apps.find(|app| app.db_url().starts_with("postgres") == postgres)
        });
        let app = app.ok_or("no such database")?;
        let config = Config {
            cases: u32::try_from(size.min(runs - start)).unwrap_or(1),
            failure_persistence: None,
            max_shrink_iters: shrinks,
            ..Config::default()
        };
        let all = proptest::collection::vec(step(), STEPS);
        let done = TestRunner::new(config).run(&all, |steps| {
            number.set(number.get() + 1);
            let walked = runtime.block_on(run(&app, number.get(), &steps));
            contested.set(contested.get() + usize::from(walked == Ok(true)));
            walked.map(drop).map_err(TestCaseError::fail)
        });
        done.map_err(|failure| format!("set up in way {}: {failure}", batch % 3))?;
    }
    Ok(contested.get())
}

// ASVS: 6.3.4, 6.6.2, 7.4.3, 2.3.1
#[test]
fn whatever_a_stranger_does_nothing_of_theirs_opens_an_account_that_the_owner_confirmed() {
    let mut all = 0;
    for (postgres, goal) in [(false, 800), (true, 200)] {
        let (runs, database) = (rounds(goal), if postgres { "PostgreSQL" } else { "SQLite" });
        let found = explore(runs, postgres, 500, |app| app);
        let contested = found.unwrap_or_else(|wrong| panic!("{wrong}"));
        all += contested;
        let result = format!(
            "of {STEPS} steps, {contested} of them confirmed after a stranger's sign-up; 0 credentials of the stranger's"
        );
        showed(&format!("claims on {database}"), runs, &result);
    }
    assert!(all > 0, "nothing was at stake in any run");
}
