//! Between the courier and the features: finds who answers for a job, renders what they say, tells their signal.

use std::sync::Weak;

use async_trait::async_trait;
use minijinja::{Value, context};
use portcullis_kit::{
    clock::Time,
    mail::{Address, ComposeError, Composed, Composer, Message, Receipt, outbox::Job},
};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    messages::{Locale, Sentence},
    security::{
        Inner, Security,
        letter::{Body, Letter, Mail, Part},
        sample::SampleMail,
    },
    signals::AnySignal,
    templates::Speaker,
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
        Letter::Mail(mail) => (Some(message(security, job, &mail)?), mail.signal),
    };
    Ok(Composed {
        message,
        receipt: signal.map(|signal| Box::new(signal) as Receipt),
    })
}

fn message(security: &Security, job: &Job, mail: &Mail) -> Result<Message> {
    let catalogue = &security.0.messages;
    let asked: Option<Locale> = mail.locale.clone().or_else(|| job.locale.parse().ok());
    let locale = asked.as_ref().and_then(|asked| catalogue.nearest(asked));
    let locale = locale.unwrap_or(catalogue.default_locale());
    render(security, locale, mail, (job.id, job.created_at))
}

impl Security {
    /// The sample of a mail as it would be sent to somebody who speaks this language.
    ///
    /// # Errors
    /// [`Error::Setup`] when a setting or a template of the app's own does not let it be written.
    ///
    /// ```
    /// # use portcullis::{Security, messages::Locale};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let german: Locale = "de".parse().expect("a language");
    /// for sample in security.sample_mails() {
    ///     println!("{}: {}", sample.name, security.preview_mail(&sample, &german)?.subject);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn preview_mail(&self, sample: &SampleMail, locale: &Locale) -> Result<Message> {
        render(self, locale, &sample.mail, (Uuid::nil(), self.now()))
    }

    /// The samples of all mails that the features write.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let names: Vec<_> = security.sample_mails().into_iter().map(|sample| sample.name).collect();
    /// assert!(names.contains(&"welcome"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn sample_mails(&self) -> Vec<SampleMail> {
        let features = self.features();
        features
            .flat_map(|feature| feature.sample_mails(self))
            .collect()
    }
}

fn render(
    security: &Security,
    locale: &Locale,
    mail: &Mail,
    (id, date): (Uuid, Time),
) -> Result<Message> {
    let (settings, catalogue) = (security.settings(), &security.0.messages);
    let from = Address::parse(&settings.email.email_sender)
        .map_err(|error| Error::Setup(error.to_string()))?;
    let speaker = Speaker::new(catalogue, locale, &settings.http.app_name);
    let given = &mail.context;
    let words = words(&mail.body, &speaker);
    let common = context! { ..Value::from_pairs(speaker.context()), ..words, ..given.clone() };
    let part = |on: bool, ending: &str| {
        on.then(|| {
            security
                .0
                .templates
                .render_mail(mail.template, ending, common.clone())
        })
        .transpose()
    };
    let subject = match mail.subject.as_str() {
        "" => speaker.say(&Sentence::of(mail.subject_key)),
        given => given.to_owned(),
    };
    Ok(Message {
        id: Message::id_for(id, &from),
        date,
        from,
        to: mail.to.clone(),
        subject,
        text: part(settings.email.email_plaintext, "txt")?,
        html: part(settings.email.email_html, "html")?,
    })
}

/// The body in words: `title`, `parts` from top to bottom, and `why`.
fn words(body: &Body, speaker: &Speaker<'_>) -> Value {
    let say = |sentence: &Sentence| speaker.say(sentence);
    let parts = body.parts.iter().map(|part| match part {
        Part::Paragraph(lines) => {
            context! { kind => "lines", lines => lines.iter().map(say).collect::<Vec<_>>() }
        }
        Part::Button(label, url) => context! { kind => "button", button => say(label), url },
        Part::Link(words, url) => context! { kind => "link", link => say(words), url },
        Part::Code(words, code) => context! { kind => "code", code, label => say(words) },
    });
    context! {
        title => say(&body.title),
        parts => parts.collect::<Vec<_>>(),
        why => body.why.iter().map(say).collect::<Vec<_>>(),
    }
}
