//! Time as the test lets it pass in the page: minutes go by without anybody waiting for them, and not a second more.

use std::time::Duration;

use crate::browser::Browser;

/// The page's clock stands, and its timers of a second and more are held, until `pass` moves the clock. Shorter ones,
/// by which the page draws and lets others come first, run as usual.
const HELD: &str = "
if (!window.pass) (() => {
    let passed = 0, number = 0;
    const held = new Map();
    const { setTimeout: later, clearTimeout: never } = window;
    const begun = Date.now();
    Date.now = () => begun + passed;
    window.setTimeout = function (call, after, ...more) {
        if (!(after >= 1000)) return later.call(window, call, after, ...more);
        number -= 1;
        held.set(number, [passed + after, () => call(...more)]);
        return number;
    };
    window.clearTimeout = which => held.delete(which) || never.call(window, which);
    window.pass = milliseconds => {
        passed += milliseconds;
        const due = [...held].filter(([, [at]]) => at <= passed).sort(([, [one]], [, [other]]) => one - other);
        for (const [which, [, call]] of due) held.delete(which) && call();
    };
})();
";

/// What the page does by itself after that, it has done: two frames are drawn, and every shorter timer before them ran.
const SETTLED: &str = "
    const done = arguments[arguments.length - 1];
    pass(arguments[0]);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
";

impl Browser<'_> {
    /// Holds the time of every page that this tab shows from now on.
    #[track_caller]
    pub fn hold_time(&self) {
        self.before_every_page(HELD);
    }

    /// Lets so much time pass at once in a page whose time is held.
    #[track_caller]
    pub fn pass(&self, time: Duration) {
        let milliseconds = u64::try_from(time.as_millis()).expect("no age of the world");
        self.script_later(SETTLED, (milliseconds,));
    }
}
