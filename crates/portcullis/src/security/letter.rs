//! What the courier sends for a mail job: sentences, from which text and HTML are made alike.

use minijinja::Value;

use crate::{
    account::Email,
    messages::{Locale, Sentence},
    signals::{AnySignal, Signal},
};

/// What the courier sends for a job.
///
/// ```
/// # use portcullis::{Email, messages::Sentence, security::letter::{Body, Letter, Mail}};
/// // What a feature's `compose` says of an order: gone, or on its way.
/// fn letter(order: Option<u64>, to: &Email) -> Letter {
///     let Some(number) = order else { return Letter::Nothing };
///     let sent = Sentence::of("ORDER_SENT").with("number", number.to_string());
///     Mail::new("order_sent", to, ("", "ORDER_SUBJECT"), Body::new("ORDER_TITLE").say(sent)).into()
/// }
/// # let _ = letter;
/// ```
pub enum Letter {
    /// Nothing: the job's reason is gone, or nobody is there. The job is done all the same.
    Nothing,
    /// No mail (it is switched off), but this signal.
    Silent(AnySignal),
    /// A mail, then this signal.
    Mail(Box<Mail>),
}

impl From<Mail> for Letter {
    fn from(mail: Mail) -> Self {
        Self::Mail(Box::new(mail))
    }
}

/// A mail before it is put into words.
///
/// ```
/// # use portcullis::{Email, messages::Locale, security::letter::{Body, Mail}};
/// fn order_sent(to: &Email, spoken: Locale) -> Mail {
///     let mail = Mail::new("order_sent", to, ("", "ORDER_SUBJECT"), Body::new("ORDER_TITLE"));
///     Mail { locale: Some(spoken), ..mail }
/// }
/// # let _ = order_sent;
/// ```
pub struct Mail {
    /// Its name, such as `welcome`. An app's own `security/email/welcome.html` and `.txt` take the place of our layout.
    pub template: &'static str,
    /// The subject; `""` for the sentence `subject_key`.
    pub subject: String,
    /// The subject's sentence where no setting gives one.
    pub subject_key: &'static str,
    /// To whom.
    pub to: String,
    /// The language of whoever gets it; `None` for that of the job.
    pub locale: Option<Locale>,
    /// What it says.
    pub body: Body,
    /// What an app's own template may want beside `app_name`, `lang` and the words.
    pub context: Value,
    /// What to tell once it is sent.
    pub signal: Option<AnySignal>,
}

impl Mail {
    /// A mail of this name to this address. Its subject is the setting's, or the sentence of this key if that is empty.
    ///
    /// ```
    /// # use portcullis::{Email, Fault, security::letter::{Body, Mail}};
    /// let body = Body::new("ORDER_TITLE").say("ORDER_SENT").why("ORDER_WHY");
    /// let mail = Mail::new("order_sent", &Email::parse("ada@example.com")?, ("", "ORDER_SUBJECT"), body);
    /// assert_eq!((mail.to.as_str(), mail.subject_key), ("ada@example.com", "ORDER_SUBJECT"));
    /// # Ok::<(), Fault>(())
    /// ```
    pub fn new(
        template: &'static str,
        to: &Email,
        (subject, subject_key): (&str, &'static str),
        body: Body,
    ) -> Self {
        Self {
            template,
            subject: subject.to_owned(),
            subject_key,
            to: to.as_str().to_owned(),
            locale: None,
            body,
            context: Value::UNDEFINED,
            signal: None,
        }
    }

    /// The same, with what to tell once it is sent.
    ///
    /// ```
    /// # use portcullis::{security::letter::Mail, signals::Signal};
    /// #[derive(Clone)]
    /// struct OrderMailed {
    ///     number: u64,
    /// }
    /// impl Signal for OrderMailed {}
    ///
    /// fn told(mail: Mail) -> Mail {
    ///     mail.then(OrderMailed { number: 7 })
    /// }
    /// # let _ = (told, OrderMailed { number: 7 }.number);
    /// ```
    #[must_use]
    pub fn then(self, signal: impl Signal) -> Self {
        let signal = Some(AnySignal::new(signal));
        Self { signal, ..self }
    }
}

/// What a mail says, from top to bottom.
///
/// ```
/// # use portcullis::security::letter::Body;
/// let body = Body::new("ORDER_TITLE")
///     .say("ORDER_SENT")
///     .button("ORDER_TRACK", "https://example.com/orders/7")
///     .link("ORDER_RETURN", "https://example.com/orders/7/return")
///     .why("ORDER_WHY");
/// # drop(body);
/// ```
#[derive(Debug, Clone)]
pub struct Body {
    pub(crate) title: Sentence,
    pub(crate) parts: Vec<Part>,
    pub(crate) why: Vec<Sentence>,
}

#[derive(Debug, Clone)]
pub(crate) enum Part {
    Paragraph(Vec<Sentence>),
    Button(Sentence, String),
    Link(Sentence, String),
    Code(Sentence, String),
}

impl Body {
    /// A mail under this heading.
    ///
    /// ```
    /// # use portcullis::{messages::Sentence, security::letter::Body};
    /// let body = Body::new(Sentence::of("ORDER_TITLE").with("number", "7"));
    /// # drop(body);
    /// ```
    pub fn new(title: impl Into<Sentence>) -> Self {
        Self {
            title: title.into(),
            parts: Vec::new(),
            why: Vec::new(),
        }
    }

    fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// A paragraph.
    ///
    /// ```
    /// # use portcullis::security::letter::Body;
    /// let body = Body::new("ORDER_TITLE").say("ORDER_SENT").say("ORDER_THANKS");
    /// # drop(body);
    /// ```
    #[must_use]
    pub fn say(self, sentence: impl Into<Sentence>) -> Self {
        self.lines([sentence.into()])
    }

    /// A paragraph with each sentence on a line of its own.
    ///
    /// ```
    /// # use portcullis::{messages::Sentence, security::letter::Body};
    /// let items = ["ITEM_TEA", "ITEM_CUP"].map(Sentence::of);
    /// let body = Body::new("ORDER_TITLE").lines(items);
    /// # drop(body);
    /// ```
    #[must_use]
    pub fn lines(self, sentences: impl IntoIterator<Item = Sentence>) -> Self {
        self.part(Part::Paragraph(sentences.into_iter().collect()))
    }

    /// The one thing to do; the URL also stands beneath, to be copied.
    ///
    /// ```
    /// # use portcullis::{Security, security::letter::Body};
    /// # fn example(security: &Security) -> portcullis::Result<()> {
    /// let body = Body::new("ORDER_TITLE").button("ORDER_TRACK", security.url_of("/orders/7")?);
    /// # drop(body);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn button(self, label: impl Into<Sentence>, url: impl Into<String>) -> Self {
        self.part(Part::Button(label.into(), url.into()))
    }

    /// Another way, as a sentence with its URL.
    ///
    /// ```
    /// # use portcullis::{Security, security::letter::Body};
    /// # fn example(security: &Security) -> portcullis::Result<()> {
    /// let body = Body::new("ORDER_TITLE").link("ORDER_RETURN", security.url_of("/orders/7/return")?);
    /// # drop(body);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn link(self, sentence: impl Into<Sentence>, url: impl Into<String>) -> Self {
        self.part(Part::Link(sentence.into(), url.into()))
    }

    /// A code to be typed, in large letters under what is to be done with it. It stands in the body only: subjects show on
    /// locked screens.
    ///
    /// ```
    /// # use portcullis::security::letter::Body;
    /// let body = Body::new("PICKUP_TITLE").code("PICKUP_SHOW_CODE", "482 913");
    /// # drop(body);
    /// ```
    #[must_use]
    pub fn code(self, sentence: impl Into<Sentence>, code: impl Into<String>) -> Self {
        self.part(Part::Code(sentence.into(), code.into()))
    }

    /// Why the person gets this mail and what to do if it was not them, in the small print at the end.
    ///
    /// ```
    /// # use portcullis::security::letter::Body;
    /// // With `ORDER_WHY = You get this because you have ordered at { $app }. It was not you? Write to us.`
    /// let body = Body::new("ORDER_TITLE").why("ORDER_WHY");
    /// # drop(body);
    /// ```
    #[must_use]
    pub fn why(mut self, sentence: impl Into<Sentence>) -> Self {
        self.why.push(sentence.into());
        self
    }
}
