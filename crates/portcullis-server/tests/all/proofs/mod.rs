//! Proofs that need a process of their own: it is killed, its database and its mail server go away.
//!
//! `just proofs` runs them at full size; with the other tests they run a few rounds.

mod crash;
mod described;
mod judge;
mod load;
mod outage;

/// Below this many rounds chance shows nothing.
const FEWEST: usize = 4;

/// The settings by which nothing is throttled: whoever is asked too often says nothing else.
pub(crate) const UNLIMITED: &str = "\
SECURITY_THROTTLE_GUESSES_PER_ACCOUNT = 'unlimited'
SECURITY_THROTTLE_GUESSES_PER_NETWORK = 'unlimited'
SECURITY_THROTTLE_GUESSES_PER_ACCOUNT_AND_NETWORK = 'unlimited'
SECURITY_THROTTLE_GUESSES_PER_DEVICE = 'unlimited'
SECURITY_THROTTLE_SIGN_UPS_PER_NETWORK = 'unlimited'
SECURITY_THROTTLE_MAILS_PER_RECIPIENT = 'unlimited'
SECURITY_THROTTLE_MAILS_PER_NETWORK = 'unlimited'
SECURITY_THROTTLE_NOTICES_PER_RECIPIENT = 'unlimited'
SECURITY_THROTTLE_LINKS_PER_NETWORK = 'unlimited'
";

/// How often to do what a full run does `goal` times: so many percent of it as `PORTCULLIS_PROOFS` says.
fn rounds(goal: usize) -> usize {
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever runs the tests says how long they may take"
    )]
    let percent =
        std::env::var("PORTCULLIS_PROOFS").map_or(2, |text| text.parse().expect("a percentage"));
    (goal * percent / 100).max(FEWEST).min(goal)
}

/// Says what a proof showed, for whoever runs them with `--nocapture`.
fn showed(proof: &str, rounds: usize, result: &str) {
    eprintln!("proof: {proof}: {rounds} rounds: {result}");
}

/// Chance that can be had again: its seed is printed.
#[derive(Clone)]
struct Chance(fastrand::Rng);

impl Chance {
    /// From the seed in `PORTCULLIS_SEED`, or a new one.
    fn new(proof: &str) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "whoever looks for a failure again says which"
        )]
        let given = std::env::var("PORTCULLIS_SEED")
            .ok()
            .and_then(|text| text.parse().ok());
        let seed = given.unwrap_or_else(|| fastrand::u64(..));
        eprintln!("proof: {proof}: PORTCULLIS_SEED={seed}");
        Self(fastrand::Rng::with_seed(seed))
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0.u64(..limit)
    }
}
