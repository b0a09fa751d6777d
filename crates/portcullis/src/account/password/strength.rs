//! zxcvbn's opinion on a new password (`SECURITY_PASSWORD_COMPLEXITY_CHECKER`).

use portcullis_kit::secret::Secret;
use tokio::sync::Semaphore;

use super::context::Context;
use crate::error::Fault;

/// Its work grows faster than the length. What is hard to guess up to here is hard to guess.
const LOOKED_AT: usize = 64;
/// The words of a person; more than anybody has, and each is looked for.
const MOST_WORDS: usize = 50;
/// It takes milliseconds of a core: so many at once, whoever else signs up.
static AT_WORK: Semaphore = Semaphore::const_new(2);

/// Refuses below `least` of 0 to 4.
pub(super) async fn check(typed: &Secret, context: &Context, least: u32) -> Result<(), Fault> {
    let simple = || Fault::form("PASSWORD_TOO_SIMPLE");
    let start: String = typed.expose().chars().take(LOOKED_AT).collect();
    let start = Secret::new(start);
    let words: Vec<String> = context
        .words()
        .take(MOST_WORDS)
        .map(str::to_owned)
        .collect();
    let _turn = AT_WORK.acquire().await.map_err(|_| simple())?;
    let judged = tokio::task::spawn_blocking(move || {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        u8::from(zxcvbn::zxcvbn(start.expose(), &words).score())
    });
    // A password at which the judge breaks is not let in unjudged.
    match judged.await {
        Ok(score) if u32::from(score) >= least => Ok(()),
        _ => Err(simple()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_guessed_soon_is_refused_below_the_score_that_is_asked_for() {
        let mut context = Context::default();
        context.add("Heliotrope");
        for (typed, least, good) in [
            ("heliotropeheliotrope", 3, false),
            ("abcdefghijklmnopqrst", 3, false),
            ("abcdefghijklmnopqrst", 0, true),
            ("umbra pickle vortex 81", 3, true),
            (&"qwertyuiop".repeat(100), 3, false),
        ] {
            let judged = check(&Secret::new(typed), &context, least).await;
            assert_eq!(judged.is_ok(), good, "{typed} {least}");
        }
    }
}
