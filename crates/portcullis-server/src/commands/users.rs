//! `portcullis users …`

mod import;
mod shown;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use portcullis::{Email, NewPassword, NewUser, PasswordPolicy, Secret, Security, User, UserId};
use serde_json::Map;

use self::shown::{row, show, value};
use super::{Desk, unknown};
use crate::{
    failure::{Failure, Result, usage},
    prompt,
};

/// Where the password comes from; from a question on the terminal when nothing is said.
#[derive(Debug, Args)]
pub(crate) struct PasswordGiven {
    /// The password; others on this machine can see it while the command runs
    #[arg(long, conflicts_with = "password_stdin")]
    password: Option<String>,
    /// Read the password from the standard input, one line
    #[arg(long)]
    password_stdin: bool,
}

/// What can be done with users.
#[derive(Debug, Subcommand)]
pub(crate) enum UsersCommand {
    /// Create a user, who may not sign in until activated
    Create {
        /// The address, bare or as `email:ADDRESS`; other fields as `NAME:VALUE`
        #[arg(value_name = "ATTR:VALUE", required = true)]
        attributes: Vec<String>,
        #[command(flatten)]
        password: PasswordGiven,
        /// The user may sign in
        #[arg(short, long)]
        active: bool,
        /// The address counts as confirmed
        #[arg(long)]
        confirmed: bool,
    },
    /// Import users of another system, with the hashes of their passwords: all of them or nobody
    Import {
        /// One JSON object a line: email, password_hash, confirmed, active, profile; `-` for the standard input
        file: PathBuf,
        /// Leave out the lines that can't be imported
        #[arg(long = "continue")]
        go_on: bool,
    },
    /// List users in the order of their making
    List {
        /// How many at most
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
        /// Begin after the user of this id
        #[arg(long, value_name = "ID")]
        after: Option<String>,
    },
    /// Show all that is known of a user
    Show {
        /// Address or id
        user: String,
    },
    /// Let a user sign in
    Activate {
        /// Address or id
        user: String,
    },
    /// Keep a user out, and end all sessions
    Deactivate {
        /// Address or id
        user: String,
    },
    /// End all sessions, auth tokens and mailed links of a user, but the "it was not me" of notices, and forget their known
    /// browsers
    #[command(name = "reset_access")]
    ResetAccess {
        /// Address or id
        user: String,
    },
    /// Count the guesses of an account's password anew, so that its owner may try again
    Unlock {
        /// Address or id; also an address that nobody has
        user: String,
    },
    /// Set the password of a user, who is told nothing
    #[command(name = "change_password")]
    ChangePassword {
        /// Address or id
        user: String,
        #[command(flatten)]
        password: PasswordGiven,
    },
    /// Take an address for confirmed
    Confirm {
        /// Address or id
        user: String,
    },
    /// Undo a deletion that a user has asked for and that waits
    #[command(name = "undo_deletion")]
    UndoDeletion {
        /// Address or id
        user: String,
    },
    /// Delete a user with everything of theirs
    Delete {
        /// Address or id
        user: String,
        /// Do not ask
        #[arg(short, long)]
        yes: bool,
    },
}

pub(super) async fn run(command: UsersCommand, desk: &Desk) -> Result<()> {
    match command {
        UsersCommand::Create {
            attributes,
            password,
            active,
            confirmed,
        } => {
            let mut new = read_attributes(&attributes, desk)?;
            new.active = active;
            new.confirmed = confirmed;
            create(new, password, desk).await
        }
        UsersCommand::Import { file, go_on } => import::run(&file, go_on, desk).await,
        UsersCommand::List { limit, after } => list(limit, after.as_deref(), desk).await,
        UsersCommand::Show { user } => {
            let user = desk.user(&user).await?;
            let throttle = desk.security.throttle_status(&user.email).await?;
            show(&user, &throttle, desk.output)
        }
        UsersCommand::Activate { user } => activate(&desk.user(&user).await?, desk).await,
        UsersCommand::Deactivate { user } => deactivate(&desk.user(&user).await?, desk).await,
        UsersCommand::ResetAccess { user } => reset_access(&desk.user(&user).await?, desk).await,
        UsersCommand::Unlock { user } => unlock(&user, desk).await,
        UsersCommand::ChangePassword { user, password } => {
            change_password(&desk.user(&user).await?, password, desk).await
        }
        UsersCommand::Confirm { user } => confirm(&desk.user(&user).await?, desk).await,
        UsersCommand::UndoDeletion { user } => undo_deletion(&desk.user(&user).await?, desk).await,
        UsersCommand::Delete { user, yes } => delete(&desk.user(&user).await?, yes, desk).await,
    }
}

/// Splits `NAME:VALUE`; a bare value is the address.
fn read_attributes(attributes: &[String], desk: &Desk) -> Result<NewUser> {
    let (mut email, mut profile) = (None, Map::new());
    for attribute in attributes {
        let (name, value) = attribute.split_once(':').unwrap_or(("email", attribute));
        if name == "email" {
            if email.replace(value).is_some() {
                return Err(usage("More than one address was given."));
            }
        } else if profile.insert(name.to_owned(), value.into()).is_some() {
            return Err(usage(format!("{name:?} was given twice.")));
        }
    }
    let email = Email::parse(email.unwrap_or_default());
    Ok(NewUser {
        email: email.map_err(|fault| usage(desk.security.say(&fault).1))?,
        password: None,
        active: false,
        confirmed: false,
        profile,
    })
}

async fn new_password(
    given: PasswordGiven,
    policy: PasswordPolicy,
    security: &Security,
) -> Result<NewPassword> {
    let typed = match given {
        PasswordGiven {
            password_stdin: true,
            ..
        } => prompt::password_line()?,
        PasswordGiven {
            password: Some(password),
            ..
        } => Secret::new(password),
        PasswordGiven { .. } => prompt::new_password()?,
    };
    let parsed = NewPassword::parse(&typed, "password", &policy).await;
    parsed.map_err(|fault| usage(security.say(&fault).1))
}

async fn create(mut new: NewUser, password: PasswordGiven, desk: &Desk) -> Result<()> {
    let policy = desk.security.password_policy().with_email(&new.email);
    let policy = policy.with_profile(&new.profile);
    new.password = Some(new_password(password, policy, &desk.security).await?);
    let user = desk.security.create_user(new).await;
    let user = user.map_err(|error| Failure::of(error, &desk.security))?;
    let mut sentence = format!("{} has been created.", user.email);
    if !user.active {
        sentence.push_str(&format!(
            " Let them sign in with `portcullis users activate {}`.",
            user.email
        ));
    }
    if desk.security.requires_confirmation(&user) {
        sentence.push_str(" The address is not confirmed yet.");
    }
    desk.output.done(true, &sentence, ("user", value(&user)))
}

async fn list(limit: u32, after: Option<&str>, desk: &Desk) -> Result<()> {
    let after = match after {
        Some(text) => Some(UserId(text.parse().map_err(|_| {
            usage(format!("{text:?} is no id of a user; `--after` wants one."))
        })?)),
        None => None,
    };
    // One more than asked for tells whether that was all.
    let mut users = desk
        .security
        .list_users(after, limit.saturating_add(1))
        .await?;
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = users.len() > shown;
    users.truncate(shown);
    desk.output.list(
        &users,
        &["Address", "State", "Roles", "Sign-ins", "Last sign-in"],
        row,
        value,
    )?;
    if let (true, Some(last)) = (more, users.last()) {
        super::note(&format!("There are more: --after {}", last.id));
    }
    Ok(())
}

/// Says what came of it, with the user as they are now.
async fn done(desk: &Desk, user: &User, changed: bool, became: &str, was: &str) -> Result<()> {
    let now = desk.security.find_user_by_id(user.id).await?;
    let sentence = if changed {
        format!("{} has been {became}.", user.email)
    } else {
        format!("{} was {was}.", user.email)
    };
    desk.output.done(
        changed,
        &sentence,
        ("user", value(now.as_ref().unwrap_or(user))),
    )
}

async fn activate(user: &User, desk: &Desk) -> Result<()> {
    let changed = desk.security.activate_user(user).await?;
    done(desk, user, changed, "activated", "active already").await
}

async fn deactivate(user: &User, desk: &Desk) -> Result<()> {
    let changed = desk.security.deactivate_user(user).await?;
    done(desk, user, changed, "deactivated", "deactivated already").await
}

async fn reset_access(user: &User, desk: &Desk) -> Result<()> {
    desk.security.reset_user_access(user).await?;
    let sentence = format!(
        "All sessions, auth tokens and links of {} are dead but those that say \"it was not me\"; known browsers are forgotten.",
        user.email
    );
    desk.output.done(true, &sentence, ("user", value(user)))
}

async fn change_password(user: &User, given: PasswordGiven, desk: &Desk) -> Result<()> {
    let policy = desk.security.password_policy().of(user);
    let password = new_password(given, policy, &desk.security).await?;
    // No mail, as with Flask-Security: whoever types this speaks to the person themselves.
    let changed = desk
        .security
        .admin_change_password(user, password, false)
        .await?;
    if !changed {
        return Err(unknown(user.email.as_str()));
    }
    let sentence = format!(
        "The password of {} is set; all sessions are dead.",
        user.email
    );
    desk.output.done(true, &sentence, ("user", value(user)))
}

/// Also for an address that nobody has: the counts are kept for all alike.
async fn unlock(identity: &str, desk: &Desk) -> Result<()> {
    let email = match Email::parse(identity) {
        Ok(email) => email,
        Err(_) => desk.user(identity).await?.email,
    };
    let changed = desk.security.unlock_user(&email).await?;
    let sentence = if changed {
        format!("Guesses of the password of {email} are counted anew.")
    } else {
        format!("No guesses of the password of {email} were counted.")
    };
    desk.output
        .done(changed, &sentence, ("email", email.as_str().into()))
}

async fn confirm(user: &User, desk: &Desk) -> Result<()> {
    let changed = desk.security.confirm_user(user).await?;
    if !changed && user.confirmed_at.is_none() {
        return Err(usage(format!(
            "{} can't be confirmed: the address belongs to another account.",
            user.email
        )));
    }
    done(desk, user, changed, "confirmed", "confirmed already").await
}

async fn undo_deletion(user: &User, desk: &Desk) -> Result<()> {
    let changed = desk.security.undo_user_deletion(user).await?;
    done(desk, user, changed, "kept", "not about to be deleted").await
}

async fn delete(user: &User, yes: bool, desk: &Desk) -> Result<()> {
    if !prompt::confirm(yes, &format!("Delete {} for good?", user.email))? {
        return desk
            .output
            .done(false, "Nothing was deleted.", ("user", value(user)));
    }
    let changed = desk.security.delete_user(user).await?;
    let sentence = format!("{} has been deleted.", user.email);
    desk.output.done(changed, &sentence, ("user", value(user)))
}
