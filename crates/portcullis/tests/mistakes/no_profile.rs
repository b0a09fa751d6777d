//! A type is given as the profile that declares no fields.
// says: `Names` does not declare the fields of a profile
// says: `impl Profile for Names {
use portcullis::{Db, Security};

pub struct Names;

pub fn build(db: Db) {
    let _ = Security::builder(db).profile::<Names>();
}
