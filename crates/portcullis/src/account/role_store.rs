//! The SQL of roles.

use std::collections::BTreeSet;

use portcullis_kit::{
    clock::Time,
    db::{Row, Verbs, query},
    id::new_id,
};

use super::{
    role::{Role, RoleName, join, split},
    user::UserId,
};
use crate::error::Result;

fn role_of(row: &Row) -> Result<Role> {
    Ok(Role {
        id: row.id("id")?,
        name: RoleName::parse(&row.text("name")?)?,
        description: row.text("description")?,
        permissions: split(&row.text("permissions")?),
    })
}

const FIND: &str = "SELECT id, name, description, permissions FROM pc_roles WHERE name = $1";

pub(crate) async fn find(on: &mut impl Verbs, name: &str) -> Result<Option<Role>> {
    on.optional(query(FIND).bind(name))
        .await?
        .as_ref()
        .map(role_of)
        .transpose()
}

/// The same, and nobody else changes the role before this transaction ends.
pub(crate) async fn find_for_update(on: &mut impl Verbs, name: &str) -> Result<Option<Role>> {
    on.optional(query(FIND).bind(name).for_update())
        .await?
        .as_ref()
        .map(role_of)
        .transpose()
}

const LIST: &str = "SELECT id, name, description, permissions FROM pc_roles ORDER BY name";

pub(crate) async fn list(on: &mut impl Verbs) -> Result<Vec<Role>> {
    on.all(query(LIST)).await?.iter().map(role_of).collect()
}

const INSERT: &str = "
    INSERT INTO pc_roles (id, name, description, permissions, updated_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (name) DO NOTHING";

/// Returns false when there is a role of that name.
pub(crate) async fn insert(
    on: &mut impl Verbs,
    now: Time,
    name: &RoleName,
    description: &str,
    permissions: &BTreeSet<String>,
) -> Result<bool> {
    let insert = query(INSERT)
        .bind(new_id(now))
        .bind(name.as_str())
        .bind(description)
        .bind(join(permissions))
        .bind(now)
        .about_nobody();
    Ok(on.run(insert).await? > 0)
}

const SET_PERMISSIONS: &str = "UPDATE pc_roles SET permissions = $2, updated_at = $3 WHERE id = $1";

pub(crate) async fn set_permissions(
    on: &mut impl Verbs,
    now: Time,
    role: &Role,
    permissions: &BTreeSet<String>,
) -> Result<()> {
    on.run(
        query(SET_PERMISSIONS)
            .bind(role.id)
            .bind(join(permissions))
            .bind(now),
    )
    .await?;
    Ok(())
}

const GRANT: &str = "
    INSERT INTO pc_user_roles (user_id, role_id) VALUES ($1, $2) ON CONFLICT (user_id, role_id) DO NOTHING";

/// Returns whether that changed anything.
pub(crate) async fn grant(on: &mut impl Verbs, user: UserId, role: &Role) -> Result<bool> {
    let grant = query(GRANT).bind(user.0).bind(role.id);
    Ok(on.run(grant.about(user.0)).await? > 0)
}

const REVOKE: &str = "DELETE FROM pc_user_roles WHERE user_id = $1 AND role_id = $2";

/// Returns whether that changed anything.
pub(crate) async fn revoke(on: &mut impl Verbs, user: UserId, role: &Role) -> Result<bool> {
    let revoke = query(REVOKE).bind(user.0).bind(role.id);
    Ok(on.run(revoke.about(user.0)).await? > 0)
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[FIND, LIST, INSERT, SET_PERMISSIONS, GRANT, REVOKE];
