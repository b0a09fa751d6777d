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
    let ada = make(security, "ada@example.test", true, true).await?;
    make(security, "ben@example.test", false, true).await?;
    make(security, "cleo@example.test", true, false).await?;
    let password_stands = match security.verify_password(&ada, &Secret::new(PASSWORD)).await {
        // Somebody has tried too often before the restart; nothing says that the password is another one.
        Err(Error::Throttled { .. }) => true,
        stands => stands?,
    };
    Ok(People { password_stands })
}

async fn make(
    security: &Security,
    address: &str,
    active: bool,
    confirmed: bool,
) -> Result<portcullis::User> {
    if let Some(user) = security.find_user(address).await? {
        return Ok(user);
    }
    let refused = |fault: portcullis::Fault| {
        let text = security.say(&fault).1;
        usage(format!(
            "The demo users can't be made with these settings: {text}\n`--no-demo` goes without them."
        ))
    };
    let email = Email::parse(address).map_err(refused)?;
    let policy = security.password_policy().with_email(&email);
    let password = NewPassword::parse(&Secret::new(PASSWORD), "password", &policy).await;
    let new = NewUser {
        email,
        password: Some(password.map_err(refused)?),
        active,
        confirmed,
        profile: Default::default(),
    };
    let made = security.create_user(new).await;
    made.map_err(|error| Failure::of(error, security))
}
