//! Roles and what they allow.

use super::*;

#[tokio::test]
async fn roles_are_made_found_and_listed() {
    for app in apps().await {
        let security = &app.security;
        assert!(
            security
                .create_role("editor", "Edits", &["write", "read"])
                .await
                .unwrap()
        );
        assert!(
            !security.create_role("editor", "Other", &[]).await.unwrap(),
            "it stays as it is"
        );
        let editor = security.find_role("editor").await.unwrap().unwrap();
        assert_eq!(editor.description, "Edits");
        assert_eq!(
            editor.permissions.iter().collect::<Vec<_>>(),
            ["read", "write"]
        );
        assert!(security.find_role("Editor").await.unwrap().is_none());
        assert_eq!(
            security
                .find_or_create_role("editor")
                .await
                .unwrap()
                .description,
            "Edits"
        );
        let admin = security.find_or_create_role("admin").await.unwrap();
        assert!(admin.permissions.is_empty());
        let names: Vec<String> = security
            .list_roles()
            .await
            .unwrap()
            .iter()
            .map(|role| role.name.to_string())
            .collect();
        assert_eq!(names, ["admin", "editor"]);
    }
}

#[tokio::test]
async fn roles_and_permissions_change_what_the_user_has() {
    for app in apps().await {
        let (security, ada) = (&app.security, app.user(ADA, PASSWORD).await);
        security.create_role("editor", "", &["read"]).await.unwrap();
        assert!(security.add_role_to_user(&ada, "editor").await.unwrap());
        assert!(!security.add_role_to_user(&ada, "editor").await.unwrap());
        assert!(
            security
                .add_permissions_to_role("editor", &["write", "read"])
                .await
                .unwrap()
        );
        assert!(
            !security
                .add_permissions_to_role("editor", &["write"])
                .await
                .unwrap()
        );
        let found = security.find_user(ADA).await.unwrap().unwrap();
        assert!(found.has_role("editor") && !found.has_role("edit"));
        assert!(found.has_permission("write") && !found.has_permission("writ"));
        assert_eq!(found.permissions().len(), 2);
        assert!(
            security
                .remove_permissions_from_role("editor", &["read", "none"])
                .await
                .unwrap()
        );
        assert!(
            !security
                .remove_permissions_from_role("editor", &["read"])
                .await
                .unwrap()
        );
        assert!(
            !security
                .find_user(ADA)
                .await
                .unwrap()
                .unwrap()
                .has_permission("read")
        );
        assert!(
            security
                .remove_role_from_user(&ada, "editor")
                .await
                .unwrap()
        );
        assert!(
            !security
                .remove_role_from_user(&ada, "editor")
                .await
                .unwrap()
        );
        assert!(
            security
                .find_user(ADA)
                .await
                .unwrap()
                .unwrap()
                .permissions()
                .is_empty()
        );
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_role_is_said_with_its_name() {
    for app in apps().await {
        let (security, ada) = (&app.security, app.user(ADA, PASSWORD).await);
        for text in [
            setup_problem(security.add_role_to_user(&ada, "ghost").await),
            setup_problem(security.remove_role_from_user(&ada, "ghost").await),
            setup_problem(security.add_permissions_to_role("ghost", &["x"]).await),
            setup_problem(security.remove_permissions_from_role("ghost", &["x"]).await),
        ] {
            assert!(text.contains("no role \"ghost\""), "{text}");
        }
        security.create_role("editor", "", &[]).await.unwrap();
        let long = "a".repeat(81);
        for bad in ["", "a b", "a,b", "a\n", "\0", &long] {
            let text = setup_problem(security.create_role(bad, "", &[]).await);
            assert!(text.contains(&format!("{bad:?} is no name")), "{text}");
            setup_problem(security.create_role("fine", "", &[bad]).await);
            setup_problem(
                security
                    .add_permissions_to_role("editor", &["fine", bad])
                    .await,
            );
            setup_problem(
                security
                    .remove_permissions_from_role("editor", &[bad])
                    .await,
            );
        }
        assert_eq!(
            security.list_roles().await.unwrap().len(),
            1,
            "nothing was half made"
        );
        assert!(
            security
                .find_role("editor")
                .await
                .unwrap()
                .unwrap()
                .permissions
                .is_empty()
        );
    }
}

#[tokio::test]
async fn a_role_for_somebody_who_is_gone_is_an_error_and_nothing_else() {
    for app in apps().await {
        let (security, ada) = (&app.security, app.user(ADA, PASSWORD).await);
        security.create_role("editor", "", &[]).await.unwrap();
        security.delete_user(&ada).await.unwrap();
        assert!(security.add_role_to_user(&ada, "editor").await.is_err());
        assert!(
            !security
                .remove_role_from_user(&ada, "editor")
                .await
                .unwrap()
        );
    }
}
