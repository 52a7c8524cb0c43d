//! The drafts on this machine, in words.

use scoring::foundations::{Lang, visible};
use scoring::keeper::{Card, IncompleteRemoval, JournalFault, JournalState, LocalFault};
use scoring::scoresheet::Stage;
use scoring::words as say;

use crate::app::browser::clock;
use crate::app::route::{RESCUE, Route};

/// A draft as the start screen lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftCard {
    /// Its id.
    pub id: String,
    /// What it says of itself.
    pub card: Card,
    /// The characters it takes in localStorage.
    pub size: usize,
    /// Whether single records are left of it, without a head.
    pub lacks_head: bool,
}

/// What the list of drafts does not show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unlisted {
    /// Why localStorage could not be looked into.
    pub local: Option<LocalFault>,
    /// The journal, once it was looked into.
    pub journal: Option<JournalState>,
    /// Removals that were asked for and are not done, with what is left where that is known.
    pub removals: Vec<(String, Option<IncompleteRemoval>)>,
}

impl Unlisted {
    /// Whether the list shows all there is.
    pub fn is_nothing(&self) -> bool {
        let absent = JournalFault::Absent;
        self.local.is_none()
            && match self.journal {
                None | Some(JournalState::Available | JournalState::Emptied) => true,
                Some(JournalState::Failing { fault, was_there }) => fault == absent && !was_there,
            }
    }
}

/// A draft in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftLine {
    /// How it is called.
    pub name: String,
    /// Its stage; empty where the card does not say.
    pub stage: String,
    /// How far it has come; empty where the card does not say.
    pub progress: String,
    /// When it was written and exported, and what it takes.
    pub remarks: String,
    /// What the way on is called.
    pub go_on_label: String,
    /// The address where one goes on with it; where it does not open, that of the page that hands out raw records.
    pub go_on: String,
    /// The address of its overview; empty where it does not open.
    pub overview: String,
    /// What the button that removes it says to a screen reader.
    pub remove: String,
}

impl DraftLine {
    /// Puts a draft into words.
    pub fn of(draft: &DraftCard, lang: Lang) -> Self {
        let DraftCard {
            id,
            card,
            size,
            lacks_head,
        } = draft;
        let name = draft_name(draft, lang);
        let stage = card.stage.as_deref().and_then(Stage::parse);
        let progress = card.progress.map(|progress| {
            say::ScoredOf {
                scored: &progress.scored,
                clauses: &progress.clauses,
            }
            .text(lang)
        });
        let written = card
            .written
            .map(|written| say::draft_written(lang, clock::local(written)));
        let size = say::draft_size(lang, size.div_ceil(1000));
        let exported = card.exported.map_or_else(
            || say::copy_never(lang).to_owned(),
            |exported| say::draft_exported(lang, clock::local(exported.at)),
        );
        let remarks: Vec<String> = if *lacks_head {
            vec![say::draft_without_head(lang).to_owned()]
        } else {
            written.into_iter().chain([size, exported]).collect()
        };
        let (label, go_on, overview) = if *lacks_head {
            (say::rescue_link(lang), RESCUE.to_owned(), String::new())
        } else {
            let overview = Route::Overview(id.clone()).to_string();
            let go_on = Route::Score(id.clone(), None).to_string();
            (say::draft_continue(lang), go_on, overview)
        };
        Self {
            stage: stage.map_or("", |stage| say::stage(stage, lang)).to_owned(),
            progress: progress.unwrap_or_default(),
            remarks: remarks.join(" \u{b7} "),
            go_on_label: label.to_owned(),
            go_on,
            overview,
            remove: say::draft_remove_label(lang, &name),
            name,
        }
    }
}

/// How a draft of the list is called.
pub fn draft_name(draft: &DraftCard, lang: Lang) -> String {
    if draft.lacks_head {
        say::draft_incomplete(lang).to_owned()
    } else {
        card_name(&draft.card, lang)
    }
}

/// How a draft is called: by who applies; a locked one names nobody.
pub fn card_name(card: &Card, lang: Lang) -> String {
    if card.encrypted {
        say::draft_locked(lang).to_owned()
    } else if card.applicant.is_empty() {
        say::draft_unnamed(lang).to_owned()
    } else {
        visible(&card.applicant).into_owned()
    }
}

/// What is left of a removal, and why.
pub fn removal_line(left: &IncompleteRemoval, lang: Lang) -> String {
    let local = left.local.map(|fault| say::local_fault(fault, lang));
    let journal = left.journal.map(|fault| say::journal_fault(fault, lang));
    let between = if lang == Lang::Zh { "\u{FF1B}" } else { "; " };
    let why: Vec<&str> = local.into_iter().chain(journal).collect();
    say::removal_unfinished(lang, why.join(between))
}

/// Where drafts could not be looked for.
pub fn unlisted_lines(local: Option<LocalFault>, journal: Option<JournalState>, lang: Lang) -> Vec<String> {
    let local = local.map(|fault| say::unlisted_local(lang, say::local_fault(fault, lang)));
    let journal = journal.and_then(|journal| journal_line(journal, lang));
    local.into_iter().chain(journal).collect()
}

/// What there is to say of the journal; nothing where it answers, and where this browser never had one.
pub fn journal_line(journal: JournalState, lang: Lang) -> Option<String> {
    match journal {
        JournalState::Available => None,
        JournalState::Emptied => Some(say::journal_emptied(lang).to_owned()),
        JournalState::Failing {
            fault: JournalFault::Absent,
            was_there: false,
        } => None,
        JournalState::Failing { fault, was_there } => {
            let why = say::journal_fault(fault, lang);
            Some(if was_there && fault == JournalFault::Absent {
                say::journal_was_there(lang).to_owned()
            } else {
                say::journal_unread(lang, why)
            })
        }
    }
}
