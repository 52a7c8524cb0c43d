//! The start screen, brought to life: it follows what this machine holds, the language, the service worker, and leads
//! on to the desks.

use std::cell::{Cell, RefCell};
use std::future::pending;
use std::rc::Rc;

use scoring::foundations::Lang;
use scoring::keeper::{JournalFault, JournalState};
use scoring::words as say;

use crate::app::browser::worker::{self, Newer, OfflineCopy};
use crate::app::browser::{address, document, files, journal, keys, programs, storage};
use crate::app::route::{Program, Route};
use crate::app::start_screen::{
    DraftCard, DraftLine, LANGUAGE, Unlisted, draft_name, language, offline_line, removal_line,
    unlisted_lines,
};
use crate::drafts::{self, StartList};
use crate::element::{self, Element, spawn_local};

/// A message in the language of the moment.
type Said = fn(Lang) -> &'static str;

/// Brings the screen to life. Where none was drawn, as when the page is served for development, or where the address is
/// another page's, the program of that page is loaded at once.
pub fn begin() {
    let screen = Screen::of_the_page().map(Rc::new);
    let here = Route::parse(&address::hash());
    let Some(screen) = screen.filter(|_| here == Route::Start) else {
        return programs::start(here.program().name(), |started| {
            if let Err(error) = started {
                element::tell_guard(&error);
            }
        });
    };
    lead_to_start();
    screen.take_the_place();
    listen(&screen);
    screen.show_words();
    let leaving = Rc::clone(&screen);
    // The drafting desk goes on with the rebuilding and draws the list. Where it does not come, this list says that the
    // journal cannot be read.
    journal::on_interrupted(move |journal| {
        let leaving = Rc::clone(&leaving);
        Box::pin(async move {
            if leaving.leave_to(Program::Drafting).await {
                pending().await
            } else {
                journal.ok_or(JournalFault::Broken.into())
            }
        })
    });
    Screen::look(&screen);
    let follower = Rc::clone(&screen);
    worker::watch(move |copy| follower.follow(copy));
}

/// An address that is no place leads here, and is no address then: the page's first script shows this screen at its own
/// address alone.
fn lead_to_start() {
    if !["", "#", "#/"].contains(&address::hash().as_str()) {
        address::replace(&Route::Start.to_string());
    }
}

/// What the screen knows.
struct Screen {
    /// The element `#start`, which holds the screen of the language of the moment.
    place: Element,
    /// The screen of the other language, which is not in the page.
    other: RefCell<Element>,
    lang: Cell<Lang>,
    found: RefCell<Option<StartList>>,
    offline_copy: Cell<OfflineCopy>,
    trouble: Cell<Option<Said>>,
    /// The draft that is asked about.
    removing: RefCell<Option<DraftCard>>,
    /// Whether the page was left to another program.
    left: Cell<bool>,
}

impl Screen {
    fn of_the_page() -> Option<Self> {
        let place = element::find("#waiting")?;
        let other = element::first_of_template(&element::find("template#other-language")?)?;
        place.query_selector(".first").ok().flatten()?;
        Some(Self {
            place,
            other: RefCell::new(other),
            lang: Cell::new(language()),
            found: RefCell::new(None),
            offline_copy: Cell::new(OfflineCopy::default()),
            trouble: Cell::new(None),
            removing: RefCell::new(None),
            left: Cell::new(false),
        })
    }

    /// The start screen is this program's from now on (public/first.js watches for it).
    fn take_the_place(&self) {
        // The guard hides it where it feared that no program would come.
        let _ = self.place.remove_attribute("hidden");
        self.place.set_id("start");
    }

    fn first(&self) -> Option<Element> {
        self.place.query_selector(".first").ok().flatten()
    }

    /// Looks for drafts, and shows what was found.
    fn look(screen: &Rc<Self>) {
        let screen = Rc::clone(screen);
        spawn_local(async move {
            let found = drafts::look().await;
            screen.found.replace(Some(found));
            screen.show_found();
        });
    }

    fn follow(&self, copy: OfflineCopy) {
        self.offline_copy.set(copy);
        self.show_offline_copy();
    }

    /// Everything that the screen says beyond what was drawn.
    fn show_words(&self) {
        document::set_title(say::product(self.lang.get()));
        self.show_found();
        self.show_trouble();
        self.show_offline_copy();
    }

    fn show_found(&self) {
        let (Some(first), found) = (self.first(), self.found.borrow()) else {
            return;
        };
        let Some(found) = found.as_ref() else { return };
        let Some(list) = first.query_selector(".draft-list").ok().flatten() else {
            return;
        };
        let rows: Vec<Element> = found
            .drafts
            .iter()
            .filter_map(|draft| self.row(&first, draft))
            .collect();
        let shown = if !rows.is_empty() {
            element::wrapped("ul", "drafts", &rows)
        } else if found.unlisted.is_nothing() {
            element::from_template(&first, "no-drafts")
        } else {
            None
        };
        element::replace_all(
            &list,
            shown.into_iter().chain(self.unlisted(&found.unlisted, &first)),
        );
        let Unlisted { local, journal, .. } = found.unlisted;
        let blocked = local.is_some() && matches!(journal, Some(JournalState::Failing { .. }));
        if let Some(notices) = first.query_selector(".notices").ok().flatten()
            && blocked
            && element::find("#storage-blocked").is_none()
            && let Some(notice) = element::from_template(&first, "storage-blocked")
        {
            let _ = notices.after_with_node_1(&notice);
        }
    }

    /// What the list may lack, and what is left of removals.
    fn unlisted(&self, unlisted: &Unlisted, first: &Element) -> Option<Element> {
        let lang = self.lang.get();
        let lines = unlisted_lines(unlisted.local, unlisted.journal, lang);
        let mut pieces: Vec<Element> = lines
            .iter()
            .filter_map(|line| element::with_text("p", "", line))
            .collect();
        if !pieces.is_empty() {
            pieces.extend(element::from_template(first, "rescue"));
        }
        pieces.extend(unlisted.removals.iter().filter_map(|(id, left)| {
            let piece = element::from_template(first, "removal-left")?;
            element::fill(&piece, "line", &removal_line(left.as_ref()?, lang));
            element::set(&piece, "[data-do]", "data-draft", id);
            Some(piece)
        }));
        let around =
            (!pieces.is_empty()).then(|| element::wrapped("div", "notice warning unlisted", &pieces))??;
        // A screen reader says it when it comes.
        let _ = around.set_attribute("role", "status");
        Some(around)
    }

    fn row(&self, first: &Element, draft: &DraftCard) -> Option<Element> {
        let row = element::from_template(first, "draft")?;
        let line = DraftLine::of(draft, self.lang.get());
        for (fact, words) in [
            ("name", &line.name),
            ("stage", &line.stage),
            ("progress", &line.progress),
            ("remarks", &line.remarks),
            ("go-on", &line.go_on_label),
        ] {
            element::fill(&row, fact, words);
        }
        element::set(&row, "[data-fact='go-on']", "href", &line.go_on);
        if line.overview.is_empty() {
            element::set(&row, "[data-fact='overview']", "hidden", "");
        } else {
            element::set(&row, "[data-fact='overview']", "href", &line.overview);
        }
        element::set(&row, "[data-do='remove']", "aria-label", &line.remove);
        element::set(&row, "[data-do='remove']", "data-draft", &draft.id);
        Some(row)
    }

    fn show_trouble(&self) {
        let Some(first) = self.first() else { return };
        let Some(notices) = first.query_selector(".notices").ok().flatten() else {
            return;
        };
        let notice = self.trouble.get().and_then(|said| {
            let notice = element::from_template(&first, "trouble")?;
            element::fill(&notice, "text", said(self.lang.get()));
            Some(notice)
        });
        element::replace_all(&notices, notice);
    }

    fn show_offline_copy(&self) {
        let Some(first) = self.first() else { return };
        let OfflineCopy { offline, newer } = self.offline_copy.get();
        let line = offline.map_or("", |offline| offline_line(offline, self.lang.get()));
        for place in element::find_all(&first, ".offline") {
            place.set_text_content(Some(line));
        }
        if let Some(offer) = element::find("#newer") {
            offer.remove();
        }
        let offer = newer.and_then(|newer| {
            let name = match newer {
                Newer::Waits => "newer-waits",
                Newer::Taken => "newer-taken",
            };
            element::from_template(&first, name)
        });
        if let (Some(offer), Some(notices)) = (offer, first.query_selector(".notices").ok().flatten()) {
            let _ = notices.after_with_node_1(&offer);
        }
    }

    /// Shows the screen in the other language, and remembers that.
    fn switch_language(&self) {
        let (lang, tag, word) = match self.lang.get() {
            Lang::Zh => (Lang::En, "en", "en"),
            Lang::En => (Lang::Zh, "zh-CN", "zh"),
        };
        let Some(first) = self.first() else { return };
        self.lang.set(lang);
        document::set_language(tag);
        let other = self.other.replace(first.clone());
        let _ = self.place.replace_child(&other, &first);
        // A language that is not remembered is asked for again; nothing is lost.
        let _ = storage::write(LANGUAGE, word);
        self.show_words();
        element::focus(&self.place, "[data-do='language']");
    }

    fn ask_about_removal(&self, id: Option<String>) {
        let found = self.found.borrow();
        let drafts = found.iter().flat_map(|found| &found.drafts);
        let Some(draft) = drafts.into_iter().find(|draft| Some(&draft.id) == id.as_ref()) else {
            return;
        };
        let lang = self.lang.get();
        element::fill(
            &self.place,
            "warning",
            &say::remove_text(lang, draft_name(draft, lang)),
        );
        self.removing.replace(Some(draft.clone()));
        document::show_dialog("remove-draft");
    }

    fn remove(screen: &Rc<Self>) {
        document::close_dialog("remove-draft");
        let Some(draft) = screen.removing.take() else {
            return;
        };
        let screen = Rc::clone(screen);
        spawn_local(async move {
            let trouble = drafts::remove(&draft.id).await.map(|_| say::removal_left as Said);
            screen.trouble.set(trouble);
            screen.show_trouble();
            Self::look(&screen);
        });
    }

    /// Starts the program of the place that the address names, where it is no longer this screen's.
    fn leave(screen: &Rc<Self>) {
        let place = Route::parse(&address::hash());
        if place == Route::Start {
            return lead_to_start();
        }
        let screen = Rc::clone(screen);
        spawn_local(async move {
            if !screen.leave_to(place.program()).await {
                let _ = screen.place.set_attribute("hidden", "");
            }
        });
    }

    /// Starts a desk's program, which takes the page; says whether it came.
    async fn leave_to(&self, program: Program) -> bool {
        if self.left.replace(true) {
            return true;
        }
        let started = programs::started(program.name()).await;
        self.left.set(started.is_ok());
        started.map_err(|error| element::tell_guard(&error)).is_ok()
    }

    /// Does what was pressed.
    fn act(screen: &Rc<Self>, name: &str, pressed: &Element) {
        match name {
            "skip" => element::focus(&screen.place, "main"),
            "language" => screen.switch_language(),
            "help" => document::show_dialog("help"),
            "close-help" => document::close_dialog("help"),
            "remove" => screen.ask_about_removal(pressed.get_attribute("data-draft")),
            // The next look takes the steps again.
            "remove-again" => Self::look(screen),
            "keep" => document::close_dialog("remove-draft"),
            "remove-draft" => Self::remove(screen),
            "close-notice" => {
                screen.trouble.set(None);
                screen.show_trouble();
            }
            // Nothing here could be lost.
            "newer-agree" => worker::take_over(worker::reload),
            "newer-later" => {
                let copy = screen.offline_copy.get();
                screen.follow(OfflineCopy { newer: None, ..copy });
            }
            _ => {}
        }
    }
}

fn listen(screen: &Rc<Screen>) {
    let pressing = Rc::clone(screen);
    element::on(&screen.place, "click", move |event| {
        if let Some(pressed) = element::closest(&event, "[data-do]")
            && let Some(name) = pressed.get_attribute("data-do")
        {
            Screen::act(&pressing, &name, &pressed);
        }
    });
    element::on(&screen.place, "change", |event| {
        let chosen = files::chosen_in(&event);
        if !chosen.is_empty() {
            files::hand_over(&chosen);
            address::go(&Route::Files.to_string());
        }
    });
    let leaving = Rc::clone(screen);
    address::on_change(move || Screen::leave(&leaving));
    keys::on_press(|pressed| {
        if pressed.with_alt() && pressed.code() == "Slash" {
            pressed.taken();
            document::show_dialog("help");
        }
    });
}
