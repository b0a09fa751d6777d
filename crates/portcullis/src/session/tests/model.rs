//! Any sequence of what people and operators do, against a model of who is signed in.

use proptest::prelude::*;

use super::*;

const WHO: [&str; 2] = [ADA, "bob@example.test"];

/// What may happen. Three browsers, two people.
#[derive(Debug, Clone)]
enum Step {
    SignIn {
        browser: usize,
        who: usize,
        remember: bool,
    },
    SignOut {
        browser: usize,
    },
    Verify {
        browser: usize,
    },
    Use {
        browser: usize,
    },
    Wait(Duration),
    Deactivate {
        who: usize,
    },
    Activate {
        who: usize,
    },
    ResetAccess {
        who: usize,
    },
    Sweep,
}

fn step() -> impl Strategy<Value = Step> {
    let (browser, who) = (0..3_usize, 0..2_usize);
    let waits = [
        SECOND,
        59 * SECOND,
        60 * SECOND,
        HOUR,
        12 * HOUR,
        3 * DAY,
        29 * DAY,
    ];
    prop_oneof![
        4 => (browser.clone(), who.clone(), any::<bool>())
            .prop_map(|(browser, who, remember)| Step::SignIn { browser, who, remember }),
        1 => browser.clone().prop_map(|browser| Step::SignOut { browser }),
        2 => browser.clone().prop_map(|browser| Step::Verify { browser }),
        3 => browser.prop_map(|browser| Step::Use { browser }),
        3 => proptest::sample::select(waits.to_vec()).prop_map(Step::Wait),
        1 => who.clone().prop_map(|who| Step::Deactivate { who }),
        1 => who.clone().prop_map(|who| Step::Activate { who }),
        1 => who.prop_map(|who| Step::ResetAccess { who }),
        1 => Just(Step::Sweep),
    ]
}

/// A session as the model knows it.
#[derive(Debug, Clone, Copy)]
struct Open {
    who: usize,
    remember: bool,
    seen: Duration,
    ends: Duration,
}

impl Open {
    fn lives(&self, now: Duration) -> bool {
        let idle = if self.remember { 30 * DAY } else { 12 * HOUR };
        now < self.ends && now < self.seen + idle
    }
}

#[derive(Debug, Default)]
struct Model {
    now: Duration,
    inactive: [bool; 2],
    open: [Option<Open>; 3],
}

impl Model {
    /// Who is signed in in a browser, which counts as use of the session.
    fn uses(&mut self, browser: usize) -> Option<usize> {
        let now = self.now;
        let open = self.open[browser].as_mut().filter(|open| open.lives(now))?;
        // Use moves the idle end at most once a minute.
        if now - open.seen >= 60 * SECOND {
            open.seen = now;
        }
        Some(open.who)
    }

    fn end_all(&mut self, who: usize) {
        for open in &mut self.open {
            *open = open.filter(|open| open.who != who);
        }
    }
}

struct World {
    app: App,
    browsers: [Browser; 3],
    /// Every cookie that ever was replaced or signed out.
    dead: Vec<String>,
    model: Model,
}

impl World {
    async fn new() -> Self {
        let app = App::on_sqlite(|app| {
            app.security_payload(|user| {
                let email = json!(user.email);
                [("email".to_owned(), email)].into_iter().collect()
            })
        })
        .await;
        for who in WHO {
            app.user(who, PASSWORD).await;
        }
        let browsers = [app.browser(), app.browser(), app.browser()];
        Self {
            app,
            browsers,
            dead: Vec::new(),
            model: Model::default(),
        }
    }

    async fn user(&self, who: usize) -> User {
        self.app
            .security
            .find_user(WHO[who])
            .await
            .unwrap()
            .unwrap()
    }

    async fn take(&mut self, step: &Step) {
        match *step {
            Step::SignIn {
                browser,
                who,
                remember,
            } => self.sign_in(browser, who, remember).await,
            Step::SignOut { browser } => {
                self.bury(browser);
                let page = self.browsers[browser]
                    .post_json("/logout", &json!({}))
                    .await;
                assert_eq!(page.status, 200);
                self.model.open[browser] = None;
            }
            Step::Verify { browser } => {
                let old = self.browsers[browser].cookie("session").map(str::to_owned);
                let body = json!({ "password": PASSWORD });
                let page = self.browsers[browser].post_json("/verify", &body).await;
                let expected = if self.model.uses(browser).is_some() {
                    200
                } else {
                    401
                };
                assert_eq!(page.status, expected);
                if expected == 200 {
                    self.dead.extend(old);
                }
            }
            Step::Use { browser } => self.look(browser).await,
            Step::Wait(by) => {
                self.app.advance(by);
                self.model.now += by;
            }
            Step::Deactivate { who } => {
                self.app
                    .security
                    .deactivate_user(&self.user(who).await)
                    .await
                    .unwrap();
                self.model.inactive[who] = true;
                self.model.end_all(who);
            }
            Step::Activate { who } => {
                self.app
                    .security
                    .activate_user(&self.user(who).await)
                    .await
                    .unwrap();
                self.model.inactive[who] = false;
            }
            Step::ResetAccess { who } => {
                self.app
                    .security
                    .reset_user_access(&self.user(who).await)
                    .await
                    .unwrap();
                self.model.end_all(who);
            }
            Step::Sweep => self.app.security.sweep().await.unwrap(),
        }
    }

    async fn sign_in(&mut self, browser: usize, who: usize, remember: bool) {
        let body = json!({ "email": WHO[who], "password": PASSWORD, "remember": remember });
        let page = self.browsers[browser].post_json("/login", &body).await;
        if self.model.uses(browser).is_some() {
            assert_eq!(page.error_codes(), ["ANONYMOUS_USER_REQUIRED"]);
            return;
        }
        if self.model.inactive[who] {
            assert_eq!(page.error_codes(), ["GENERIC_AUTHN_FAILED"]);
            return;
        }
        assert_eq!(page.status, 200);
        let life = if remember { 30 * DAY } else { 7 * DAY };
        let (seen, ends) = (self.model.now, self.model.now + life);
        self.model.open[browser] = Some(Open {
            who,
            remember,
            seen,
            ends,
        });
    }

    fn bury(&mut self, browser: usize) {
        self.dead
            .extend(self.browsers[browser].cookie("session").map(str::to_owned));
    }

    /// The browser shows whom the model says.
    async fn look(&mut self, browser: usize) {
        let page = self.browsers[browser].get_json("/login").await;
        let expected = self.model.uses(browser).map(|who| WHO[who]);
        assert_eq!(page.response()["user"]["email"].as_str(), expected);
    }

    async fn look_at_all(&mut self) {
        for browser in 0..3 {
            self.look(browser).await;
        }
        for cookie in &self.dead {
            let mut thief = self.app.browser();
            thief.set_cookie("session", cookie);
            assert_eq!(
                thief.get_json("/verify").await.status,
                401,
                "a dead cookie came alive"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    // ASVS: 2.3.1, 8.2.2
    #[test]
    fn whatever_happens_nobody_else_is_signed_in_and_nobody_less(steps in proptest::collection::vec(step(), 1..24)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let mut world = World::new().await;
            for step in &steps {
                world.take(step).await;
            }
            world.look_at_all().await;
        });
    }
}
