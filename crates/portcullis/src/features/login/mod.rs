//! Sign-in with a password, sign-out, and proving again who one is.
//!
//! ```text
//! POST /login ── password right? ── gates ── session ── next
//!                                                  └── first time in this browser? ── GET /login/cookie ── next
//! POST /verify ── password right? ── session renewed, fresh again
//! POST /logout ── session gone, its tokens with it
//! ```

mod routes;
mod samples;
mod service;
mod signals;
#[cfg(test)]
mod tests;

pub use service::LoginFailure;
pub use signals::UserFailedAuthn;

pub use crate::session::UserLoggedOut;

use axum::routing::get;
use utoipa_axum::routes;

use crate::{
    messages::{Translation, translations},
    security::{
        core_settings::CoreSettings,
        feature::{Feature, Routes},
        sample::Sample,
    },
    templates::{Template, templates},
};

/// Sign-in and sign-out. Always on; its settings are of the core (`LOGIN_URL`, `LOGOUT_URL`, `VERIFY_URL`,
/// `LOGIN_WITH_PASSWORD`, `FRESHNESS`), because every feature leads there.
///
/// ```
/// # use portcullis::{Db, Security};
/// # fn build(db: Db) {
/// let builder = Security::builder(db).core(|core| core.http.login_url = "/sign-in".into());
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Login;

/// The page that looks whether the cookie of a sign-in came back.
fn cookie_path(core: &CoreSettings) -> String {
    format!("{}/cookie", core.http.login_url)
}

impl Feature for Login {
    fn name(&self) -> &'static str {
        "login"
    }

    fn routes(&self, core: &CoreSettings) -> Routes {
        let mut routes = Routes::new()
            .at(&core.http.logout_url, routes!(routes::logout))
            .undescribed(&cookie_path(core), get(routes::check_cookie));
        if core.http.login_with_password {
            routes = routes.at(&core.http.login_url, routes!(routes::page, routes::login));
            if core.freshness.freshness != crate::settings::Span::Off {
                routes = routes.at(
                    &core.http.verify_url,
                    routes!(routes::verify_page, routes::verify),
                );
            }
        }
        routes
    }

    fn urls(&self, core: &CoreSettings) -> Vec<(&'static str, String)> {
        let mut urls = vec![
            ("login", core.http.login_url.clone()),
            ("logout", core.http.logout_url.clone()),
            ("login_cookie", cookie_path(core)),
        ];
        if core.http.login_with_password && core.freshness.freshness != crate::settings::Span::Off {
            urls.push(("verify", core.http.verify_url.clone()));
        }
        urls
    }

    fn templates(&self) -> &'static [Template] {
        templates!["login_user.html", "verify.html",]
    }

    fn samples(&self) -> Vec<Sample> {
        samples::pages()
    }

    fn translations(&self) -> &'static [Translation] {
        translations!()
    }
}
