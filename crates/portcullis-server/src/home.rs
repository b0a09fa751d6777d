//! The start page: who is signed in, since when and from where; for everybody else the way in.

use portcullis::{Feature, Reply, Result, Template, Time, User, Visit};
use serde_json::{Value, json};

use crate::output::moment;

/// Brings the template of the start page.
pub(crate) struct Home;

impl Feature for Home {
    fn name(&self) -> &'static str {
        "home"
    }

    fn templates(&self) -> &'static [Template] {
        &[Template {
            name: "security/home.html",
            source: include_str!("templates/home.html"),
        }]
    }
}

/// `GET /`
pub(crate) async fn page(visit: Visit) -> Result<Reply> {
    let Some(user) = visit.user().await? else {
        return Ok(Reply::page("home"));
    };
    Ok(Reply::page("home")
        .with("sign_ins", sign_ins(&user))
        .user(visit.security(), &user))
}

/// What was recorded of the user's sign-ins; null while nothing is.
fn sign_ins(user: &User) -> Value {
    let Some(current) = user.current_login_at else {
        return Value::Null;
    };
    let first = user.login_count <= 1;
    let last = user.last_login_at.filter(|_| !first);
    json!({
        "count": user.login_count,
        "current": sign_in(current, user.current_login_ip.as_deref()),
        "last": last.map(|at| sign_in(at, user.last_login_ip.as_deref())),
    })
}

fn sign_in(at: Time, from: Option<&str>) -> Value {
    json!({ "at": at, "shown": moment(at), "from": from })
}
