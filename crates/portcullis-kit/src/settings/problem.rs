//! What is wrong with the settings, said so that the operator can put it right.

use std::fmt;

use super::raw::Origin;

/// One thing that is wrong with the settings. It never holds a value, which might be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub origin: Origin,
    /// The setting, with its prefix; empty when the place as a whole is meant.
    pub name: String,
    /// What is wrong, and what would be right.
    pub message: String,
    /// The name that was probably meant.
    pub suggestion: Option<String>,
}

impl Problem {
    /// A problem with one setting.
    pub fn new(origin: Origin, name: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            origin,
            name: name.into(),
            message: message.into(),
            suggestion: None,
        }
    }

    /// A name that nobody knows, with the nearest of those that somebody does.
    pub fn unknown<'k>(
        origin: Origin,
        name: impl Into<String>,
        known: impl Iterator<Item = &'k str>,
    ) -> Self {
        let name = name.into();
        let suggestion = suggest(&name, known);
        Self {
            suggestion,
            ..Self::new(origin, name, "unknown setting")
        }
    }
}

impl fmt::Display for Problem {
    /// One line, whatever was read: control characters come out escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = format!("{}: ", self.origin);
        if !self.name.is_empty() {
            line.push_str(&format!("{}: ", self.name));
        }
        line.push_str(&self.message);
        if let Some(suggestion) = &self.suggestion {
            line.push_str(&format!("; did you mean {suggestion}?"));
        }
        for character in line.chars() {
            if character.is_control() {
                write!(f, "{}", character.escape_default())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        Ok(())
    }
}

/// All that is wrong with the settings; shown one a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Problem::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// The known name that was probably meant by this one, if any is near enough.
///
/// Case does not count, nor does a missing `SECURITY_`.
#[must_use]
pub fn suggest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    let meant = bare(name);
    // Longer than any real name: not worth the quadratic comparison.
    if meant.chars().count() > 100 {
        return None;
    }
    known
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&meant, &bare(candidate));
            (distance, candidate)
        })
        .filter(|(distance, candidate)| distance * 3 <= bare(candidate).chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

// The prefix that all share would make any two names look alike.
fn bare(name: &str) -> String {
    let upper = name.to_uppercase();
    match upper.strip_prefix("SECURITY_") {
        Some(bare) => bare.to_owned(),
        None => upper,
    }
}
