//! The one door at which a password is compared for a person. Whoever is meant, whether there is somebody, and whether
//! they have a password: the same counts, the same statements, exactly one hash.
//!
//! The permit is taken and committed before the hash, so that any number of guesses at once can't outrun the count. A
//! right password gives back what it took; it never clears what a network or a stranger has used up.

use portcullis_kit::{
    db::Verbs,
    limit::{Key, Permit, Permits},
    password::{self, Verified},
    secret::Secret,
};
use uuid::Uuid;

use super::{
    device,
    throttle::{Taken, failures, guesses, of_account, of_network, rates},
};
use crate::{
    account::{Email, User, UserId},
    audit::{Actor, Event, Kind},
    error::Result,
    security::{Security, feature::Client},
};

/// Whose password is guessed, and by whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guess<'a> {
    /// The address in the form in which addresses are compared; all spellings of it are one account.
    pub(crate) account: &'a str,
    /// Who has it, if anybody.
    pub(crate) user: Option<&'a User>,
    /// Where from; `None` when an app asks, which need not know.
    pub(crate) client: Option<&'a Client>,
    /// At which door: `password`, `basic`, `verify`, `change`, `confirm`, or `app`.
    pub(crate) via: &'static str,
    /// Whether a right password lets somebody in, so that the gates are asked as well.
    pub(crate) signs_in: bool,
}

impl<'a> Guess<'a> {
    /// A guess at the password of somebody who is known already.
    pub(crate) fn at(user: &'a User, client: &'a Client, via: &'static str) -> Self {
        Self {
            account: user.email.key(),
            user: Some(user),
            client: Some(client),
            via,
            signs_in: false,
        }
    }

    /// What the log says when it was wrong. Who guessed is nobody: they have shown nothing.
    fn failed_event(&self) -> Event {
        let reason = match self.user {
            Some(user) if user.has_password() => "wrong_password",
            Some(_) => "no_password",
            None => "nobody",
        };
        let event = self.event(Kind::SignInFailed);
        event.refused().with("reason", reason)
    }

    fn event(&self, kind: Kind) -> Event {
        let event = Event::new(kind, Actor::Nobody);
        let event = match self.user {
            Some(user) => event.about(user.id).address(&user.email),
            // Not as it was typed: what is no address may be a password in the wrong field.
            None => match Email::parse(self.account) {
                Ok(email) => event.address(&email),
                Err(_) => event,
            },
        };
        let event = event.with("via", self.via);
        match self.client {
            Some(client) => client.located(event),
            None => event,
        }
    }
}

/// A password that was right.
#[must_use]
pub(crate) struct Proof {
    /// The hash that it is stored as by now, so that a later transaction can see whether it still is.
    pub(crate) hash: Secret,
    pub(crate) settlement: Settlement,
}

/// What a right password gives back, and the counts that it begins anew. Until it is settled the guess counts as a wrong one.
#[derive(Debug, Default)]
#[must_use]
pub(crate) struct Settlement {
    permits: Permits,
    forgotten: Vec<Key>,
}

impl Settlement {
    /// Settles. In a transaction, behind everything that may have to wait for people or for what belongs to them.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    pub(crate) async fn settle(self, on: &mut impl Verbs) -> Result<()> {
        Ok(self.permits.settle(on, &self.forgotten).await?)
    }
}

impl Security {
    /// Whether the password is this person's, and settles at once. Gives the hash that it is stored as by now.
    ///
    /// # Errors
    /// As [`Security::prove`].
    pub(crate) async fn prove_password(
        &self,
        guess: Guess<'_>,
        password: &Secret,
    ) -> Result<Option<Secret>> {
        let Some(Proof { hash, settlement }) = self.prove(guess, password).await? else {
            return Ok(None);
        };
        settlement.settle(&mut self.db()).await?;
        Ok(Some(hash))
    }

    /// Whether the password is this person's. A hash of an outdated cost is renewed on the way (row: the user's). A wrong guess
    /// is an event, whoever is meant.
    ///
    /// # Errors
    /// [`crate::Error::Throttled`]; [`crate::Error::TooBusy`] when the queue for hashing is full, which is no guess;
    /// [`crate::Error::Unavailable`] when the database is.
    pub(crate) async fn prove(&self, guess: Guess<'_>, password: &Secret) -> Result<Option<Proof>> {
        let known = self.is_known_device(guess).await?;
        let taken = self.take(self.permits_of(guess, known)).await?;
        let stored = guess.user.and_then(|user| user.password_hash.as_ref());
        let verified = match self.compare(guess, stored, password).await {
            Ok(verified) => verified,
            Err(error) => {
                self.give_back(taken).await?;
                return Err(error.into());
            }
        };
        let (Some(user), Some(stored)) = (guess.user, stored) else {
            return self.record_failure(guess, &taken).await;
        };
        let hash = match verified {
            Verified::No => return self.record_failure(guess, &taken).await,
            Verified::Yes => stored.clone(),
            Verified::YesButOutdated => self.renewed(guess, user, stored, password).await,
        };
        let settlement = self.proven(guess, user, taken).await?;
        Ok(Some(Proof { hash, settlement }))
    }

    /// Hashes once, whoever is meant.
    async fn compare(
        &self,
        guess: Guess<'_>,
        stored: Option<&Secret>,
        password: &Secret,
    ) -> std::result::Result<Verified, password::Error> {
        let hasher = &self.0.hasher;
        let share = self.share(guess.client);
        if let Some(stored) = stored {
            match hasher.verify(password, stored.expose(), &share).await {
                // Nobody knows which password it is of. The person can still have a new one by mail.
                Err(password::Error::Unreadable) => {
                    let user = guess.user.map(|user| user.id);
                    tracing::error!(
                        ?user,
                        "The stored password hash cannot be read: no password opens this account"
                    );
                }
                verified => return verified,
            }
        }
        hasher.verify_nobody(password, &share).await?;
        Ok(Verified::No)
    }

    /// The same statements for everybody. Exactly one guess gets each number, so that a lock is told once.
    async fn record_failure(&self, guess: Guess<'_>, taken: &Taken) -> Result<Option<Proof>> {
        let mut tx = self.begin().await?;
        if [false, true]
            .map(|known| self.most_failures(known))
            .contains(&taken.failures)
        {
            self.record(&mut tx, guess.event(Kind::Locked));
        }
        self.record(&mut tx, guess.failed_event());
        self.commit(tx).await?;
        Ok(None)
    }

    /// Nothing has failed in a row any more. The rates only get back what this guess took: whoever guesses beside
    /// somebody who signs in again and again, as HTTP Basic does, would else have no limit at all.
    async fn proven(&self, guess: Guess<'_>, user: &User, taken: Taken) -> Result<Settlement> {
        // A right password that lets nobody in stays counted: else one try more than the limit would tell that it is right.
        if let (true, Some(client)) = (guess.signs_in, guess.client)
            && self.refusal(user, client, guess.via).await?.is_some()
        {
            return Ok(Settlement::default());
        }
        // Whoever knows the password of one claim has proven nothing of another one to the same address.
        let counted = self.is_user_of_address(&mut self.db(), user).await?;
        let in_a_row = counted.then(|| failures(guess.account));
        Ok(Settlement {
            permits: taken.permits,
            forgotten: in_a_row.into_iter().collect(),
        })
    }

    /// Whether somebody has signed in as this person in this browser before. Asks the database if the browser says so,
    /// whoever is meant.
    async fn is_known_device(&self, guess: Guess<'_>) -> Result<bool> {
        match guess.client.and_then(|client| client.device.as_ref()) {
            Some(token) => {
                let user = guess.user.map_or(UserId(Uuid::nil()), |user| user.id);
                device::is_known(&mut self.db(), user, &token.hash()).await
            }
            None => Ok(false),
        }
    }

    fn permits_of(&self, guess: Guess<'_>, known: bool) -> Permits {
        let limits = &self.settings().throttles;
        let own = of_account(guess.account);
        let most = self.most_failures(known);
        let mut permits = vec![Permit::Failure(failures(guess.account), most)];
        let device = guess.client.and_then(|client| client.device.as_ref());
        if let (true, Some(device)) = (known, device) {
            let of_device = &limits.throttle_guesses_per_device;
            permits.extend(rates(
                own,
                "guesses on a device",
                &[device.expose()],
                of_device,
            ));
            return permits.into_iter().collect();
        }
        permits.extend(guesses(guess.account, limits));
        if let Some(client) = guess.client {
            let network = self.network(client);
            let of_both = &limits.throttle_guesses_per_account_and_network;
            permits.extend(rates(own, "guesses from a network", &[&network], of_both));
            let all = &limits.throttle_guesses_per_network;
            permits.extend(rates(of_network(&network), "guesses", &[], all));
        }
        permits.into_iter().collect()
    }
}
