//! Whoever has an address, the answer to a sign-up is the same; what differs goes to the mailbox.

use super::*;

#[tokio::test]
async fn only_the_mail_differs() {
    for app in apps().await {
        let gone = app.user("gone1@example.test", PASSWORD).await;
        app.security.deactivate_user(&gone).await.unwrap();
        app.user("owner@example.test", PASSWORD).await;
        for name in ["fresh", "owner", "gone1"] {
            let address = format!("{name}@example.test");
            app.browser().sign_up(&address, PASSWORD).await;
            let mails = app.mail_to(&address).await;
            assert_eq!(mails.len(), 1, "{name}");
            let text = mails[0].message.text.as_ref().unwrap();
            assert_eq!(text.contains("/confirm/"), name == "fresh", "{text}");
        }
    }
}
