//! The commands of the operator, as a script calls them.

use serde_json::json;

use crate::process::{PASSWORD, Place, client};

fn place() -> Place {
    Place::configured("MAIL_FOLDER = 'mails'\n")
}

async fn with_ada() -> Place {
    let place = place();
    place.create_user("ada@example.test", PASSWORD, &[]).await;
    place
}

/// What a command answers that can't be done as it was asked.
async fn refused(place: &Place, arguments: &[&str]) -> String {
    let ended = place.run(arguments).await;
    assert_eq!(
        (ended.code, ended.output.as_str()),
        (Some(2), ""),
        "{arguments:?}: {ended:?}"
    );
    ended.errors
}

// ASVS: 7.4.5
#[tokio::test]
async fn a_user_is_created_changed_and_deleted() {
    let place = place();
    let create = [
        "users",
        "create",
        "email:Ada@Example.test",
        "--password",
        PASSWORD,
    ];
    let created = place.json(&create).await;
    assert_eq!(created["changed"], true);
    let user = &created["user"];
    assert_eq!(
        (
            &user["email"],
            &user["active"],
            &user["confirmed_at"],
            &user["has_password"]
        ),
        (
            &json!("Ada@example.test"),
            &json!(false),
            &json!(null),
            &json!(true)
        ),
        "{user}"
    );
    let id = user["id"].as_str().unwrap();
    for (command, changed, active) in [
        ("activate", true, true),
        ("activate", false, true),
        ("deactivate", true, false),
        ("deactivate", false, false),
    ] {
        let answer = place.json(&["users", command, "ada@example.test"]).await;
        assert_eq!(
            (&answer["changed"], &answer["user"]["active"]),
            (&json!(changed), &json!(active)),
            "{command}"
        );
    }
    assert_eq!(place.json(&["users", "confirm", id]).await["changed"], true);
    assert_eq!(
        place.json(&["users", "confirm", id]).await["changed"],
        false
    );
    let change = [
        "users",
        "change_password",
        id,
        "--password",
        "raise it once again",
    ];
    assert_eq!(place.json(&change).await["changed"], true);
    assert_eq!(
        place.json(&["users", "reset_access", id]).await["changed"],
        true
    );
    assert!(!place.json(&["users", "show", id]).await["confirmed_at"].is_null());
    assert!(
        refused(&place, &["users", "delete", id])
            .await
            .contains("--yes")
    );
    assert_eq!(
        place.json(&["users", "delete", id, "--yes"]).await["changed"],
        true
    );
    assert_eq!(place.json(&["users", "list"]).await, json!([]));
}

#[tokio::test]
async fn a_script_hands_a_password_over_on_the_standard_input() {
    let place = place();
    let create = ["users", "create", "ada@example.test", "--password-stdin"];
    for (input, reason) in [
        ("\n", "password"),
        ("short\n", "15"),
        ("", "password"),
        ("no lock\nbut a second line\n", "15"),
    ] {
        let ended = place.run_reading(input, &create).await;
        assert_eq!(ended.code, Some(2), "{input:?}: {ended:?}");
        assert!(ended.errors.contains(reason), "{input:?}: {ended:?}");
    }
    let both = [&create[..], &["--password", PASSWORD]].concat();
    let ended = place.run_reading(PASSWORD, &both).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");

    let served = place.serve().await;
    let create = [&create[..], &["--active", "--confirmed"]].concat();
    let change = [
        "users",
        "change_password",
        "ada@example.test",
        "--password-stdin",
    ];
    for (command, input, password) in [
        (&create[..], format!("{PASSWORD}\r\n"), PASSWORD),
        (
            &change,
            "raise the drawbridge\n".repeat(2),
            "raise the drawbridge",
        ),
    ] {
        let done = place.run_reading(&input, command).await;
        assert_eq!(done.code, Some(0), "{done:?}");
        assert!(!done.output.contains(password), "{done:?}");
        let body = json!({ "email": "ada@example.test", "password": password });
        let answer = client().post(served.at("/login")).json(&body).send().await;
        assert_eq!(answer.expect("an answer").status(), 200, "{password}");
    }
}

#[tokio::test]
async fn users_are_listed_page_by_page() {
    let place = place();
    for name in ["a", "b", "c"] {
        let address = format!("{name}@example.test");
        place.create_user(&address, PASSWORD, &["--active"]).await;
    }
    let first = place.run(&["users", "list", "--limit", "2"]).await;
    let users: serde_json::Value = serde_json::from_str(&first.output).unwrap();
    assert_eq!(users.as_array().unwrap().len(), 2);
    let last = users[1]["id"].as_str().unwrap();
    assert_eq!(first.errors, format!("There are more: --after {last}\n"));
    let rest = place.json(&["users", "list", "--after", last]).await;
    assert_eq!(rest[0]["email"], "c@example.test");
    assert_eq!(rest.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_user_that_cannot_be_made_is_refused_with_the_reasons() {
    let place = with_ada().await;
    for (attributes, reason) in [
        (&["ada@example.test"][..], "already"),
        (&["ada"], "not an email address"),
        (&["nick:ada"], "Enter your email address"),
        (&["b@example.test", "nick:ada"], "nick"),
        (
            &["b@example.test", "c@example.test"],
            "More than one address",
        ),
    ] {
        let arguments = [&["users", "create", "--password", PASSWORD], attributes].concat();
        let text = refused(&place, &arguments).await;
        assert!(text.contains(reason), "{attributes:?}: {text}");
    }
    let short = refused(
        &place,
        &["users", "create", "b@example.test", "--password", "short"],
    )
    .await;
    assert!(short.contains("15"), "{short}");
    let none = refused(&place, &["users", "create", "b@example.test"]).await;
    assert!(none.contains("--password-stdin"), "{none}");
    assert_eq!(
        place
            .json(&["users", "list"])
            .await
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_deletion_that_waits_is_shown_and_undone() {
    let place = Place::configured("MAIL_FOLDER = 'mails'\nSECURITY_ACCOUNT = true\n");
    let ada = "ada@example.test";
    place
        .create_user(ada, PASSWORD, &["-a", "--confirmed"])
        .await;
    let (served, browser) = (place.serve().await, client());
    for (path, body) in [
        ("/login", json!({ "email": ada, "password": PASSWORD })),
        ("/account/delete", json!({ "password": PASSWORD })),
    ] {
        let sent = browser.post(served.at(path)).json(&body).send().await;
        assert_eq!(sent.unwrap().status(), 200, "{path}");
    }
    let shown = place.json(&["users", "show", ada]).await;
    assert!(shown["deletion_at"].is_string(), "{shown}");
    let undo = ["users", "undo_deletion", ada];
    let undone = place.json(&undo).await;
    assert_eq!(
        (&undone["changed"], &undone["user"]["deletion_at"]),
        (&json!(true), &json!(null))
    );
    assert_eq!(place.json(&undo).await["changed"], false);
    let events = place.json(&["audit", "list"]).await;
    let newest = (&events[0]["kind"], &events[0]["actor"]);
    assert_eq!(newest, (&json!("deletion_undone"), &json!("operator")));
}

#[tokio::test]
async fn whoever_is_not_there_is_named() {
    let place = with_ada().await;
    place.json(&["roles", "create", "editor"]).await;
    let commands: [&[&str]; 8] = [
        &["users", "show"],
        &["users", "activate"],
        &["users", "deactivate"],
        &["users", "reset_access"],
        &["users", "change_password", "--password", PASSWORD],
        &["users", "confirm"],
        &["users", "undo_deletion"],
        &["users", "delete", "--yes"],
    ];
    for command in commands {
        let text = refused(&place, &[command, &["eve@example.test"]].concat()).await;
        assert!(
            text.contains("no user \"eve@example.test\""),
            "{command:?}: {text}"
        );
    }
    for command in ["add", "remove"] {
        let text = refused(&place, &["roles", command, "eve@example.test", "editor"]).await;
        assert!(text.contains("no user"), "{text}");
        let text = refused(&place, &["roles", command, "ada@example.test", "king"]).await;
        assert!(text.contains("no role \"king\""), "{text}");
    }
    refused(&place, &["mail", "show", "nothing"]).await;
}

#[tokio::test]
async fn roles_are_made_given_changed_and_taken() {
    let place = with_ada().await;
    let create = [
        "roles",
        "create",
        "editor",
        "-d",
        "Writes",
        "-p",
        "write, read",
    ];
    let role = place.json(&create).await["role"].clone();
    let expected =
        json!({ "name": "editor", "description": "Writes", "permissions": ["read", "write"] });
    assert_eq!(role, expected);
    assert!(refused(&place, &create).await.contains("already"));
    assert!(
        refused(&place, &["roles", "create", "two words"])
            .await
            .contains("two words")
    );

    place
        .json(&["roles", "add", "ada@example.test", "editor"])
        .await;
    assert!(
        refused(&place, &["roles", "add", "ada@example.test", "editor"])
            .await
            .contains("already")
    );
    let user = place.json(&["users", "show", "ada@example.test"]).await;
    assert_eq!(
        (&user["roles"], &user["permissions"]),
        (&json!(["editor"]), &json!(["read", "write"]))
    );

    let added = place
        .json(&["roles", "add_permissions", "editor", "print"])
        .await;
    assert_eq!(
        added["role"]["permissions"],
        json!(["print", "read", "write"])
    );
    assert!(
        refused(
            &place,
            &["roles", "add_permissions", "editor", "print,read"]
        )
        .await
        .contains("nothing to do")
    );
    let removed = place
        .json(&["roles", "remove_permissions", "editor", "print,write"])
        .await;
    assert_eq!(removed["role"]["permissions"], json!(["read"]));
    assert!(
        refused(&place, &["roles", "remove_permissions", "editor", "write"])
            .await
            .contains("nothing to do")
    );

    place
        .json(&["roles", "remove", "ada@example.test", "editor"])
        .await;
    assert!(
        refused(&place, &["roles", "remove", "ada@example.test", "editor"])
            .await
            .contains("does not have")
    );
    assert_eq!(place.json(&["roles", "list"]).await[0]["name"], "editor");
}

#[tokio::test]
async fn messages_are_printed_with_the_texts_of_the_configuration() {
    let place =
        Place::configured("MAIL_FOLDER = 'mails'\nSECURITY_MSG_NOT_FOUND = 'Gone fishing'\n");
    let all = place.json(&["messages"]).await;
    assert!(all.as_array().unwrap().len() > 40, "{all}");
    let one = place
        .json(&["messages", "NOT_FOUND", "--config", "portcullis.toml"])
        .await;
    assert_eq!(
        one,
        json!([{ "key": "NOT_FOUND", "category": "error", "text": "Gone fishing" }])
    );
    assert!(
        refused(&place, &["messages", "NOTFOUND"])
            .await
            .contains("NOTFOUND")
    );
}

#[tokio::test]
async fn a_database_that_is_gone_is_a_failure_and_none_at_all_a_question() {
    let gone = Place::new().with_environment("DATABASE_URL", "sqlite:///nowhere/at/all.db");
    for arguments in [
        &["users", "list"][..],
        &["roles", "list"],
        &["mail", "list"],
        &["migrate"],
    ] {
        let ended = gone.run(arguments).await;
        assert_eq!(ended.code, Some(1), "{arguments:?}: {ended:?}");
        assert!(ended.errors.contains("DATABASE_URL"), "{ended:?}");
        let none = refused(&Place::new(), arguments).await;
        assert!(
            none.contains("Which database?") && none.contains("--config"),
            "{none}"
        );
    }
}

#[tokio::test]
async fn a_mistyped_command_is_answered_with_the_right_ones() {
    let ended = Place::new()
        .run(&["users", "activat", "ada@example.test"])
        .await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.errors.contains("'activate'"), "{ended:?}");
}
