//! The secretariat's desk on the page: executes the effects of its session and updates the signals.
//!
//! The session keeps no texts: files are read again when they are needed, from the storage (`desk/storage.rs`) or,
//! before they are stored, from where the person has them. The page reads a few small signals: the counts, the rows by
//! their versions, and a counter of results.

mod storage;

pub use scoring::desks::secretariat::storage::{DeskFault, DeskSaveStatus};

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::desks::rubrics::RubricFile;
use scoring::desks::secretariat::storage::{self as desk_storage, DeskStorage, Limits};
use scoring::desks::secretariat::{Choice, Effect, Event, Figures, Order, Purpose, ReadFile, Session};
use scoring::faults::AnyFault;
use scoring::files::FileFault;
use scoring::foundations::{Fingerprint, file_name};
use scoring::panel::{FileNumber, IntakeFault};
use scoring::problem::{Place, Problem};
use scoring::words as say;

use crate::app::browser::files::{self, Chosen};
use crate::app::browser::opener::{FileInput, OpenError, Opened, Opener};
use crate::app::browser::shipped::{self, EXAMPLE};
use crate::app::browser::{address, document, viewport};
use crate::app::frame::{Frame, FrameOwner};
use crate::app::route::Route;
use crate::app::rubrics;
use crate::app::secretariat::desk::storage::WhenOpen;
use crate::app::secretariat::rubrics::Rubrics;

/// How long the list is not drawn again while files are read.
const MILLISECONDS_PER_DRAWING: f64 = 150.0;
/// So many files are passed to the session before the browser may draw.
const CHOSEN_AT_ONCE: usize = 500;
/// So long the results are brought up to date before the browser may draw: with what is drawn of them a task stays below
/// 50 ms, which is felt.
const MILLISECONDS_PER_SLICE: f64 = 20.0;
/// So long at once, behind what was done in the same task: few applicants are ranked before anything is drawn.
const MILLISECONDS_AT_ONCE: f64 = 5.0;
/// So many names or applicants are looked at between two looks at the clock.
const APPLICANTS_AT_ONCE: usize = 8;

/// Where the bytes of a file are.
#[derive(Clone)]
enum FileSource {
    /// Where the person has it.
    Chosen(Chosen),
    /// In memory: a line of the example, with its name.
    Text(String, String),
}

impl FileSource {
    fn name(&self) -> String {
        match self {
            Self::Chosen(chosen) => chosen.name(),
            Self::Text(name, _) => name.clone(),
        }
    }
}

/// Files that were chosen together, or the rest of them.
struct ChosenFiles {
    is_first: bool,
    files: std::vec::IntoIter<FileSource>,
}

/// A session and what the page needs to carry out its effects.
struct DeskState {
    session: Session,
    storage: DeskStorage,
    /// What is to be done once the desk is open.
    when_open: Vec<WhenOpen>,
    sources: BTreeMap<FileNumber, FileSource>,
    /// What was chosen and not passed to the session yet.
    choosing: VecDeque<ChosenFiles>,
    is_choosing: bool,
    /// Files that wait to be read, each with its name and where the person has it.
    to_read: BTreeMap<FileNumber, (String, Option<FileSource>)>,
    /// The bytes of files that were read and not taken yet.
    read: BTreeMap<Fingerprint, Rc<Vec<u8>>>,
    /// Kept files that are to be read again, one after the other: the disk gives those that follow too.
    stored_to_read: VecDeque<(FileNumber, Fingerprint)>,
    is_reading_stored: bool,
    /// How often the row of a file changed.
    versions: BTreeMap<FileNumber, u32>,
    /// When the list was drawn, by the clock of the page.
    drawn: f64,
    is_settling: bool,
}

/// One of a list: which it is, and in which version.
pub type Item = (u64, u32);

/// Which files are listed, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// By what they are sorted.
    pub order: Order,
    /// A text in their names.
    pub find: String,
}

/// When a change is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawing {
    Now,
    /// A file was read, and more will be: not more often than every [`MILLISECONDS_PER_DRAWING`].
    WhileReading,
}

/// A secretariat's desk: the own one or the example. What it shows is given out to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SecretariatDesk {
    state: StoredValue<DeskState, LocalStorage>,
    /// The desk in numbers.
    pub figures: ReadSignal<Figures>,
    /// The rows of the list, each with the version that it is drawn in.
    pub rows: ReadSignal<Vec<Item>>,
    /// Which rows these are.
    pub listing: ReadSignal<Listing>,
    /// Rises when questions, ranking or groups may be others.
    pub results: ReadSignal<u64>,
    /// Rises when texts of the group that is open have come.
    pub texts: ReadSignal<u64>,
    /// How well it is saved; the example is not.
    pub save_status: ReadSignal<DeskSaveStatus>,
    /// Entries of the log that could not be read.
    pub damaged: ReadSignal<usize>,
    /// The rubric that the desk works with.
    pub rubric_file: ReadSignal<Option<Arc<RubricFile>>>,
    set: WritableSignals,
}

/// The same signals, to be written here alone.
#[derive(Clone, Copy, PartialEq, Eq)]
struct WritableSignals {
    figures: RwSignal<Figures>,
    rows: RwSignal<Vec<Item>>,
    listing: RwSignal<Listing>,
    results: RwSignal<u64>,
    texts: RwSignal<u64>,
    save_status: RwSignal<DeskSaveStatus>,
    damaged: RwSignal<usize>,
    rubric_file: RwSignal<Option<Arc<RubricFile>>>,
}

impl SecretariatDesk {
    /// An empty desk.
    fn new(purpose: Purpose) -> Self {
        let set = WritableSignals {
            figures: RwSignal::new(Figures::default()),
            rows: RwSignal::new(Vec::new()),
            listing: RwSignal::new(Listing::default()),
            results: RwSignal::new(0),
            texts: RwSignal::new(0),
            save_status: RwSignal::new(DeskSaveStatus::Closed),
            damaged: RwSignal::new(0),
            rubric_file: RwSignal::new(None),
        };
        Self {
            state: StoredValue::new_local(DeskState {
                session: Session::new(purpose),
                storage: DeskStorage::new(Limits::RULES),
                when_open: Vec::new(),
                sources: BTreeMap::new(),
                choosing: VecDeque::new(),
                is_choosing: false,
                to_read: BTreeMap::new(),
                read: BTreeMap::new(),
                stored_to_read: VecDeque::new(),
                is_reading_stored: false,
                versions: BTreeMap::new(),
                drawn: 0.0,
                is_settling: false,
            }),
            figures: set.figures.read_only(),
            rows: set.rows.read_only(),
            listing: set.listing.read_only(),
            results: set.results.read_only(),
            texts: set.texts.read_only(),
            save_status: set.save_status.read_only(),
            damaged: set.damaged.read_only(),
            rubric_file: set.rubric_file.read_only(),
            set,
        }
    }

    /// Looks at the session.
    pub fn with<T>(self, look: impl FnOnce(&Session) -> T) -> T {
        self.state.with_value(|state| look(&state.session))
    }

    /// Where the person has a file. It is looked for at once: the file's number may be another one later.
    fn source(self, file: FileNumber) -> Option<FileSource> {
        self.state.with_value(|state| state.sources.get(&file).cloned())
    }

    /// The next part of what was chosen, for the session.
    fn next_chosen(self) -> Option<Event> {
        let next = self.state.try_update_value(|state| {
            let chosen = state.choosing.front_mut()?;
            let is_first = std::mem::take(&mut chosen.is_first);
            let files: Vec<FileSource> = chosen.files.by_ref().take(CHOSEN_AT_ONCE).collect();
            if chosen.files.len() == 0 {
                state.choosing.pop_front();
            }
            let mut number = state.session.next_number();
            let mut choices = Vec::with_capacity(files.len());
            for source in files {
                let name = source.name();
                state.sources.insert(number, source);
                number.0 += 1;
                choices.push(Choice { name, size: 0 });
            }
            Some(if is_first {
                Event::Chosen(choices)
            } else {
                Event::ChosenToo(choices)
            })
        });
        next.flatten()
    }

    /// The bytes of a file that was read and is taken now.
    fn read_bytes(self, bytes_hash: Fingerprint) -> Option<Rc<Vec<u8>>> {
        self.state
            .with_value(|state| state.read.get(&bytes_hash).cloned())
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
async fn bytes_from(source: Option<FileSource>) -> Result<Rc<Vec<u8>>, FileFault> {
    match source {
        Some(FileSource::Chosen(chosen)) => Ok(Rc::new(chosen.bytes().await?)),
        Some(FileSource::Text(_, text)) => {
            document::yield_to_browser().await;
            Ok(Rc::new(text.into_bytes()))
        }
        None => Err(FileFault::Unreadable),
    }
}

/// The bytes of a file that was taken: as they are kept, or where they are not, from where the person has them.
async fn taken_bytes(
    desk: SecretariatDesk,
    source: Option<FileSource>,
    bytes_hash: Fingerprint,
) -> Result<Rc<Vec<u8>>, FileFault> {
    match desk.stored_bytes(bytes_hash).await {
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
    /// What opens files.
    opener: StoredValue<Opener, LocalStorage>,
    /// Whether the page is laid out for paper.
    pub on_paper: ReadSignal<bool>,
}

impl Secretariat {
    /// The desks at the start.
    pub fn begin(owner: FrameOwner) -> Self {
        let frame = owner.frame();
        let on_paper = RwSignal::new(false);
        viewport::on_paper(move |is_paper| on_paper.set(is_paper));
        let secretariat = Self {
            frame,
            owner,
            rubrics: Rubrics::new(frame),
            own_desk: SecretariatDesk::new(Purpose::Own),
            example_desk: RwSignal::new(SecretariatDesk::new(Purpose::Example)),
            opener: StoredValue::new_local(Opener::default()),
            on_paper: on_paper.read_only(),
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

    /// Imports files at the secretariat's own desk; an import in progress continues, and these follow.
    pub fn import(self, chosen: Vec<Chosen>) {
        if !self.route.with_untracked(Self::is_own) {
            self.go(&Route::Secretariat);
        }
        let files = chosen.into_iter().map(FileSource::Chosen).collect();
        self.take_to(self.own_desk, files);
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
            let named = |(at, line): (usize, &str)| {
                FileSource::Text(say::example_file(lang, at + 1), line.to_owned())
            };
            self.take_to(desk, bundle.lines().enumerate().map(named).collect());
        });
    }

    /// Hands figures to the browser's downloads, and shows that; returns whether the browser took them.
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

    fn take_to(self, desk: SecretariatDesk, files: Vec<FileSource>) {
        if files.is_empty() {
            return;
        }
        let chosen = ChosenFiles {
            is_first: true,
            files: files.into_iter(),
        };
        self.when_open(desk, move || {
            desk.state.update_value(|state| state.choosing.push_back(chosen));
            self.choose_some(desk);
        });
    }

    /// Tells the session of what was chosen, part by part.
    fn choose_some(self, desk: SecretariatDesk) {
        let is_busy = desk
            .state
            .try_update_value(|state| std::mem::replace(&mut state.is_choosing, true));
        if is_busy != Some(false) {
            return;
        }
        spawn_local(async move {
            while desk.state.with_value(|state| !state.choosing.is_empty()) {
                // Also before the first part: a browser makes thousands of files in the task in which they are chosen.
                document::yield_to_browser().await;
                if let Some(event) = desk.next_chosen() {
                    self.tell(desk, event);
                }
            }
            desk.state.update_value(|state| state.is_choosing = false);
        });
    }

    /// Tells the desk that is shown what the person does.
    pub fn tell_desk(self, event: Event) {
        let desk = self.desk();
        self.when_open(desk, move || self.tell(desk, event));
    }

    /// Lists other files, or in another order.
    pub fn list(self, listing: Listing) {
        let desk = self.desk();
        desk.set.listing.set(listing);
        self.draw(desk, Drawing::Now);
    }

    /// Tells a desk what happened and carries out what it asks.
    fn tell(self, desk: SecretariatDesk, event: Event) {
        let is_stop = matches!(event, Event::Stopped | Event::Cleared);
        let drawing = match event {
            Event::Read { .. } => Drawing::WhileReading,
            _ => Drawing::Now,
        };
        let is_text = matches!(
            event,
            Event::TextRead { .. } | Event::Opened { .. } | Event::WarningsOpened(_) | Event::Closed
        );
        if is_stop {
            // What is stopped is named, so the session has to know of all of it.
            while let Some(chosen) = desk.next_chosen() {
                self.handle(desk, chosen);
            }
        }
        self.handle(desk, event);
        if is_stop {
            self.forget_unread(desk);
        }
        if is_text {
            desk.set.texts.update(|version| *version += 1);
        } else {
            self.draw(desk, drawing);
        }
    }

    /// Has the session take in what happened and carries out what it asks; nothing is drawn.
    fn handle(self, desk: SecretariatDesk, event: Event) {
        let effects = desk.state.try_update_value(|state| state.session.handle(event));
        let effects = effects.unwrap_or_default();
        let mut taken = Vec::new();
        for effect in effects {
            if let Effect::StoreFile { bytes_hash, .. } = &effect {
                taken.push(*bytes_hash);
            }
            self.carry_out(desk, effect);
        }
        desk.state.update_value(|state| {
            for bytes_hash in taken {
                state.read.remove(&bytes_hash);
            }
        });
    }

    fn carry_out(self, desk: SecretariatDesk, effect: Effect) {
        match effect {
            Effect::Renumbered { from, to } => desk.state.update_value(|state| {
                if let Some(source) = state.sources.remove(&from) {
                    state.sources.insert(to, source);
                }
            }),
            Effect::Read(file) if desk == self.own_desk => self.read_with_room(file),
            Effect::Read(file) => self.open_chosen(desk, file, desk.name(file), desk.source(file)),
            Effect::ReadStored { file, bytes_hash } => {
                desk.state
                    .update_value(|state| state.stored_to_read.push_back((file, bytes_hash)));
                self.read_stored(desk);
            }
            Effect::ReadText { file, bytes_hash } => {
                let (name, source) = (desk.name(file), desk.source(file));
                spawn_local(async move {
                    let bytes = taken_bytes(desk, source, bytes_hash).await;
                    self.open(name, bytes.map(FileInput::Bytes), true, move |reading| {
                        let reading = reading.map(|(reading, _)| reading);
                        self.tell(desk, Event::TextRead { file, reading });
                    });
                });
            }
            Effect::FindRubric(fingerprint) => spawn_local(async move {
                let found = self.rubrics.find(fingerprint).await;
                let event = match found {
                    Some(rubric_file) => Event::RubricFound {
                        fingerprint,
                        rubric: Arc::new(rubric_file.rubric.clone()),
                    },
                    None => Event::RubricMissing(fingerprint),
                };
                self.tell(desk, event);
            }),
            Effect::StoreRubric { bytes_hash, .. } => {
                if let Some(bytes) = desk.read_bytes(bytes_hash)
                    && let Ok(text) = std::str::from_utf8(&bytes)
                    && let Ok(rubric_file) = self.rubrics.add(text)
                {
                    // Where it cannot be stored it stays available until the page is left.
                    let _ = rubrics::store_rubric(&rubric_file);
                    self.draw(desk, Drawing::Now);
                }
            }
            // The example is never stored.
            Effect::StoreFile { .. } | Effect::Append { .. } if desk != self.own_desk => {}
            Effect::StoreFile { bytes_hash, .. } => self.hold_bytes(bytes_hash),
            Effect::Append { .. } => self.send_to_storage(desk_storage::Event::EntriesAdded),
        }
    }

    /// Has a file opened that was chosen, from where the person has it or as it came.
    fn open_chosen(self, desk: SecretariatDesk, file: FileNumber, name: String, source: Option<FileSource>) {
        let input = match source {
            Some(FileSource::Chosen(chosen)) if chosen.is_folder() => Err(FileFault::Folder),
            Some(FileSource::Chosen(chosen)) => Ok(FileInput::Chosen(chosen)),
            Some(FileSource::Text(_, text)) => Ok(FileInput::Bytes(Rc::new(text.into_bytes()))),
            None => Err(FileFault::Unreadable),
        };
        self.open(name, input, false, move |reading| {
            let reading = reading.map(|(reading, bytes)| {
                desk.state.update_value(|state| {
                    state.read.insert(reading.bytes_hash, bytes);
                });
                reading
            });
            self.tell(desk, Event::Read { file, reading });
        });
    }

    /// Has stored files opened again.
    fn read_stored(self, desk: SecretariatDesk) {
        let is_busy = desk
            .state
            .try_update_value(|state| std::mem::replace(&mut state.is_reading_stored, true));
        if is_busy != Some(false) {
            return;
        }
        spawn_local(async move {
            loop {
                let next = desk.state.try_update_value(|state| {
                    let next = state.stored_to_read.pop_front();
                    state.is_reading_stored = next.is_some();
                    next
                });
                let Some((file, bytes_hash)) = next.flatten() else {
                    return;
                };
                let (name, source) = (desk.name(file), desk.source(file));
                let bytes = taken_bytes(desk, source, bytes_hash).await;
                self.open(name, bytes.map(FileInput::Bytes), false, move |reading| {
                    let reading = reading.map(|(reading, _)| reading);
                    self.tell(desk, Event::Read { file, reading });
                });
            }
        });
    }

    /// Has a file opened, and calls then.
    fn open(
        self,
        name: String,
        input: Result<FileInput, FileFault>,
        whole: bool,
        then: impl FnOnce(Result<(ReadFile, Rc<Vec<u8>>), Problem<AnyFault>>) + 'static,
    ) {
        match input {
            Ok(input) => self.opener.with_value(|opener| {
                opener.open(name, input, whole, move |opened| then(read(opened)));
            }),
            // Whoever asks is done with asking before the answer comes.
            Err(fault) => spawn_local(async move { then(read(Err(OpenError::File(fault)))) }),
        }
    }

    /// Forgets what was chosen and not read, after the session has.
    fn forget_unread(self, desk: SecretariatDesk) {
        desk.state.update_value(|state| {
            state.to_read.clear();
            state.read.clear();
        });
        if desk == self.own_desk {
            self.opener.with_value(Opener::forget_chosen);
        }
    }

    /// Brings the signals up to date. While files are read the list grows in steps, and the results wait for the last.
    fn draw(self, desk: SecretariatDesk, drawing: Drawing) {
        let listing = desk.listing.get_untracked();
        let now = document::milliseconds();
        let drawn = desk.state.try_update_value(|state| {
            let figures = state.storage.figures(&state.session);
            // A clock may be set back.
            let is_early = (0.0..MILLISECONDS_PER_DRAWING).contains(&(now - state.drawn));
            if figures.progress.is_some() && drawing == Drawing::WhileReading && is_early {
                return None;
            }
            state.drawn = now;
            for number in state.session.take_changed() {
                *state.versions.entry(number).or_default() += 1;
            }
            let versions = &state.versions;
            let rows = state.session.listed(listing.order, &listing.find).into_iter();
            let rows = rows.map(|number| (number.0, versions.get(&number).copied().unwrap_or_default()));
            let rows: Vec<Item> = rows.collect();
            let rubric = state.session.rubric().map(|(_, fingerprint)| fingerprint);
            if figures.progress.is_none() {
                // Of what was taken out in the middle.
                state.read.clear();
            }
            Some((figures, rows, rubric))
        });
        let Some((figures, rows, rubric)) = drawn.flatten() else {
            return;
        };
        desk.set.figures.set(figures);
        desk.set.rows.set(rows);
        self.label(desk, rubric);
        if figures.progress.is_none() {
            self.settle(desk);
        } else if drawing == Drawing::Now {
            desk.set.results.update(|version| *version += 1);
        }
    }

    /// Brings the results up to date, of many applicants in slices of time between which the browser draws.
    fn settle(self, desk: SecretariatDesk) {
        let settle_for = move |milliseconds: f64| {
            let from = document::milliseconds();
            let settle = |state: &mut DeskState| {
                // A clock may be set back.
                while (0.0..milliseconds).contains(&(document::milliseconds() - from)) {
                    if state.session.settle_some(APPLICANTS_AT_ONCE) {
                        return true;
                    }
                }
                false
            };
            // A desk that is gone has nothing left.
            desk.state.try_update_value(settle).unwrap_or(true)
        };
        if settle_for(MILLISECONDS_AT_ONCE) {
            return desk.set.results.update(|version| *version += 1);
        }
        let is_settling = desk
            .state
            .try_update_value(|state| std::mem::replace(&mut state.is_settling, true));
        if is_settling != Some(false) {
            return;
        }
        spawn_local(async move {
            let mut is_settled = false;
            while !is_settled {
                document::yield_to_browser().await;
                is_settled = settle_for(MILLISECONDS_PER_SLICE);
            }
            desk.state.update_value(|state| state.is_settling = false);
            document::yield_to_browser().await;
            desk.set.results.update(|version| *version += 1);
        });
    }

    fn label(self, desk: SecretariatDesk, rubric: Option<Fingerprint>) {
        let rubric_file = rubric.and_then(|rubric| self.rubrics.get(rubric));
        if desk.rubric_file.get_untracked() != rubric_file {
            desk.set.rubric_file.set(rubric_file);
        }
    }
}

impl core::ops::Deref for Secretariat {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        &self.frame
    }
}

/// What was opened, with its bytes.
fn read(opened: Result<Opened, OpenError>) -> Result<(ReadFile, Rc<Vec<u8>>), Problem<AnyFault>> {
    let failed = || Problem::error(Place::File, IntakeFault::OpenerFailed.into());
    match opened {
        Ok(Opened { text, bytes }) => {
            let reading = ReadFile::of_written(&text, &bytes).ok_or_else(failed)?;
            Ok((reading, bytes))
        }
        Err(OpenError::File(fault)) => Err(Problem::error(Place::File, fault.into())),
        Err(OpenError::Failed) => Err(failed()),
    }
}
