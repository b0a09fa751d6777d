//! The model finds what is wrong with a product that is broken on purpose.

use super::*;
use crate::{NewPassword, Secret, features::confirmable::UserConfirmed};

/// The shortest way to an account that only the owner confirmed.
const CONFIRMED: [Step; 4] = [
    Step::SignUp {
        browser: 2,
        password: 0,
    },
    Step::Wait(Duration::from_secs(1)),
    Step::SignUp {
        browser: 0,
        password: 0,
    },
    Step::Confirm {
        browser: 0,
        link: 0,
        password: None,
    },
];

async fn confirmed(app: &App) -> World<'_> {
    let mut world = World::new(app, 1);
    for step in CONFIRMED {
        assert_eq!(world.take(step).await, Ok(()));
        assert_eq!(world.check().await, Ok(()));
    }
    let user = app
        .security
        .find_user(&world.address)
        .await
        .unwrap()
        .unwrap();
    assert!(user.confirmed_at.is_some());
    world
}

fn strangers_password() -> NewPassword {
    NewPassword::unchecked(steps::PASSWORDS[1][0])
}

#[tokio::test]
async fn a_session_of_the_strangers_for_the_owners_account_is_found() {
    for app in App::on_each_database(|app| model::set_up(app, 0)).await {
        let mut world = confirmed(&app).await;
        assert_eq!(world.knock().await, Ok(()));
        let seeded = app.login_as(&world.address).await;
        world
            .loot
            .extend(seeded.cookie("session").map(str::to_owned));
        assert!(world.check().await.unwrap_err().contains("pc_sessions"));
        assert!(world.knock().await.is_err());
    }
}

#[tokio::test]
async fn a_password_and_a_token_of_the_strangers_are_found() {
    for app in App::on_each_database(|app| model::set_up(app, 0)).await {
        let mut world = confirmed(&app).await;
        let user = app
            .security
            .find_user(&world.address)
            .await
            .unwrap()
            .unwrap();
        let token = user.auth_token(&app.security).await.unwrap();
        world.loot.insert(token.expose().to_owned());
        assert!(world.check().await.unwrap_err().contains("pc_auth_tokens"));
        assert!(world.knock().await.is_err());
        world.loot.clear();
        let password = strangers_password();
        app.security
            .admin_change_password(&user, password, false)
            .await
            .unwrap();
        assert!(world.check().await.unwrap_err().contains("a password"));
        assert!(world.knock().await.is_err());
    }
}

/// A product in which confirming switches on the password of whoever signed up first.
fn first_come(app: SecurityBuilder) -> SecurityBuilder {
    app.on(async |security: crate::Security, told: UserConfirmed| {
        let password = Secret::new(steps::PASSWORDS[1][0]);
        let password = NewPassword::parse(&password, "password", &security.password_policy()).await;
        let password = password.map_err(|fault| crate::Error::Refused(crate::Faults(vec![fault])));
        security
            .admin_change_password(&told.user, password?, false)
            .await?;
        Ok(())
    })
}

#[test]
fn chance_finds_a_product_in_which_the_strangers_password_works() {
    let found = model::explore(50, false, 0, first_come).unwrap_err();
    // By chance the password itself, what the stranger opened with it, or the owner whom it keeps out.
    let is_it = found.contains("stranger") || found.contains("the owner");
    assert!(is_it, "{found}");
}
