//! Proofs: the same promises as elsewhere, kept many times over, under races, faults and chance.
//!
//! `just proofs` runs them at full size; with the other tests they run at a size that takes minutes.

mod work;

use super::*;
