//! Who people are: users, their addresses and roles, the secrets mailed to them, and the SQL of all that.

pub(crate) mod deletion;
pub mod email;
pub(crate) mod mailed_code;
pub mod one_time_token;
pub mod password;
pub mod profile;
pub mod role;
pub(crate) mod role_store;
pub(crate) mod store;
pub mod user;

pub use email::Email;
pub use one_time_token::{Purpose, TokenStatus};
pub use password::{NewPassword, Policy as PasswordPolicy};
pub use profile::{Profile, ProfileField};
pub use role::{Role, RoleName};
pub use user::{User, UserId};
