//! What a password must be like, and how it is hashed.

use portcullis_kit::{
    password::{Cost, Hasher},
    secret::Secret,
    settings::{any_of, within},
};

use super::{CoreSettings, checks};
use crate::{
    account::{PasswordPolicy, password::Context},
    error::{Error, Result},
};

/// What Flask-Security hashes once by default, by the names of passlib, and Django's scrypt, which passlib lacks.
const SINGLE: [&str; 10] = [
    "django_argon2",
    "django_bcrypt_sha256",
    "django_pbkdf2_sha256",
    "django_pbkdf2_sha1",
    "django_bcrypt",
    "django_salted_md5",
    "django_salted_sha1",
    "django_des_crypt",
    "django_scrypt",
    "plaintext",
];

fn single() -> Vec<String> {
    SINGLE.map(str::to_owned).to_vec()
}

portcullis_kit::settings! {
    /// What a password must be like, and how it is hashed.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # fn build(db: Db) {
    /// let builder = Security::builder(db).core(|core| {
    ///     core.passwords.password_confirm_required = true;
    ///     core.passwords.password_check_breached = "best-effort".into();
    /// });
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Passwords {
        /// How new passwords are hashed: `"argon2"` (Argon2id, RFC 9106). There is no other way to make a hash.
        PASSWORD_HASH: password_hash: String = "argon2".to_owned() => any_of(&["argon2"]),
        /// The least number of characters (Unicode code points), 8 to 64. Flask-Security's default is 8; ours is 15, what
        /// NIST SP 800-63B-4 asks of a password that stands alone. Less is reported at start.
        PASSWORD_LENGTH_MIN: password_length_min: usize = 15 => within(8, 64),
        /// The greatest number of characters, 64 to 1024. Flask-Security fixes it at 128; ours is 256, so that no
        /// pass phrase is refused and yet nobody makes us hash a book.
        PASSWORD_LENGTH_MAX: password_length_max: usize = 256 => within(64, 1024),
        /// The Unicode form in which passwords are hashed: `"NFC"`, which NIST SP 800-63B-4 asks for. Flask-Security's is
        /// NFKD, which makes one character of several.
        PASSWORD_NORMALIZE_FORM: password_normalize_form: String = "NFC".to_owned() => any_of(&["NFC"]),
        /// Whether `password_confirm` must be sent. Flask-Security's default is true; ours is false, because a button that
        /// shows the password finds more slips than typing it twice. When sent, it is checked either way.
        PASSWORD_CONFIRM_REQUIRED: password_confirm_required: bool = false,
        /// The judge of how hard a new password is to guess: `""` for none, or `"zxcvbn"` (needs the Cargo feature of that
        /// name, which the server has). None, because length and the built-in list say enough, and a judge is wrong at times.
        PASSWORD_COMPLEXITY_CHECKER: password_complexity_checker: String = String::new() => any_of(&["", "zxcvbn"]),
        /// The least score of zxcvbn, 0 (too guessable) to 4 (very unguessable).
        ZXCVBN_MINIMUM_SCORE: zxcvbn_minimum_score: u32 = 3 => within(0, 4),
        /// Whether new passwords are looked up in a list of breached ones: `"off"`, `"best-effort"` (when the list can't be
        /// asked within a second, the password is let in) or `"strict"` (it is refused). Needs the Cargo feature `breached`,
        /// which the server has. Five digits of the password's SHA-1 leave this machine, which some thousand
        /// passwords share. Off, as in Flask-Security, because it asks another site.
        PASSWORD_CHECK_BREACHED: password_check_breached: String = "off".to_owned()
            => any_of(&["off", "best-effort", "strict"]),
        /// How often a password must have been seen in breaches to be refused, 1 or more.
        PASSWORD_BREACHED_COUNT: password_breached_count: u32 = 1 => within(1, u32::MAX),
        /// Where the five digits are appended: `https`, or `http` on loopback; ends with a slash.
        PASSWORD_BREACHED_URL: password_breached_url: String = "https://api.pwnedpasswords.com/range/".to_owned()
            => checks::range_url,
        /// Flask-Security's salt of its double hash. Only for hashes that are brought along from there (`portcullis users
        /// import`), which can't be verified without it; empty when there are none. New hashes have a random salt each.
        PASSWORD_SALT: password_salt: Secret = Secret::default(),
        /// The schemes that the Flask-Security of that salt hashed once all the same, by the names of passlib. Its own
        /// default is the same. Where its value was `True`, leave `PASSWORD_SALT` empty.
        PASSWORD_SINGLE_HASH: password_single_hash: Vec<String> = single(),
        /// Memory of one hash in KiB, 8 to 1048576. OWASP's least for two iterations (Password Storage Cheat Sheet).
        PASSWORD_ARGON2_MEMORY: password_argon2_memory: u32 = 19_456 => within(8, 1_048_576),
        /// Passes over that memory, 1 to 64.
        PASSWORD_ARGON2_ITERATIONS: password_argon2_iterations: u32 = 2 => within(1, 64),
        /// Lanes of one hash, 1 to 16. One: lanes are computed one after the other here, so more buy nothing; the setting is for
        /// hashes that another program reads too.
        PASSWORD_ARGON2_LANES: password_argon2_lanes: u32 = 1 => within(1, 16),
        /// Threads that hash, 0 to 256; 0 takes as many as there are cores. They have the lowest priority, so that answers need not
        /// wait for them; each holds the memory of one hash while there is something to do.
        PASSWORD_HASH_THREADS: password_hash_threads: usize = 0 => within(0, 256),
        /// How many hashes may wait for a thread, 1 to 65536. Networks take turns; one more is answered with 503, or the newest of the
        /// network with the most, where that has more than the one that asks. On two cores 256 wait between one second and
        /// four, which is about what a person waits.
        PASSWORD_HASH_QUEUE: password_hash_queue: usize = 256 => within(1, 65_536),
    }
}

impl Passwords {
    /// The cost of a new hash.
    ///
    /// ```
    /// # use portcullis::security::core_settings::CoreSettings;
    /// let passwords = CoreSettings::default().passwords;
    /// assert_eq!(passwords.argon2_cost().memory_kib, passwords.password_argon2_memory);
    /// ```
    pub fn argon2_cost(&self) -> Cost {
        Cost {
            memory_kib: self.password_argon2_memory,
            iterations: self.password_argon2_iterations,
            lanes: self.password_argon2_lanes,
        }
    }

    /// How many threads hash: as many as there are cores when `PASSWORD_HASH_THREADS` is 0.
    ///
    /// ```
    /// # use portcullis::security::core_settings::CoreSettings;
    /// assert!(CoreSettings::default().passwords.hash_threads() >= 1);
    /// ```
    pub fn hash_threads(&self) -> usize {
        match self.password_hash_threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        }
    }

    /// What hashes by these settings. Starts its threads.
    pub(crate) fn hasher(&self) -> Result<Hasher> {
        let (cost, threads) = (self.argon2_cost(), self.hash_threads());
        let hasher = Hasher::new(cost, threads, self.password_hash_queue);
        let hasher = hasher.map_err(|error| Error::Setup(error.to_string()))?;
        Ok(hasher.with_double_salt(self.password_salt.clone()))
    }
}

impl CoreSettings {
    /// What a new password must be like.
    pub(crate) fn password_policy(&self) -> Result<PasswordPolicy> {
        let mut context = Context::default();
        context.add(&self.http.app_name);
        if let Some(origin) = self.http.public_origin() {
            context.add_host(origin.host_str().unwrap_or_default());
        }
        let passwords = &self.passwords;
        Ok(PasswordPolicy {
            min: passwords.password_length_min,
            max: passwords.password_length_max,
            context,
            #[cfg(feature = "zxcvbn")]
            least_score: (passwords.password_complexity_checker == "zxcvbn")
                .then_some(passwords.zxcvbn_minimum_score),
            #[cfg(feature = "breached")]
            breached: crate::account::password::Breached::of(
                &passwords.password_check_breached,
                &passwords.password_breached_url,
                passwords.password_breached_count,
            )
            .map_err(Error::Setup)?,
        })
    }
}
