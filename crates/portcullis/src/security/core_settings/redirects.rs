//! Where people are sent.

use portcullis_kit::settings::any_of;

use super::checks;

portcullis_kit::settings! {
    /// Where people are sent. A view is a path on this origin or an `http(s)` URL; names of endpoints, as in Flask,
    /// are not views.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # fn build(db: Db) {
    /// let builder = Security::builder(db).core(|core| core.redirects.post_login_view = "/orders".into());
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Redirects {
        /// `""`: mailed links lead to our pages. `"spa"`: they lead to the views of a single-page app, with what happened
        /// in the query.
        REDIRECT_BEHAVIOR: redirect_behavior: String = String::new() => any_of(&["", "spa"]),
        /// A host (and port) put before the views that are paths, for a front-end that is served elsewhere during
        /// development.
        REDIRECT_HOST: redirect_host: String = String::new() => checks::optional_host,
        /// Whether `next` may lead to any sub-domain of the public host. Off, because one sub-domain given to
        /// somebody else makes every sign-in an open redirect.
        REDIRECT_ALLOW_SUBDOMAINS: redirect_allow_subdomains: bool = false,
        /// The domain that `SECURITY_REDIRECT_ALLOWED_SUBDOMAINS` stand in front of.
        REDIRECT_BASE_DOMAIN: redirect_base_domain: String = String::new() => checks::optional_host,
        /// The labels before the base domain to which `next` may lead; `.` is the domain itself.
        REDIRECT_ALLOWED_SUBDOMAINS: redirect_allowed_subdomains: Vec<String> = Vec::new() => checks::labels,
        /// Where a sign-in leads when it has no `next`.
        POST_LOGIN_VIEW: post_login_view: String = "/".to_owned() => checks::view,
        /// Where a sign-out leads.
        POST_LOGOUT_VIEW: post_logout_view: String = "/".to_owned() => checks::view,
        /// Where a renewed proof leads when it has no `next`; empty for the same as a sign-in.
        POST_VERIFY_VIEW: post_verify_view: String = String::new() => checks::view,
        /// Where a browser is sent that may not see a page; empty for a plain 403.
        UNAUTHORIZED_VIEW: unauthorized_view: String = String::new() => checks::view,
        /// For `"spa"`: where a link that does not sign in leads.
        LOGIN_ERROR_VIEW: login_error_view: String = String::new() => checks::view,
        /// Where an unconfirmed account is sent that tries to sign in; empty for a note on the page. Not followed while
        /// `SECURITY_RETURN_GENERIC_RESPONSES` is true, which is reported at start.
        REQUIRES_CONFIRMATION_ERROR_VIEW: requires_confirmation_error_view: String = String::new()
            => checks::view,
    }
}
