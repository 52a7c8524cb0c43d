//! What the start page says of a draft, in words.

use scoring::foundations::Lang;
use scoring::keeper::Card;
use scoring::scoresheet::Stage;
use scoring::words as say;

use crate::app::browser::clock;
use crate::app::route::Route;

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
    pub told: String,
    /// The address where one goes on with it.
    pub go_on: String,
    /// The address of its overview.
    pub overview: String,
    /// What the button that removes it says to a screen reader.
    pub remove: String,
}

impl DraftLine {
    /// Puts a draft into words; `size` is what it takes in localStorage, in characters.
    pub fn of(id: &str, card: &Card, size: usize, lang: Lang) -> Self {
        let name = card_name(card, lang);
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
        let told: Vec<String> = written.into_iter().chain([size, exported]).collect();
        Self {
            stage: stage.map_or("", |stage| say::stage(stage, lang)).to_owned(),
            progress: progress.unwrap_or_default(),
            told: told.join(" \u{b7} "),
            go_on: Route::Score(id.to_owned(), None).to_string(),
            overview: Route::Overview(id.to_owned()).to_string(),
            remove: say::draft_remove_label(lang, &name),
            name,
        }
    }
}

/// How a draft is called: by who applies; a locked one names nobody.
pub fn card_name(card: &Card, lang: Lang) -> String {
    if card.locked {
        say::draft_locked(lang).to_owned()
    } else if card.applicant.is_empty() {
        say::draft_unnamed(lang).to_owned()
    } else {
        card.applicant.clone()
    }
}
