//! The people of the demonstration. Made once; what happens to them later stays.

use portcullis::{Email, Error, NewPassword, NewUser, Secret, Security};

use crate::failure::{Failure, Result, usage};

/// Their password, which the banner prints.
pub(super) const PASSWORD: &str = "lower the drawbridge";

/// What is to be said of the people.
pub(super) struct People {
    /// Whether the printed password still opens Ada's account.
    pub(super) password_stands: bool,
}

/// Makes those of the people who are missing.
///
/// # Errors
/// When the settings in the environment let nobody have this password; when the database does not answer.
pub(super) async fn people(security: &Security) -> Result<People> {
    let one = |address, active, confirmed, with_password| Person {
        address,
        active,
        confirmed,
        with_password,
    };
    let ada = make(security, one("ada@example.test", true, true, true)).await?;
    make(security, one("ben@example.test", false, true, true)).await?;
    make(security, one("cleo@example.test", true, false, true)).await?;
    make(security, one("dora@example.test", true, true, false)).await?;
    let password_stands = match security.verify_password(&ada, &Secret::new(PASSWORD)).await {
        // Somebody has tried too often before the restart; nothing says that the password is another one.
        Err(Error::Throttled { .. }) => true,
        stands => stands?,
    };
    Ok(People { password_stands })
}

/// In which state somebody is made.
struct Person {
    address: &'static str,
    active: bool,
    confirmed: bool,
    with_password: bool,
}

async fn make(security: &Security, person: Person) -> Result<portcullis::User> {
    if let Some(user) = security.find_user(person.address).await? {
        return Ok(user);
    }
    let refused = |fault: portcullis::Fault| {
        let text = security.say(&fault).1;
        usage(format!(
            "The demo users can't be made with these settings: {text}\n`--no-demo` goes without them."
        ))
    };
    let email = Email::parse(person.address).map_err(refused)?;
    let policy = security.password_policy().with_email(&email);
    let password = NewPassword::parse(&Secret::new(PASSWORD), "password", &policy).await;
    let password = password.map_err(refused)?;
    let new = NewUser {
        email,
        password: person.with_password.then_some(password),
        active: person.active,
        confirmed: person.confirmed,
        profile: Default::default(),
    };
    let made = security.create_user(new).await;
    made.map_err(|error| Failure::of(error, security))
}
