mod reference;

use std::{env, fs, path::Path};

use super::toggled;
use crate::{
    security::{core_settings::CoreSettings, feature::Feature},
    settings::{Origin, Raw, Section, settings_markdown},
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

#[test]
fn every_view_subject_and_life_of_a_feature_is_checked() {
    let mut lives = 0;
    for known in toggled() {
        let mut feature = (known.make)();
        let Some(group) = feature.settings() else {
            continue;
        };
        for setting in group.table() {
            let name = setting.name;
            let wrong = match name {
                _ if name.ends_with("_VIEW") => "//elsewhere.example",
                _ if name.starts_with("EMAIL_SUBJECT_") => "two\nlines",
                _ if name.ends_with("_WITHIN") => "0 seconds",
                _ => continue,
            };
            lives += usize::from(name.ends_with("_WITHIN"));
            let before = group.show(name);
            assert_eq!(group.set(name, &Raw::text(wrong, Origin::Code)), Ok(()));
            let refused: Vec<&str> = group.check().iter().map(|(name, _)| *name).collect();
            assert_eq!(refused, [name]);
            let before = Raw::literal(&before).unwrap();
            assert_eq!(group.set(name, &before), Ok(()));
            assert_eq!(group.check(), []);
        }
    }
    assert_eq!(lives, 4);
}

fn capitalised(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}
