//! The blocks of the book, compiled by `cargo test --doc` and by nothing else. Each page with Rust in it stands here; a test of
//! the server looks for those that do not.

macro_rules! pages {
    ($($name:ident: $path:literal),* $(,)?) => {
        $(
            #[doc = include_str!($path)]
            pub struct $name;
        )*
    };
}

pages! {
    ProtectARoute: "../../../docs/book/src/how-to/protect-a-route.md",
    SignUpFields: "../../../docs/book/src/how-to/sign-up-fields.md",
    OwnMails: "../../../docs/book/src/how-to/own-mails.md",
    OtherLanguages: "../../../docs/book/src/how-to/other-languages.md",
    ReactToASignal: "../../../docs/book/src/how-to/react-to-a-signal.md",
    Postgresql: "../../../docs/book/src/how-to/postgresql.md",
    RotateKeys: "../../../docs/book/src/how-to/rotate-keys.md",
}

#[cfg(feature = "foreign-hashes")]
pages! {
    ImportUsers: "../../../docs/book/src/how-to/import-users.md",
}
