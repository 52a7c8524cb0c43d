//! What every page has: language, place, notices, the drafts on this machine.

mod value;

pub use value::{Readable, Writable};

use leptos::prelude::*;

use scoring::foundations::Lang;
use scoring::keeper::{DRAFTS, IncompleteRemoval, JournalState, Listing};
use scoring::words as say;

use crate::app::browser::files::{self, Chosen};
use crate::app::browser::journal::{self, rebuilding};
use crate::app::browser::programs::{self, ProgramRoot};
use crate::app::browser::worker::{self, OfflineCopy};
use crate::app::browser::{address, document, storage};
use crate::app::route::{Program, Route};
use crate::app::start_screen::{DraftCard, LANGUAGE, Unlisted, language};

/// Puts a program into the page, in place of what is there. Its root gets what writes the frame, and nobody else
/// does.
pub fn run<V: IntoView + 'static>(program: Program, root: impl FnOnce(FrameOwner) -> V + 'static) {
    journal::on_interrupted(rebuilding::go_on);
    if let Some(root_element) = ProgramRoot::new() {
        let element = root_element.element();
        leptos::mount::mount_to(element, move || root(FrameOwner::begin(root_element, program))).forget();
    }
}

/// A notice, which is shown once at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It went well.
    Done(String),
    /// It did not; nothing is lost.
    Trouble(String),
    /// The program of a place did not come: why not, and the place.
    NotLoaded(String, Route),
}

/// What every page has. Its signals live as long as the page, and are written here alone.
#[derive(Clone, Copy)]
pub struct Frame {
    /// The language of the page.
    pub lang: Readable<Lang>,
    /// Whether one is at a place of this program.
    pub here: Readable<bool>,
    /// Where one is, or was last at this program.
    pub route: Readable<Route>,
    /// The drafts on this machine; nothing before they were looked for.
    pub cards: Readable<Option<Vec<DraftCard>>>,
    /// Where they could not be looked for, and what is left of removals.
    pub unlisted: Readable<Unlisted>,
    /// The notice that is shown.
    pub notice: Readable<Option<Notice>>,
    /// What the browser keeps of the page itself.
    pub offline_copy: Readable<OfflineCopy>,
    /// Whether the browser keeps anything at all.
    pub storage_available: Readable<bool>,
    set: WritableSignals,
}

/// The same signals, to be written here.
#[derive(Clone, Copy)]
struct WritableSignals {
    lang: Writable<Lang>,
    here: Writable<bool>,
    route: Writable<Route>,
    cards: Writable<Option<Vec<DraftCard>>>,
    unlisted: Writable<Unlisted>,
    notice: Writable<Option<Notice>>,
    offline_copy: Writable<OfflineCopy>,
    storage_available: Writable<bool>,
}

impl Frame {
    /// What the browser remembers. The language was found before (public/first.js).
    fn begin() -> Self {
        let frame = Self::still(language());
        frame.set.storage_available.set(storage::available());
        worker::watch(move |copy| frame.set.offline_copy.set(copy));
        frame
    }

    /// The start screen, before anything is known of this machine.
    pub fn still(lang: Lang) -> Self {
        let set = WritableSignals {
            lang: Writable::new(lang),
            here: Writable::new(true),
            route: Writable::new(Route::Start),
            cards: Writable::new(None),
            unlisted: Writable::new(Unlisted::default()),
            notice: Writable::new(None),
            offline_copy: Writable::new(OfflineCopy::default()),
            storage_available: Writable::new(true),
        };
        Self {
            lang: set.lang.read_only(),
            here: set.here.read_only(),
            route: set.route.read_only(),
            cards: set.cards.read_only(),
            unlisted: set.unlisted.read_only(),
            notice: set.notice.read_only(),
            offline_copy: set.offline_copy.read_only(),
            storage_available: set.storage_available.read_only(),
            set,
        }
    }

    /// Tells this at the top of the page, or nothing.
    fn set_notice(self, notice: Option<Notice>) {
        self.set.notice.set(notice);
    }

    /// Tells something.
    pub fn tell(self, notice: Notice) {
        self.set_notice(Some(notice));
    }

    /// Tells nothing any more.
    pub fn close_notice(self) {
        self.set_notice(None);
    }

    /// Goes to a place. A place that only leads on is replaced, so that Back goes past it.
    pub fn go(self, route: &Route) {
        if Route::parse(&address::hash()).leads_on() {
            address::replace(&route.to_string());
        } else {
            address::go(&route.to_string());
        }
    }

    /// Switches the language of the page and remembers it.
    pub fn switch_language(self) {
        let lang = if self.lang.get_untracked() == Lang::Zh {
            Lang::En
        } else {
            Lang::Zh
        };
        self.set.lang.set(lang);
        // A language that is not remembered is asked for again; nothing is lost.
        let _ = storage::write(LANGUAGE, if lang == Lang::Zh { "zh" } else { "en" });
    }

    /// Says no more that there is a newer version of the page.
    pub fn dismiss_newer(self) {
        self.set.offline_copy.update(|copy| copy.newer = None);
    }

    /// Tells something that went wrong.
    pub fn trouble(self, text: String) {
        self.set.notice.set(Some(Notice::Trouble(text)));
    }

    /// Tells something that went well.
    pub fn done(self, text: String) {
        self.set.notice.set(Some(Notice::Done(text)));
    }

    /// Takes files that somebody opened to the desk that knows what to do with them.
    pub fn hand_over(self, chosen: &[Chosen]) {
        files::hand_over(chosen);
        self.go(&Route::Files);
    }

    /// Tells browser and screen reader the language, and the title of the window: the screen, whose draft, the product.
    pub fn announce(self, screen: &str, applicant: &str) {
        let lang = self.lang.get();
        if !self.here.get() {
            return;
        }
        document::set_language(if lang == Lang::Zh { "zh-CN" } else { "en" });
        let parts = [screen, applicant, say::product(lang)];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        document::set_title(&parts.join(" \u{2013} "));
    }
}

/// What writes the place and the list of drafts, and takes the program's stage in and out of the page. The root of a
/// program has it ([`run`]); a page has the [`Frame`] alone, and cannot make one of it.
#[derive(Clone, Copy)]
pub struct FrameOwner {
    frame: Frame,
    program: Program,
    root_element: StoredValue<ProgramRoot, LocalStorage>,
}

impl FrameOwner {
    fn begin(root_element: ProgramRoot, program: Program) -> Self {
        Self {
            frame: Frame::begin(),
            program,
            root_element: StoredValue::new_local(root_element),
        }
    }

    /// What every page has.
    pub fn frame(self) -> Frame {
        self.frame
    }

    /// The place that the address names, which one comes to. Where it is another program's, the page is left to that
    /// one, and nothing comes back.
    pub fn arrive(self) -> Option<Route> {
        let route = Route::parse(&address::hash());
        if route.program() == self.program {
            self.enter();
            return Some(route);
        }
        self.leave(route.program());
        None
    }

    /// Takes note of the place where one is.
    pub fn set_route(self, route: Route) {
        self.frame.set.route.set(route);
    }

    /// Comes to the page, from another program.
    fn enter(self) {
        if !self.frame.here.get_untracked() {
            self.root_element.with_value(ProgramRoot::enter);
            self.frame.set.lang.set(language());
            self.frame.set.here.set(true);
        }
    }

    /// Leaves the page to the program of another place. If that cannot be loaded, the page stays and shows why.
    fn leave(self, to: Program) {
        let frame = self.frame;
        frame.set.notice.set(None);
        frame.set.here.set(false);
        programs::start(to.name(), move |started| {
            let goes_on = Route::parse(&address::hash()).program() == to;
            match started {
                // Whoever has come back meanwhile finds the page as it was.
                Ok(()) if !frame.here.get_untracked() => self.root_element.with_value(ProgramRoot::leave),
                Err(error) if goes_on => {
                    let wanted = Route::parse(&address::hash());
                    address::replace(&frame.route.get_untracked().to_string());
                    let said = say::desk_not_loaded(frame.lang.get_untracked(), programs::said(&error));
                    frame.tell(Notice::NotLoaded(said, wanted));
                }
                _ => {}
            }
        });
    }

    /// Shows what a look over both places found.
    pub fn show_listing(self, listing: &Listing, removals: Vec<(String, Option<IncompleteRemoval>)>) {
        let card = |listed: &scoring::keeper::ListedDraft| DraftCard {
            id: listed.draft.clone(),
            card: listed.card.clone(),
            lacks_head: listed.lacks_head,
            size: local_size(&listed.draft),
        };
        self.frame
            .set
            .cards
            .set(Some(listing.drafts.iter().map(card).collect()));
        // Where localStorage alone is blocked, the journal keeps everything.
        let failing = matches!(listing.journal, JournalState::Failing { .. });
        self.frame
            .set
            .storage_available
            .set(listing.local.is_none() || !failing);
        self.frame.set.unlisted.set(Unlisted {
            local: listing.local,
            journal: Some(listing.journal),
            removals,
        });
    }
}

/// The characters that a draft takes in localStorage.
fn local_size(id: &str) -> usize {
    let keys = storage::keys(&format!("{DRAFTS}{id}/"));
    let sizes = keys.iter().map(|key| {
        let text = storage::read(key).unwrap_or_default();
        key.len() + text.chars().count()
    });
    sizes.sum()
}
