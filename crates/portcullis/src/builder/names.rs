//! Names that must not meet: of features, of profile fields, of our own form fields.

use crate::{
    account::ProfileField,
    error::{Error, Result},
    security::feature::Feature,
};

/// Names of our own form fields, which a profile can't have.
const OWN_FIELDS: [&str; 11] = [
    "email",
    "password",
    "password_confirm",
    "new_password",
    "new_password_confirm",
    "username",
    "next",
    "csrf_token",
    "remember",
    "submit",
    "locale",
];

/// Refuses a feature that is given twice, and profile fields that stand for two things.
pub(super) fn check(features: &[Box<dyn Feature>], fields: &[ProfileField]) -> Result<()> {
    if let Some(name) = first_twice(features.iter().map(|feature| feature.name())) {
        return Err(Error::Setup(format!("the feature {name:?} is given twice")));
    }
    if let Some(name) = first_twice(fields.iter().map(|field| field.name)) {
        return Err(Error::Setup(format!(
            "the profile field {name:?} is declared twice"
        )));
    }
    match fields.iter().find(|field| OWN_FIELDS.contains(&field.name)) {
        Some(field) => Err(Error::Setup(format!(
            "the profile field {:?} is a field of Portcullis's own",
            field.name
        ))),
        None => Ok(()),
    }
}

fn first_twice<'n>(names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut seen = std::collections::BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
}
