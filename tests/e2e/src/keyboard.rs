//! The keyboard: keys go to whatever has the focus, one after the other, and each is counted.

use thirtyfour::Key;

use crate::browser::Browser;

impl Browser<'_> {
    /// Presses keys that each give a character.
    #[track_caller]
    pub fn press(&self, characters: &str) {
        self.presses.set(self.presses.get() + characters.chars().count());
        self.run(async |driver| driver.action_chain().send_keys(characters).perform().await)
            .unwrap_or_else(|error| panic!("pressing {characters}: {error}"));
    }

    /// Presses keys that each give a character; says whether the browser was still there.
    pub fn press_if_alive(&self, characters: &str) -> bool {
        self.run(async |driver| driver.action_chain().send_keys(characters).perform().await)
            .is_ok()
    }

    /// Presses a key that gives no sign.
    #[track_caller]
    pub fn press_key(&self, key: Key) {
        self.press(&key.value().to_string());
    }

    /// Presses a key while others are held.
    #[track_caller]
    pub fn press_with(&self, held: &[Key], key: impl Into<char>) {
        let key = key.into();
        self.presses.set(self.presses.get() + 1);
        self.run(async |driver| {
            let chain = held
                .iter()
                .fold(driver.action_chain(), |chain, one| chain.key_down(one.value()));
            let chain = chain.key_down(key).key_up(key);
            held.iter()
                .fold(chain, |chain, one| chain.key_up(one.value()))
                .perform()
                .await
        })
        .unwrap_or_else(|error| panic!("pressing {key} with {held:?}: {error}"));
    }

    /// How many keys were pressed in this browser so far; held ones are not counted.
    pub fn presses(&self) -> usize {
        self.presses.get()
    }

    /// What has the focus: its `data-focus` name, its id, or its text.
    pub fn focus(&self) -> String {
        const FOCUS: &str = "const one = document.activeElement;
            return one.dataset.focus || one.id || one.innerText.trim()";
        self.script(FOCUS, ()).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the element with this `data-focus` name has the focus.
    #[track_caller]
    pub fn until_focus(&self, name: &str) {
        self.until(&format!("the focus on {name}"), || {
            (self.focus() == name).then_some(())
        });
    }

    /// Goes on by Tab until a condition holds on the focused element, seeing at each step that the focus moves and
    /// that it can be seen. `condition` is a script over `one`, the element.
    #[track_caller]
    pub fn tab_to(&self, condition: &str) {
        self.tab_until(condition, || self.press_key(Key::Tab));
    }

    /// Goes back by Shift and Tab in the same way.
    #[track_caller]
    pub fn tab_back_to(&self, condition: &str) {
        self.tab_until(condition, || self.press_with(&[Key::Shift], Key::Tab));
    }

    #[track_caller]
    fn tab_until(&self, condition: &str, step: impl Fn()) {
        // More stops than any page has.
        const MOST: usize = 120;
        let reached = format!("const one = document.activeElement; return !!({condition})");
        for _ in 0..MOST {
            self.script("window.focusBefore = document.activeElement", ());
            step();
            self.until("the focus to move", || {
                self.truth("return document.activeElement !== window.focusBefore")
                    .then_some(())
            });
            self.see_focus();
            if self.truth(&reached) {
                return;
            }
        }
        panic!("no way by Tab to {condition}");
    }

    /// The focused element, or the label that stands for it, has an outline, and not all of it is hidden by
    /// something else (WCAG 2.2, 2.4.7 and 2.4.11).
    #[track_caller]
    pub fn see_focus(&self) {
        const SEEN: &str = "
            const one = document.activeElement;
            const body = one.matches('input[type=file]') ? one.nextElementSibling : one;
            const style = getComputedStyle(body), box = body.getBoundingClientRect();
            const points = [0.02, 0.25, 0.5, 0.75, 0.98].flatMap(x => [0.1, 0.5, 0.9].map(y =>
                document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)));
            const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            const isUncovered = points.some(found =>
                found && (body.contains(found) || found.contains(body) && found.matches('label, summary')));
            return one.matches(':focus-visible') && isOutlined && isUncovered";
        // Firefox scrolls to what has the focus some frames after the press.
        self.until("the focus to be outlined and uncovered", || {
            self.truth(SEEN).then_some(())
        });
    }
}
