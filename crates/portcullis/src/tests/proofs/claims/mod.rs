//! A stranger takes part in the sign-up of somebody else's address, and gains nothing by it: the attacks of Sudhodanan and
//! Paverd ("Pre-hijacked accounts", USENIX Security 2022) by name, and any order of steps against a model.
//!
//! Of the five attacks the fourth and the fifth need what is not there: a change of address, and a sign-in by another
//! service. The nearest things, a link that the stranger asked for and a claim, stand for the fourth.

mod attacks;
mod model;
mod planted;
mod steps;
mod world;

use super::*;
use crate::{Changeable, Confirmable, Passwordless, Recoverable, Registerable, Trackable};
use steps::Step;
use world::World;
