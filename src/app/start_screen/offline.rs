//! Whether the page starts without network, in words.

use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::browser::worker::Offline;

/// What the line about it says.
pub fn offline_line(offline: Offline, lang: Lang) -> &'static str {
    let said = match offline {
        Offline::Ready => say::offline_ready,
        Offline::Preparing => say::offline_preparing,
        Offline::Failed => say::offline_failed,
        Offline::Insecure => say::offline_insecure,
        Offline::Unsupported => say::offline_unsupported,
    };
    said(lang)
}
