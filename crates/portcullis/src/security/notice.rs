//! Notices: mails that tell people of a change to their account, with when and from where, so that they notice one that
//! was not theirs.

use minijinja::{Value, context};
use portcullis_kit::{
    clock::{Time, in_words},
    db::Tx,
    mail::outbox::{Job, NewJob},
};
use serde::{Deserialize, Serialize};

use super::{
    Security,
    feature::{Client, Disavowal},
};
use crate::{
    account::{User, UserId, store},
    error::{Error, Result},
};

/// What is known of a change; kept with the mail job.
#[derive(Debug, Serialize, Deserialize)]
struct Happened {
    when: Time,
    ip: Option<String>,
    user_agent: Option<String>,
}

impl Security {
    /// Writes the job of a notice in the caller's transaction, to the address that the user has now: whoever took an
    /// account over must not get the notice by changing the address next.
    pub(crate) async fn enqueue_notice(
        &self,
        tx: &mut Tx,
        kind: &'static str,
        user: &User,
        client: Option<&Client>,
    ) -> Result<()> {
        let happened = Happened {
            when: self.now(),
            ip: client.and_then(|client| client.ip.map(|ip| ip.to_string())),
            user_agent: client.and_then(|client| client.user_agent.clone()),
        };
        let data = serde_json::to_string(&happened)
            .map_err(|error| Error::Internal(format!("a notice: {error}")))?;
        let job = NewJob {
            user_id: Some(user.id.0),
            data,
            ..NewJob::to(kind, user.email.as_str(), &user.locale)
        };
        self.enqueue(tx, job).await
    }

    /// What the template of a notice needs: `user.email`, `when`, `ip`, `user_agent`, `recovery_link` where people can choose a
    /// new password, and `not_me_link` with `not_me_within`, with which the owner stops whoever did it. `None` when the user is
    /// gone, or when so many notices of the kind have gone to the address that one more tells nothing new
    /// (`THROTTLE_NOTICES_PER_RECIPIENT`).
    pub(crate) async fn notice(&self, job: &Job) -> Result<Option<Value>> {
        // Counted once, at the first attempt: what is tried again is owed.
        if job.attempts <= 1 && !self.take_notice(&job.kind, &job.recipient).await? {
            return Ok(None);
        }
        let user = match job.user_id {
            Some(id) => store::find(&mut self.db(), UserId(id)).await?,
            None => None,
        };
        let Some(user) = user else {
            return Ok(None);
        };
        let happened: Happened = serde_json::from_str(&job.data)
            .map_err(|error| Error::Internal(format!("mail job {}: {error}", job.id)))?;
        let recovery_link = self
            .path_of("reset")
            .map(|path| self.url_of(path))
            .transpose()?;
        let not_me = self.disavowal(job, &user).await?;
        Ok(Some(context! {
            user => context! { email => &job.recipient },
            when => happened.when.to_the_minute(),
            ip => happened.ip,
            user_agent => happened.user_agent,
            recovery_link,
            not_me_link => not_me.as_ref().map(|not_me| &not_me.link),
            not_me_within => not_me.as_ref().map(|not_me| in_words(not_me.within)),
        }))
    }

    /// Only to the address that the account has: the link is bound to it.
    async fn disavowal(&self, job: &Job, user: &User) -> Result<Option<Disavowal>> {
        if user.email.as_str() != job.recipient {
            return Ok(None);
        }
        for feature in self.features() {
            if let Some(not_me) = feature.disavowal(self, user).await? {
                return Ok(Some(not_me));
            }
        }
        Ok(None)
    }
}
