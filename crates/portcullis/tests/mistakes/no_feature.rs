//! Settings are given where a feature is wanted.
// says: `CoreSettings` is no feature of Portcullis
// says: settings that belong to no feature are changed with `.core(|core| …)`
use portcullis::{Db, Security, security::core_settings::CoreSettings};

pub fn build(db: Db) {
    let _ = Security::builder(db).with(CoreSettings::default());
}
