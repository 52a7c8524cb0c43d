//! What every page has: language, place, notices, the drafts on this machine. The start screen needs no more,
//! so it loads without the engine.

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::foundations::Lang;
use scoring::keeper::{Card, DRAFTS, JournalState, LOCAL_BACKUPS, Left, Listing, LocalFault, OLD_VERSIONS};
use scoring::words as say;

use crate::app::browser::files::{self, Chosen};
use crate::app::browser::journal::{Change, JournalFault, Store};
use crate::app::browser::worker::{self, Kept};
use crate::app::browser::{address, document, journal, storage};
use crate::app::route::Route;

/// The key in localStorage. The number is the version of the stored form.
const LANGUAGE: &str = "scoring-workbench/1/language";

/// A draft as the start page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftCard {
    /// Its id.
    pub id: String,
    /// What it says of itself.
    pub card: Card,
    /// The characters it takes in localStorage.
    pub size: usize,
}

/// What the list of drafts does not show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unlisted {
    /// Why localStorage could not be looked into.
    pub local: Option<LocalFault>,
    /// The journal, once it was looked into.
    pub journal: Option<JournalState>,
    /// Removals that were asked for and are not done, with what is left where that is known.
    pub removals: Vec<(String, Option<Left>)>,
}

impl Unlisted {
    /// Whether the list shows all there is.
    pub fn is_nothing(&self) -> bool {
        let absent = JournalFault::Absent;
        self.local.is_none()
            && match self.journal {
                None | Some(JournalState::Fine | JournalState::Emptied) => true,
                Some(JournalState::Failing { fault, was_there }) => fault == absent && !was_there,
            }
    }
}

/// Something to tell, once, at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It went well.
    Done(String),
    /// It did not; nothing is lost.
    Trouble(String),
}

/// What every page has. Its signals live as long as the page.
#[derive(Clone, Copy)]
pub struct Frame {
    /// The language of the page.
    pub lang: RwSignal<Lang>,
    /// Where one is.
    pub route: RwSignal<Route>,
    /// The drafts on this machine; nothing before they were looked for.
    pub cards: RwSignal<Option<Vec<DraftCard>>>,
    /// Where they could not be looked for, and what is left of removals.
    pub unlisted: RwSignal<Unlisted>,
    /// Something to tell.
    pub notice: RwSignal<Option<Notice>>,
    /// What the browser keeps of the page itself.
    pub kept: RwSignal<Kept>,
    /// Whether the browser keeps anything at all.
    pub storage_available: RwSignal<bool>,
}

impl Frame {
    /// What the browser remembers. The language was found before (public/first.js).
    pub fn begin() -> Self {
        let frame = Self::still(if document::language().starts_with("en") {
            Lang::En
        } else {
            Lang::Zh
        });
        frame.route.set(Route::parse(&address::hash()));
        frame.storage_available.set(storage::available());
        frame.list_drafts();
        worker::watch(move |kept| frame.kept.set(kept));
        frame
    }

    /// The start page, before anything is known of this machine.
    pub fn still(lang: Lang) -> Self {
        Self {
            lang: RwSignal::new(lang),
            route: RwSignal::new(Route::Start),
            cards: RwSignal::new(None),
            unlisted: RwSignal::new(Unlisted::default()),
            notice: RwSignal::new(None),
            kept: RwSignal::new(Kept::default()),
            storage_available: RwSignal::new(true),
        }
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
        self.lang.set(lang);
        // A language that is not remembered is asked for again; nothing is lost.
        let _ = storage::write(LANGUAGE, if lang == Lang::Zh { "zh" } else { "en" });
    }

    /// Tells something that went wrong.
    pub fn trouble(self, text: String) {
        self.notice.set(Some(Notice::Trouble(text)));
    }

    /// Tells something that went well.
    pub fn done(self, text: String) {
        self.notice.set(Some(Notice::Done(text)));
    }

    /// Takes files that somebody opened to the desk that knows what to do with them.
    pub fn hand_over(self, chosen: &[Chosen]) {
        files::hand_over(chosen);
        self.go(&Route::Files);
    }

    /// Reads which drafts are on this machine, the latest first: at once those that localStorage knows, and a
    /// moment later those that the journal alone knows after a crash.
    pub fn list_drafts(self) {
        let mut cards: Vec<DraftCard> = Vec::new();
        for key in storage::keys(DRAFTS) {
            let id = key
                .strip_prefix(DRAFTS)
                .and_then(|rest| rest.split('/').next())
                .unwrap_or_default();
            if !cards.iter().any(|card| card.id == id) {
                let line = storage::read(&format!("{DRAFTS}{id}/card")).unwrap_or_default();
                cards.push(DraftCard {
                    id: id.to_owned(),
                    card: Card::parse(&line),
                    size: 0,
                });
            }
            let text = storage::read(&key).unwrap_or_default();
            if let Some(card) = cards.iter_mut().find(|card| card.id == id) {
                card.size += key.len() + text.chars().count();
            }
        }
        self.cards.set(Some(latest_first(cards)));
        spawn_local(async move {
            let journalled = journal::read(Store::Cards, "").await;
            if journalled.is_ok() {
                // Where localStorage alone is blocked, the journal keeps everything.
                self.storage_available.set(true);
            }
            let journalled = journalled.unwrap_or_default();
            let mut cards = self.cards.get_untracked().unwrap_or_default();
            for (id, line) in journalled {
                let kept = Card::parse(&line);
                match cards.iter_mut().find(|card| card.id == id) {
                    Some(known) if known.card.revision >= kept.revision => {}
                    Some(known) => known.card = kept,
                    None => cards.push(DraftCard {
                        id,
                        card: kept,
                        size: 0,
                    }),
                }
            }
            self.cards.set(Some(latest_first(cards)));
        });
    }

    /// Shows what a look over both places found.
    pub fn show_listing(self, listing: &Listing, removals: Vec<(String, Option<Left>)>) {
        let card = |listed: &scoring::keeper::Listed| DraftCard {
            id: listed.draft.clone(),
            card: listed.card.clone(),
            size: local_size(&listed.draft),
        };
        self.cards.set(Some(listing.drafts.iter().map(card).collect()));
        // Where localStorage alone is blocked, the journal keeps everything.
        let failing = matches!(listing.journal, JournalState::Failing { .. });
        self.storage_available.set(listing.local.is_none() || !failing);
        self.unlisted.set(Unlisted {
            local: listing.local,
            journal: Some(listing.journal),
            removals,
        });
    }

    /// Removes a draft from this machine, with its past. Where the journal does not do it, that is told; the draft is
    /// listed again, and can be removed again.
    pub fn remove_draft(self, id: String) {
        spawn_local(async move {
            if self.remove_everywhere(&id).await.is_err() {
                self.trouble(say::removal_left(self.lang.get_untracked()).to_owned());
            }
        });
    }

    /// Removes a draft from both places.
    ///
    /// # Errors
    /// The journal still has it.
    pub async fn remove_everywhere(self, id: &str) -> Result<(), JournalFault> {
        let mut keys = storage::keys(&format!("{DRAFTS}{id}/"));
        for version in OLD_VERSIONS {
            keys.extend(storage::keys(&format!("{LOCAL_BACKUPS}{version}/{id}/")));
        }
        for key in keys {
            storage::remove(&key);
        }
        let prefix = format!("{id}/");
        let all = |store| Change::RemoveAll(store, prefix.clone());
        let mut changes = vec![Change::Remove(Store::Cards, id.to_owned())];
        changes.extend([Store::State, Store::History, Store::Conflicts].map(all));
        // As an earlier version left it, the draft is the draft all the same.
        changes.extend(
            OLD_VERSIONS.map(|version| Change::RemoveAll(Store::Backups, format!("{version}/{prefix}"))),
        );
        let outcome = journal::write(changes).await;
        self.list_drafts();
        match outcome {
            // A browser without a journal has nothing of the draft there.
            Err(JournalFault::Absent) => Ok(()),
            outcome => outcome,
        }
    }

    /// Tells browser and screen reader the language, and the title of the window: the screen, whose draft, the product.
    pub fn announce(self, screen: &str, applicant: &str) {
        let lang = self.lang.get();
        document::set_language(if lang == Lang::Zh { "zh-CN" } else { "en" });
        let parts = [screen, applicant, say::product(lang)];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        document::set_title(&parts.join(" \u{2013} "));
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

/// The ids are random; what matters is when one last wrote.
fn latest_first(cards: Vec<DraftCard>) -> Vec<DraftCard> {
    let mut sorted: Vec<DraftCard> = Vec::with_capacity(cards.len());
    for one in cards {
        let place = sorted
            .iter()
            .position(|other| other.card.written < one.card.written);
        sorted.insert(place.unwrap_or(sorted.len()), one);
    }
    sorted
}
