//! The secretariat's desk on the page: carries out what its session asks, and tells the page what changed.
//!
//! The session keeps no texts: files are read again from the disk (`desk/keeping.rs`), and before they are there from where
//! the person has them. What is drawn follows a few small signals: the counts, the rows by their versions, and a number
//! that rises with the results.

mod keeping;

pub use scoring::desks::secretariat::keeping::DeskKept;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::desks::secretariat::keeping::{self as kept_desk, Keeping, Limits};
use scoring::desks::secretariat::{Choice, Effect, Event, Figures, Purpose, Reading, Session};
use scoring::desks::shelf::ShelvedRubric;
use scoring::faults::AnyFault;
use scoring::files::FileFault;
use scoring::foundations::{Fingerprint, file_name};
use scoring::panel::FileNumber;
use scoring::problem::{Place, Problem};
use scoring::words as say;

use crate::app::browser::files::{self, Chosen, gb18030};
use crate::app::browser::shipped::{self, EXAMPLE};
use crate::app::browser::{address, document};
use crate::app::frame::{Frame, FrameOwner};
use crate::app::route::Route;
use crate::app::secretariat::desk::keeping::Waiting;
use crate::app::secretariat::rubrics::Rubrics;
use crate::app::shelf;

/// How many files may be read before the list is drawn again.
const FILES_PER_DRAWING: usize = 50;
/// Up to so many files each has its row. Beyond, those that simply count are told as a number.
pub const ROWS_MAX: usize = 1000;

/// Where the bytes of a file are.
#[derive(Clone)]
enum Source {
    /// Where the person has it.
    Chosen(Chosen),
    /// At hand: a line of the example.
    Text(String),
}

/// A session and what the page needs to carry out its effects.
struct DeskState {
    session: Session,
    keeping: Keeping,
    /// What is to be done once the desk is open.
    waiting: Vec<Waiting>,
    sources: BTreeMap<FileNumber, Source>,
    /// Files that wait to be read, each with its name and where the person has it.
    to_read: BTreeMap<FileNumber, (String, Option<Source>)>,
    /// The bytes of the file that was just read.
    just_read: Option<Rc<Vec<u8>>>,
    /// How often the row of a file changed.
    versions: BTreeMap<FileNumber, u32>,
    /// Files that were read since the list was drawn.
    undrawn: usize,
}

/// A secretariat's desk: the own one or the example. What it shows is given out to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SecretariatDesk {
    state: StoredValue<DeskState, LocalStorage>,
    /// The desk in numbers.
    pub figures: ReadSignal<Figures>,
    /// The rows of the list, each with the version that it is drawn in.
    pub rows: ReadSignal<Vec<(FileNumber, u32)>>,
    /// Rises when questions, ranking or groups may be others.
    pub results: ReadSignal<u64>,
    /// Rises when texts of the group that is open have come.
    pub texts: ReadSignal<u64>,
    /// Whether it is on the disk; of the example nothing is.
    pub kept: ReadSignal<DeskKept>,
    /// Entries of the log that could not be read.
    pub damaged: ReadSignal<usize>,
    /// The rubric that the desk works with.
    pub shelved: ReadSignal<Option<Arc<ShelvedRubric>>>,
    set: Writable,
}

/// The same signals, to be written here alone.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Writable {
    figures: RwSignal<Figures>,
    rows: RwSignal<Vec<(FileNumber, u32)>>,
    results: RwSignal<u64>,
    texts: RwSignal<u64>,
    kept: RwSignal<DeskKept>,
    damaged: RwSignal<usize>,
    shelved: RwSignal<Option<Arc<ShelvedRubric>>>,
}

impl SecretariatDesk {
    /// An empty desk.
    fn new(purpose: Purpose) -> Self {
        let set = Writable {
            figures: RwSignal::new(Figures::default()),
            rows: RwSignal::new(Vec::new()),
            results: RwSignal::new(0),
            texts: RwSignal::new(0),
            kept: RwSignal::new(DeskKept::Closed),
            damaged: RwSignal::new(0),
            shelved: RwSignal::new(None),
        };
        Self {
            state: StoredValue::new_local(DeskState {
                session: Session::new(purpose),
                keeping: Keeping::new(Limits::RULES),
                waiting: Vec::new(),
                sources: BTreeMap::new(),
                to_read: BTreeMap::new(),
                just_read: None,
                versions: BTreeMap::new(),
                undrawn: 0,
            }),
            figures: set.figures.read_only(),
            rows: set.rows.read_only(),
            results: set.results.read_only(),
            texts: set.texts.read_only(),
            kept: set.kept.read_only(),
            damaged: set.damaged.read_only(),
            shelved: set.shelved.read_only(),
            set,
        }
    }

    /// Looks at the session.
    pub fn with<T>(self, look: impl FnOnce(&Session) -> T) -> T {
        self.state.with_value(|state| look(&state.session))
    }

    /// Where the person has a file. It is looked for at once: the file's number may be another one later.
    fn source(self, file: FileNumber) -> Option<Source> {
        self.state.with_value(|state| state.sources.get(&file).cloned())
    }

    /// Notes the bytes of the file that was just read.
    fn note_read(self, bytes: Rc<Vec<u8>>) {
        self.state.update_value(|state| state.just_read = Some(bytes));
    }

    /// The bytes of the file that was just read.
    fn just_read(self) -> Option<Rc<Vec<u8>>> {
        self.state.with_value(|state| state.just_read.clone())
    }

    fn name(self, file: FileNumber) -> String {
        let row = self.with(|session| session.row(file));
        row.map(|row| row.name).unwrap_or_default()
    }
}

/// The bytes of a file from where the person has it, or as they came.
///
/// # Errors
/// It is not there, or cannot be read.
async fn bytes_from(source: Option<Source>) -> Result<Rc<Vec<u8>>, FileFault> {
    match source {
        Some(Source::Chosen(chosen)) => Ok(Rc::new(chosen.bytes().await?)),
        Some(Source::Text(text)) => {
            document::breathe().await;
            Ok(Rc::new(text.into_bytes()))
        }
        None => Err(FileFault::Unreadable),
    }
}

/// The bytes of a file that was taken: as they are kept, or where they are not, from where the person has them.
async fn taken_bytes(
    desk: SecretariatDesk,
    source: Option<Source>,
    bytes: Fingerprint,
) -> Result<Rc<Vec<u8>>, FileFault> {
    match desk.kept_bytes(bytes).await {
        Some(bytes) => Ok(bytes),
        None => bytes_from(source).await,
    }
}

/// The secretariat's desks: the own one, and the example. Every signal lives as long as the page.
#[derive(Clone, Copy)]
pub struct Secretariat {
    /// What every page has.
    pub frame: Frame,
    owner: FrameOwner,
    rubrics: Rubrics,
    /// The own desk.
    own_desk: SecretariatDesk,
    /// The example's desk.
    example_desk: RwSignal<SecretariatDesk>,
}

impl Secretariat {
    /// The desks at the start.
    pub fn begin(owner: FrameOwner) -> Self {
        let frame = owner.frame();
        let secretariat = Self {
            frame,
            owner,
            rubrics: Rubrics::new(frame),
            own_desk: SecretariatDesk::new(Purpose::Own),
            example_desk: RwSignal::new(SecretariatDesk::new(Purpose::Example)),
        };
        address::on_change(move || secretariat.arrive());
        document::ask_before_leaving(move || !secretariat.desk_written());
        leptos::task::spawn_local(secretariat.rubrics.fill());
        secretariat.open_own_desk();
        // One arrives at the address that the program was started for, as at any other.
        secretariat.arrive();
        secretariat
    }

    /// Takes note of a new address.
    fn arrive(self) {
        let Some(route) = self.owner.arrive() else { return };
        document::scroll_to_top();
        document::focus_soon("h1".to_owned());
        if self.route.get_untracked() != route {
            self.close_notice();
            self.owner.set_route(route.clone());
            if route == Route::SecretariatExample {
                self.open_example();
            }
        }
        let brought = files::taken_over();
        if !brought.is_empty() {
            self.import(brought);
        }
    }

    fn is_own(route: &Route) -> bool {
        *route != Route::SecretariatExample
    }

    /// The desk that is shown, followed.
    pub fn shown_desk(self) -> SecretariatDesk {
        if self.route.with(Self::is_own) {
            self.own_desk
        } else {
            self.example_desk.get()
        }
    }

    /// The desk that is shown.
    pub fn desk(self) -> SecretariatDesk {
        if self.route.with_untracked(Self::is_own) {
            self.own_desk
        } else {
            self.example_desk.get_untracked()
        }
    }

    /// Imports files at the secretariat's own desk; an import under way goes on, and these follow.
    pub fn import(self, chosen: Vec<Chosen>) {
        if !self.route.with_untracked(Self::is_own) {
            self.go(&Route::Secretariat);
        }
        let files = chosen.into_iter().map(|file| {
            let name = file.name.clone();
            (name, Source::Chosen(file))
        });
        self.take_to(self.own_desk, files.collect());
    }

    /// Opens the shipped example at a desk of its own. What is on the secretariat's desk stays as it is.
    fn open_example(self) {
        let desk = SecretariatDesk::new(Purpose::Example);
        self.example_desk.set(desk);
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let bundle = match shipped::read(EXAMPLE).await {
                Ok(bundle) => bundle,
                Err(said) => return self.trouble(say::trouble_loading(lang, said)),
            };
            let named =
                |(at, line): (usize, &str)| (say::example_file(lang, at + 1), Source::Text(line.to_owned()));
            self.take_to(desk, bundle.lines().enumerate().map(named).collect());
        });
    }

    /// Hands figures to the browser's downloads, and tells; whether the browser took them.
    pub fn download(self, name: &str, mime: &str, text: &str) -> bool {
        let lang = self.lang.get_untracked();
        let name = &file_name(name);
        match files::download(name, mime, text) {
            Ok(()) => {
                self.done(say::downloaded(lang, name));
                true
            }
            Err(said) => {
                self.trouble(say::trouble_export(lang, said));
                false
            }
        }
    }

    fn take_to(self, desk: SecretariatDesk, files: Vec<(String, Source)>) {
        self.when_open(desk, move || self.choose_at(desk, files));
    }

    fn choose_at(self, desk: SecretariatDesk, files: Vec<(String, Source)>) {
        let choices = desk.state.try_update_value(|state| {
            let mut number = state.session.next_number();
            let mut choices = Vec::with_capacity(files.len());
            for (name, source) in files {
                state.sources.insert(number, source);
                number.0 += 1;
                choices.push(Choice { name, size: 0 });
            }
            choices
        });
        self.tell(desk, Event::Chosen(choices.unwrap_or_default()));
    }

    /// Tells the desk that is shown what the person does.
    pub fn tell_desk(self, event: Event) {
        let desk = self.desk();
        self.when_open(desk, move || self.tell(desk, event));
    }

    /// Tells a desk what happened and carries out what it asks.
    fn tell(self, desk: SecretariatDesk, event: Event) {
        let is_reading = matches!(event, Event::Read { .. });
        let is_text = matches!(
            event,
            Event::TextRead { .. } | Event::Opened { .. } | Event::WarningsOpened(_) | Event::Closed
        );
        let effects = desk.state.try_update_value(|state| state.session.handle(event));
        for effect in effects.unwrap_or_default() {
            self.carry_out(desk, effect);
        }
        if is_text {
            desk.set.texts.update(|version| *version += 1);
        } else {
            self.draw(desk, is_reading);
        }
    }

    fn carry_out(self, desk: SecretariatDesk, effect: Effect) {
        match effect {
            Effect::Renumbered { from, to } => desk.state.update_value(|state| {
                if let Some(source) = state.sources.remove(&from) {
                    state.sources.insert(to, source);
                }
            }),
            Effect::Read(file) if desk == self.own_desk => self.read_with_room(file),
            Effect::Read(file) => {
                let (name, source) = (desk.name(file), desk.source(file));
                spawn_local(async move {
                    let reading = opened(desk, &name, bytes_from(source).await);
                    self.tell(desk, Event::Read { file, reading });
                });
            }
            Effect::ReadKept { file, bytes } => {
                let (name, source) = (desk.name(file), desk.source(file));
                spawn_local(async move {
                    let reading = opened(desk, &name, taken_bytes(desk, source, bytes).await);
                    self.tell(desk, Event::Read { file, reading });
                });
            }
            Effect::ReadText { file, bytes } => {
                let (name, source) = (desk.name(file), desk.source(file));
                spawn_local(async move {
                    let reading = opened(desk, &name, taken_bytes(desk, source, bytes).await);
                    self.tell(desk, Event::TextRead { file, reading });
                });
            }
            Effect::FindRubric(fingerprint) => spawn_local(async move {
                let found = self.rubrics.find(fingerprint).await;
                let event = match found {
                    Some(shelved) => Event::RubricFound {
                        fingerprint,
                        rubric: Arc::new(shelved.rubric.clone()),
                    },
                    None => Event::RubricMissing(fingerprint),
                };
                self.tell(desk, event);
            }),
            Effect::Shelve { .. } => {
                if let Some(bytes) = desk.just_read()
                    && let Ok(text) = std::str::from_utf8(&bytes)
                    && let Ok(shelved) = self.rubrics.shelve(text)
                {
                    // Where it cannot be kept it stays at hand until the page is left.
                    let _ = shelf::keep(&shelved);
                    self.draw(desk, false);
                }
            }
            // The example is never kept.
            Effect::Keep { .. } | Effect::Append { .. } if desk != self.own_desk => {}
            Effect::Keep { bytes, .. } => self.hold_bytes(bytes),
            Effect::Append { .. } => self.keep(kept_desk::Event::Grown),
        }
    }

    /// Brings the signals up to date. While files are read the list grows in steps, and the results wait for the last.
    fn draw(self, desk: SecretariatDesk, is_reading: bool) {
        let drawn = desk.state.try_update_value(|state| {
            let figures = state.session.figures();
            state.undrawn += 1;
            let waits = figures.progress.is_some() && is_reading && state.undrawn < FILES_PER_DRAWING;
            if waits {
                return None;
            }
            state.undrawn = 0;
            for number in state.session.take_changed() {
                *state.versions.entry(number).or_default() += 1;
            }
            let versions = &state.versions;
            let rows = state.session.listed(figures.files <= ROWS_MAX).map(|number| {
                let version = versions.get(&number).copied().unwrap_or_default();
                (number, version)
            });
            let rows: Vec<(FileNumber, u32)> = rows.collect();
            let is_idle = figures.progress.is_none();
            if is_idle {
                state.session.settle();
            }
            let rubric = state.session.rubric().map(|(_, fingerprint)| fingerprint);
            Some((figures, rows, is_idle || !is_reading, rubric))
        });
        let Some((figures, rows, has_results, rubric)) = drawn.flatten() else {
            return;
        };
        desk.set.figures.set(figures);
        desk.set.rows.set(rows);
        self.label(desk, rubric);
        if has_results {
            desk.set.results.update(|version| *version += 1);
        }
    }

    fn label(self, desk: SecretariatDesk, rubric: Option<Fingerprint>) {
        let shelved = rubric.and_then(|rubric| self.rubrics.get(rubric));
        if desk.shelved.get_untracked() != shelved {
            desk.set.shelved.set(shelved);
        }
    }
}

impl core::ops::Deref for Secretariat {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        &self.frame
    }
}

/// Opens the bytes of a file, and notes them for what follows.
fn opened(
    desk: SecretariatDesk,
    name: &str,
    bytes: Result<Rc<Vec<u8>>, FileFault>,
) -> Result<Reading, Problem<AnyFault>> {
    let bytes = bytes.map_err(|fault| Problem::error(Place::File, fault.into()))?;
    let reading = Reading::of(name, &bytes, gb18030);
    desk.note_read(bytes);
    Ok(reading)
}
