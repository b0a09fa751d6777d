//! The attacks by name, in every way the product can be set up, with the stranger first and the owner later.

use super::*;

/// What the stranger does before the owner comes.
async fn attacked(app: &App, steps: &[Step]) -> Result<(), String> {
    // What the owner may do then, each of it a proof of the address.
    let ways: [&[Step]; 3] = [
        &[
            Step::SignUp {
                browser: 0,
                password: 0,
            },
            Step::Confirm {
                browser: 0,
                link: 0,
                password: None,
            },
        ],
        &[
            Step::SignUp {
                browser: 0,
                password: 0,
            },
            Step::Confirm {
                browser: 1,
                link: 0,
                password: Some(0),
            },
        ],
        &[
            Step::AskReset { browser: 0 },
            Step::Reset {
                browser: 1,
                link: 0,
                password: 0,
            },
        ],
    ];
    for (number, way) in ways.iter().enumerate() {
        let mut world = World::new(app, number);
        for step in steps {
            world.take(*step).await?;
        }
        world.take(Step::Wait(Duration::from_secs(1))).await?;
        for step in *way {
            world.take(*step).await?;
        }
        let user = app
            .security
            .find_user(&world.address)
            .await
            .unwrap()
            .unwrap();
        assert!(user.confirmed_at.is_some(), "the owner came in by {way:?}");
        world.check().await?;
        // Whatever was kept from before is tried again after the owner came.
        for step in steps {
            world.take(*step).await?;
            world.check().await?;
        }
        world.knock().await?;
        world.owner_gets_in().await?;
        world.check().await?;
    }
    Ok(())
}

async fn gains_nothing(steps: &[Step]) {
    for way in 0..3 {
        for app in App::on_each_database(|app| model::set_up(app, way)).await {
            assert_eq!(attacked(&app, steps).await, Ok(()), "set up in way {way}");
        }
    }
}

const SIGN_UP: Step = Step::SignUp {
    browser: 2,
    password: 0,
};
const SIGN_IN: Step = Step::SignIn {
    browser: 3,
    password: 0,
};

// ASVS: 6.3.4
#[tokio::test]
async fn classic_merge_a_password_set_before_the_owner_came_does_not_work_after() {
    gains_nothing(&[
        SIGN_UP,
        Step::AskLink { browser: 2 },
        Step::Resend { browser: 2 },
    ])
    .await;
}

// ASVS: 7.4.3
#[tokio::test]
async fn unexpired_session_what_was_opened_before_the_owner_came_is_closed_after() {
    gains_nothing(&[
        SIGN_UP,
        SIGN_IN,
        Step::Wait(Duration::from_secs(60)),
        SIGN_IN,
    ])
    .await;
}

/// There is no second identifier to add yet; a second claim and another password are what a stranger can add.
// ASVS: 6.3.4
#[tokio::test]
async fn trojan_identifier_what_was_added_before_the_owner_came_opens_nothing_after() {
    let again = Step::SignUp {
        browser: 3,
        password: 1,
    };
    let change = Step::Change {
        browser: 2,
        old: 0,
        new: 1,
    };
    gains_nothing(&[SIGN_UP, change, Step::SignOut { browser: 3 }, again, change]).await;
}

/// There is no change of address yet; what a stranger can leave pending are links, which only the mail tells.
// ASVS: 6.6.2
#[tokio::test]
async fn unexpired_change_what_was_asked_for_before_the_owner_came_gives_the_stranger_nothing() {
    let asked = [Step::AskReset { browser: 2 }, Step::AskLink { browser: 2 }];
    gains_nothing(&[SIGN_UP, asked[0], asked[1], Step::Resend { browser: 2 }]).await;
}
