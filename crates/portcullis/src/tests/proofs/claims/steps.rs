//! What the owner of an address and a stranger may do, and any order of it.

use proptest::prelude::*;

use super::*;

/// The browsers 0 and 1 are the owner's, 2 and 3 the stranger's.
pub(super) const OWNERS: usize = 2;

/// Nobody types a password of the other.
pub(super) const PASSWORDS: [[&str; 2]; 2] = [
    [
        "velvet lantern by the harbour",
        "seven brass kettles on a sill",
    ],
    [
        "a crooked hinge in the orchard",
        "mustard fog over nine bridges",
    ],
];

/// What may happen. `password` is the number of one of one's own, `link` counts the owner's mailed links from the newest.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Nothing,
    SignUp {
        browser: usize,
        password: usize,
    },
    SignIn {
        browser: usize,
        password: usize,
    },
    SignOut {
        browser: usize,
    },
    AskReset {
        browser: usize,
    },
    AskLink {
        browser: usize,
    },
    Resend {
        browser: usize,
    },
    Change {
        browser: usize,
        old: usize,
        new: usize,
    },
    Confirm {
        browser: usize,
        link: usize,
        password: Option<usize>,
    },
    Reset {
        browser: usize,
        link: usize,
        password: usize,
    },
    UseLink {
        browser: usize,
        link: usize,
    },
    Wait(Duration),
    Sweep,
}

/// The password of that number of whoever uses the browser.
pub(super) fn own(browser: usize, password: usize) -> &'static str {
    PASSWORDS[usize::from(browser >= OWNERS)][password]
}

fn deed() -> impl Strategy<Value = Step> {
    let (browser, mine, own) = (0..4_usize, 0..2_usize, 0..2_usize);
    let (password, link) = (0..2_usize, 0..4_usize);
    let short = [1, 60, 11 * 60, 3700].map(Duration::from_secs);
    let long = [25, 8 * 24, 31 * 24].map(|hours| Duration::from_secs(hours * 3600));
    prop_oneof![
        6 => (browser.clone(), password.clone()).prop_map(|(browser, password)| Step::SignUp { browser, password }),
        5 => (browser.clone(), password.clone()).prop_map(|(browser, password)| Step::SignIn { browser, password }),
        2 => browser.clone().prop_map(|browser| Step::SignOut { browser }),
        2 => browser.clone().prop_map(|browser| Step::AskReset { browser }),
        2 => browser.clone().prop_map(|browser| Step::AskLink { browser }),
        2 => browser.clone().prop_map(|browser| Step::Resend { browser }),
        2 => (browser, own, password.clone()).prop_map(|(browser, old, new)| Step::Change { browser, old, new }),
        8 => (mine.clone(), link.clone(), proptest::option::of(password.clone()))
            .prop_map(|(browser, link, password)| Step::Confirm { browser, link, password }),
        3 => (mine.clone(), link.clone(), password)
            .prop_map(|(browser, link, password)| Step::Reset { browser, link, password }),
        2 => (mine, link).prop_map(|(browser, link)| Step::UseLink { browser, link }),
        2 => proptest::sample::select(short.to_vec()).prop_map(Step::Wait),
        1 => proptest::sample::select(long.to_vec()).prop_map(Step::Wait),
        1 => Just(Step::Sweep),
    ]
}

/// Nothing stands first, so that a run which fails shrinks to the steps that matter.
pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![1 => Just(Step::Nothing), 1000 => deed()]
}
