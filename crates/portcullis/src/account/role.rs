//! Roles and the permissions they carry.

use std::{collections::BTreeSet, fmt};

use serde::Serialize;
use uuid::Uuid;

use crate::error::{Error, Result};

/// A name for a role or a permission: 1 to 80 characters, no blanks, commas or control characters.
///
/// ```
/// # use portcullis::account::RoleName;
/// let mut names = ["editor", "auditor"].map(|name| RoleName::parse(name).expect("a good name"));
/// names.sort();
/// assert_eq!(names[0].to_string(), "auditor");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RoleName(String);

impl RoleName {
    /// Checks a name.
    ///
    /// # Errors
    /// [`Error::Setup`] that quotes the name and says what is allowed.
    ///
    /// ```
    /// # use portcullis::account::RoleName;
    /// assert_eq!(RoleName::parse("billing:read")?.as_str(), "billing:read");
    /// assert!(RoleName::parse("billing, read").is_err());
    /// # Ok::<(), portcullis::Error>(())
    /// ```
    pub fn parse(name: &str) -> Result<Self> {
        let fine = |c: char| !c.is_whitespace() && !c.is_control() && c != ',';
        if name.is_empty() || name.chars().count() > 80 || !name.chars().all(fine) {
            return Err(Error::Setup(format!(
                "{name:?} is no name for a role or a permission: 1 to 80 characters without blanks and commas"
            )));
        }
        Ok(Self(name.to_owned()))
    }

    /// The name.
    ///
    /// ```
    /// # use portcullis::Role;
    /// fn is_of_billing(role: &Role) -> bool {
    ///     role.name.as_str().starts_with("billing:")
    /// }
    /// # let _ = is_of_billing;
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RoleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A role.
///
/// ```
/// # use portcullis::Security;
/// # async fn example(security: &Security) -> portcullis::Result<()> {
/// if let Some(role) = security.find_role("editor").await? {
///     println!("{} may {:?}", role.name, role.permissions);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Role {
    #[serde(skip)]
    pub(crate) id: Uuid,
    /// Its name, unique.
    pub name: RoleName,
    /// What it is for; may be empty.
    pub description: String,
    /// What it allows.
    pub permissions: BTreeSet<String>,
}

/// Reads the comma-joined form of the database.
pub(crate) fn split(joined: &str) -> BTreeSet<String> {
    joined
        .split(',')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Writes the comma-joined form of the database.
pub(crate) fn join(names: &BTreeSet<String>) -> String {
    names
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(",")
}
