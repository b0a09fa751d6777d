# List the recipes.
_default:
    @{{ just_executable() }} --list --unsorted

# Make a fresh clone work: install what the tests need, compile everything, start and stop the test database once.
setup:
    scripts/test --no-run

# Run every test on SQLite and PostgreSQL, for instance `just test confirmation` for some of them.
test *arguments:
    scripts/test {{ arguments }}

# Run all that CI runs: tests, format, lints, documentation, the size of the library.
check:
    bash .ci/run

# Run the proofs alone at so many percent of their full size (docs/proofs.md), and say what each showed.
proofs size="100":
    PORTCULLIS_PROOFS={{ size }} scripts/test proofs:: -- --nocapture

# Measure whether the time of an answer tells that an account exists, for instance `just timing --production-cost`.
timing *arguments:
    cargo run --locked --release --package portcullis-bench --bin timing -- {{ arguments }}

# Feed one target with what libFuzzer thinks up, for instance `just fuzz email 600` (needs cargo-fuzz and a C++ compiler).
fuzz *arguments:
    scripts/fuzz {{ arguments }}

# Start the server with embedded SQLite, demo users and a mailbox page, for instance `just dev --port 8080`.
dev *arguments:
    cargo run --locked --package portcullis-server -- dev {{ arguments }}

# Build the documentation of all crates, warnings being errors.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --all-features --locked

# Check licences, advisories, sources and refused crates (needs `cargo install --locked cargo-deny` and the network).
deny:
    cargo deny --all-features check
