//! A user as the operator sees one: a row, a card, an object.

use portcullis::{ThrottleStatus, Time, User};
use serde_json::{Value, json};

use crate::{
    failure::Result,
    output::{Output, moment},
};

pub(super) fn row(user: &User) -> Vec<String> {
    vec![
        user.email.to_string(),
        state(user),
        roles(user),
        user.login_count.to_string(),
        user.current_login_at.map_or_else(|| "never".into(), moment),
    ]
}

fn state(user: &User) -> String {
    let active = if user.active { "active" } else { "deactivated" };
    let confirmed = match (user.confirmed_at, user.is_claim()) {
        (Some(_), _) => "",
        (None, true) => ", claim",
        (None, false) => ", not confirmed",
    };
    let leaving = if user.deletion_at.is_some() {
        ", to be deleted"
    } else {
        ""
    };
    format!("{active}{confirmed}{leaving}")
}

fn roles(user: &User) -> String {
    let names: Vec<&str> = user.roles().iter().map(String::as_str).collect();
    names.join(", ")
}

/// A user as JSON, without anything secret.
pub(super) fn value(user: &User) -> Value {
    json!({
        "id": user.id,
        "email": user.email,
        "active": user.active,
        "confirmed_at": user.confirmed_at,
        "claim": user.is_claim(),
        "has_password": user.has_password(),
        "roles": user.roles(),
        "permissions": user.permissions(),
        "last_login_at": user.last_login_at,
        "last_login_ip": user.last_login_ip,
        "current_login_at": user.current_login_at,
        "current_login_ip": user.current_login_ip,
        "login_count": user.login_count,
        "created_at": user.created_at,
        "deletion_at": user.deletion_at,
        "locale": user.locale,
        "profile": user.profile_fields(),
    })
}

/// How far the guesses of the password have come.
fn guesses(throttle: &ThrottleStatus) -> String {
    let failures = format!(
        "{} of {} have failed in a row",
        throttle.failures, throttle.most_failures
    );
    match throttle.next_try {
        _ if throttle.is_locked() => {
            format!("{failures}; locked until a new password or `users unlock`")
        }
        Some(next) => format!("{failures}; next try at {}", moment(next)),
        None => failures,
    }
}

pub(super) fn show(user: &User, throttle: &ThrottleStatus, output: Output) -> Result<()> {
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let sign_in = |at: Option<Time>, ip: &Option<String>| match (at, ip) {
        (Some(at), Some(ip)) => format!("{} from {ip}", moment(at)),
        (Some(at), None) => moment(at),
        (None, _) => "never".to_owned(),
    };
    let permissions: Vec<&str> = user.permissions().iter().map(String::as_str).collect();
    let mut lines = vec![
        ("Id", user.id.to_string()),
        ("Address", user.email.to_string()),
        ("State", state(user)),
        (
            "Confirmed",
            user.confirmed_at.map_or_else(|| "no".into(), moment),
        ),
        ("Has a password", yes(user.has_password())),
        ("Roles", roles(user)),
        ("Permissions", permissions.join(", ")),
        (
            "Current sign-in",
            sign_in(user.current_login_at, &user.current_login_ip),
        ),
        (
            "Sign-in before",
            sign_in(user.last_login_at, &user.last_login_ip),
        ),
        ("Sign-ins", user.login_count.to_string()),
        ("Guesses", guesses(throttle)),
        ("Created", moment(user.created_at)),
        (
            "Language",
            user.locale
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        ),
    ];
    if let Some(at) = user.deletion_at {
        let undo = "until then `users undo_deletion` keeps it";
        lines.push(("Deleted on", format!("{}; {undo}", moment(at))));
    }
    if !user.profile_fields().is_empty() {
        lines.push((
            "Profile",
            Value::Object(user.profile_fields().clone()).to_string(),
        ));
    }
    let mut shown = value(user);
    shown["throttle"] = json!({
        "failures": throttle.failures,
        "most_failures": throttle.most_failures,
        "locked": throttle.is_locked(),
        "next_try": throttle.next_try,
    });
    output.card(&lines, &shown)
}
