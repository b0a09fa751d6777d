//! A fresh proof is asked of something that is nobody.
// says: `Fresh<User>` is nobody who could prove it again
// says: a handler takes `Fresh<CurrentUser>`
use portcullis::{Fresh, User};

pub async fn pay_out(_: Fresh<User>) {}
