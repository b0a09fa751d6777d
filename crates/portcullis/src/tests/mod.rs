//! What no single feature can show: bad input, a broken database, the courier, and that no secret is ever kept.

pub(crate) mod tables;
