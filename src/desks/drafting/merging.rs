//! A file of one's own whose draft is on this machine too: what only one side changed is taken, and of what both
//! changed a person chooses. Nothing is changed before that.
//!
//! A draft notes which drafts it came from, each with a sequence number, and a copy that leaves notes its own draft
//! besides ([`Origin`]). What the history of the draft here says up to that number is what both sides had in common.
//! Where it says nothing of it any more, or the file is older than such notes, what they had in common is not known:
//! then what one side alone says is taken or stays, and a person chooses wherever both say something else.

use crate::desks::drafting::begin::PendingDraft;
use crate::desks::drafting::model::Context;
use crate::desks::drafting::{DeskNotification, DraftStatus, Effect, Session};
use crate::document::{Address, Change, Document, Edit, Form, MergeConflict, ORDER, Schema, Side, merge};
use crate::foundations::{SortedMap, SortedSet, in_order};
use crate::keeper::{
    self, Cause, EntryKey, JournalFault, RandomSource, Record, Records, field_key, fields_at, has_every_entry,
};
use crate::scoresheet::{Draft, Field, Origin, Stage};

/// What a file and the draft here say, and what would become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeOffer {
    /// The file's name.
    pub file: String,
    /// Whether it is known what both had in common.
    pub ancestor_known: bool,
    /// The texts that would be taken from the file, in the order of the document: only the file changed them; where it
    /// is not known what both had in common, only the file has them.
    pub taken: Vec<Change>,
    /// Whether rows that both have would get another order, as in the file.
    pub reordered: bool,
    /// The texts that differ and stay as they are here, in the order of the document: only the draft here changed or has
    /// them.
    pub unchanged: Vec<Change>,
    /// What both changed, in the order of the document.
    pub choices: Vec<MergeChoice>,
}

/// What both sides changed, each in its way: a text, or a row that one of them removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeChoice {
    /// The address of the text or the row.
    pub address: Address,
    /// The texts here.
    pub ours: Vec<Change>,
    /// The texts in the file.
    pub theirs: Vec<Change>,
    /// The side that was chosen.
    pub chosen: Option<Side>,
}

impl MergeOffer {
    /// The place of the first choice that nobody has made.
    pub fn undecided(&self) -> Option<usize> {
        self.choices.iter().position(|choice| choice.chosen.is_none())
    }

    /// Whether the file has nothing that is not here.
    pub fn is_nothing_new(&self) -> bool {
        self.taken.is_empty() && self.choices.is_empty() && !self.reordered
    }
}

/// A file that may belong to a draft on this machine.
pub(super) struct IncomingFile {
    /// The file's name.
    pub(super) file: String,
    /// What it begins where it belongs to none, or where the person wants a draft of its own.
    pub(super) begin: PendingDraft,
    /// The id of the draft that it is a copy of; an application names none.
    pub(super) copy_of: Option<String>,
}

/// How far it is with such a file.
#[derive(Default)]
pub(super) enum Merging {
    /// There is none.
    #[default]
    None,
    /// The drafts on this machine are being listed.
    Listing(Box<IncomingFile>),
    /// It is asked which draft it belongs to.
    Seeking(Box<IncomingFile>),
    /// The draft that it belongs to is being opened.
    Opening(String, Box<IncomingFile>),
    /// What both had in common is being read.
    Reading(String, Box<IncomingFile>, Common),
    /// The person decides.
    Offered(Box<Offered>),
}

/// Which state of the draft here both had in common.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Common {
    /// The state up to a sequence number.
    At(u64),
    /// The state that it began with.
    First,
    /// The texts up to this sequence number are being read.
    Texts(u64),
}

/// A file that is offered.
pub(super) struct Offered {
    draft: String,
    incoming: IncomingFile,
    theirs: Document,
    ancestor: Option<Document>,
    /// What was chosen, of the texts that were seen then.
    chosen: Vec<MergeChoice>,
    /// The positions of rows that are taken or move.
    order: Vec<Change>,
    shown: MergeOffer,
}

/// A file compared with a draft.
#[derive(Default)]
struct Comparison {
    taken: Vec<Change>,
    order: Vec<Change>,
    unchanged: Vec<Change>,
    choices: Vec<MergeChoice>,
}

impl IncomingFile {
    fn origin(&self) -> Origin {
        Origin::parse(self.begin.text(&Field::Origin))
    }

    /// Whether it may belong to this draft, going by what that notes of its origin, and by its card.
    fn belongs_to(&self, listed: &keeper::ListedDraft, origin: &str) -> bool {
        let Some(copy_of) = &self.copy_of else {
            // An application names no draft: one of the same applicant is meant, if any.
            let applicant = self.begin.text(&Field::Applicant);
            let is_own = listed.card.stage.as_deref() == Some(Stage::SelfAssessment.id());
            return is_own && !applicant.is_empty() && listed.card.applicant == applicant;
        };
        let (theirs, mut ours) = (self.origin(), Origin::parse(origin));
        if *copy_of == listed.draft || ours.sequence_of(copy_of).is_some() {
            return true;
        }
        ours.note(&listed.draft, 0);
        theirs.meets(&ours)
    }
}

impl Session {
    /// The file that is offered to be merged into the open draft.
    pub fn merge_offer(&self) -> Option<&MergeOffer> {
        match &self.merging {
            Merging::Offered(offered) => Some(&offered.shown),
            _ => None,
        }
    }

    /// Begins a draft from a file, unless its draft is on this machine already: the drafts here are listed first.
    pub(super) fn begin_or_merge(
        &mut self,
        incoming: IncomingFile,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        self.merging = Merging::Listing(Box::new(incoming));
        self.list_drafts(context);
    }

    /// The drafts on this machine are listed: it is asked which of them the file belongs to.
    pub(super) fn drafts_listed(&mut self, context: &mut Context<'_, impl RandomSource>) {
        let incoming = match std::mem::take(&mut self.merging) {
            Merging::Listing(incoming) => incoming,
            // Drafts are listed for other reasons too.
            other => {
                self.merging = other;
                return;
            }
        };
        let listing = self.keeper.listing();
        let listed = listing.into_iter().flat_map(|listing| &listing.drafts);
        let ids: Vec<String> = listed.map(|listed| listed.draft.clone()).collect();
        if ids.is_empty() {
            return self.begin(incoming.begin, context);
        }
        self.merging = Merging::Seeking(incoming);
        context.ask(Effect::ReadOrigins(ids));
    }

    /// What the drafts on this machine note of their origin: the one that the file belongs to is opened.
    pub(super) fn origins_read(
        &mut self,
        origins: &SortedMap<String, String>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let incoming = match std::mem::take(&mut self.merging) {
            Merging::Seeking(incoming) => incoming,
            other => {
                self.merging = other;
                return;
            }
        };
        let listing = self.keeper.listing();
        let mut listed = listing.into_iter().flat_map(|listing| &listing.drafts);
        let found = listed.find(|listed| {
            let origin = origins.get(&listed.draft).map_or("", String::as_str);
            incoming.belongs_to(listed, origin)
        });
        let Some(id) = found.map(|listed| listed.draft.clone()) else {
            return self.begin(incoming.begin, context);
        };
        self.merging = Merging::Opening(id.clone(), incoming);
        if self.asked() == Some(&id) {
            self.follow_merging(context);
        } else if !self.replace(id.clone(), keeper::Event::Open(id.clone()), context) {
            // Texts of the open draft are in no storage; that was shown.
            self.merging = Merging::None;
            return;
        }
        // Meanwhile it may have begun as a draft of its own.
        if !matches!(self.merging, Merging::None) {
            context.notify(DeskNotification::MergeFound(id));
        }
    }

    /// Goes on where the draft is open; where it is another draft's turn, the file waits in the list or with the
    /// person.
    pub(super) fn follow_merging(&mut self, context: &mut Context<'_, impl RandomSource>) {
        match &self.merging {
            Merging::None | Merging::Listing(_) | Merging::Seeking(_) => {}
            Merging::Opening(id, _) | Merging::Reading(id, ..) if self.asked() != Some(id) => {
                self.merging = Merging::None;
            }
            Merging::Opening(..) => match self.draft_status(context.now) {
                DraftStatus::Open => self.compare_with_open(context),
                DraftStatus::Failed(_) | DraftStatus::Detached(_) => self.begin_separately(context),
                DraftStatus::Nothing | DraftStatus::Opening | DraftStatus::AwaitingPassphrase(..) => {}
            },
            Merging::Reading(..) => {}
            // What was submitted meanwhile, here or by another window, takes nothing any more.
            Merging::Offered(offered)
                if self.open_id() != Some(&offered.draft)
                    || self.submission_state(context.now).is_fixed() =>
            {
                self.merging = Merging::None;
            }
            Merging::Offered(_) => self.show_offer(),
        }
    }

    /// The draft is open: what both had in common is asked for, where anything is noted of it.
    fn compare_with_open(&mut self, context: &mut Context<'_, impl RandomSource>) {
        let Some(ours) = self.read(|draft, _| draft.clone()) else {
            return;
        };
        let Merging::Opening(id, incoming) = std::mem::take(&mut self.merging) else {
            return;
        };
        if !incoming.begin.is_of(&ours.head) {
            return self.begin(incoming.begin, context);
        }
        if self.submission_state(context.now).is_fixed() {
            return self.begin(incoming.begin.beside_submitted(), context);
        }
        // A copy of this very draft is one of its own earlier states, unless that went on elsewhere.
        if incoming.copy_of.as_deref() == Some(&id) {
            let theirs = incoming.begin.draft(ours.head.clone()).document;
            let is_earlier = incoming.origin().sequence_of(&id).is_none_or(|sequence| {
                let origin = Address::from(Field::Origin);
                self.keeper.can_have_had(sequence, theirs.as_map(), &origin)
            });
            return self.offer(id, *incoming, is_earlier.then_some(theirs));
        }
        let copy_of = incoming.copy_of.as_deref().unwrap_or_default();
        let common = match incoming.origin().sequence_of(&id) {
            Some(sequence) => Common::At(sequence),
            None if origin_of(&ours.document).sequence_of(copy_of).is_some() => Common::First,
            None => return self.offer(id, *incoming, None),
        };
        context.ask(Effect::ReadHistory(id.clone()));
        self.merging = Merging::Reading(id, incoming, common);
    }

    /// The keys of the history: they say which texts both had in common. The history is read for other reasons too.
    pub(super) fn common_keys_read(
        &mut self,
        id: &str,
        keys: &Result<Vec<String>, JournalFault>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let (draft, incoming, common) = match std::mem::take(&mut self.merging) {
            Merging::Reading(draft, incoming, common @ (Common::At(_) | Common::First)) if draft == id => {
                (draft, incoming, common)
            }
            other => {
                self.merging = other;
                return;
            }
        };
        let keys = keys.iter().flatten().filter_map(|key| EntryKey::parse(key));
        let keys: Vec<EntryKey> = keys.collect();
        let sequences = || keys.iter().map(|key| key.sequence);
        let sequence = match common {
            Common::At(sequence) => sequences()
                .max()
                .filter(|latest| sequence <= *latest)
                .map(|_| sequence),
            Common::First => {
                let begun = keys.iter().take_while(|key| key.cause == Cause::Begun);
                begun.last().map(|key| key.sequence)
            }
            Common::Texts(_) => None,
        };
        // A history that was emptied and filled again does not begin with the draft, and of a text that was copied into
        // it nobody knows what stood there before.
        let is_first = keys.first().is_some_and(|key| key.cause == Cause::Begun);
        let is_known =
            has_every_entry(&keys) && is_first && keys.iter().all(|key| key.cause != Cause::Refilled);
        let Some(sequence) = sequence.filter(|_| is_known) else {
            return self.offer(draft, *incoming, None);
        };
        let fields = fields_at(&keys, sequence);
        let wanted = fields.values().map(ToString::to_string).collect();
        context.ask(Effect::ReadEntries {
            draft: draft.clone(),
            sequence,
            keys: wanted,
        });
        self.merging = Merging::Reading(draft, incoming, Common::Texts(sequence));
    }

    /// The texts that both had in common. Whether the answer was meant for this.
    pub(super) fn common_texts_read(
        &mut self,
        id: &str,
        sequence: u64,
        records: &Result<Records, JournalFault>,
    ) -> bool {
        let (draft, incoming) = match std::mem::take(&mut self.merging) {
            Merging::Reading(draft, incoming, Common::Texts(wanted)) if draft == id && wanted == sequence => {
                (draft, incoming)
            }
            other => {
                self.merging = other;
                return false;
            }
        };
        let ancestor = records
            .as_ref()
            .ok()
            .and_then(|records| self.document_of(id, records));
        // A draft that began from this copy notes it from the first.
        let began_so = |ancestor: &Document| {
            let copy_of = incoming.copy_of.as_deref().unwrap_or_default();
            incoming.origin().sequence_of(id).is_some() || origin_of(ancestor).sequence_of(copy_of).is_some()
        };
        let ancestor = ancestor.filter(began_so);
        self.offer(draft, *incoming, ancestor);
        true
    }

    /// A document out of journal entries; nothing where one of them is damaged.
    fn document_of(&self, id: &str, records: &Records) -> Option<Document> {
        let key = self.keeper.key().map(std::rc::Rc::as_ref);
        let texts = records.iter().map(|(entry, value)| {
            let (address, Record::Field(field)) = (EntryKey::parse(entry)?.address, value) else {
                return None;
            };
            let field = field.clone().decrypted(key, &field_key(id, &address));
            let text = field.text().filter(|_| !field.damaged)?.to_owned();
            Some((address, text))
        });
        texts.collect()
    }

    fn offer(&mut self, draft: String, incoming: IncomingFile, ancestor: Option<Document>) {
        let Some(head) = self.read(|draft, _| draft.head.clone()) else {
            return;
        };
        let shown = MergeOffer {
            file: incoming.file.clone(),
            ancestor_known: ancestor.is_some(),
            taken: Vec::new(),
            reordered: false,
            unchanged: Vec::new(),
            choices: Vec::new(),
        };
        self.merging = Merging::Offered(Box::new(Offered {
            draft,
            theirs: incoming.begin.draft(head).document,
            incoming,
            ancestor,
            chosen: Vec::new(),
            order: Vec::new(),
            shown,
        }));
        self.show_offer();
    }

    /// Compares the file with the draft as it is. A choice counts as long as both sides say what they said when it
    /// was made.
    fn show_offer(&mut self) {
        let Some((ours, schema)) = self.read(|draft, _| (draft.document.clone(), draft.head.kind.schema()))
        else {
            return;
        };
        if let Merging::Offered(offered) = &mut self.merging {
            let ancestor = offered.ancestor.as_ref();
            let mut compared = Comparison::of(ancestor, &ours, &offered.theirs, schema);
            for choice in &mut compared.choices {
                let made = offered.chosen.iter().find(|made| {
                    made.address == choice.address && made.ours == choice.ours && made.theirs == choice.theirs
                });
                choice.chosen = made.and_then(|made| made.chosen);
            }
            let shown = &mut offered.shown;
            shown.reordered = compared
                .order
                .iter()
                .any(|moved| !ours.text(&moved.address).is_empty() && !moved.text.is_empty());
            (shown.taken, shown.unchanged) = (compared.taken, compared.unchanged);
            (shown.choices, offered.order) = (compared.choices, compared.order);
        }
    }

    /// Chooses a side of what both changed.
    pub(super) fn choose_side(&mut self, address: &Address, side: Side) {
        if let Merging::Offered(offered) = &mut self.merging
            && let Some(choice) = offered
                .shown
                .choices
                .iter_mut()
                .find(|choice| choice.address == *address)
        {
            choice.chosen = Some(side);
            offered.chosen.retain(|made| made.address != *address);
            offered.chosen.push(choice.clone());
        }
    }

    /// Chooses the same side of everything that both changed.
    pub(super) fn choose_all(&mut self, side: Side) {
        if let Merging::Offered(offered) = &mut self.merging {
            for choice in &mut offered.shown.choices {
                choice.chosen = Some(side);
            }
            offered.chosen.clone_from(&offered.shown.choices);
        }
    }

    /// Merges the file into the draft, as one step; the state before stays in the history. While anything is undecided
    /// nothing is changed.
    pub(super) fn accept_merge(&mut self, context: &mut Context<'_, impl RandomSource>) {
        let Merging::Offered(offered) = &self.merging else {
            return;
        };
        if let Some(place) = offered.shown.undecided() {
            return context.notify(DeskNotification::MergeUndecided(place));
        }
        let Some(ours) = self.read(|draft, _| draft.document.clone()) else {
            return;
        };
        let mut changes = offered.shown.taken.clone();
        let mut order = offered.order.clone();
        for choice in &offered.shown.choices {
            if choice.chosen == Some(Side::Theirs) {
                let gone = choice.ours.iter().map(|change| Change {
                    address: change.address.clone(),
                    text: String::new(),
                });
                let stays =
                    |change: &Change| choice.theirs.iter().any(|their| their.address == change.address);
                changes.extend(gone.filter(|change| !stays(change)));
                changes.extend(choice.theirs.iter().cloned());
            }
        }
        let count = changes
            .iter()
            .filter(|change| change.address.last() != ORDER)
            .count();
        changes.append(&mut order);
        let is_changed = !changes.is_empty();
        let mut origin = origin_of(&ours);
        origin.join(&offered.incoming.origin());
        let noted = Edit::of(Field::Origin, origin.text());
        let waiting_file = offered.incoming.begin.waiting_file.clone();
        self.merging = Merging::None;
        if is_changed {
            let edit = changes.into_iter().chain(noted.changes).collect();
            self.send_to_keeper(keeper::Event::Restore(edit), context);
        } else {
            self.send_to_keeper(keeper::Event::Noted(noted), context);
        }
        self.waiting_files
            .retain(|one| Some(one) != waiting_file.as_ref());
        let only_rows = count == 0 && is_changed;
        context.notify(if only_rows {
            DeskNotification::RowsMoved
        } else {
            DeskNotification::Merged(count)
        });
    }

    /// The file begins a draft of its own.
    pub(super) fn begin_separately(&mut self, context: &mut Context<'_, impl RandomSource>) {
        match std::mem::take(&mut self.merging) {
            Merging::None => {}
            Merging::Listing(incoming)
            | Merging::Seeking(incoming)
            | Merging::Opening(_, incoming)
            | Merging::Reading(_, incoming, _) => {
                self.begin(incoming.begin, context);
            }
            Merging::Offered(offered) => self.begin(offered.incoming.begin, context),
        }
    }

    /// The file is not wanted: the draft stays as it is.
    pub(super) fn drop_merge(&mut self) {
        if let Merging::Offered(offered) = std::mem::take(&mut self.merging) {
            let waiting_file = offered.incoming.begin.waiting_file;
            self.waiting_files
                .retain(|one| Some(one) != waiting_file.as_ref());
        }
    }
}

/// What a draft notes of its origin.
fn origin_of(document: &Document) -> Origin {
    Origin::parse(document.text(&Field::Origin.into()))
}

/// A copy's texts with the note of the draft and the sequence number up to which they hold it.
pub(super) fn with_origin(draft: &Draft, sequence: u64) -> Draft {
    let mut copy = draft.clone();
    let mut origin = origin_of(&draft.document);
    origin.note(&draft.head.id, sequence);
    copy.apply(Edit::of(Field::Origin, origin.text()));
    copy
}

impl Comparison {
    /// Each list is in the order of the document.
    fn of(ancestor: Option<&Document>, ours: &Document, theirs: &Document, schema: &Schema) -> Self {
        let typed = |document: &Document| -> Document {
            let texts = document.texts();
            let texts = texts.filter(|(address, _)| form_of(schema, address) != Some(Form::Record));
            texts
                .map(|(address, text)| (address.clone(), text.to_owned()))
                .collect()
        };
        let (ours, theirs) = (typed(ours), typed(theirs));
        // Without an ancestor a text that one side alone has is taken, and any other that differs is a choice.
        let ancestor = ancestor.map(typed).unwrap_or_default();
        let merged = merge(&ancestor, &ours, &theirs);
        let (mut choices, mut chosen_at) = (Vec::new(), SortedSet::new());
        for conflict in &merged.conflicts {
            let (address, texts): (_, TextsAt) = match conflict {
                // The position of a row is no text that a person would choose.
                MergeConflict::Text { address, .. } if is_order(schema, address) => continue,
                MergeConflict::Text { address, .. } => (address, text_at),
                MergeConflict::RemovedRow { row, .. } => (row, texts_below),
            };
            let choice = MergeChoice {
                address: address.clone(),
                ours: texts(&ours, address, schema),
                theirs: texts(&theirs, address, schema),
                chosen: None,
            };
            chosen_at.insert(address.clone());
            let both = choice.ours.iter().chain(&choice.theirs);
            chosen_at.extend(both.map(|change| change.address.clone()));
            choices.push(choice);
        }
        let rank = |choice: &MergeChoice| {
            let first = choice.ours.first().or(choice.theirs.first());
            schema.rank(first.map_or(&choice.address, |change| &change.address))
        };
        let choices = in_order(choices, |one, other| rank(one).cmp(&rank(other)));
        let without_choices = |changes: Vec<Change>| -> Vec<Change> {
            let settled = changes
                .into_iter()
                .filter(|change| !chosen_at.contains(&change.address));
            ranked(settled.collect(), schema)
        };
        let taken = without_choices(ours.edit_to(&merged.document).changes);
        let (order, taken) = taken
            .into_iter()
            .partition(|change| is_order(schema, &change.address));
        let mut unchanged = without_choices(theirs.edit_to(&merged.document).changes);
        unchanged.retain(|change| !is_order(schema, &change.address));
        Self {
            taken,
            order,
            unchanged,
            choices,
        }
    }
}

/// Whether an address holds the position of a row.
fn is_order(schema: &Schema, address: &Address) -> bool {
    form_of(schema, address) == Some(Form::Order)
}

fn form_of(schema: &Schema, address: &Address) -> Option<Form> {
    schema.read(address).map(|reading| reading.field.form)
}

/// The texts that a side has at an address.
type TextsAt = fn(&Document, &Address, &Schema) -> Vec<Change>;

/// The text at an address, where there is one.
fn text_at(document: &Document, address: &Address, _: &Schema) -> Vec<Change> {
    let text = Some(document.text(address)).filter(|text| !text.is_empty());
    let change = text.map(|text| Change {
        address: address.clone(),
        text: text.to_owned(),
    });
    change.into_iter().collect()
}

/// The texts of a row, in the order of the document.
fn texts_below(document: &Document, row: &Address, schema: &Schema) -> Vec<Change> {
    let texts = document.below(row).map(|(address, text)| Change {
        address: address.clone(),
        text: text.to_owned(),
    });
    ranked(texts.collect(), schema)
}

/// Changes in the order of the document.
fn ranked(changes: Vec<Change>, schema: &Schema) -> Vec<Change> {
    in_order(changes, |one, other| {
        schema.rank(&one.address).cmp(&schema.rank(&other.address))
    })
}
