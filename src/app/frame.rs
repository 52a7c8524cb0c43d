//! What every page has: language, place, notices, the drafts on this machine. The start screen needs no more,
//! so it loads without the engine.

use leptos::prelude::*;

use scoring::foundations::{Instant, Lang};
use scoring::scoresheet::{Progress, Stage};
use scoring::words as say;

use crate::app::browser::files::{self, Chosen};
use crate::app::browser::worker::{self, Kept};
use crate::app::browser::{address, document, storage};
use crate::app::route::Route;

/// Keys in localStorage. The number is the version of the stored form.
pub const DRAFTS: &str = "scoring-workbench/1/draft/";
const LANGUAGE: &str = "scoring-workbench/1/language";

/// A draft as the start page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftCard {
    /// Its id.
    pub id: String,
    /// Who applies; empty where nobody was named yet.
    pub applicant: String,
    /// Whose work it is; nothing where the card cannot be read.
    pub stage: Option<Stage>,
    /// How far it has come.
    pub progress: Option<Progress>,
    /// When it was last written.
    pub written: Option<Instant>,
    /// The characters it takes in storage.
    pub size: usize,
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
    /// The drafts on this machine.
    pub cards: RwSignal<Vec<DraftCard>>,
    /// Something to tell.
    pub notice: RwSignal<Option<Notice>>,
    /// What the browser keeps of the page itself.
    pub kept: RwSignal<Kept>,
    /// Whether the browser keeps anything at all.
    pub storage_available: bool,
}

impl Frame {
    /// What the browser remembers.
    pub fn begin() -> Self {
        let remembered = storage::read(LANGUAGE);
        let english = remembered
            .unwrap_or_else(document::preferred_language)
            .starts_with("en");
        let frame = Self {
            lang: RwSignal::new(if english { Lang::En } else { Lang::Zh }),
            route: RwSignal::new(Route::parse(&address::hash())),
            cards: RwSignal::new(Vec::new()),
            notice: RwSignal::new(None),
            kept: RwSignal::new(Kept::default()),
            storage_available: storage::available(),
        };
        frame.list_drafts();
        worker::watch(move |kept| frame.kept.set(kept));
        frame
    }

    /// Goes to a place.
    pub fn go(self, route: &Route) {
        address::go(&route.to_string());
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

    /// Reads which drafts are on this machine, the latest first.
    pub fn list_drafts(self) {
        let mut cards: Vec<DraftCard> = Vec::new();
        for key in storage::keys(DRAFTS) {
            let id = key
                .strip_prefix(DRAFTS)
                .and_then(|rest| rest.split('/').next())
                .unwrap_or_default();
            if !cards.iter().any(|card| card.id == id) {
                cards.push(read_card(id));
            }
            let text = storage::read(&key).unwrap_or_default();
            if let Some(card) = cards.iter_mut().find(|card| card.id == id) {
                card.size += key.len() + text.chars().count();
            }
        }
        // The keys come in order of the ids, which are random; what matters is when one last wrote.
        let mut latest_first: Vec<DraftCard> = Vec::with_capacity(cards.len());
        for card in cards {
            let place = latest_first.iter().position(|other| other.written < card.written);
            latest_first.insert(place.unwrap_or(latest_first.len()), card);
        }
        self.cards.set(latest_first);
    }

    /// Removes a draft from this machine.
    pub fn remove_draft(self, id: &str) {
        for key in storage::keys(&format!("{DRAFTS}{id}/")) {
            storage::remove(&key);
        }
        self.list_drafts();
    }

    /// Tells browser and screen reader the language, and the title of the window.
    pub fn announce(self, about: &str) {
        let lang = self.lang.get();
        document::set_language(if lang == Lang::Zh { "zh-CN" } else { "en" });
        let product = say::product(lang);
        document::set_title(&if about.is_empty() {
            product.to_owned()
        } else {
            format!("{about} \u{2013} {product}")
        });
    }
}

/// Keeps what the start page shows of a draft, so that listing needs neither rubric nor engine.
///
/// # Errors
/// Storage is blocked or full.
pub fn write_card(card: &DraftCard) -> Result<(), storage::WriteFault> {
    let progress = card.progress.unwrap_or_default();
    let stage = card.stage.map_or("", Stage::id);
    let written = card
        .written
        .map_or_else(String::new, |written| written.to_string());
    let text = format!(
        "{} {} {stage} {written} {}",
        progress.scored, progress.clauses, card.applicant
    );
    storage::write(&format!("{DRAFTS}{}/card", card.id), &text)
}

fn read_card(id: &str) -> DraftCard {
    let line = storage::read(&format!("{DRAFTS}{id}/card")).unwrap_or_default();
    let mut words = line.splitn(5, ' ');
    let mut next = || words.next().unwrap_or_default();
    let (scored, clauses) = (next().parse::<usize>().ok(), next().parse::<usize>().ok());
    DraftCard {
        id: id.to_owned(),
        stage: Stage::parse(next()),
        written: Instant::parse(next()),
        applicant: next().to_owned(),
        progress: scored
            .zip(clauses)
            .map(|(scored, clauses)| Progress { scored, clauses }),
        size: 0,
    }
}
