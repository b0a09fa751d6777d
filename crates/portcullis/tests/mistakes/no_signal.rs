//! A handler waits for a user where it is told a signal.
// says: `User` is no signal of Portcullis
// says: `.on(async |security: Security, UserConfirmed { user }| …)`
use portcullis::{Db, Security, User};

pub fn build(db: Db) {
    let _ = Security::builder(db).on(async |_: Security, _: User| Ok(()));
}
