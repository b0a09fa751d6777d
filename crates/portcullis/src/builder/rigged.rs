//! What the test kit takes in hand of an app that puts itself together: it comes last, so that nothing of the app's own
//! sends a mail to the world, asks the time, or spends its tests on hashing.

use std::sync::Arc;

use portcullis_kit::{clock::Clock, mail::Memory};

use super::SecurityBuilder;
use crate::security::core_settings::CoreSettings;

/// The clock and the mailbox of a test.
pub(crate) struct Rig {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) mailbox: Memory,
}

impl SecurityBuilder {
    /// The same app under test: whatever is said from here on, these hold.
    #[must_use]
    pub(crate) fn rigged(mut self, rig: Rig) -> Self {
        self.rig = Some(rig);
        self
    }

    /// Called when code, file and environment have said what they have to say.
    pub(super) fn be_rigged(&mut self) {
        let Some(rig) = self.rig.take() else {
            return;
        };
        self.clock = rig.clock;
        self.transport = Some(Arc::new(rig.mailbox));
        self.background = false;
        cheap(&mut self.core);
    }
}

/// The same app with hashes that cost and protect nothing, unless it says otherwise.
#[must_use]
pub(crate) fn cheap_hashing(builder: SecurityBuilder) -> SecurityBuilder {
    builder.core(cheap)
}

/// One hash takes some 20 microseconds.
fn cheap(core: &mut CoreSettings) {
    let passwords = &mut core.passwords;
    passwords.password_argon2_memory = 8;
    passwords.password_argon2_iterations = 1;
    passwords.password_hash_threads = 1;
    passwords.password_hash_queue = 1024;
}
