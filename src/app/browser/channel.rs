//! What windows of one browser tell each other beyond the events of localStorage, and what this window remembers until it
//! is closed. Where a browser has no channel, or no storage for a session, each window is alone.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent, Storage};

const NAME: &str = "scoring-workbench";
/// The key of the session under which a broken journal is remembered.
const BROKE: &str = "scoring-workbench/1/journal-broke";

/// What a window tells the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Somebody locked this draft.
    Locked(String),
    /// A write of the journal broke, or it was rebuilt.
    JournalBroke(bool),
    /// A window has come, and asks whether a write of the journal broke.
    Asked,
}

impl Message {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "journal-broke" => Some(Self::JournalBroke(true)),
            "journal-rebuilt" => Some(Self::JournalBroke(false)),
            "journal?" => Some(Self::Asked),
            _ => text.strip_prefix("locked ").map(|id| Self::Locked(id.to_owned())),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Locked(id) => format!("locked {id}"),
            Self::JournalBroke(true) => "journal-broke".to_owned(),
            Self::JournalBroke(false) => "journal-rebuilt".to_owned(),
            Self::Asked => "journal?".to_owned(),
        }
    }
}

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(NAME).ok();
}

/// Tells the other windows.
pub fn tell(message: &Message) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // A text can always be sent.
            let _ = channel.post_message(&message.text().into());
        }
    });
}

/// Calls with what other windows tell, as long as the page lives.
pub fn on_message(mut call: impl FnMut(Message) + 'static) {
    CHANNEL.with(|channel| {
        let Some(channel) = channel else { return };
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string().as_deref().and_then(Message::parse) {
                call(message);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        listener.forget();
    });
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Whether this window remembers that a write of the journal broke.
pub fn remembers_broken_journal() -> bool {
    let remembered = session().and_then(|session| session.get_item(BROKE).ok().flatten());
    remembered.is_some()
}

/// Remembers until the window is closed that a write of the journal broke, or forgets it.
pub fn remember_broken_journal(broke: bool) {
    if let Some(session) = session() {
        // Where it cannot be remembered, the next load of the page does not know of it.
        let _ = if broke {
            session.set_item(BROKE, "1")
        } else {
            session.remove_item(BROKE)
        };
    }
}
