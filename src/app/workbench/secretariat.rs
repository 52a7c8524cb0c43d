//! The secretariat's desk on the page: carries out what its session asks, and tells the page what changed.
//!
//! Files stay where the person has them, or in the bundle they came in; the session keeps no texts. What is drawn
//! follows a few small signals: the counts, the rows by their versions, and a number that rises with the results.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::desks::secretariat::{Choice, Effect, Event, Figures, Purpose, Reading, Session};
use scoring::faults::AnyFault;
use scoring::files::FileFault;
use scoring::foundations::Fingerprint;
use scoring::panel::FileNumber;
use scoring::problem::{Place, Problem};

use crate::app::browser::document;
use crate::app::browser::files::{Chosen, gb18030};
use crate::app::workbench::{ShelvedRubric, Workbench};

/// How many files may be read before the list is drawn again.
const FILES_PER_DRAWING: usize = 50;
/// Up to so many files each has its row. Beyond, those that simply count are told as a number.
pub const ROWS_MAX: usize = 1000;

/// Where the bytes of a file are.
#[derive(Clone)]
pub(super) enum Source {
    /// Where the person has it.
    Chosen(Chosen),
    /// At hand: a line of the example, or a file that was sorted on the start page.
    Text(String),
}

/// A session and what the page needs to carry out its effects.
struct Held {
    session: Session,
    sources: BTreeMap<FileNumber, Source>,
    /// How often the row of a file changed.
    versions: BTreeMap<FileNumber, u32>,
    /// Files that were read since the list was drawn.
    undrawn: usize,
}

/// A secretariat's desk: the own one or the example.
#[derive(Clone, Copy)]
pub struct SecretariatDesk {
    held: StoredValue<Held, LocalStorage>,
    /// The desk in numbers.
    pub figures: RwSignal<Figures>,
    /// The rows of the list, each with the version that it is drawn in.
    pub rows: RwSignal<Vec<(FileNumber, u32)>>,
    /// Rises when questions, ranking or groups may be others.
    pub results: RwSignal<u64>,
    /// Rises when texts of the group that is open have come.
    pub texts: RwSignal<u64>,
    /// The rubric that the desk works with.
    pub shelved: RwSignal<Option<Arc<ShelvedRubric>>>,
}

impl SecretariatDesk {
    /// An empty desk.
    pub(super) fn new(purpose: Purpose) -> Self {
        Self {
            held: StoredValue::new_local(Held {
                session: Session::new(purpose),
                sources: BTreeMap::new(),
                versions: BTreeMap::new(),
                undrawn: 0,
            }),
            figures: RwSignal::new(Figures::default()),
            rows: RwSignal::new(Vec::new()),
            results: RwSignal::new(0),
            texts: RwSignal::new(0),
            shelved: RwSignal::new(None),
        }
    }

    /// Looks at the session.
    pub fn with<T>(self, look: impl FnOnce(&Session) -> T) -> T {
        self.held.with_value(|held| look(&held.session))
    }

    fn source(self, file: FileNumber) -> Option<Source> {
        self.held.with_value(|held| held.sources.get(&file).cloned())
    }
}

impl Workbench {
    /// The desk that is shown, followed.
    pub fn shown_desk(self) -> SecretariatDesk {
        match self.desk_shown.get() {
            Purpose::Own => self.own_desk,
            Purpose::Example => self.example_desk.get(),
        }
    }

    /// The desk that is shown.
    pub fn desk(self) -> SecretariatDesk {
        match self.desk_shown.get_untracked() {
            Purpose::Own => self.own_desk,
            Purpose::Example => self.example_desk.get_untracked(),
        }
    }

    /// Imports files at the secretariat's own desk; an import under way goes on, and these follow.
    pub fn import(self, chosen: Vec<Chosen>) {
        self.desk_shown.set(Purpose::Own);
        let files = chosen.into_iter().map(|file| {
            let name = file.name.clone();
            (name, Source::Chosen(file))
        });
        self.take_to(self.own_desk, files.collect());
    }

    /// Imports files of which the texts are at hand, each with its name.
    pub(super) fn import_texts(self, files: Vec<(String, String)>) {
        self.desk_shown.set(Purpose::Own);
        let files = files.into_iter().map(|(name, text)| (name, Source::Text(text)));
        self.take_to(self.own_desk, files.collect());
    }

    /// Opens the example at a desk of its own. What is on the secretariat's desk stays as it is.
    pub(super) fn show_example(self, files: Vec<(String, String)>) {
        let desk = SecretariatDesk::new(Purpose::Example);
        self.example_desk.set(desk);
        self.desk_shown.set(Purpose::Example);
        let files = files.into_iter().map(|(name, text)| (name, Source::Text(text)));
        self.take_to(desk, files.collect());
    }

    /// Leaves the example for the secretariat's own desk.
    pub fn close_example(self) {
        self.desk_shown.set(Purpose::Own);
        self.example_desk.set(SecretariatDesk::new(Purpose::Example));
    }

    fn take_to(self, desk: SecretariatDesk, files: Vec<(String, Source)>) {
        let choices = desk.held.try_update_value(|held| {
            let mut number = held.session.next_number();
            let mut choices = Vec::with_capacity(files.len());
            for (name, source) in files {
                held.sources.insert(number, source);
                number.0 += 1;
                choices.push(Choice { name, size: 0 });
            }
            choices
        });
        self.tell(desk, Event::Chosen(choices.unwrap_or_default()));
    }

    /// Tells the desk that is shown what the person does.
    pub fn tell_desk(self, event: Event) {
        self.tell(self.desk(), event);
    }

    /// Tells a desk what happened and carries out what it asks.
    fn tell(self, desk: SecretariatDesk, event: Event) {
        let is_reading = matches!(event, Event::Read { .. });
        let is_text = matches!(
            event,
            Event::TextRead { .. } | Event::Opened { .. } | Event::WarningsOpened(_) | Event::Closed
        );
        let effects = desk.held.try_update_value(|held| held.session.handle(event));
        for effect in effects.unwrap_or_default() {
            self.carry_out(desk, effect);
        }
        if is_text {
            desk.texts.update(|version| *version += 1);
        } else {
            self.draw(desk, is_reading);
        }
    }

    fn carry_out(self, desk: SecretariatDesk, effect: Effect) {
        match effect {
            Effect::Read(file) | Effect::ReadKept { file, .. } => spawn_local(async move {
                let reading = reading(desk, file).await;
                self.tell(desk, Event::Read { file, reading });
            }),
            Effect::ReadText { file, .. } => spawn_local(async move {
                let reading = reading(desk, file).await;
                self.tell(desk, Event::TextRead { file, reading });
            }),
            Effect::FindRubric(fingerprint) => spawn_local(async move {
                let found = self.find_rubric(fingerprint).await;
                let event = match found {
                    Some(shelved) => Event::RubricFound {
                        fingerprint,
                        rubric: Arc::new(shelved.rubric.clone()),
                    },
                    None => Event::RubricMissing(fingerprint),
                };
                self.tell(desk, event);
            }),
            Effect::Shelve { file, .. } => spawn_local(async move {
                if let Ok((_, bytes)) = bytes(desk, file).await
                    && let Ok(text) = String::from_utf8(bytes)
                    && let Ok(shelved) = self.shelve(&text)
                {
                    // Where it cannot be kept it stays at hand until the page is left.
                    let _ = self.keep_rubric(&shelved);
                    self.draw(desk, false);
                }
            }),
            // The desk lives as long as the page; the files stay where they are.
            Effect::Keep { .. } | Effect::Append { .. } => {}
        }
    }

    /// Brings the signals up to date. While files are read the list grows in steps, and the results wait for the last.
    fn draw(self, desk: SecretariatDesk, is_reading: bool) {
        let drawn = desk.held.try_update_value(|held| {
            let figures = held.session.figures();
            held.undrawn += 1;
            let waits = figures.progress.is_some() && is_reading && held.undrawn < FILES_PER_DRAWING;
            if waits {
                return None;
            }
            held.undrawn = 0;
            for number in held.session.take_changed() {
                *held.versions.entry(number).or_default() += 1;
            }
            let versions = &held.versions;
            let rows = held.session.listed(figures.files <= ROWS_MAX).map(|number| {
                let version = versions.get(&number).copied().unwrap_or_default();
                (number, version)
            });
            let rows: Vec<(FileNumber, u32)> = rows.collect();
            let is_idle = figures.progress.is_none();
            if is_idle {
                held.session.settle();
            }
            let rubric = held.session.rubric().map(|(_, fingerprint)| fingerprint);
            Some((figures, rows, is_idle || !is_reading, rubric))
        });
        let Some((figures, rows, has_results, rubric)) = drawn.flatten() else {
            return;
        };
        desk.figures.set(figures);
        desk.rows.set(rows);
        self.label(desk, rubric);
        if has_results {
            desk.results.update(|version| *version += 1);
        }
    }

    fn label(self, desk: SecretariatDesk, rubric: Option<Fingerprint>) {
        let shelved = rubric.and_then(|rubric| self.shelved(rubric));
        if desk.shelved.get_untracked() != shelved {
            desk.shelved.set(shelved);
        }
    }
}

/// Reads and opens a file, and lets the browser draw in between.
async fn reading(desk: SecretariatDesk, file: FileNumber) -> Result<Reading, Problem<AnyFault>> {
    let (name, bytes) = bytes(desk, file)
        .await
        .map_err(|fault| read_problem(fault).convert())?;
    Ok(Reading::of(&name, &bytes, gb18030))
}

async fn bytes(desk: SecretariatDesk, file: FileNumber) -> Result<(String, Vec<u8>), FileFault> {
    match desk.source(file) {
        Some(Source::Chosen(chosen)) => {
            let bytes = chosen.bytes().await?;
            Ok((chosen.name, bytes))
        }
        Some(Source::Text(text)) => {
            document::breathe().await;
            Ok((String::new(), text.into_bytes()))
        }
        None => Err(FileFault::Unreadable),
    }
}

pub(super) fn read_problem(fault: FileFault) -> Problem<FileFault> {
    Problem::error(Place::File, fault)
}
