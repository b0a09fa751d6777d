//! The mailbox of development: mail stays in memory and shows at `/dev/mail`. Beside it the galleries of all pages and mails.
//! On loopback only.

mod gallery;
mod routes;
#[cfg(test)]
mod tests;

use std::any::Any;

use axum::routing::get;
use portcullis_kit::mail::Memory;

use crate::{
    security::{
        core_settings::CoreSettings,
        feature::{Feature, Routes},
        sample::Sample,
    },
    templates::{Template, templates},
};

/// The path of the list; one mail is below it.
const PATH: &str = "/dev/mail";

/// The gallery of all pages; a sample is below it, by the names of its page and its state.
const PAGES: &str = "/dev/pages";

/// The gallery of all mails; one is below it, by its name.
const MAILS: &str = "/dev/mail/templates";

/// Pages that show the mail which an app without a mail transport keeps in memory.
///
/// ```
/// # use portcullis::{Db, Security, features::DevMailbox, mail::Memory};
/// # fn build(db: Db) {
/// // The app keeps the other end, to look into it.
/// let memory = Memory::new();
/// let builder = Security::builder(db).mail(memory.clone()).with(DevMailbox::new(memory.clone()));
/// # drop((builder, memory));
/// # }
/// ```
#[derive(Clone)]
pub struct DevMailbox {
    memory: Memory,
}

impl DevMailbox {
    /// The pages of this mailbox. The builder adds them when no other transport is given.
    ///
    /// ```
    /// # use portcullis::{features::DevMailbox, mail::Memory};
    /// let pages = DevMailbox::new(Memory::new());
    /// assert!(pages.memory().messages().is_empty());
    /// ```
    pub fn new(memory: Memory) -> Self {
        Self { memory }
    }

    /// The mailbox.
    ///
    /// ```
    /// # use portcullis::{Security, features::DevMailbox};
    /// # fn example(security: &Security) {
    /// if let Some(mailbox) = security.feature::<DevMailbox>() {
    ///     println!("{} mails were sent", mailbox.memory().messages().len());
    /// }
    /// # }
    /// ```
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    pub(crate) fn of(feature: &dyn Feature) -> Option<&Self> {
        (feature as &dyn Any).downcast_ref()
    }
}

impl Feature for DevMailbox {
    fn name(&self) -> &'static str {
        "dev_mailbox"
    }

    fn routes(&self, _core: &CoreSettings) -> Routes {
        Routes::new()
            .undescribed(PATH, get(routes::list))
            .undescribed(&format!("{PATH}.json"), get(routes::json))
            .undescribed(PAGES, get(gallery::pages))
            .undescribed(&format!("{PAGES}/{{page}}/{{state}}"), get(gallery::page))
            .undescribed(MAILS, get(gallery::mails))
            .undescribed(&format!("{MAILS}/{{token}}"), get(gallery::mail))
            .undescribed(&format!("{MAILS}/{{token}}/html"), get(gallery::html))
            .undescribed(&format!("{PATH}/{{number}}"), get(routes::show))
            .undescribed(&format!("{PATH}/{{number}}/html"), get(routes::html))
    }

    fn urls(&self, _core: &CoreSettings) -> Vec<(&'static str, String)> {
        vec![
            ("dev_mail", PATH.to_owned()),
            ("dev_pages", PAGES.to_owned()),
        ]
    }

    fn templates(&self) -> &'static [Template] {
        templates!["dev_mail.html", "dev_mail_message.html", "dev_gallery.html",]
    }

    fn samples(&self) -> Vec<Sample> {
        gallery::own()
    }
}
