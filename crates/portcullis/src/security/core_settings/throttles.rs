//! How often things may be tried.

use portcullis_kit::limit::{Limit, Limits};
use portcullis_kit::settings::within;
use std::time::Duration;

/// NIST SP 800-63B-4, 3.2.2: no more consecutive failures than this on one account.
const MOST_FAILURES: u32 = 100;

portcullis_kit::settings! {
    /// How often things may be tried. "20 per hour" lets 20 through at once, and each makes room for another one three
    /// minutes later; several limits stand behind each other with a comma and hold together. All counts are in the
    /// database, so they hold across processes, and they are the same for addresses that nobody has. `"unlimited"` is
    /// reported at start. A network is one address of IPv4, or what `THROTTLE_IPV6_PREFIX` says of IPv6.
    ///
    /// ```
    /// # use portcullis::{Db, Security, settings::{Settings, Source}};
    /// # fn build(db: Db) {
    /// let source = Source::empty().toml("SECURITY_THROTTLE_SIGN_UPS_PER_NETWORK = '5 per hour'", "app.toml");
    /// let builder = Security::builder(db).settings(Settings::load(source));
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Throttles {
        /// Guesses of one account's password, from wherever. A person who tries to remember needs fewer; nobody who guesses
        /// gets far with so few.
        THROTTLE_GUESSES_PER_ACCOUNT: throttle_guesses_per_account: Limits = Limits::per_hour(20),
        /// Guesses from one network, of whichever accounts. Enough for an office behind one address, since a right password
        /// is given back; too few to try stolen passwords on many accounts.
        THROTTLE_GUESSES_PER_NETWORK: throttle_guesses_per_network: Limits = Limits::per_hour(100),
        /// Guesses of one account's password from one network. Half of what the account has, so that one stranger alone
        /// can't use it up.
        THROTTLE_GUESSES_PER_ACCOUNT_AND_NETWORK: throttle_guesses_per_account_and_network: Limits
            = Limits::per_hour(10),
        /// Guesses in a browser in which the person has signed in before. It stands in the place of the three others, so
        /// that strangers can't keep the owner out there.
        THROTTLE_GUESSES_PER_DEVICE: throttle_guesses_per_device: Limits = Limits::per_hour(20),
        /// How many guesses of one account's password may fail in a row before none is compared any more, 10 to 100. A right
        /// password, a new one by reset, or `users unlock` begins anew. 100 is the most that NIST SP 800-63B-4, 3.2.2 allows.
        THROTTLE_FAILURES: throttle_failures: u32 = MOST_FAILURES => within(10, MOST_FAILURES),
        /// How many of them are kept for browsers in which the person has signed in before, 0 to 50: strangers are refused
        /// that much earlier, but never before half.
        THROTTLE_FAILURES_FOR_DEVICES: throttle_failures_for_devices: u32 = 20 => within(0, 50),
        /// Sign-ups from one network. A class room signs up together; a machine that makes accounts would want more.
        THROTTLE_SIGN_UPS_PER_NETWORK: throttle_sign_ups_per_network: Limits = Limits::per_hour(20),
        /// Mails to one address that anybody can cause, of each kind: after a sign-up or with a link for confirming, for signing
        /// in, for a new password. One that got lost can be asked for again; nobody's mailbox is filled in a stranger's name.
        THROTTLE_MAILS_PER_RECIPIENT: throttle_mails_per_recipient: Limits = Limits(vec![
            Limit { count: 2, within: Duration::from_secs(5 * 60) },
            Limit { count: 20, within: Duration::from_secs(86_400) },
        ]),
        /// Notices of one kind to one address: of sign-ins in browsers that are not known, of changed passwords. A program that
        /// keeps no cookies is a new browser each time, and whoever changes a password again and again has told it often
        /// enough: what is beyond the limit is not sent.
        THROTTLE_NOTICES_PER_RECIPIENT: throttle_notices_per_recipient: Limits = Limits::per_hour(5),
        /// The same mails that one network can cause, to whomever.
        THROTTLE_MAILS_PER_NETWORK: throttle_mails_per_network: Limits = Limits::per_hour(30),
        /// Mailed links and typed codes that one network may submit and that are not good. A good one is given back.
        THROTTLE_LINKS_PER_NETWORK: throttle_links_per_network: Limits = Limits::per_hour(60),
        /// Codes typed for one address, of whichever mails and in whichever browsers; each mail allows five. A right one is
        /// given back.
        THROTTLE_CODES_PER_ACCOUNT: throttle_codes_per_account: Limits = Limits::per_hour(20),
        /// Archives of all that is kept about a person, for that person. Each reads everything and is an event.
        THROTTLE_EXPORTS_PER_ACCOUNT: throttle_exports_per_account: Limits = Limits::per_hour(5),
        /// How many leading bits of an IPv6 address name a network, 32 to 64, for these limits and for the connections that one
        /// network may hold. 56 is what a customer is usually given (RFC 6177): with 64 each would be 256 networks, and who
        /// holds a /48 65,536 of them instead of 256. Fewer bits lump more people together. 64 is the most, since one
        /// machine can take any address of its /64; a provider is given 32. Another value begins these counts anew.
        THROTTLE_IPV6_PREFIX: throttle_ipv6_prefix: u32 = 56 => within(32, 64),
    }
}
