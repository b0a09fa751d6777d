//! Fuzz targets: one function for each kind of hostile bytes, with what must hold whatever they are.
//!
//! The same functions run over the kept corpora with every test run, so that what was found once stays found.

mod front;
mod parsers;

/// Takes any bytes; panics when something does not hold.
pub type Target = fn(&[u8]);

/// Every target by name, which is also the name of its folder in `corpus/`.
pub const TARGETS: [(&str, Target); 8] = [
    ("email", parsers::email),
    ("token", parsers::token),
    ("hash", parsers::hash),
    ("settings", parsers::settings),
    ("next", front::next),
    ("cookie", front::cookie),
    ("headers", front::headers),
    ("body", front::body),
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<Target> {
    let mut known = TARGETS.into_iter();
    known.find_map(|(known, target)| (known == name).then_some(target))
}
