//! `portcullis migrate`

use serde_json::json;

use crate::{cli::Common, failure::Result, output::Output, target::Target};

pub(super) async fn run(common: Common) -> Result<()> {
    let db = Target::find(common.config)?.database().await?;
    let applied = portcullis::migrate(&db).await;
    db.close().await;
    let applied = applied?;
    let sentence = match applied.as_slice() {
        [] => "The tables are up to date; there was nothing to do.".to_owned(),
        steps => format!("Applied {}.", steps.join(", ")),
    };
    Output::new(common.json).done(!applied.is_empty(), &sentence, ("applied", json!(applied)))
}
