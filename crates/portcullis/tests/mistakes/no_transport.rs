//! The address of a mail server is given where a transport is wanted.
// says: `&str` carries no mail
// says: `Smtp` (Cargo feature `smtp`), `Folder` or `Memory`
use portcullis::{Db, Security};

pub fn build(db: Db) {
    let _ = Security::builder(db).mail("smtp://mail.example.com");
}
