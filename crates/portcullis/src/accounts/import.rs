//! Bringing users along from another system, with the hashes of their passwords.

use portcullis_kit::password::{ForeignHash, Origin};
use serde_json::{Map, Value};

use super::NewUser;
use crate::{
    account::{Email, User},
    error::{Error, Fault, Result},
    security::Security,
};

/// A user of another system.
///
/// ```
/// # use portcullis::{Email, ImportedUser, Security};
/// # async fn example(security: &Security) -> portcullis::Result<()> {
/// let ada = ImportedUser {
///     email: Email::parse("ada@example.com")?,
///     password_hash: Some(security.parse_foreign_hash("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW")?),
///     active: true,
///     confirmed: true,
///     profile: Default::default(),
/// };
/// # drop(ada);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct ImportedUser {
    /// The address; it is owned at once, whoever claims it.
    pub email: Email,
    /// What that system kept of the password, read by [`Security::parse_foreign_hash`]. It is verified as it is and renewed
    /// at the first sign-in; without one the person sets a password by reset.
    pub password_hash: Option<ForeignHash>,
    /// Whether the person may sign in.
    pub active: bool,
    /// Whether the address counts as proven.
    pub confirmed: bool,
    /// The app's own fields, validated as at sign-up when there are any; all empty when there are none.
    pub profile: Map<String, Value>,
}

/// Which of the users could not be made, and why.
///
/// ```
/// # use portcullis::ImportError;
/// // The list in its file has a line of headings, and people count from 1.
/// fn told(wrong: &ImportError) -> String {
///     format!("line {}: {}", wrong.index + 2, wrong.error)
/// }
/// # let _ = told;
/// ```
#[derive(Debug)]
pub struct ImportError {
    /// Its place in the list, from 0.
    pub index: usize,
    /// Why.
    pub error: Error,
}

impl Security {
    /// Reads a password hash of another system: argon2, bcrypt, bcrypt-sha256, PBKDF2, scrypt and SHA-crypt as passlib and
    /// Flask-Security write them, and Django's. With `PASSWORD_SALT` it counts as hashed twice, unless `PASSWORD_SINGLE_HASH`
    /// has its scheme.
    ///
    /// # Errors
    /// A fault of `password_hash`: `PASSWORD_HASH_UNREADABLE` when it is malformed, of another kind, or would take more work
    /// or memory than a sign-in may.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let bcrypt = "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";
    /// assert!(security.parse_foreign_hash(bcrypt).is_ok());
    /// let unknown = security.parse_foreign_hash("5f4dcc3b5aa765d61d8327deb882cf99").unwrap_err();
    /// assert_eq!(unknown.key, "PASSWORD_HASH_UNREADABLE");
    /// # Ok(())
    /// # }
    /// ```
    pub fn parse_foreign_hash(&self, text: &str) -> Result<ForeignHash, Fault> {
        let passwords = &self.settings().passwords;
        let origin = Origin {
            double: !passwords.password_salt.is_empty(),
            single: passwords.password_single_hash.clone(),
        };
        ForeignHash::parse(text, &origin)
            .ok_or_else(|| Fault::of("password_hash", "PASSWORD_HASH_UNREADABLE"))
    }

    /// Makes users who own their addresses, all of them or, when one can't be made, none. No mail, no signal.
    ///
    /// # Errors
    /// The first that can't be made, with [`Error::Refused`] and `EMAIL_ALREADY_ASSOCIATED` when somebody owns the address, or
    /// with what is wrong with the profile; [`Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Email, Error, ImportedUser, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // Whoever has no password there sets one here by reset.
    /// let import = |email| {
    ///     Ok::<_, Error>(ImportedUser {
    ///         email: Email::parse(email)?,
    ///         password_hash: None,
    ///         active: true,
    ///         confirmed: true,
    ///         profile: Default::default(),
    ///     })
    /// };
    /// let users = vec![import("ada@example.com")?, import("bob@example.com")?];
    /// if let Err(wrong) = security.import_users(users).await {
    ///     println!("None was made: number {} has this: {}", wrong.index, wrong.error);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn import_users(&self, users: Vec<ImportedUser>) -> Result<Vec<User>, ImportError> {
        let at = |index| move |error| ImportError { index, error };
        let mut tx = self.begin().await.map_err(at(0))?;
        let mut made = Vec::with_capacity(users.len());
        for (index, user) in users.into_iter().enumerate() {
            let hash = user.password_hash.as_ref().map(ToString::to_string);
            let taken = Fault::of("email", "EMAIL_ALREADY_ASSOCIATED").with("email", &user.email);
            let new = NewUser {
                email: user.email,
                password: None,
                active: user.active,
                confirmed: user.confirmed,
                profile: user.profile,
            };
            let row = self.row_of(new, hash).map_err(at(index))?;
            let inserted = self.insert_user(&mut tx, row, taken).await;
            made.push(inserted.map_err(at(index))?);
        }
        self.commit(tx).await.map_err(at(made.len()))?;
        Ok(made)
    }
}

#[cfg(test)]
mod tests;
