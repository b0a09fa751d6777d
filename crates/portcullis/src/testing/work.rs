//! What an app did for an answer.

use std::future::Future;

pub use portcullis_kit::db::testing::{Fault, Hold, Step};

use super::App;

/// What an app did for an answer, so that a test can say that two answers took the same.
///
/// ```
/// # use portcullis::testing::App;
/// # async fn example(app: App) {
/// let mut ada = app.login_as("ada@example.test").await;
/// let (_, work) = app.work(ada.get("/orders")).await;
/// assert_eq!(work.hashes, 0, "no password is looked at");
/// assert!(work.steps.len() < 10, "{:#?}", work.steps);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// How many passwords were hashed or compared.
    pub hashes: u64,
    /// The calls to the database in their order, each with the number of rows that came of it.
    pub steps: Vec<Step>,
}

impl App {
    /// Does something, and tells what the whole app did meanwhile: do one thing at a time. What is sent later, such as
    /// mail, is not in it.
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// let mut browser = app.browser();
    /// let (_, known) = app.work(browser.post("/reset", &[("email", "ada@example.test")])).await;
    /// let (_, unknown) = app.work(browser.post("/reset", &[("email", "nobody@example.test")])).await;
    /// assert_eq!(known, unknown, "an answer takes as much for an address that nobody has");
    /// # }
    /// ```
    pub async fn work<T>(&self, doing: impl Future<Output = T>) -> (T, Work) {
        let before = self.security.0.hasher.count();
        let trace = self.db().trace();
        let done = doing.await;
        let work = Work {
            hashes: self.security.0.hasher.count() - before,
            steps: trace.take(),
        };
        (done, work)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{UserId, testing::every_feature};

    const ADA: &str = "ada@example.test";
    const PASSWORD: &str = "correct horse battery";

    #[tokio::test]
    async fn a_trace_shows_the_hashes_and_the_calls_of_one_answer() {
        for app in App::on_each_database(every_feature).await {
            app.user(ADA, PASSWORD).await;
            let mut browser = app.browser();
            let (page, work) = app.work(browser.sign_in(ADA, PASSWORD)).await;
            assert_eq!(page.status, 303);
            assert_eq!(work.hashes, 1);
            let is = |step: &Step, word: &str| step.sql.starts_with(word);
            assert!(work.steps.iter().any(|step| is(step, "COMMIT")));
            let opened = |step: &&Step| step.sql.contains("INTO pc_sessions");
            let opened: Vec<_> = work.steps.iter().filter(opened).collect();
            assert_eq!(opened.len(), 1);
            assert_eq!(opened[0].rows, 1);
            let (_, nothing) = app.work(async {}).await;
            assert_eq!((nothing.hashes, nothing.steps.len()), (0, 0));
        }
    }

    #[tokio::test]
    async fn one_statement_more_or_one_row_less_is_not_equal_work() {
        for app in App::on_each_database(every_feature).await {
            let ada = app.user(ADA, PASSWORD).await.id;
            let nobody = UserId(uuid::Uuid::nil());
            let find = async |id: UserId| {
                let (found, work) = app.work(app.security.find_user_by_id(id)).await;
                (found.unwrap().is_some(), work)
            };
            let (known, work) = find(ada).await;
            assert_eq!((known, &work), (true, &find(ada).await.1));
            let (unknown, other) = find(nobody).await;
            assert!(!unknown);
            assert_ne!(work, other, "planted: one row less");
            let (_, twice) = app.work(async { (find(ada).await, find(ada).await) }).await;
            assert_ne!(work, twice, "planted: one statement more");
        }
    }
}
