//! How passwords are hashed here: for an operator to see, and to choose the settings by.

pub use portcullis_kit::password::{Cost, Engine, Error, Timing};

use super::Security;

/// What hashes passwords in this process, and at which cost.
///
/// ```
/// # use portcullis::Security;
/// # fn example(security: &Security) {
/// let hashing = security.password_hashing();
/// println!("{} threads hash by {}", hashing.threads, hashing.engine);
/// # }
/// ```
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct PasswordHashing {
    /// The implementation of Argon2. It passed its self-test when this process started.
    pub engine: Engine,
    /// The cost of a new hash.
    pub cost: Cost,
    /// How many threads hash.
    pub threads: usize,
}

impl Security {
    /// What hashes passwords in this process, and at which cost.
    ///
    /// How long that takes is measured by [`Engine::time`]:
    ///
    /// ```
    /// use portcullis::security::hashing::{Cost, Engine};
    ///
    /// let engine = Engine::of_this_machine().expect("this machine computes Argon2 right");
    /// let least = engine.time(Cost::default(), 3).expect("19 MiB are there").least;
    /// println!("{} ms by {engine}", least.as_millis());
    /// ```
    pub fn password_hashing(&self) -> PasswordHashing {
        let passwords = &self.settings().passwords;
        PasswordHashing {
            engine: self.0.hasher.engine(),
            cost: passwords.argon2_cost(),
            threads: passwords.hash_threads(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::App;

    #[tokio::test]
    async fn what_is_said_of_the_hashing_is_what_a_hash_shows() {
        let app = App::on_sqlite(|app| app).await;
        let hashing = app.security.password_hashing();
        let password = crate::Secret::new("pass");
        let hash = app.security.0.hasher.hash(&password, "");
        let cost = hashing.cost;
        let shown = format!(
            "m={},t={},p={}$",
            cost.memory_kib, cost.iterations, cost.lanes
        );
        assert!(hash.await.unwrap().contains(&shown), "{shown}");
        assert_eq!(hashing.threads, 1);
        assert_eq!(hashing.engine, app.security.0.hasher.engine());
    }
}
