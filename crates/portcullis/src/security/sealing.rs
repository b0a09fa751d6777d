//! Sealing, for apps: what has to be kept and must not be read by whoever sees the database or the cookie.

use portcullis_kit::keys::Keys;

use super::Security;

impl Security {
    /// The keys derived from `SECRET_KEY`. For texts of an app's own [`Security::seal`] is the better way: it keeps apart
    /// what is the app's and what is ours.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # fn example(security: &Security) {
    /// if !security.keys().is_lasting() {
    ///     println!("What is sealed now does not open after a restart");
    /// }
    /// # }
    /// ```
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// Seals a text of the app's: nobody without `SECRET_KEY` can read or change it (XChaCha20-Poly1305). `purpose` names
    /// the use, each with a key of its own; `context` is what the text belongs to, such as the id of its row, and it
    /// opens nowhere else. The result is base64url: 71 characters, and four for each three bytes of `plain`.
    ///
    /// Without `SECRET_KEY`, which is for development, nothing sealed here opens after a restart.
    ///
    /// ```
    /// # #[tokio::main]
    /// # async fn main() -> portcullis::Result<()> {
    /// # use portcullis::{Db, Security};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let db = Db::open(&format!("sqlite://{}/app.db", folder.path().display())).await?;
    /// # let security = Security::builder(db).build().await?;
    /// let sealed = security.seal("bank-account", "user 42", b"DE02 1203 0000 0000 2020 51");
    /// assert_eq!(
    ///     security.open_sealed("bank-account", "user 42", &sealed).as_deref(),
    ///     Some(&b"DE02 1203 0000 0000 2020 51"[..]),
    /// );
    /// assert_eq!(security.open_sealed("bank-account", "user 43", &sealed), None);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// ```
    /// # use portcullis::{Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let sealed = security.seal("calendar", "user 7", b"token of the calendar");
    /// assert_eq!(security.open_sealed("calendar", "user 7", &sealed).unwrap(), b"token of the calendar");
    /// assert_eq!(security.open_sealed("calendar", "user 8", &sealed), None);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn seal(&self, purpose: &str, context: &str, plain: &[u8]) -> String {
        self.keys()
            .seal(&of_app(purpose), context.as_bytes(), plain)
    }

    /// Opens what [`Security::seal`] sealed for this purpose and this context, also before the secret was rotated, as long
    /// as the old one is among `SECRET_KEY_FALLBACKS`. `None` for everything else.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // What a browser brings back may be anything.
    /// match security.open_sealed("wizard-step", "user 7", "from the cookie") {
    ///     Some(plain) => println!("Go on with {}", String::from_utf8_lossy(&plain)),
    ///     None => println!("Begin anew"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn open_sealed(&self, purpose: &str, context: &str, sealed: &str) -> Option<Vec<u8>> {
        self.keys()
            .open(&of_app(purpose), context.as_bytes(), sealed)
    }
}

/// An app that picks the name of a purpose of ours must not get our key.
fn of_app(purpose: &str) -> String {
    format!("app/{purpose}")
}
