use std::{env, fs, path::Path};

use super::toggled;
use crate::{
    security::{core_settings::CoreSettings, feature::Feature},
    settings::{Section, settings_markdown},
};

#[test]
fn the_reference_of_the_settings_is_what_the_code_says() {
    let core = CoreSettings::default();
    let mut features: Vec<(&str, Box<dyn Feature>)> = toggled()
        .into_iter()
        .map(|known| (known.toggle, (known.make)()))
        .collect();
    let titles: Vec<String> = features
        .iter()
        .map(|(_, feature)| capitalised(feature.name()))
        .collect();
    let mut sections: Vec<Section<'_>> = core
        .groups()
        .into_iter()
        .map(|(title, group)| Section {
            title,
            toggle: None,
            group,
        })
        .collect();
    for ((toggle, feature), title) in features.iter_mut().zip(&titles) {
        if let Some(group) = feature.settings() {
            sections.push(Section {
                title,
                toggle: Some(toggle),
                group,
            });
        }
    }
    let page = settings_markdown(&sections);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/settings.md");
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever changes a setting says so to the test"
    )]
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/settings.md is behind the code; run `UPDATE_DOCS=1 cargo test reference_of_the_settings` and commit it"
    );
}

fn capitalised(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}
