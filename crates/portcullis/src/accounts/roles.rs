//! Roles for apps and operators: make, grant, and say what they allow.

use std::collections::BTreeSet;

use crate::{
    account::{Role, RoleName, User, role, role_store},
    audit::Kind,
    error::{Error, Result},
    security::Security,
};

impl Security {
    /// Finds a role.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// if let Some(role) = security.find_role("editor").await? {
    ///     println!("{}: {:?}", role.description, role.permissions);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn find_role(&self, name: &str) -> Result<Option<Role>> {
        role_store::find(&mut self.db(), name).await
    }

    /// All roles, by name.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// for role in security.list_roles().await? {
    ///     println!("{}: {}", role.name, role.description);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_roles(&self) -> Result<Vec<Role>> {
        role_store::list(&mut self.db()).await
    }

    /// Makes a role. Returns false when there is one of that name, which then stays as it is.
    ///
    /// # Errors
    /// [`Error::Setup`] when a name is no name for a role or permission; [`Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // At every start; only the first makes it.
    /// security.create_role("editor", "Writes articles", &["publish"]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_role(
        &self,
        name: &str,
        description: &str,
        permissions: &[&str],
    ) -> Result<bool> {
        let name = RoleName::parse(name)?;
        let permissions = parse_permissions(permissions)?;
        let mut tx = self.begin().await?;
        let made =
            role_store::insert(&mut tx, self.now(), &name, description, &permissions).await?;
        if made {
            let made = self.done(Kind::RoleCreated).with("role", name.as_str());
            self.record(&mut tx, made.with("permissions", role::join(&permissions)));
        }
        self.commit(tx).await?;
        Ok(made)
    }

    /// Finds a role, makes it when there is none.
    ///
    /// # Errors
    /// As [`Security::create_role`].
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// // At every start of an app: the second time it is there already.
    /// let role = security.find_or_create_role("member").await?;
    /// security.add_role_to_user(user, role.name.as_str()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn find_or_create_role(&self, name: &str) -> Result<Role> {
        self.create_role(name, "", &[]).await?;
        self.find_role(name)
            .await?
            .ok_or_else(|| Error::Internal("a role vanished".into()))
    }

    /// Gives a user a role. Returns whether that changed anything.
    ///
    /// # Errors
    /// [`Error::Setup`] when there is no such role; [`Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// security.add_role_to_user(user, "editor").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn add_role_to_user(&self, user: &User, role: &str) -> Result<bool> {
        let role = self.known_role(role).await?;
        let mut tx = self.begin().await?;
        let changed = role_store::grant(&mut tx, user.id, &role).await?;
        if changed {
            let granted = self.done_to(user, Kind::RoleGranted);
            self.record(&mut tx, granted.with("role", role.name.as_str()));
        }
        self.commit(tx).await?;
        Ok(changed)
    }

    /// Takes a role from a user. Returns whether that changed anything.
    ///
    /// # Errors
    /// [`Error::Setup`] when there is no such role; [`Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// if security.remove_role_from_user(user, "editor").await? {
    ///     println!("{} edits no more", user.email);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn remove_role_from_user(&self, user: &User, role: &str) -> Result<bool> {
        let role = self.known_role(role).await?;
        let mut tx = self.begin().await?;
        let changed = role_store::revoke(&mut tx, user.id, &role).await?;
        if changed {
            let revoked = self.done_to(user, Kind::RoleRevoked);
            self.record(&mut tx, revoked.with("role", role.name.as_str()));
        }
        self.commit(tx).await?;
        Ok(changed)
    }

    /// Adds permissions to a role. Returns whether that changed anything.
    ///
    /// # Errors
    /// [`Error::Setup`] when there is no such role or a permission is no name; [`Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// security.add_permissions_to_role("editor", &["publish", "delete"]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn add_permissions_to_role(&self, role: &str, permissions: &[&str]) -> Result<bool> {
        let added = parse_permissions(permissions)?;
        self.change_permissions(role, |present| present.union(&added).cloned().collect())
            .await
    }

    /// Takes permissions from a role. Returns whether that changed anything.
    ///
    /// # Errors
    /// [`Error::Setup`] when there is no such role or a permission is no name; [`Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // From the next request on, for everybody who has the role.
    /// security.remove_permissions_from_role("editor", &["publish"]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn remove_permissions_from_role(
        &self,
        role: &str,
        permissions: &[&str],
    ) -> Result<bool> {
        let removed = parse_permissions(permissions)?;
        self.change_permissions(role, |present| {
            present.difference(&removed).cloned().collect()
        })
        .await
    }

    async fn change_permissions(
        &self,
        role: &str,
        change: impl FnOnce(&BTreeSet<String>) -> BTreeSet<String>,
    ) -> Result<bool> {
        let mut tx = self.begin().await?;
        let role = role_store::find_for_update(&mut tx, role)
            .await?
            .ok_or_else(|| no_role(role))?;
        let permissions = change(&role.permissions);
        if permissions == role.permissions {
            return Ok(false);
        }
        role_store::set_permissions(&mut tx, self.now(), &role, &permissions).await?;
        let changed = self
            .done(Kind::PermissionsChanged)
            .with("role", role.name.as_str())
            .with("before", role::join(&role.permissions))
            .with("after", role::join(&permissions));
        self.record(&mut tx, changed);
        self.commit(tx).await?;
        Ok(true)
    }

    async fn known_role(&self, name: &str) -> Result<Role> {
        self.find_role(name).await?.ok_or_else(|| no_role(name))
    }
}

fn no_role(name: &str) -> Error {
    Error::Setup(format!(
        "there is no role {name:?}; make it with `create_role` first"
    ))
}

fn parse_permissions(names: &[&str]) -> Result<BTreeSet<String>> {
    names
        .iter()
        .map(|name| RoleName::parse(name).map(|name: role::RoleName| name.as_str().to_owned()))
        .collect()
}
