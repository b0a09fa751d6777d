//! The priority of the threads that hash: below that of those that answer.
//!
//! A hash keeps a core busy for milliseconds, an answer needs it for microseconds. Side by side as equals, every answer
//! would wait for hashes. Not lower still (`SCHED_IDLE`): then requests at full speed would starve sign-ins altogether.

/// The least that there is. Beside a thread of normal priority that never sleeps, one of this gets some 1.5 % of a core.
#[cfg(target_os = "linux")]
pub(super) const NICENESS: i32 = 19;

/// Lowers the priority of the calling thread. Where the system does not let it, that is logged once and nothing else changes.
#[cfg(target_os = "linux")]
pub(super) fn lower() {
    use std::sync::Once;

    static SAID: Once = Once::new();
    // Of this thread alone: Linux counts threads where POSIX says processes.
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        SAID.call_once(|| {
            tracing::warn!(
                %error,
                "The threads that hash passwords keep the priority of the others: many sign-ins at once will slow down all answers"
            );
        });
    }
}

/// Other systems have no niceness of a thread.
#[cfg(not(target_os = "linux"))]
pub(super) fn lower() {}
