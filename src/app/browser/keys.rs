//! Keys and typing: shortcuts that leave Chinese input methods alone.

use wasm_bindgen::JsCast;

use super::listening::on_window;

/// A pressed key.
#[derive(Clone, Debug)]
pub struct Pressed {
    event: web_sys::KeyboardEvent,
}

impl Pressed {
    /// The key's name: `Enter`, `ArrowDown`, `4`.
    pub fn key(&self) -> String {
        self.event.key()
    }

    /// Whether Alt is held, and nothing but perhaps Shift besides.
    pub fn with_alt(&self) -> bool {
        self.event.alt_key() && !self.event.ctrl_key() && !self.event.meta_key()
    }

    /// Whether Shift is held.
    pub fn with_shift(&self) -> bool {
        self.event.shift_key()
    }

    /// The physical key, for letters that Alt turns into others: `KeyU`.
    pub fn code(&self) -> String {
        self.event.code()
    }

    /// Keeps the browser from acting on the key itself.
    pub fn taken(&self) {
        self.event.prevent_default();
    }
}

/// What a keyboard event means to the app: nothing while an input method composes.
pub fn pressed(event: &web_sys::KeyboardEvent) -> Option<Pressed> {
    // Key code 229 is what some input methods send instead of the flag.
    (!event.is_composing() && event.key_code() != 229).then(|| Pressed { event: event.clone() })
}

/// Calls for each key pressed anywhere.
pub fn on_press(mut call: impl FnMut(Pressed) + 'static) {
    on_window(&["keydown"], move |event: web_sys::KeyboardEvent| {
        if let Some(pressed) = pressed(&event) {
            call(pressed);
        }
    });
}

/// Whether an input event comes from the middle of a composition; its text is not yet what is meant.
pub fn composing(event: &web_sys::Event) -> bool {
    event
        .dyn_ref::<web_sys::InputEvent>()
        .is_some_and(web_sys::InputEvent::is_composing)
}
