//! The paths at which something answers, and those at which two would: the router would panic.

use std::collections::BTreeSet;

use super::seen::Seen;

/// A path with what answers there.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The whole path, with the prefix; a parameter is `{name}`.
    pub(crate) path: String,
    /// The methods in small letters; empty when they are not known, or when none is left for others.
    pub(crate) methods: Vec<&'static str>,
    /// Whose it is, for a sentence.
    pub(crate) owner: String,
}

impl Place {
    /// The path as the router compares it: parameters of any name are one.
    fn pattern(&self) -> String {
        let segments = self.path.split('/').map(|segment| {
            let is_parameter = segment.starts_with('{') && segment.ends_with('}');
            if is_parameter { "{}" } else { segment }
        });
        segments.collect::<Vec<_>>().join("/")
    }

    fn clashes_with(&self, other: &Self) -> bool {
        let known = !self.methods.is_empty() && !other.methods.is_empty();
        let apart = known && self.methods.iter().all(|m| !other.methods.contains(m));
        self.pattern() == other.pattern() && !apart
    }
}

/// What is at one place with something else: the setting that leads there, if one does, and why not.
pub(super) fn clashes(
    prefix: &str,
    seen: &Seen,
    places: &[Place],
) -> Vec<(Option<&'static str>, String)> {
    let (mut told, mut clashes) = (BTreeSet::new(), Vec::new());
    for (n, second) in places.iter().enumerate() {
        for first in places[..n]
            .iter()
            .filter(|first| first.clashes_with(second))
        {
            // `/x` and `/x/{token}` have one cause.
            if !told.insert((&first.owner, &second.owner)) {
                continue;
            }
            let settings = leading_to(prefix, seen, &second.path);
            let mut why = format!(
                "{:?} would be answered by {} and by {}",
                second.path, first.owner, second.owner
            );
            for other in settings.iter().skip(1) {
                why.push_str(&format!("; it begins with SECURITY_{other}"));
            }
            clashes.push((settings.first().copied(), why));
        }
    }
    clashes
}

/// The settings whose path this one is or is below, the longest first.
fn leading_to(prefix: &str, seen: &Seen, path: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for name in seen.names().filter(|name| name.ends_with("_URL")) {
        let value: Option<String> = seen.value(name);
        let Some(value) = value.filter(|value| value.starts_with('/')) else {
            continue;
        };
        let whole = format!("{prefix}{value}");
        let below = path.strip_prefix(&whole);
        if below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
            found.push((whole.len(), name));
        }
    }
    found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    found.into_iter().map(|(_, name)| name).collect()
}
