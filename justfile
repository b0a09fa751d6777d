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
    cargo run --locked --release --package portcullis-bench --features testing --bin timing -- {{ arguments }}

# Measure how long each page takes, beside a bare axum handler, for instance `just rendering --samples 10000`.
rendering *arguments:
    cargo run --locked --release --package portcullis-bench --features testing --bin rendering -- {{ arguments }}

# Measure the goals of docs/performance.md beside a bare axum server, for instance `just bench --quick --only signed-in`.
bench *arguments:
    bench/run {{ arguments }}

# Measure the small parts of a request in memory, for instance `just micro token`.
micro *arguments:
    cargo bench --locked --package portcullis-bench --features testing --bench micro -- {{ arguments }}

# The code that decides who gets in: tokens, sessions, passwords and their policy.
decides := "crates/portcullis-kit/src/token.rs crates/portcullis-kit/src/secret.rs crates/portcullis-kit/src/digest.rs crates/portcullis-kit/src/password/** crates/portcullis/src/session/** crates/portcullis/src/account/one_time_token.rs crates/portcullis/src/account/password.rs crates/portcullis/src/account/password/**"

# Say which lines of it the tests reach (needs cargo-tarpaulin, and in PORTCULLIS_TEST_POSTGRES a server for throw-away databases).
coverage:
    set -f; cargo tarpaulin --engine llvm --timeout 1200 --skip-clean --target-dir target/coverage --all-features --lib \
        --packages portcullis --packages portcullis-kit $(printf -- '--include-files %s ' {{ decides }}) -- --skip proofs::

# Change it in each way that cargo-mutants knows and see a test fail each time; takes hours (needs the same server).
mutants:
    set -f; cargo mutants --package portcullis --package portcullis-kit $(printf -- '--file %s ' {{ decides }}) -- --all-features --lib

# Feed one target with what libFuzzer thinks up, for instance `just fuzz email 600` (needs cargo-fuzz and a C++ compiler).
fuzz *arguments:
    scripts/fuzz {{ arguments }}

# Start the server with embedded SQLite, demo users and a mailbox page, for instance `just dev --port 8080`.
dev *arguments:
    cargo run --locked --package portcullis-server -- dev {{ arguments }}

# Build the documentation of all crates, warnings being errors.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --all-features --locked

# Build the book into target/book (needs `cargo install --locked mdbook`).
book:
    mdbook build docs/book

# Check licences, advisories, sources and refused crates (needs `cargo install --locked cargo-deny` and the network).
deny:
    cargo deny --all-features check
