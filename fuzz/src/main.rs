//! Feeds one target with what libFuzzer thinks up: `scripts/fuzz email 600`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
mod fuzzed {
    use std::sync::OnceLock;

    use portcullis_fuzz::Target;

    static TARGET: OnceLock<Target> = OnceLock::new();

    #[expect(
        clippy::disallowed_methods,
        reason = "libFuzzer keeps the arguments to itself"
    )]
    fn chosen() -> Target {
        let name = std::env::var("PORTCULLIS_FUZZ").expect("PORTCULLIS_FUZZ names the target");
        portcullis_fuzz::target(&name).expect("a target of this name")
    }

    libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET.get_or_init(chosen)(data));
}

#[cfg(not(fuzzing))]
fn main() {
    eprintln!("This program fuzzes when it is built for that: scripts/fuzz TARGET SECONDS");
}
