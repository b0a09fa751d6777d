//! Several at once.

use super::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_submits_exactly_one_wins() {
    let heard = Heard::default();
    for app in apps_with(|app| heard.listen(app)).await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        heard.take();
        let submits = (0..32).map(|n| {
            let (mut browser, link) = (app.browser(), link.clone());
            async move {
                let password = format!("new password number {n}");
                let page = browser.post(&link, &[("password", &password)]).await;
                (password, page.status, page.location().to_owned())
            }
        });
        let answers = at_once(submits).await;
        let statuses: Vec<u16> = answers.iter().map(|(_, status, _)| *status).collect();
        assert!(statuses.iter().all(|status| *status == 303), "{statuses:?}");
        let won: Vec<_> = answers.iter().filter(|(_, _, to)| to == "/login").collect();
        assert_eq!(won.len(), 1);
        assert_eq!(heard.take(), ["reset ada@example.test"]);
        for (password, _, to) in &answers {
            assert_eq!(can_sign_in(&app, ADA, password).await, to == "/login");
        }
        let notices = app.mail_to(ADA).await.len() - 1;
        assert_eq!(notices, 1);
    }
}

// ASVS: 15.4.3
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sign_ins_and_resets_at_once_do_not_wait_for_each_other_for_ever() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        for _ in 0..5 {
            let mut sign_ins = Vec::new();
            for _ in 0..6 {
                let browser = app.login_as(ADA).await;
                let (security, user) = (app.security.clone(), user.clone());
                sign_ins.push(async move {
                    let replaces = security.session_of(&browser).await;
                    let request = crate::SignInRequest {
                        authn_via: "token",
                        remember: false,
                        client: Default::default(),
                        replaces,
                    };
                    security.login_user(&user, &request).await.map(|_| ())
                });
            }
            let resets = (0..2).map(|_| {
                let (security, user) = (app.security.clone(), user.clone());
                async move {
                    let password = new_password(OLD);
                    security.update_password(&user, password).await.map(|_| ())
                }
            });
            let (sign_ins, resets) = tokio::join!(at_once(sign_ins), at_once(resets));
            for outcome in sign_ins.into_iter().chain(resets) {
                outcome.unwrap();
            }
        }
    }
}

impl Security {
    async fn session_of(&self, browser: &Browser) -> Option<uuid::Uuid> {
        let token = portcullis_kit::token::Token::parse(browser.cookie("session")?)?;
        let found = crate::session::store::check(&mut self.db(), self.now(), &token.hash()).await;
        found.unwrap().map(|(session, _)| session.id)
    }
}
