//! "It was not me": the link in every notice. One button, and whoever took the account over is out.
//!
//! The link is mailed with a notice, so it may lie in a mailbox for days and be read by others than its owner. Therefore it
//! opens nothing and shows nothing but the address it was mailed to. The worst that somebody can do with a stolen one is
//! to have the owner choose a new password by mail; what opens the account then goes to the mailbox as it always does.

use std::time::Duration;

use portcullis_kit::{db::Tx, mail::NewJob};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Recoverable, mails, routes::dead_link, signals::NoticeDisavowed};
use crate::{
    account::{
        User,
        one_time_token::{self, Found, NOT_ME},
        store,
    },
    accounts::UserDeletionUndone,
    audit::Kind,
    error::{Fault, Result},
    security::{Security, feature::Client},
    session::throttle::Act,
    web::{
        Form, Reply, Visit,
        link::LinkToken,
        openapi::{Failure, Success},
        redirect::Target,
    },
};

impl Security {
    /// Life of the link "it was not me" (`NOT_ME_WITHIN`).
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// println!("If it was not you, say so within {:?}.", security.not_me_within());
    /// # Ok(())
    /// # }
    /// ```
    pub fn not_me_within(&self) -> Duration {
        self.recoverable().not_me_within
    }

    /// Makes the link for a notice, bound to the user's present address. Row: the token's hash.
    pub(super) async fn generate_not_me_link(&self, user: &User) -> Result<String> {
        let (now, within) = (self.now(), self.not_me_within());
        let issued = one_time_token::issue(&mut self.db(), now, NOT_ME, user, within, None).await?;
        self.link_of(&self.recoverable().not_me_url, issued.token.expose())
    }

    /// Spends a link and locks everybody out, in one transaction: sessions, auth tokens, every other link (a pending change,
    /// a reset that somebody else asked for), known browsers, and the password, which may be known to whoever set it last. The mail with the
    /// link for a new one goes to the address that the notice went to. `None` when the link is worth nothing by now.
    async fn disavow(&self, token: &str, client: &Client) -> Result<Option<User>> {
        let mut tx = self.begin().await?;
        let Some(user) = one_time_token::spend(&mut tx, self.now(), NOT_ME, token).await? else {
            return Ok(None);
        };
        let kept = self.lock_out(&mut tx, &user, client).await?;
        self.commit(tx).await?;
        self.tell(NoticeDisavowed { user: user.clone() }).await;
        if let Some(user) = kept {
            self.tell(UserDeletionUndone { user }).await;
        }
        Ok(Some(user))
    }

    /// The same for somebody who is signed in, and says it of what happened in the account. The caller has asked for a fresh
    /// sign-in. Returns false, and changes nothing, when nobody could get a new password afterwards: this feature is off, or
    /// the user is gone.
    pub(crate) async fn disavow_activity(&self, user: &User, client: &Client) -> Result<bool> {
        if self.feature::<Recoverable>().is_none() {
            return Ok(false);
        }
        let mut tx = self.begin().await?;
        let Some(user) = store::find_for_update(&mut tx, user.id).await? else {
            return Ok(false);
        };
        self.lock_out(&mut tx, &user, client).await?;
        self.commit(tx).await?;
        self.tell(NoticeDisavowed { user }).await;
        Ok(true)
    }

    /// Returns the user if their deletion waited: it is undone, since whoever is locked out may have asked for it.
    async fn lock_out(&self, tx: &mut Tx, user: &User, client: &Client) -> Result<Option<User>> {
        self.replace_password(tx, user, None, None).await?;
        let kept = self.undo_deletion(tx, user, Some(client)).await?;
        // Also what a new password would leave: whoever could ask for a confirmation may have had a hand in it.
        one_time_token::void_all_but_not_me(tx, self.now(), user.id).await?;
        let reset = NewJob {
            user_id: Some(user.id.0),
            ..mails::job(user.email.as_str(), &user.locale_tag())
        };
        self.enqueue(tx, reset).await?;
        let not_me = self.done_by(Some(client), user, Kind::NotMe);
        self.record(tx, not_me);
        Ok(kept)
    }
}

/// Where the link of a notice leads: a page with one button. Nothing changes by looking at it.
#[utoipa::path(get, path = "/not-me/{token}", operation_id = "not_me_page", tag = "recoverable",
    params(("token" = String, Path, description = "From the mail")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn page(visit: Visit, LinkToken(token): LinkToken) -> Result<Reply> {
    let security = visit.security();
    Ok(match usable(security, &token).await? {
        Err(fault) => dead_link(security, fault),
        Ok(user) => view(user.email.as_str(), user.deletion_at.is_some()),
    })
}

pub(super) fn view(email: &str, deletion_waits: bool) -> Reply {
    Reply::page("not_me")
        .with("email", email)
        .with("deletion_waits", deletion_waits)
        .json("email", email)
        .token_in_url()
}

/// The button takes nothing; a body that is no form is refused as everywhere.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct NotMeForm {}

/// Ends everything that opens the account, and mails a link for a new password. Of any number of submits exactly one does.
#[utoipa::path(post, path = "/not-me/{token}", operation_id = "not_me", tag = "recoverable", request_body = NotMeForm,
    params(("token" = String, Path, description = "From the mail")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn act(
    visit: Visit,
    LinkToken(token): LinkToken,
    Form(NotMeForm {}): Form<NotMeForm>,
) -> Result<Reply> {
    let security = visit.security();
    if let Err(fault) = usable(security, &token).await? {
        visit.allow(Act::DeadLink).await?;
        return Ok(dead_link(security, fault));
    }
    if let Some(user) = security.disavow(&token, visit.client()).await? {
        let done = Fault::form("NOT_ME_DONE").with("email", &user.email);
        let target = security.page("login").unwrap_or_else(Target::start);
        return Ok(Reply::done().say(done).go(target).token_in_url());
    }
    // It died between the look and the deed: another submit was faster.
    let fault = match usable(security, &token).await? {
        Err(fault) => fault,
        Ok(_) => Fault::form("INVALID_NOT_ME_TOKEN"),
    };
    Ok(dead_link(security, fault))
}

/// The user of a link that still works, or why it does not.
async fn usable(security: &Security, token: &str) -> Result<Result<User, Fault>> {
    Ok(match security.find_token(NOT_ME, token).await? {
        None => Err(Fault::form("INVALID_NOT_ME_TOKEN")),
        Some(Found { spent: true, .. }) => Err(Fault::form("NOT_ME_USED")),
        Some(Found { expired: true, .. }) => {
            let within = security.not_me_within();
            Err(Fault::form("NOT_ME_EXPIRED").with("within", within))
        }
        Some(Found { user, .. }) => Ok(user),
    })
}
