//! `/language`.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    error::{Error, Fault, Faults, Result},
    web::{
        Form, Reply, Text, Visit,
        openapi::{Failure, Success},
        redirect::Target,
    },
};

/// What choosing a language takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct LanguageForm {
    /// The language, as its tag (BCP 47).
    #[serde(default)]
    #[schema(value_type = String, required = true, example = "de")]
    locale: Text,
    /// Where a browser goes on; the start page without it.
    #[serde(default)]
    next: Text,
}

/// Chooses the language of this browser's pages, and of the account's mails when somebody is signed in.
#[utoipa::path(post, path = "/language", tag = "language", request_body = LanguageForm,
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn choose(visit: Visit, Form(form): Form<LanguageForm>) -> Result<Reply> {
    let (security, mut faults) = (visit.security(), Faults::none());
    let wanted = form.locale.read("locale", &mut faults);
    let locale = security.messages().offered_as(wanted);
    if locale.is_none() && faults.is_empty() {
        faults.push(Fault::of("locale", "LANGUAGE_NOT_OFFERED"));
    }
    visit.check_next(&form.next, &mut faults);
    let Some(locale) = locale.filter(|_| faults.is_empty()) else {
        return Err(Error::Refused(faults));
    };
    if let Some(user) = visit.user().await? {
        security
            .set_locale(&user, locale, Some(visit.client()))
            .await?;
    }
    let back = security.check_next(form.next.shown());
    Ok(Reply::done()
        .cookie(security.language_cookie(locale))
        .go(back.unwrap_or_else(Target::start)))
}
