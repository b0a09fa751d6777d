//! "Check your mail": where a browser waits that has asked for a mail, and where the code is typed that stands in it.

use portcullis_kit::code::Code;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Reply, Text, Visit, redirect::with_query};
use crate::{
    account::{Purpose, mailed_code::CODE_LIFE},
    error::{Fault, Faults, Result},
    session::{codes::Tried, throttle::Act},
};

/// What typing a code takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct CodeForm {
    /// The code out of the mail; blanks, hyphens and small letters are forgiven.
    #[serde(default)]
    #[schema(value_type = String, required = true, example = "CDFG HJ34")]
    pub(crate) code: Text,
    /// The address as the page showed it, for showing it again.
    #[serde(default)]
    email: Text,
    /// Where a browser goes on.
    #[serde(default)]
    pub(crate) next: Text,
}

/// One of the pages that wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CheckMail {
    /// The short name of the page itself.
    pub(crate) page: &'static str,
    /// The short name of the page that sends the mail again.
    pub(crate) again: &'static str,
    /// The short name of the page on which another address can be entered.
    pub(crate) other_address: &'static str,
    /// The messages that say the mail is on its way; the last one is true whenever this page is open.
    pub(crate) sent: &'static [&'static str],
}

impl CheckMail {
    /// The page as it is opened. The address is known from the message that led here, once.
    pub(crate) fn open(&self, visit: &Visit) -> Reply {
        let next = visit.query("next").unwrap_or_default();
        for sent in self.sent {
            let flash = visit.flashes().iter().find(|flash| flash.key == *sent);
            if let Some(email) = flash.and_then(|flash| flash.text("email")) {
                return self.view(visit, sent, email, next);
            }
        }
        self.view(visit, self.always(), "", next)
    }

    fn always(&self) -> &'static str {
        self.sent.last().copied().unwrap_or_default()
    }

    /// The page again, with what was wrong.
    pub(crate) fn refused(&self, visit: &Visit, form: &CodeForm, fault: Fault) -> Reply {
        let (email, next) = (form.email.shown(), form.next.shown());
        let view = self.view(visit, self.always(), email, next);
        view.refused(Faults(vec![fault]))
    }

    pub(crate) fn view(&self, visit: &Visit, sent: &str, email: &str, next: &str) -> Reply {
        let security = visit.security();
        let shown = match email {
            "" => visit.words("CHECK_MAIL_ADDRESS"),
            email => email.to_owned(),
        };
        let other_address = security.path_of(self.other_address);
        Reply::page("check_mail")
            .field("code", "")
            .field("email", email)
            .with("sent", sent)
            .with("email", shown)
            .with("again", security.path_of(self.again))
            .with(
                "other_address",
                other_address.or(security.path_of(self.again)),
            )
            .with("dev_mail", security.path_of("dev_mail"))
            .next(next)
    }

    /// Sends a browser here that has just asked for a mail.
    pub(crate) fn wait(&self, visit: &Visit, reply: Reply, next: &str) -> Reply {
        let Some(page) = visit.security().page(self.page) else {
            return reply;
        };
        let next = (!next.is_empty()).then(|| ("next", next.to_owned()));
        reply.go(with_query(&page, next.as_slice()))
    }
}

impl Visit {
    /// Tries a code in this browser: a secret with which the link beside the code can be used, or what is wrong.
    ///
    /// # Errors
    /// [`crate::Error::Throttled`]; [`crate::Error::Unavailable`] when the database is.
    pub(crate) async fn try_code(
        &self,
        purpose: Purpose,
        form: &CodeForm,
    ) -> Result<std::result::Result<String, Fault>> {
        let mut faults = Faults::none();
        let typed = form.code.read("code", &mut faults);
        form.email.read("email", &mut faults);
        self.check_next(&form.next, &mut faults);
        // What can be no code costs no try of the mail, but one of the network.
        let code = Code::parse(typed);
        let (Some(code), true) = (code, faults.is_empty()) else {
            self.allow(Act::DeadLink).await?;
            let fault = faults.0.pop();
            let unreadable = || Fault::of("code", "CODE_UNREADABLE");
            return Ok(Err(fault.unwrap_or_else(unreadable)));
        };
        let tried = match self.browser() {
            Some(browser) => {
                let (security, asked) = (self.security(), (&browser.hash(), purpose));
                security.try_code(asked, &code, self.client()).await?
            }
            None => Tried::Over,
        };
        Ok(match tried {
            Tried::Right(token) => Ok(token.expose().to_owned()),
            Tried::Wrong => Err(Fault::of("code", "INVALID_CODE").with("within", CODE_LIFE)),
            Tried::Over => {
                self.allow(Act::DeadLink).await?;
                Err(Fault::of("code", "CODE_OVER"))
            }
        })
    }
}
