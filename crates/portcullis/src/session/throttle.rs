//! How often what may be done: what is counted, for whom, and by which limit. Guesses have a door of their own,
//! `guesses.rs`.

use std::{net::IpAddr, sync::Once, time::Duration};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use portcullis_kit::{
    clock::Time,
    db::Tx,
    limit::{self, Family, Key, Limit, Limits, Permit, Permits, Refused},
};

use crate::{
    account::Email,
    audit::Kind,
    background::in_batches,
    error::{Error, Result},
    security::{Security, core_settings::Throttles, feature::Client},
};

/// The mail that a sign-up sends too, under whichever name it is asked for.
pub(crate) const CONFIRMATION_INSTRUCTIONS: &str = "confirmation_instructions";

/// How long programs are told to wait where waiting does not help: a refusal without an end would be asked again at once.
const LOCKED: Duration = Duration::from_secs(86_400);

/// What somebody does who need not be anybody.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Act<'a> {
    /// A sign-up, which also sends a mail with a link for confirming.
    SignUp(&'a Email),
    /// Asks for a mail of this kind to an address. Each kind has a count of its own: once it is used up, that very mail has
    /// come, and nobody can use up the way to a new password by asking for something else.
    Mail(&'static str, &'a Email),
    /// Submits a mailed link that is worth nothing. A good one can't be guessed, so it is never refused.
    DeadLink,
    /// Takes away all that is kept about oneself.
    Export(&'a Email),
    /// Types a code beside a mailed link, for the address with this digest. A right one is given back.
    Code(&'a str),
}

/// What was taken for an act.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(super) permits: Permits,
    /// How many in a row have failed if this fails as well; none when nothing of the kind is counted.
    pub(super) failures: u32,
}

/// How far the guesses of one account's password have come.
///
/// ```
/// # use portcullis::{Email, Security};
/// # async fn example(security: &Security) -> portcullis::Result<()> {
/// let status = security.throttle_status(&Email::parse("ada@example.com")?).await?;
/// println!("{} of {} wrong passwords", status.failures, status.most_failures);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThrottleStatus {
    /// How many have failed in a row.
    pub failures: u32,
    /// At how many none is compared any more, but in a browser that is known.
    pub most_failures: u32,
    /// When the next one is compared, in a browser that is not known; `None` when at once, or when it
    /// [is locked](Self::is_locked).
    pub next_try: Option<Time>,
}

impl ThrottleStatus {
    /// Whether no waiting helps: only a new password, [`Security::unlock_user`] or a known browser.
    ///
    /// ```
    /// # use portcullis::ThrottleStatus;
    /// fn advice(status: &ThrottleStatus) -> String {
    ///     match status.next_try {
    ///         _ if status.is_locked() => "Choose a new password".into(),
    ///         Some(when) => format!("Wait until {when}"),
    ///         None => "Try again".into(),
    ///     }
    /// }
    /// # let _ = advice;
    /// ```
    pub fn is_locked(&self) -> bool {
        self.failures >= self.most_failures
    }
}

/// The counts of guesses at an account's password, by the form in which addresses are compared: whoever has the address,
/// if anybody.
pub(super) fn of_account(account: &str) -> Family {
    Family::of(&format!("account {account}"))
}

/// The counts of a network.
pub(super) fn of_network(network: &str) -> Family {
    Family::of(&format!("network {network}"))
}

/// All limits of one count.
pub(super) fn rates(
    family: Family,
    name: &str,
    values: &[&str],
    limits: &Limits,
) -> impl Iterator<Item = Permit> {
    let numbered = limits.0.iter().enumerate().map(|(n, limit)| {
        let key = family.key(&format!("{name}/{n}"), values);
        Permit::Rate(key, *limit)
    });
    numbered.collect::<Vec<_>>().into_iter()
}

/// How often an account's password may be guessed. The names are kept in the database: another one begins the count anew.
pub(super) fn guesses(account: &str, limits: &Throttles) -> impl Iterator<Item = Permit> {
    let limits = &limits.throttle_guesses_per_account;
    rates(of_account(account), "guesses", &[], limits)
}

/// Where failures in a row are counted.
pub(super) fn failures(account: &str) -> Key {
    of_account(account).key("failures", &[])
}

/// The network of an address: of IPv4 the address alone; of IPv6 its first bits, as many as `THROTTLE_IPV6_PREFIX` says.
pub(crate) fn network_of(ip: IpAddr, ipv6_prefix: u32) -> IpNet {
    match ip.to_canonical() {
        IpAddr::V4(ip) => Ipv4Net::from(ip).into(),
        IpAddr::V6(ip) => {
            let bits = u8::try_from(ipv6_prefix).ok();
            let network = bits.and_then(|bits| Ipv6Net::new(ip, bits).ok());
            network
                .map_or(Ipv6Net::from(ip), |network| network.trunc())
                .into()
        }
    }
}

impl Security {
    /// The name of the network that a request comes from. Where no address is known, all clients are one network.
    pub(super) fn network(&self, client: &Client) -> String {
        if let Some(ip) = client.ip {
            return network_of(ip, self.settings().throttles.throttle_ipv6_prefix).to_string();
        }
        static SAID: Once = Once::new();
        SAID.call_once(|| {
            tracing::warn!(
                "The client's address is unknown, so all clients share one limit; serve with `Security::serve` or \
                 `into_make_service_with_connect_info::<SocketAddr>()`"
            );
        });
        "unknown".to_owned()
    }

    /// In whose turn a password is hashed: that of the client's network. All that no client asks for is one share.
    pub(super) fn share(&self, client: Option<&Client>) -> String {
        client.map_or_else(String::new, |client| self.network(client))
    }

    /// Lets somebody do something, or refuses.
    ///
    /// # Errors
    /// [`Error::Throttled`]; [`Error::Unavailable`] when the database is.
    pub(crate) async fn allow(&self, act: Act<'_>, client: &Client) -> Result<Taken> {
        let limits = &self.settings().throttles;
        let network = of_network(&self.network(client));
        let mut permits = Vec::new();
        if let Act::SignUp(_) = act {
            let sign_ups = &limits.throttle_sign_ups_per_network;
            permits.extend(rates(network, "sign-ups", &[], sign_ups));
        }
        let mail = match act {
            Act::SignUp(email) => Some((CONFIRMATION_INSTRUCTIONS, email)),
            Act::Mail(kind, email) => Some((kind, email)),
            Act::DeadLink | Act::Code(_) | Act::Export(_) => None,
        };
        if let Act::Export(email) = act {
            let exports = Family::of(&format!("exports {}", email.key()));
            let limits = &limits.throttle_exports_per_account;
            permits.extend(rates(exports, "exports", &[], limits));
        } else if let Act::Code(account) = act {
            let codes = &limits.throttle_codes_per_account;
            let account = Family::of(&format!("codes {account}"));
            permits.extend(rates(account, "codes", &[], codes));
        }
        if let Some((kind, email)) = mail {
            // No count of guesses: lifting a lock fills nobody's mailbox.
            let recipient = Family::of(&format!("recipient {}", email.key()));
            let to_recipient = &limits.throttle_mails_per_recipient;
            permits.extend(rates(recipient, "mails", &[kind], to_recipient));
            let from_network = &limits.throttle_mails_per_network;
            permits.extend(rates(network, "mails", &[], from_network));
        } else if !matches!(act, Act::Export(_)) {
            let links = &limits.throttle_links_per_network;
            permits.extend(rates(network, "links", &[], links));
        }
        self.take(permits.into_iter().collect()).await
    }

    /// Whether one more notice of this kind may go to an address; if so, it is counted.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    pub(crate) async fn take_notice(&self, kind: &str, address: &str) -> Result<bool> {
        let limits = &self.settings().throttles.throttle_notices_per_recipient;
        let recipient = Family::of(&format!("recipient {address}"));
        let permits: Permits = rates(recipient, "notices", &[kind], limits).collect();
        Ok(permits.take(self.db(), self.now()).await?.is_ok())
    }

    pub(super) async fn take(&self, permits: Permits) -> Result<Taken> {
        match permits.take(self.db(), self.now()).await? {
            Ok(failures) => Ok(Taken { permits, failures }),
            Err(Refused { retry_after }) => Err(Error::Throttled {
                retry_after: retry_after.unwrap_or(LOCKED),
            }),
        }
    }

    /// What was taken did not count after all.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    pub(crate) async fn give_back(&self, taken: Taken) -> Result<()> {
        Ok(taken.permits.give_back(&mut self.db()).await?)
    }

    /// Begins the count of guesses anew in the caller's transaction, which has locked the user: the password is another one.
    pub(crate) async fn forget_guesses(&self, tx: &mut Tx, email: &Email) -> Result<()> {
        limit::forget(tx, &of_account(email.key())).await?;
        Ok(())
    }

    /// Lifts the lock of an account's password: its guesses are counted anew. Fine for an address that nobody has.
    /// Returns whether anything was counted.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Email, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let email = Email::parse("ada@example.com")?;
    /// security.unlock_user(&email).await?;
    /// assert!(!security.throttle_status(&email).await?.is_locked());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn unlock_user(&self, email: &Email) -> Result<bool> {
        let user = self.user_of_address(email).await?;
        let mut tx = self.begin().await?;
        let forgotten = limit::forget(&mut tx, &of_account(email.key())).await?;
        if forgotten > 0 {
            let unlocked = self.done(Kind::Unlocked).address(email);
            self.record(
                &mut tx,
                match user {
                    Some(user) => unlocked.about(user.id),
                    None => unlocked,
                },
            );
        }
        self.commit(tx).await?;
        Ok(forgotten > 0)
    }

    /// How far the guesses of an account's password have come, whether anybody has the address or not.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Email, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let status = security.throttle_status(&Email::parse("ada@example.com")?).await?;
    /// if status.is_locked() {
    ///     println!("Only a new password helps");
    /// } else if let Some(time) = status.next_try {
    ///     println!("Not before {time}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn throttle_status(&self, email: &Email) -> Result<ThrottleStatus> {
        let (limits, now) = (&self.settings().throttles, self.now());
        let most_failures = self.most_failures(false);
        let rates: Vec<(Key, Limit)> = guesses(email.key(), limits)
            .filter_map(|permit| match permit {
                Permit::Rate(key, limit) => Some((key, limit)),
                Permit::Failure(..) => None,
            })
            .collect();
        let mut keys = vec![failures(email.key())];
        keys.extend(rates.iter().map(|(key, _)| *key));
        let standings = limit::look(&mut self.db(), &keys).await?;
        let failures = standings.first().map_or(0, |first| first.failures);
        let waits = rates.iter().zip(standings.iter().skip(1));
        let wait = waits
            .filter_map(|((_, limit), standing)| limit.accept(standing.paid, now).err())
            .max()
            .unwrap_or_default();
        Ok(ThrottleStatus {
            failures,
            most_failures,
            next_try: (failures < most_failures && !wait.is_zero()).then(|| now + wait),
        })
    }

    /// How many guesses may fail in a row.
    pub(super) fn most_failures(&self, on_known_device: bool) -> u32 {
        let limits = &self.settings().throttles;
        let kept = if on_known_device {
            0
        } else {
            limits.throttle_failures_for_devices
        };
        // Strangers have half of them at least: else one wrong guess could be the last.
        limits.throttle_failures - kept.min(limits.throttle_failures / 2)
    }

    /// Deletes what is counted no more.
    pub(crate) async fn sweep_throttles(&self) -> Result<()> {
        let now = self.now();
        in_batches(|| async { Ok(limit::sweep(&mut self.db(), now).await?) }).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::App;

    #[test]
    fn as_many_bits_of_ipv6_as_are_set_are_one_network_and_of_ipv4_all() {
        let of = |ip: &str, prefix| network_of(ip.parse().unwrap(), prefix).to_string();
        let ip = "2001:db8:1:2345:ffff:ffff:ffff:ffff";
        for (prefix, network) in [
            (32, "2001:db8::/32"),
            (48, "2001:db8:1::/48"),
            (56, "2001:db8:1:2300::/56"),
            (64, "2001:db8:1:2345::/64"),
        ] {
            assert_eq!(of(ip, prefix), network);
            assert_eq!(of("::ffff:203.0.113.7", prefix), "203.0.113.7/32");
            assert_eq!(of("203.0.113.7", prefix), "203.0.113.7/32");
        }
        assert_eq!(Throttles::default().throttle_ipv6_prefix, 56);
    }

    #[tokio::test]
    async fn clients_whose_address_is_unknown_are_one_network() {
        let app = App::on_sqlite(|app| app).await;
        assert_eq!(app.security.network(&Client::default()), "unknown");
    }
}
