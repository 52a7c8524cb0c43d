//! What must hold, whatever happens: each invariant is one check with a name.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use scoring::document::{Address, Document, Edit};
use scoring::keeper::{
    Cause, DRAFTS, Event, JournalKey, News, OpenView, REMOVALS, Saved, Store, TOMBSTONES, View,
};
use scoring::lock::DataKey;
use scoring::stored::{read_head, read_stored_field};

use crate::world::{FIELDS, World};

/// A text that somebody typed, and must be found again.
#[derive(Clone, Debug)]
pub(crate) struct TypedText {
    pub(crate) draft: String,
    pub(crate) at: String,
    pub(crate) text: String,
    pub(crate) window: usize,
    /// The number of the edit that it came with.
    pub(crate) step: u64,
    /// Whether a window that showed it said that it is on the disk.
    pub(crate) acknowledged: bool,
    /// Whether typing in its field has ended, so that the next change keeps it as an ancestor.
    pub(crate) ended: bool,
    /// Whether its past is gone: the journal was emptied since, or it began a new draft. Then it must be found only
    /// while its window shows it.
    pub(crate) is_past_gone: bool,
}

impl TypedText {
    fn is_shown(&self, world: &World) -> bool {
        let open = world.open(self.window).filter(|open| open.draft == self.draft);
        let text = open.and_then(|open| open.texts.get(&crate::world::address(&self.at)));
        text.is_some_and(|text| *text == self.text)
    }
}

/// What a disk acknowledged of a field.
type Acknowledged = BTreeMap<(String, String), (u64, String)>;

/// What the checks remember of a history.
#[derive(Default)]
pub(crate) struct Observations {
    pub(crate) typed_texts: Vec<TypedText>,
    acknowledged: Acknowledged,
    /// Drafts whose removal was called done.
    pub(crate) removed: BTreeSet<String>,
    /// Drafts that were called encrypted, and not decrypted since.
    pub(crate) encrypted: BTreeSet<String>,
    /// Drafts that a removal was asked for.
    pub(crate) removals: BTreeSet<String>,
    /// Drafts whose removal nobody may remember: the place that did was emptied.
    forgotten: BTreeSet<String>,
    /// What was read of the places, at which of their versions.
    read: RefCell<Cache>,
    checked: (u64, u64, bool),
}

/// What was read of each draft, and of which versions of the places.
type Cache = ((u64, u64), BTreeMap<String, Rc<Stored>>);

/// One broken invariant: its name, and what was seen.
pub(crate) type Broken = (&'static str, String);

/// What one event must make of texts and of what can be undone and redone.
pub(crate) struct ExpectedStep {
    after: Document,
    /// The edit that leads back.
    undo: Edit,
    redoes: bool,
}

impl ExpectedStep {
    /// What must come of an event where a draft is open; nothing where it changes no text by itself.
    pub(crate) fn of(view: &View<'_>, event: &Event) -> Option<Self> {
        let View::Open(open) = view else { return None };
        let before = document(open);
        let (edit, redoes) = match event {
            Event::Typed(edit) | Event::FieldsRead(edit) | Event::Restore(edit) => {
                (before.effective(edit.clone()), false)
            }
            Event::Undo => (open.undo.last()?.clone(), true),
            Event::Redo => (open.redo.last()?.clone(), false),
            _ => return None,
        };
        let mut after = before;
        let undo = after.apply(edit).inverse;
        Some(Self { after, undo, redoes })
    }

    /// Whether it came so: all texts of the edit, no other, and one step that leads back to all texts from before.
    pub(crate) fn check(self, view: &View<'_>) -> Result<(), Broken> {
        let View::Open(open) = view else {
            return Err(("an_edit_is_one_step", "the draft is gone".to_owned()));
        };
        if document(open) != self.after {
            return Err((
                "an_edit_is_one_step",
                format!("{:?}, not {:?}", open.texts, self.after),
            ));
        }
        let stack = if self.redoes { open.redo } else { open.undo };
        // What is typed on in one text continues its step.
        if self.undo.changes.len() > 1 && stack.last() != Some(&self.undo) {
            return Err((
                "an_edit_is_one_step",
                format!("{:?} does not end with {:?}", stack, self.undo),
            ));
        }
        Ok(())
    }
}

/// The texts that a window shows.
pub(crate) fn document(open: &OpenView<'_>) -> Document {
    open.texts.clone().into_iter().collect()
}

/// What is stored of a draft, readable.
pub(crate) struct Stored {
    /// The fields in the journal: sequence number and text.
    state: BTreeMap<String, (u64, String)>,
    /// All texts of entries and conflicts, by field.
    history: BTreeMap<String, Vec<String>>,
    local: BTreeMap<String, (u64, String)>,
    /// Fields in localStorage that are encrypted under a lock that is gone: nobody can read them.
    unreadable: BTreeSet<String>,
    /// The texts that were typed or restored together, as their entries tell.
    steps: BTreeMap<(u64, String), Vec<(String, String)>>,
}

fn readable(world: &World, place: &str, observed: &str) -> Option<(u64, String)> {
    let field = read_stored_field(observed);
    if field.damaged {
        return None;
    }
    if let Some(text) = field.text() {
        return Some((field.sequence, text.to_owned()));
    }
    world.keys.values().find_map(|key| {
        let field = field.clone().decrypted(Some(key), place);
        let text = field.text().filter(|_| !field.damaged);
        text.map(|text| (field.sequence, text.to_owned()))
    })
}

/// The key of the lock that a draft has in the journal.
fn key_of<'a>(world: &'a World, draft: &str) -> Option<&'a DataKey> {
    let head = world
        .journal
        .records
        .get(&(Store::State, format!("{draft}/head")))?;
    let lock = read_head(head).lock().cloned()?;
    world.keys.get(&lock.salt).map(Rc::as_ref)
}

fn stored(world: &World, draft: &str) -> Stored {
    let mut found = Stored {
        state: BTreeMap::new(),
        history: BTreeMap::new(),
        local: BTreeMap::new(),
        unreadable: BTreeSet::new(),
        steps: BTreeMap::new(),
    };
    for (key, observed) in world.journal.under(Store::State, &format!("{draft}/field/")) {
        if let Some(read) = readable(world, &key, &observed) {
            found
                .state
                .insert(key[draft.len() + "/field/".len()..].to_owned(), read);
        }
    }
    for (key, observed) in world.journal.under(Store::History, &format!("{draft}/")) {
        let entry = JournalKey::parse(&key).expect("a key");
        let at = entry.address.to_string();
        if let Some((_, text)) = readable(world, &format!("{draft}/field/{at}"), &observed) {
            if matches!(entry.cause, Cause::Typed | Cause::Restored) {
                let step = found.steps.entry((entry.sequence, entry.window)).or_default();
                step.push((at.clone(), text.clone()));
            }
            found.history.entry(at).or_default().push(text);
        }
    }
    for (key, observed) in world.journal.under(Store::Conflicts, &format!("{draft}/")) {
        let at = key.splitn(3, '/').nth(2).expect("an address").to_owned();
        if let Some((_, text)) = readable(world, &key, &observed) {
            found.history.entry(at).or_default().push(text);
        }
    }
    let prefix = format!("{DRAFTS}{draft}/field/");
    for (key, observed) in world
        .local
        .records
        .range(prefix.clone()..)
        .take_while(|(key, _)| key.starts_with(&prefix))
    {
        let at = key[prefix.len()..].to_owned();
        let place = format!("{draft}/field/{at}");
        let field = read_stored_field(observed);
        let read = field.clone().decrypted(key_of(world, draft), &place);
        if field.text().is_none() && (read.damaged || read.text().is_none()) {
            found.unreadable.insert(at.clone());
        }
        if let Some(read) = readable(world, &place, observed) {
            found.local.insert(at, read);
        }
    }
    found
}

impl Stored {
    /// Whether a text is in any place, in its field.
    pub(crate) fn has(&self, at: &str, text: &str) -> bool {
        self.in_journal(at, text) || self.local.get(at).is_some_and(|(_, found)| found == text)
    }

    fn in_journal(&self, at: &str, text: &str) -> bool {
        self.state.get(at).is_some_and(|(_, found)| found == text)
            || self
                .history
                .get(at)
                .is_some_and(|history| history.iter().any(|found| found == text))
    }
}

impl Observations {
    /// Takes note of the news that windows told since the last look.
    pub(crate) fn note_news(&mut self, world: &mut World) {
        for window in world.windows.iter_mut().flatten() {
            for news in std::mem::take(&mut window.news) {
                match news {
                    News::Removal(draft, None) if !self.forgotten.contains(&draft) => {
                        self.removed.insert(draft);
                    }
                    News::Rewritten => {
                        let now = scoring::foundations::Instant::from_unix_seconds(world.now);
                        if let View::Open(open) = window.keeper.view(now) {
                            let draft = open.draft.to_owned();
                            if open.head.lock().is_some() {
                                self.encrypted.insert(draft);
                            } else {
                                self.encrypted.remove(&draft);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// What is stored of a draft just now.
    pub(crate) fn stored(&self, world: &World, draft: &str) -> Rc<Stored> {
        let versions = (world.local.version, world.journal.version);
        let mut read = self.read.borrow_mut();
        if read.0 != versions {
            *read = (versions, BTreeMap::new());
        }
        let found = read.1.entry(draft.to_owned());
        Rc::clone(found.or_insert_with(|| Rc::new(stored(world, draft))))
    }

    /// Everything that must hold at every moment.
    pub(crate) fn check(&mut self, world: &World) -> Result<(), Broken> {
        self.saved_is_true(world)?;
        let versions = (world.local.version, world.journal.version, world.scanned);
        if self.checked != versions || !self.removals.is_empty() || !self.encrypted.is_empty() {
            self.checked = versions;
            self.nothing_acknowledged_goes_back(world)?;
            self.nothing_removed_comes_back(world)?;
            self.nothing_is_half_there(world)?;
            self.nothing_is_readable_under_a_lock(world)?;
        }
        Ok(())
    }

    /// "Saved" is shown only while every text that a window shows, an empty one too, stands where it says.
    ///
    /// In two cases it may be shown a while longer, since nobody can know at once: another window has written a newer
    /// text, and this one is about to hear of it; or the place was emptied, and this window has not looked there since.
    fn saved_is_true(&mut self, world: &World) -> Result<(), Broken> {
        for window in 0..world.windows.len() {
            let Some(open) = world.open(window) else { continue };
            let on_disk = matches!(
                open.saved,
                Saved::OnDisk(_) | Saved::JournalOnly(..) | Saved::Unchanged
            );
            let local = matches!(open.saved, Saved::LocalOnly(..));
            // Of a removal a window hears a moment later.
            if !on_disk && !local || self.removals.contains(open.draft) {
                continue;
            }
            let missed = if on_disk {
                world.missed_journal_emptied(window, open.draft)
            } else {
                world.missed_local_emptied(window, open.draft)
            };
            if missed {
                continue;
            }
            let found = self.stored(world, open.draft);
            let place = if on_disk { &found.state } else { &found.local };
            for at in FIELDS {
                let text = open
                    .texts
                    .get(&crate::world::address(at))
                    .map_or("", String::as_str);
                let stands = place.get(at).map_or("", |(_, text)| text.as_str());
                let excused = if on_disk {
                    self.newer_is_coming(world, window, open.draft, at, text)
                } else {
                    // What was replaced a moment ago this window hears of a moment later.
                    !world.has_seen_all_storage_events(window)
                };
                if stands != text && !excused {
                    return Err((
                        "saved_is_true",
                        format!(
                            "window {window} says {:?} and shows {text:?} in {at}; {stands:?} stands there",
                            open.saved
                        ),
                    ));
                }
                if on_disk {
                    if let Some((sequence, text)) = found.state.get(at).filter(|(_, there)| there == text) {
                        self.acknowledged
                            .insert((open.draft.to_owned(), at.to_owned()), (*sequence, text.clone()));
                    }
                    for typed in &mut self.typed_texts {
                        // As an ancestor it is its own window's to journal; what stands is checked by `acknowledged`.
                        if typed.draft == open.draft && typed.at == at && typed.window == window {
                            typed.acknowledged = true;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether the journal had this text of a field, has a newer one of another window, and this window will hear of
    /// it: by an event, by an answer, by its timer; or, where localStorage did not take the newer one, once it is
    /// looked at.
    fn newer_is_coming(&self, world: &World, window: usize, draft: &str, at: &str, text: &str) -> bool {
        let key = format!("{draft}/field/{at}");
        let found = self.stored(world, draft);
        let Some((stands, _)) = found.state.get(at) else {
            return false;
        };
        let replaced = world.journal.replaced.get(&key).into_iter().flatten();
        let replaced = replaced.filter_map(|observed| readable(world, &key, observed));
        let had: Vec<u64> = replaced
            .filter(|(sequence, there)| sequence <= stands && there == text)
            .map(|(sequence, _)| sequence)
            .collect();
        // A field that nobody had written was empty.
        if had.is_empty() && !text.is_empty() {
            return false;
        }
        let written = world.journal.written.get(&key).copied().unwrap_or_default();
        let refused = world.local.refused.get(&format!("{DRAFTS}{key}"));
        // A window that found localStorage emptied may be gone before it has filled it again; and of two texts with one
        // sequence number the other may have come into an emptied journal last.
        let local = found.local.get(at).map_or(0, |(sequence, _)| *sequence);
        let untold = refused.is_some_and(|refused| refused >= stands)
            || world.local.emptied > 0 && local < *stands
            || world.journal.emptied > 0 && had.contains(stands);
        let waits = world.windows[window].as_ref().is_some_and(|window| window.timer);
        world.will_be_notified(window, written) || untold && !waits
    }

    /// What was acknowledged is never replaced by something older.
    fn nothing_acknowledged_goes_back(&self, world: &World) -> Result<(), Broken> {
        for ((draft, at), (sequence, text)) in &self.acknowledged {
            if self.removals.contains(draft) {
                continue;
            }
            let found = self.stored(world, draft);
            let stands = found.state.get(at).map_or(0, |(sequence, _)| *sequence);
            if stands < *sequence || (stands == *sequence && !found.in_journal(at, text)) {
                return Err((
                    "nothing_acknowledged_goes_back",
                    format!(
                        "{draft} {at}: {text:?} with number {sequence} was acknowledged, {stands} stands"
                    ),
                ));
            }
        }
        Ok(())
    }

    /// What was called removed is in the journal no more, whoever still has it open.
    fn nothing_removed_comes_back(&self, world: &World) -> Result<(), Broken> {
        for draft in &self.removed {
            // A browser that said it has no journal: the next start finishes what was asked for.
            if world.local.records.contains_key(&format!("{REMOVALS}{draft}")) || !world.scanned {
                continue;
            }
            for (store, key) in world.journal.records.keys() {
                let tombstone = *store == Store::Backups && *key == format!("{TOMBSTONES}{draft}");
                if !tombstone && key.split('/').any(|part| part == draft) {
                    return Err(("nothing_removed_comes_back", format!("{store:?} has {key}")));
                }
            }
        }
        Ok(())
    }

    /// A draft has its head, or nothing.
    fn nothing_is_half_there(&self, world: &World) -> Result<(), Broken> {
        let mut heads = BTreeSet::new();
        for (store, key) in world.journal.records.keys() {
            if let (Store::State, Some((draft, "head"))) = (store, key.split_once('/')) {
                heads.insert(draft.to_owned());
            }
        }
        for (store, key) in world.journal.records.keys() {
            let draft = key.split('/').next().unwrap_or_default();
            let of_draft = matches!(
                store,
                Store::State | Store::History | Store::Conflicts | Store::Cards
            );
            if of_draft && !heads.contains(draft) {
                return Err((
                    "nothing_is_half_there",
                    format!("{store:?} has {key} without a head"),
                ));
            }
        }
        Ok(())
    }

    /// After encrypting, no plaintext and no name remains, once the next start has run.
    fn nothing_is_readable_under_a_lock(&self, world: &World) -> Result<(), Broken> {
        for draft in &self.encrypted {
            let head = world
                .journal
                .records
                .get(&(Store::State, format!("{draft}/head")));
            if head.is_none_or(|head| read_head(head).lock().is_none()) {
                continue;
            }
            let of_draft = |key: &str| key.split('/').any(|part| part == draft);
            let told = |place: &str, key: &str, text: &str| {
                Err((
                    "nothing_is_readable_under_a_lock",
                    format!("{place} has {text} under {key}"),
                ))
            };
            for ((store, key), text) in &world.journal.records {
                if of_draft(key) && text.contains('<') {
                    return told(&format!("{store:?}"), key, text);
                }
            }
            if world.is_scanned() {
                for (key, text) in &world.local.records {
                    if of_draft(key) && text.contains('<') {
                        return told("localStorage", key, text);
                    }
                }
            }
        }
        Ok(())
    }

    /// What must hold once everything has arrived: windows show the same, which stands in both places, and no word
    /// is gone.
    pub(crate) fn check_at_rest(&self, world: &World) -> Result<(), Broken> {
        let mut shown: BTreeMap<String, (usize, BTreeMap<Address, String>)> = BTreeMap::new();
        for window in 0..world.windows.len() {
            let Some(open) = world.open(window) else { continue };
            let texts = open.texts.clone();
            if let Some((other, before)) = shown.get(open.draft)
                && *before != texts
            {
                return Err((
                    "windows_end_alike",
                    format!(
                        "{}: window {other} shows {before:?}, window {window} {texts:?}",
                        open.draft
                    ),
                ));
            }
            if !matches!(open.saved, Saved::OnDisk(_) | Saved::Unchanged) {
                return Err((
                    "saved_comes_back",
                    format!("window {window} says {:?}", open.saved),
                ));
            }
            let found = self.stored(world, open.draft);
            for at in FIELDS {
                let text = texts.get(&crate::world::address(at)).map_or("", String::as_str);
                let state = found.state.get(at).map_or("", |(_, text)| text);
                let local = found.local.get(at).map_or("", |(_, text)| text);
                let is_there = text == local || found.unreadable.contains(at);
                if text != state || !is_there {
                    return Err((
                        "both_places_have_what_is_shown",
                        format!(
                            "{} {at}: shown {text:?}, journal {state:?}, localStorage {local:?}",
                            open.draft
                        ),
                    ));
                }
            }
            shown.insert(open.draft.to_owned(), (window, texts));
        }
        for typed in &self.typed_texts {
            // What waits for a passphrase the page says it has.
            let waits = world.windows[typed.window]
                .as_ref()
                .is_some_and(|window| window.keeper.has_unstored_text());
            if self.removals.contains(&typed.draft) || waits && !typed.acknowledged {
                continue;
            }
            if typed.is_past_gone && !typed.is_shown(world) {
                continue;
            }
            let found = self.stored(world, &typed.draft);
            let state = found
                .state
                .get(&typed.at)
                .is_some_and(|(_, text)| text.contains(&typed.text));
            let history = found
                .history
                .get(&typed.at)
                .is_some_and(|history| history.iter().any(|text| text.contains(&typed.text)));
            if !state && !history {
                return Err(("no_text_is_lost", format!("{typed:?}")));
            }
            // After a reload what changed together is undone together.
            let with = self
                .typed_texts
                .iter()
                .filter(|other| other.acknowledged && !other.is_past_gone && other.step == typed.step);
            let together: Vec<(String, String)> =
                with.map(|typed| (typed.at.clone(), typed.text.clone())).collect();
            let whole = |step: &Vec<(String, String)>| together.iter().all(|text| step.contains(text));
            if together.len() > 1 && !found.steps.values().any(whole) {
                return Err(("a_step_stays_whole", format!("{together:?} of {:?}", found.steps)));
            }
        }
        for draft in self.removed.iter().filter(|_| world.scanned) {
            // The wish itself may stand until the next start: it holds no word.
            let mut keys = world
                .local
                .records
                .keys()
                .filter(|key| !key.starts_with(REMOVALS));
            let key = keys.find(|key| key.split('/').any(|part| part == draft));
            if let Some(key) = key {
                return Err(("nothing_removed_comes_back", format!("localStorage has {key}")));
            }
        }
        Ok(())
    }

    /// Whether a disk acknowledged anything of a draft.
    pub(crate) fn is_acknowledged(&self, draft: &str) -> bool {
        self.acknowledged.keys().any(|(of, _)| of == draft)
    }

    /// The journal was emptied: what stood there alone is gone, and what it remembered of removals and locks. What a
    /// window shows must come back.
    pub(crate) fn journal_emptied(&mut self, world: &World) {
        self.acknowledged.clear();
        self.removed.clear();
        self.encrypted.clear();
        self.forgotten.extend(self.removals.iter().cloned());
        self.typed_texts.retain(|typed| typed.is_shown(world));
        for typed in &mut self.typed_texts {
            typed.is_past_gone = true;
            typed.acknowledged = false;
        }
    }

    /// localStorage was emptied, and with it these requests of removals; where there is no journal, they stood there
    /// alone.
    pub(crate) fn local_emptied(&mut self, requests: Vec<String>) {
        self.removed.retain(|draft| !requests.contains(draft));
        self.forgotten.extend(requests);
    }

    /// The windows of these are gone: what they showed and no disk acknowledged may be gone too.
    pub(crate) fn killed(&mut self, windows: &[usize]) {
        self.typed_texts
            .retain(|typed| typed.acknowledged || !windows.contains(&typed.window));
        for typed in &mut self.typed_texts {
            typed.ended |= windows.contains(&typed.window);
        }
    }
}
