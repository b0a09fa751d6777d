//! Between the courier and the features: finds who answers for a job, renders what they say, tells their signal.

use std::sync::Weak;

use async_trait::async_trait;
use minijinja::context;
use portcullis_kit::mail::{
    Address, ComposeError, Composed, Composer, Message, Receipt, outbox::Job,
};

use crate::{
    error::{Error, Result},
    security::{
        Inner, Security,
        feature::{Letter, Mail},
    },
    signals::AnySignal,
};

/// Composes the mails of all features. Holds the handle weakly: the courier lives in it.
pub(crate) struct Postman(pub(crate) Weak<Inner>);

impl Postman {
    fn security(&self) -> Result<Security> {
        self.0
            .upgrade()
            .map(Security)
            .ok_or_else(|| Error::Internal("the app has ended".into()))
    }
}

#[async_trait]
impl Composer for Postman {
    async fn compose(&self, job: &Job) -> Result<Composed, ComposeError> {
        let composed = async {
            let security = self.security()?;
            let feature = security.writer_of(&job.kind).ok_or_else(|| {
                Error::Setup(format!(
                    "no feature answers for mails of the kind {:?}",
                    job.kind
                ))
            })?;
            compose(&security, job, feature.compose(&security, job).await?)
        };
        // Whatever failed may be mended: a setting, a template, the database.
        composed
            .await
            .map_err(|error: Error| ComposeError::Temporary(error.to_string()))
    }

    async fn sent(&self, _job: &Job, receipt: Receipt) {
        if let (Ok(security), Ok(signal)) = (self.security(), receipt.downcast::<AnySignal>()) {
            security.tell_any(*signal).await;
        }
    }
}

fn compose(security: &Security, job: &Job, letter: Letter) -> Result<Composed> {
    let (message, signal) = match letter {
        Letter::Nothing => (None, None),
        Letter::Silent(signal) => (None, Some(signal)),
        Letter::Mail(mail) => (Some(render(security, job, &mail)?), mail.signal),
    };
    Ok(Composed {
        message,
        receipt: signal.map(|signal| Box::new(signal) as Receipt),
    })
}

fn render(security: &Security, job: &Job, mail: &Mail) -> Result<Message> {
    let settings = security.settings();
    let from = Address::parse(&settings.email.email_sender)
        .map_err(|error| Error::Setup(error.to_string()))?;
    let given = &mail.context;
    let common =
        context! { app_name => &settings.http.app_name, lang => &mail.locale, ..given.clone() };
    let part = |on: bool, ending: &str| {
        let name = format!("security/email/{}.{ending}", mail.template);
        on.then(|| security.0.templates.render(&name, common.clone()))
            .transpose()
    };
    Ok(Message {
        id: Message::id_for(job.id, &from),
        date: job.created_at,
        from,
        to: mail.to.clone(),
        subject: mail.subject.clone(),
        text: part(settings.email.email_plaintext, "txt")?,
        html: part(settings.email.email_html, "html")?,
    })
}
