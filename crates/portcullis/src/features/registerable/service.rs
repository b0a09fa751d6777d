//! Making an account.

use portcullis_kit::{mail::NewJob, token::Token};
use serde_json::{Map, Value};

use super::{Registerable, mails, signals::UserRegistered};
use crate::{
    account::{Email, NewPassword, User, one_time_token::CONFIRM, store},
    accounts::unless_taken,
    audit::Kind,
    error::{Error, Fault, Result},
    messages::Locale,
    security::{Security, feature::Client},
};

/// What a person signs up with.
///
/// ```
/// # use portcullis::{Email, Visit, features::registerable::Registration};
/// // For a sign-up page of the app's own.
/// fn of(visit: &Visit, email: Email) -> Registration {
///     Registration {
///         email,
///         password: None,
///         profile: Default::default(),
///         claim: None,
///         client: Some(visit.client().clone()),
///         locale: Some(visit.locale()),
///     }
/// }
/// # let _ = of;
/// ```
#[derive(Debug, Clone)]
pub struct Registration {
    /// The address.
    pub email: Email,
    /// The password.
    pub password: Option<NewPassword>,
    /// The app's declared fields.
    pub profile: Map<String, Value>,
    /// What the browser is known by that signs up. Whoever confirms in it need not prove the password, and can type the code
    /// of the mail there.
    pub claim: Option<Token>,
    /// Where from; `None` when the app makes the account.
    pub client: Option<Client>,
    /// The language of whoever signs up, for their mails; `None` when it is not known.
    pub locale: Option<Locale>,
}

impl Security {
    /// Makes an account: a claim to its address where addresses are to be confirmed, its owner else.
    ///
    /// Changes, in one transaction: the user's row and a mail job (`welcome` with the confirmation link; the owner of a
    /// taken address gets `welcome_existing` instead). With [`crate::Confirmable`] the work is the same for every address, taken or
    /// not. Signal: [`UserRegistered`]; [`super::UserNotRegistered`] once the owner's mail is sent.
    ///
    /// # Errors
    /// [`Error::Refused`] with what is wrong with the profile, and, where addresses are not confirmed, with
    /// `EMAIL_ALREADY_ASSOCIATED`; [`Error::TooBusy`], [`Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Email, Security, features::registerable::Registration};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let user = security
    ///     .register_user(Registration {
    ///         email: Email::parse("ada@example.com")?,
    ///         password: None,
    ///         profile: Default::default(),
    ///         claim: None,
    ///         client: None,
    ///         locale: None,
    ///     })
    ///     .await?;
    /// println!("A mail is on its way to {}", user.email);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn register_user(&self, registration: Registration) -> Result<User> {
        let profile = self
            .0
            .schema
            .parse(&registration.profile)
            .map_err(Error::Refused)?;
        let password_hash = match &registration.password {
            Some(password) => {
                let client = registration.client.as_ref();
                Some(self.hash_password(password, client).await?)
            }
            None => None,
        };
        let confirms = self.confirms_addresses();
        let taken =
            Fault::of("email", "EMAIL_ALREADY_ASSOCIATED").with("email", &registration.email);
        let browser = registration.claim.as_ref().map(Token::hash);
        let row = store::NewUser {
            email: registration.email,
            password_hash,
            profile,
            locale: registration.locale,
            active: true,
            confirmed_at: None,
            claim: confirms.then(|| browser.clone()),
        };
        let mut tx = self.begin().await?;
        let user = unless_taken(store::insert(&mut tx, self.now(), row).await, taken)?;
        let signed_up = self.done_by(registration.client.as_ref(), &user, Kind::SignUp);
        self.record(&mut tx, signed_up);
        if confirms && !self.sends_welcome() {
            self.enqueue_confirmation(&mut tx, &user, browser.as_ref())
                .await?;
        }
        match &browser {
            Some(browser) if confirms && self.sends_welcome() => {
                let asked = (browser, CONFIRM);
                self.enqueue_asked(&mut tx, asked, &user.email, mails::job(&user))
                    .await?;
            }
            _ if confirms || self.sends_welcome() => {
                self.enqueue(&mut tx, mails::job(&user)).await?;
            }
            _ => {}
        }
        self.commit(tx).await?;
        self.tell(UserRegistered { user: user.clone() }).await;
        Ok(user)
    }

    fn sends_welcome(&self) -> bool {
        self.settings_of::<Registerable>()
            .is_some_and(|registerable| registerable.send_register_email)
    }

    /// Tells the owner of an address by mail that somebody, from this client, signed up with it.
    ///
    /// Row: a mail job. Signal: [`super::UserNotRegistered`] once it is sent.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    pub(super) async fn tell_owner(
        &self,
        email: &Email,
        client: &Client,
        locale: &Locale,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        let job = NewJob::to(mails::WELCOME, email.as_str(), &locale.to_string());
        self.enqueue(&mut tx, job).await?;
        let refused = self.asked_for(Kind::SignUp, email, client).refused();
        self.record(&mut tx, refused);
        self.commit(tx).await
    }
}
