//! Names of Flask-Security, and of the Flask around it, that are refused on purpose, and what to do instead.

const SALTS: &str = "a token is random and bound to its purpose, nothing is salted; remove it";
const TEMPLATES: &str =
    "a file of the built-in template's name in SECURITY_TEMPLATE_FOLDER replaces it; remove this";
const CSRF: &str =
    "every unsafe request is checked by where it comes from, without any setting; remove it";
const HASH_OPTIONS: &str = "use SECURITY_PASSWORD_ARGON2_MEMORY, _ITERATIONS and _LANES";
const TOKEN_HASHES: &str = "tokens are random and kept as SHA-256; remove it";
const COMMANDS: &str = "the commands of the server have fixed names; remove it";
const STATIC_FILES: &str = "styles and scripts are built in, under a fixed path; remove it";
const COOKIES: &str = "cookies are always Secure, HttpOnly and SameSite=Lax; remove it";

/// Names without prefix, and the cure.
pub(super) const GONE: [(&[&str], &str); 26] = [
    (
        &["I18N_DOMAIN"],
        "sentences are Fluent files, one for each language, in SECURITY_I18N_DIRNAME; remove it",
    ),
    (
        &[
            "REMEMBER_SALT",
            "CONFIRM_SALT",
            "RESET_SALT",
            "LOGIN_SALT",
            "CHANGE_SALT",
            "CHANGE_EMAIL_SALT",
            "US_SETUP_SALT",
            "TWO_FACTOR_SETUP_SALT",
            "TWO_FACTOR_VALIDITY_SALT",
            "WAN_SALT",
            "REFRESH_TOKEN_SALT",
        ],
        SALTS,
    ),
    (
        &["PASSWORD_SCHEMES", "DEPRECATED_PASSWORD_SCHEMES"],
        "every hash that `portcullis users import` takes is verified, and renewed at the next sign-in; remove it",
    ),
    (
        &[
            "VERIFY_TEMPLATE",
            "LOGIN_USER_TEMPLATE",
            "LOGOUT_USER_TEMPLATE",
            "REGISTER_USER_TEMPLATE",
            "REGISTER_EMAIL_TEMPLATE",
            "REGISTER_EMAIL_EXISTING_TEMPLATE",
            "REGISTER_EMAIL_EXISTING_USERNAME_TEMPLATE",
            "CHANGE_USERNAME_TEMPLATE",
            "CHANGE_USERNAME_EMAIL_TEMPLATE",
            "USERNAME_RECOVERY_TEMPLATE",
            "USERNAME_RECOVERY_EMAIL_TEMPLATE",
            "SEND_CONFIRMATION_TEMPLATE",
            "EMAIL_TEMPLATE_CONFIRM",
            "FORGOT_PASSWORD_TEMPLATE",
            "RESET_PASSWORD_TEMPLATE",
            "EMAIL_TEMPLATE_PASSWORD_RESET",
            "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE",
            "CHANGE_PASSWORD_TEMPLATE",
            "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE",
            "CHANGE_EMAIL_TEMPLATE",
            "CHANGE_EMAIL_EMAIL_TEMPLATE",
            "SEND_LOGIN_TEMPLATE",
            "EMAIL_TEMPLATE_PASSWORDLESS",
            "TWO_FACTOR_EMAIL_TEMPLATE",
            "TWO_FACTOR_RESCUE_EMAIL_TEMPLATE",
            "TWO_FACTOR_VERIFY_CODE_TEMPLATE",
            "TWO_FACTOR_SETUP_TEMPLATE",
            "TWO_FACTOR_SELECT_TEMPLATE",
            "MULTI_FACTOR_RECOVERY_CODES_TEMPLATE",
            "MULTI_FACTOR_RECOVERY_TEMPLATE",
            "US_SIGNIN_TEMPLATE",
            "US_SETUP_TEMPLATE",
            "US_VERIFY_TEMPLATE",
            "US_EMAIL_TEMPLATE",
            "WAN_REGISTER_TEMPLATE",
            "WAN_SIGNIN_TEMPLATE",
            "WAN_VERIFY_TEMPLATE",
        ],
        TEMPLATES,
    ),
    (
        &[
            "CSRF_PROTECT_MECHANISMS",
            "CSRF_IGNORE_UNAUTH_ENDPOINTS",
            "CSRF_COOKIE_NAME",
            "CSRF_COOKIE",
            "CSRF_HEADER",
            "CSRF_COOKIE_REFRESH_EACH_REQUEST",
            "WTF_CSRF_ENABLED",
            "WTF_CSRF_CHECK_DEFAULT",
            "WTF_CSRF_TIME_LIMIT",
            "WTF_CSRF_FIELD_NAME",
            "WTF_CSRF_HEADERS",
        ],
        CSRF,
    ),
    (
        &["LOGOUT_METHODS", "LOGOUT_CSRF"],
        "signing out is a POST whose origin is checked, always; remove it",
    ),
    (
        &["PASSWORD_HASH_OPTIONS", "PASSWORD_HASH_PASSLIB_OPTIONS"],
        HASH_OPTIONS,
    ),
    (
        &["HASHING_SCHEMES", "DEPRECATED_HASHING_SCHEMES"],
        TOKEN_HASHES,
    ),
    (
        &["TOKEN_AUTHENTICATION_KEY"],
        "a token in a URL ends up in logs; send it in the header of SECURITY_TOKEN_AUTHENTICATION_HEADER",
    ),
    (
        &["TOKEN_EXPIRE_TIMESTAMP"],
        "tokens live as long as SECURITY_TOKEN_MAX_AGE says; remove it",
    ),
    (&["CLI_USERS_NAME", "CLI_ROLES_NAME"], COMMANDS),
    (&["STATIC_FOLDER", "STATIC_FOLDER_URL"], STATIC_FILES),
    (&["BLUEPRINT_NAME"], "routes have no names; remove it"),
    (
        &["SUBDOMAIN"],
        "serve the app under that host and name it in SECURITY_PUBLIC_URL",
    ),
    (
        &["CACHE_CONTROL"],
        "pages and replies of ours are never stored (Cache-Control: no-store); remove it",
    ),
    (
        &["DATETIME_FACTORY"],
        "times are UTC; a test hands its clock to the builder; remove it",
    ),
    (
        &["JOIN_USER_ROLES"],
        "roles come with the user in any case; remove it",
    ),
    (
        &["ANONYMOUS_USER_DISABLED"],
        "a handler takes `CurrentUser` or `Option<CurrentUser>`; remove it",
    ),
    (
        &["EMAIL_VALIDATOR_ARGS"],
        "addresses are checked one way, by form alone; remove it",
    ),
    (&["USE_REGISTER_V2"], "there is one sign-up form; remove it"),
    (
        &["CHANGE_EMAIL_CONFIRM_URL"],
        "Flask-Security never used it; remove it",
    ),
    (
        &["SERVER_NAME", "APPLICATION_ROOT"],
        "use SECURITY_PUBLIC_URL for the origin and SECURITY_URL_PREFIX for the path",
    ),
    (&["MAIL_DEFAULT_SENDER"], "use SECURITY_EMAIL_SENDER"),
    (
        &["SESSION_PROTECTION", "REMEMBER_COOKIE_NAME"],
        "there is one cookie, whose value the server looks up; remove it",
    ),
    (
        &[
            "SESSION_COOKIE_SECURE",
            "SESSION_COOKIE_HTTPONLY",
            "SESSION_COOKIE_SAMESITE",
            "SESSION_COOKIE_DOMAIN",
            "SESSION_COOKIE_PATH",
            "REMEMBER_COOKIE_SECURE",
            "REMEMBER_COOKIE_HTTPONLY",
            "REMEMBER_COOKIE_SAMESITE",
        ],
        COOKIES,
    ),
    (
        &["SCRIPT_NONCE_KEY"],
        "our pages have no inline script; remove it",
    ),
];

/// What to do instead of this setting (upper case, without prefix), if it was refused on purpose.
pub(super) fn cure(name: &str) -> Option<&'static str> {
    let listed = GONE.iter().find(|(names, _)| names.contains(&name));
    // Flask-Security takes a class for each of its forms.
    let form = || {
        name.ends_with("_FORM")
            .then_some("a page's template decides what its form shows; remove it")
    };
    listed.map(|(_, cure)| *cure).or_else(form)
}
