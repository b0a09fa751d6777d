//! Notices: mails that tell people of a change to their account, with when and from where, so that they notice one that
//! was not theirs.

use std::time::Duration;

use minijinja::context;
use portcullis_kit::{
    clock::Time,
    db::Tx,
    mail::outbox::{Job, NewJob},
};
use serde::{Deserialize, Serialize};

use super::{
    Security,
    feature::{Client, Disavowal},
    letter::{Body, Letter, Mail},
};
use crate::{
    account::{Email, User, UserId, store},
    error::{Error, Result},
    messages::Sentence,
};

/// What is known of a change; kept with the mail job.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Happened {
    pub(crate) when: Time,
    pub(crate) ip: Option<String>,
    pub(crate) user_agent: Option<String>,
}

/// The words of one kind of notice: keys of sentences.
pub(crate) struct Notice<'a> {
    pub(crate) template: &'static str,
    /// The setting for the subject, and the sentence where that is empty.
    pub(crate) subject: (&'a str, &'static str),
    pub(crate) title: &'static str,
    /// What happened; may name `$email`.
    pub(crate) text: &'static str,
    pub(crate) why: &'static str,
}

impl Happened {
    /// What a job says of it.
    pub(crate) fn of(job: &Job) -> Result<Self> {
        serde_json::from_str(&job.data)
            .map_err(|error| Error::Internal(format!("mail job {}: {error}", job.id)))
    }

    pub(crate) fn lines(&self) -> Vec<Sentence> {
        let mut lines = vec![Sentence::of("NOTICE_WHEN").with("when", self.when)];
        if let Some(ip) = &self.ip {
            lines.push(Sentence::of("NOTICE_ADDRESS").with("ip", ip));
        }
        if let Some(device) = &self.user_agent {
            lines.push(Sentence::of("NOTICE_DEVICE").with("device", device));
        }
        lines
    }
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
            ..NewJob::to(kind, user.email.as_str(), &user.locale_tag())
        };
        self.enqueue(tx, job).await
    }

    /// The mail of a notice: what happened, when and from where, and the way to stop whoever did it. Nothing when the user is gone,
    /// or when so many notices of the kind have gone to the address that one more tells nothing new
    /// (`THROTTLE_NOTICES_PER_RECIPIENT`).
    pub(crate) async fn notice(&self, job: &Job, notice: Notice<'_>) -> Result<Letter> {
        // Counted once, at the first attempt: what is tried again is owed.
        if job.attempts <= 1 && !self.take_notice(&job.kind, &job.recipient).await? {
            return Ok(Letter::Nothing);
        }
        let user = match job.user_id {
            Some(id) => store::find(&mut self.db(), UserId(id)).await?,
            None => None,
        };
        let Some(user) = user else {
            return Ok(Letter::Nothing);
        };
        let happened = Happened::of(job)?;
        let recovery = self
            .path_of("reset")
            .map(|path| self.url_of(path))
            .transpose()?;
        let not_me = self.disavowal(&job.recipient, &user).await?;
        Ok(Letter::from(Mail {
            // To whom it happened, even where the address has changed meanwhile.
            to: job.recipient.clone(),
            locale: user.locale.clone(),
            ..notice.mail(&user.email, &job.recipient, happened, (not_me, recovery))
        }))
    }

    /// Only to the address that the account has: the link is bound to it.
    pub(crate) async fn disavowal(
        &self,
        recipient: &str,
        user: &User,
    ) -> Result<Option<Disavowal>> {
        if user.email.as_str() != recipient {
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

impl Notice<'_> {
    /// The notice with values that were made up, for a gallery.
    pub(crate) fn sample(&self, security: &Security, email: &Email) -> Mail {
        let happened = Happened {
            when: Time::from_micros(1_795_428_300_000_000),
            ip: Some("203.0.113.7".into()),
            user_agent: Some("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0".into()),
        };
        let not_me = Disavowal {
            link: security.sample_link("/not-me"),
            within: Duration::from_secs(7 * 86_400),
        };
        self.mail(email, email.as_str(), happened, (Some(not_me), None))
    }

    fn mail(
        &self,
        email: &Email,
        recipient: &str,
        happened: Happened,
        (not_me, recovery): (Option<Disavowal>, Option<String>),
    ) -> Mail {
        let body = Body::new(self.title)
            .say(Sentence::of(self.text).with("email", recipient))
            .lines(happened.lines());
        let body = match (&not_me, &recovery) {
            (Some(not_me), _) => body
                .say(Sentence::of("NOTICE_NOT_ME").with("within", not_me.within))
                .button("NOT_ME_BUTTON", &not_me.link),
            (None, Some(recovery)) => body
                .say("NOTICE_CHOOSE")
                .button("CHOOSE_PASSWORD", recovery),
            (None, None) => body,
        };
        let helps = not_me.is_some() || recovery.is_some();
        let body = body.why(self.why).why("NOTICE_WAS_YOU");
        let body = body.why(if helps {
            "NOTICE_WAS_NOT_YOU"
        } else {
            "NOTICE_TELL"
        });
        Mail {
            context: context! {
                user => context! { email => recipient },
                when => happened.when.to_string(),
                ip => happened.ip,
                user_agent => happened.user_agent,
                recovery_link => recovery,
                not_me_link => not_me.as_ref().map(|not_me| &not_me.link),
            },
            ..Mail::new(self.template, email, self.subject, body)
        }
    }
}
