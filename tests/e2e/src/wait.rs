//! The one place that waits: by looking again until there is something to see, or until patience ends.

use std::thread;
use std::time::{Duration, Instant};

/// How long is looked for something that should come at once.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(20);

/// How long is waited for long work, such as hundreds of files.
pub(crate) const LONG_TIMEOUT: Duration = Duration::from_secs(120);

const BETWEEN_LOOKS: Duration = Duration::from_millis(15);

/// Looks until there is something to see; nothing where it does not come in time.
pub(crate) fn until<T>(patience: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if Instant::now() > deadline {
            return None;
        }
        thread::park_timeout(BETWEEN_LOOKS);
    }
}

/// Lets some time go by, where the moment itself is what is tried.
pub(crate) fn moment(length: Duration) {
    let end = Instant::now() + length;
    while let Some(rest) = end.checked_duration_since(Instant::now()) {
        thread::park_timeout(rest);
    }
}
