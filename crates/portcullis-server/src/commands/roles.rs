//! `portcullis roles …`

use clap::Subcommand;
use portcullis::Role;
use serde_json::json;

use super::Desk;
use crate::failure::{Result, usage};

/// What can be done with roles.
#[derive(Debug, Subcommand)]
pub(crate) enum RolesCommand {
    /// Create a role
    Create {
        /// Its name
        name: String,
        /// What it is for
        #[arg(short, long, default_value = "")]
        description: String,
        /// What it allows
        #[arg(short, long, value_name = "LIST", value_delimiter = ',')]
        permissions: Vec<String>,
    },
    /// List the roles
    List,
    /// Give a user a role
    Add {
        /// Address or id
        user: String,
        /// The role's name
        role: String,
    },
    /// Take a role from a user
    Remove {
        /// Address or id
        user: String,
        /// The role's name
        role: String,
    },
    /// Let a role allow more
    #[command(name = "add_permissions")]
    AddPermissions {
        /// The role's name
        role: String,
        /// Permissions, with commas between them
        #[arg(value_name = "LIST", value_delimiter = ',', required = true)]
        permissions: Vec<String>,
    },
    /// Let a role allow less
    #[command(name = "remove_permissions")]
    RemovePermissions {
        /// The role's name
        role: String,
        /// Permissions, with commas between them
        #[arg(value_name = "LIST", value_delimiter = ',', required = true)]
        permissions: Vec<String>,
    },
}

pub(super) async fn run(command: RolesCommand, desk: &Desk) -> Result<()> {
    match command {
        RolesCommand::Create {
            name,
            description,
            permissions,
        } => create(&name, &description, &permissions, desk).await,
        RolesCommand::List => list(desk).await,
        RolesCommand::Add { user, role } => add(&user, &role, desk).await,
        RolesCommand::Remove { user, role } => remove(&user, &role, desk).await,
        RolesCommand::AddPermissions { role, permissions } => {
            known(&role, desk).await?;
            let changed = desk
                .security
                .add_permissions_to_role(&role, &trimmed(&permissions))
                .await?;
            tell_permissions(changed, &role, "had all of these already", desk).await
        }
        RolesCommand::RemovePermissions { role, permissions } => {
            known(&role, desk).await?;
            let changed = desk
                .security
                .remove_permissions_from_role(&role, &trimmed(&permissions))
                .await?;
            tell_permissions(changed, &role, "had none of these", desk).await
        }
    }
}

fn trimmed(names: &[String]) -> Vec<&str> {
    names.iter().map(|name| name.trim()).collect()
}

async fn known(name: &str, desk: &Desk) -> Result<Role> {
    desk.security.find_role(name).await?.ok_or_else(|| {
        usage(format!(
            "There is no role {name:?}. `portcullis roles list` shows them, `portcullis roles create` makes one."
        ))
    })
}

async fn create(name: &str, description: &str, permissions: &[String], desk: &Desk) -> Result<()> {
    let permissions = trimmed(permissions);
    if !desk
        .security
        .create_role(name, description, &permissions)
        .await?
    {
        return Err(usage(format!(
            "There is a role {name:?} already; it stays as it is."
        )));
    }
    let role = known(name, desk).await?;
    desk.output.done(
        true,
        &format!("The role {name} has been created."),
        ("role", json!(role)),
    )
}

async fn list(desk: &Desk) -> Result<()> {
    let roles = desk.security.list_roles().await?;
    desk.output.list(
        &roles,
        &["Role", "Description", "Permissions"],
        |role| {
            vec![
                role.name.to_string(),
                role.description.clone(),
                permissions(role),
            ]
        },
        |role| json!(role),
    )
}

fn permissions(role: &Role) -> String {
    let names: Vec<&str> = role.permissions.iter().map(String::as_str).collect();
    names.join(", ")
}

async fn add(user: &str, role: &str, desk: &Desk) -> Result<()> {
    let (user, role) = (desk.user(user).await?, known(role, desk).await?);
    if !desk
        .security
        .add_role_to_user(&user, role.name.as_str())
        .await?
    {
        return Err(usage(format!(
            "{} has the role {} already.",
            user.email, role.name
        )));
    }
    let sentence = format!("{} has the role {} now.", user.email, role.name);
    desk.output.done(true, &sentence, ("role", json!(role)))
}

async fn remove(user: &str, role: &str, desk: &Desk) -> Result<()> {
    let (user, role) = (desk.user(user).await?, known(role, desk).await?);
    if !desk
        .security
        .remove_role_from_user(&user, role.name.as_str())
        .await?
    {
        return Err(usage(format!(
            "{} does not have the role {}.",
            user.email, role.name
        )));
    }
    let sentence = format!(
        "{} does not have the role {} any more.",
        user.email, role.name
    );
    desk.output.done(true, &sentence, ("role", json!(role)))
}

async fn tell_permissions(changed: bool, role: &str, nothing: &str, desk: &Desk) -> Result<()> {
    if !changed {
        return Err(usage(format!(
            "There is nothing to do: the role {role} {nothing}."
        )));
    }
    let role = known(role, desk).await?;
    let allows = match permissions(&role) {
        none if none.is_empty() => "nothing".to_owned(),
        some => some,
    };
    desk.output.done(
        true,
        &format!("The role {} allows now: {allows}.", role.name),
        ("role", json!(role)),
    )
}
