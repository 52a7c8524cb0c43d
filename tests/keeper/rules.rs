//! Single rules: many of them found by random runs and shrunk to the shortest form.

use std::rc::Rc;

use scoring::document::Change as TextChange;
use scoring::keeper::{
    Body, Difference, Event, Exported, IncompleteRemoval, JournalFault, JournalState, LocalFault,
    Notification, OpenFault, ReencryptFault, SaveStatus, Store, StoredField, View, differences,
    has_every_entry,
};

use scoring::stored::read_stored_field;

use crate::disk::{JournalMode, LocalMode};
use crate::world::{World, address, edit};

const NAME: &str = "applicant";
const OVERALL: &str = "overall";
const VALUE: &str = "clause/1.1/value";

/// Windows that show one draft, at rest.
fn windows(count: usize) -> (World, String) {
    let mut world = World::new(count);
    world.settle();
    let id = world.begin(0, &[(NAME, "甲")]);
    world.settle();
    for window in 1..count {
        world.send(window, Event::Open(id.clone()));
        world.settle();
    }
    (world, id)
}

fn text(world: &World, window: usize, at: &str) -> String {
    let open = world.open(window).expect("an open draft");
    open.texts.get(&address(at)).cloned().unwrap_or_default()
}

fn saved(world: &World, window: usize) -> SaveStatus {
    world.open(window).expect("an open draft").saved
}

fn notifications(world: &mut World, window: usize) -> Vec<Notification> {
    std::mem::take(&mut world.windows[window].as_mut().expect("a window").notifications)
}

/// An idle window shows another window's text as saved only once the journal has it.
///
/// SPEC J24
#[test]
fn texts_of_another_window_are_saved_once_the_journal_has_them() {
    let (mut world, _) = windows(2);
    world.send(0, Event::Typed(edit(OVERALL, "好")));
    while world.deliver_storage_event(1) {}
    assert_eq!(text(&world, 1, OVERALL), "好");
    assert_eq!(saved(&world, 1), SaveStatus::Saving);
    world.settle();
    assert!(matches!(saved(&world, 1), SaveStatus::OnDisk(_)));
    // The window that typed it may be gone before its own words arrive.
    world.send(0, Event::Typed(edit(OVERALL, "很好")));
    while world.deliver_storage_event(1) {}
    world.kill(0, 0);
    world.settle();
    world.kill_browser(usize::MAX - 1, 0);
    world.start(0);
    world.settle();
    world.send(0, Event::Open("draft1".to_owned()));
    world.settle();
    assert_eq!(text(&world, 0, OVERALL), "很好");
}

/// Two windows give different texts the same sequence number: what both will show is in localStorage, though the window
/// that wrote it is gone.
///
/// SPEC J15
#[test]
fn of_equal_sequence_numbers_the_text_that_stands_is_written_by_whoever_shows_it() {
    let (mut world, id) = windows(2);
    world.journal.mode = JournalMode::Failing(JournalFault::Absent);
    world.send(1, Event::Typed(edit(OVERALL, "乙的")));
    world.send(0, Event::Typed(edit(OVERALL, "丙")));
    world.kill(1, 0);
    while world.deliver_storage_event(0) {}
    assert_eq!(text(&world, 0, OVERALL), "乙的");
    let key = format!("{}{id}/field/{OVERALL}", scoring::keeper::DRAFTS);
    assert!(
        world.local.records[&key].contains("乙的"),
        "{}",
        world.local.records[&key]
    );
}

/// With equal sequence numbers the window whose text wins gives it a new number, so that no storage keeps the other as
/// equally new.
///
/// SPEC J15
#[test]
fn of_equal_sequence_numbers_the_text_that_stands_gets_a_higher_one() {
    let (mut world, id) = windows(2);
    world.send(0, Event::Typed(edit(OVERALL, "乙的")));
    world.send(1, Event::Typed(edit(OVERALL, "丙")));
    let tied = world.open(0).expect("an open draft").sequence;
    while world.deliver_storage_event(0) {}
    world.settle();
    assert_eq!(text(&world, 1, OVERALL), "乙的");
    let state = world
        .journal
        .under(Store::State, &format!("{id}/field/{OVERALL}"));
    let stands = read_stored_field(&state[0].1);
    assert!(stands.sequence > tied, "{stands:?}");
}

/// The window that wrote a text may be gone before it journals it: whoever writes over it puts it into the history.
///
/// SPEC J4, J24
#[test]
fn an_ancestor_from_another_window_is_in_the_history() {
    let (mut world, id) = windows(2);
    world.send(0, Event::Typed(edit(OVERALL, "先写的")));
    while world.deliver_storage_event(1) {}
    world.kill(0, 0);
    world.send(1, Event::Typed(edit(OVERALL, "后写的")));
    world.settle();
    let history = world.journal.under(Store::Entries, &format!("{id}/"));
    assert!(
        history.iter().any(|(_, text)| text.contains("先写的")),
        "{history:?}"
    );
    world.send(1, Event::Undo);
    assert_eq!(text(&world, 1, OVERALL), "先写的");
}

/// A journal that does not answer may have done what it was asked: it is asked what became of it.
///
/// SPEC J26
#[test]
fn encryption_without_an_answer_is_looked_up_in_the_journal() {
    for (mode, done) in [
        (JournalMode::SilentDone, true),
        (JournalMode::SilentUndone, false),
    ] {
        let (mut world, id) = windows(1);
        let (key, lock) = world.lock();
        let head = world.head(&id, Some(lock));
        world.send(0, Event::Reencrypt(Some(key), head));
        world.journal.mode = mode;
        world.step_journal();
        world.deliver_answer(0);
        assert!(world.open(0).expect("an open draft").reencrypting);
        world.journal.mode = JournalMode::Working;
        world.settle();
        let notifications = notifications(&mut world, 0);
        assert_eq!(
            notifications.contains(&Notification::Reencrypted),
            done,
            "{notifications:?}"
        );
        assert_eq!(
            notifications.contains(&Notification::NotReencrypted(ReencryptFault::Journal(
                JournalFault::Silent
            ))),
            !done,
            "{notifications:?}"
        );
        let readable = world.local.records.values().any(|text| text.contains('甲'));
        assert_eq!(readable, !done);
    }
}

/// A passphrase opens the lock that it was typed for: where another window has put another one there meanwhile, it is
/// asked for again, and nothing is shown as empty.
///
/// SPEC J26
#[test]
fn a_lock_that_changed_while_its_passphrase_was_typed_is_asked_for_again() {
    let (mut world, id) = windows(2);
    let encrypt = |world: &mut World| {
        let (key, lock) = world.lock();
        let head = world.head(&id, Some(lock));
        world.send(0, Event::Reencrypt(Some(Rc::clone(&key)), head));
        world.settle();
        key
    };
    let first = encrypt(&mut world);
    assert!(matches!(world.view(1), Some(View::AwaitingPassphrase(..))));
    world.freeze(1);
    let plain = world.head(&id, None);
    world.send(0, Event::Reencrypt(None, plain));
    world.settle();
    encrypt(&mut world);
    world.windows[1].as_mut().expect("a window").frozen = false;
    world.send(1, Event::PassphraseAccepted(id.clone(), first));
    world.settle();
    assert!(
        matches!(world.view(1), Some(View::AwaitingPassphrase(..))),
        "{:?}",
        world.view(1)
    );
    world.unlock(1);
    world.settle();
    assert_eq!(text(&world, 1, NAME), "甲");
}

/// What was typed while a draft was decrypted and the window was killed stands encrypted, under a key that nobody has:
/// it does not keep localStorage from what is written later.
///
/// SPEC J26
#[test]
fn a_field_encrypted_under_a_former_lock_is_overwritten() {
    let (mut world, id) = windows(1);
    let (key, lock) = world.lock();
    let head = world.head(&id, Some(lock));
    world.send(0, Event::Reencrypt(Some(key), head));
    world.settle();
    let plain = world.head(&id, None);
    world.send(0, Event::Reencrypt(None, plain));
    world.send(0, Event::Typed(edit(OVERALL, "没有写完")));
    world.send(0, Event::Typed(edit(NAME, "乙")));
    world.kill(0, 1);
    world.start(0);
    world.settle();
    world.send(0, Event::Open(id.clone()));
    world.settle();
    for name in ["丙", "丁"] {
        world.send(0, Event::Typed(edit(NAME, name)));
        world.settle();
        let key = format!("{}{id}/field/{NAME}", scoring::keeper::DRAFTS);
        assert!(
            world.local.records[&key].contains(name),
            "{}",
            world.local.records[&key]
        );
    }
}

/// SPEC J25
#[test]
fn a_window_shows_a_removal_elsewhere_and_offers_its_texts() {
    for asleep in [false, true] {
        let (mut world, id) = windows(2);
        if asleep {
            world.freeze(1);
        }
        world.send(0, Event::Remove(id.clone()));
        world.settle();
        assert_eq!(
            notifications(&mut world, 0).last(),
            Some(&Notification::Removal(id.clone(), None))
        );
        world.thaw(1);
        world.settle();
        let Some(View::Detached(texts, OpenFault::Removed)) = world.view(1) else {
            panic!("{asleep}: {:?}", world.view(1));
        };
        assert_eq!(texts.get(&address(NAME)).map(String::as_str), Some("甲"));
        let of_draft = |key: &String| key.split('/').any(|part| part == id);
        assert!(!world.local.records.keys().any(of_draft));
        assert!(
            !world
                .journal
                .records
                .keys()
                .any(|(store, key)| *store != Store::Backups && of_draft(key))
        );
        let head = world.head("draft9", None);
        world.send(1, Event::RestoreDetached("draft9".to_owned(), head));
        world.settle();
        assert_eq!(text(&world, 1, NAME), "甲");
        assert!(matches!(saved(&world, 1), SaveStatus::OnDisk(_)));
    }
}

/// SPEC J25
#[test]
fn a_removal_that_one_storage_failed_is_retried() {
    let (mut world, id) = windows(1);
    world.journal.mode = JournalMode::Failing(JournalFault::Full);
    world.send(0, Event::Remove(id.clone()));
    world.settle();
    let left = IncompleteRemoval {
        local: None,
        journal: Some(JournalFault::Full),
    };
    assert_eq!(
        notifications(&mut world, 0).last(),
        Some(&Notification::Removal(id.clone(), Some(left)))
    );
    // The request survives the window.
    world.kill(0, 0);
    world.journal.mode = JournalMode::Working;
    world.start(0);
    world.settle();
    assert_eq!(
        notifications(&mut world, 0).last(),
        Some(&Notification::Removal(id.clone(), None))
    );
    world.send(0, Event::Open(id));
    world.settle();
    assert!(matches!(world.view(0), Some(View::Failed(_))));
}

/// A browser that was killed comes back with a localStorage from before.
///
/// SPEC J25, J26
#[test]
fn records_that_a_killed_browser_restored_are_removed_at_the_start() {
    for removed in [true, false] {
        let (mut world, id) = windows(1);
        if removed {
            world.send(0, Event::Remove(id.clone()));
        } else {
            let (key, lock) = world.lock();
            let head = world.head(&id, Some(lock));
            world.send(0, Event::Reencrypt(Some(key), head));
        }
        world.settle();
        let changes = world.local.changes();
        // As it was right after the draft was begun.
        world.kill_browser(changes - 4, 0);
        assert!(
            world.local.records.values().any(|text| text.contains('甲')),
            "{removed}"
        );
        world.start(0);
        world.settle();
        assert!(
            !world.local.records.values().any(|text| text.contains('甲')),
            "{removed}"
        );
        let listed = world.windows[0]
            .as_ref()
            .expect("a window")
            .keeper
            .listing()
            .expect("a listing")
            .drafts
            .len();
        assert_eq!(listed, usize::from(!removed));
    }
}

/// SPEC J26
#[test]
fn encryption_is_reported_once_both_storages_are_encrypted() {
    let (mut world, id) = windows(1);
    let (key, lock) = world.lock();
    let head = world.head(&id, Some(lock));
    world.send(0, Event::Reencrypt(Some(key), head));
    world.local.mode = LocalMode::Unavailable;
    world.step_journal();
    world.deliver_answer(0);
    assert!(!notifications(&mut world, 0).contains(&Notification::Reencrypted));
    world.local.mode = LocalMode::Working;
    world.settle();
    assert!(notifications(&mut world, 0).contains(&Notification::Reencrypted));
    for text in world.local.records.values().chain(world.journal.records.values()) {
        assert!(!text.contains('甲'), "{text}");
    }
    assert_eq!(text(&world, 0, NAME), "甲");
}

/// SPEC J26
#[test]
fn encryption_that_fails_leaves_everything_readable() {
    let (mut world, id) = windows(1);
    let (key, lock) = world.lock();
    let head = world.head(&id, Some(lock));
    world.send(0, Event::Reencrypt(Some(key), head));
    world.journal.mode = JournalMode::Failing(JournalFault::Full);
    world.step_journal();
    world.deliver_answer(0);
    assert!(
        notifications(&mut world, 0).contains(&Notification::NotReencrypted(ReencryptFault::Journal(
            JournalFault::Full
        )))
    );
    world.journal.mode = JournalMode::Working;
    world.kill_browser(0, 0);
    world.start(0);
    world.settle();
    world.send(0, Event::Open(id));
    world.settle();
    assert_eq!(text(&world, 0, NAME), "甲");
}

/// SPEC J27
#[test]
fn a_window_that_slept_learns_what_happened_before_it_writes() {
    let (mut world, _) = windows(2);
    world.freeze(1);
    world.send(0, Event::Typed(edit(OVERALL, "新的")));
    world.settle();
    world.thaw(1);
    assert_eq!(text(&world, 1, OVERALL), "新的");
    world.send(1, Event::Typed(edit(NAME, "乙")));
    world.settle();
    assert_eq!(text(&world, 0, NAME), "乙");
    assert_eq!(text(&world, 0, OVERALL), "新的");
}

/// SPEC J12
#[test]
fn a_storage_that_refused_nothing_is_not_called_full() {
    let (mut world, _) = windows(1);
    world.journal.mode = JournalMode::Failing(JournalFault::Silent);
    world.empty_local(true);
    world.settle_but_retries();
    assert_eq!(saved(&world, 0), SaveStatus::Failed(JournalFault::Silent, None));
}

/// SPEC J13
#[test]
fn text_that_is_in_no_storage_blocks_every_replacement() {
    let (mut world, id) = windows(1);
    world.journal.mode = JournalMode::Failing(JournalFault::Full);
    world.local.mode = LocalMode::Full(10);
    world.send(0, Event::Typed(edit(OVERALL, "只在这里")));
    world.settle_but_retries();
    assert_eq!(
        saved(&world, 0),
        SaveStatus::Failed(JournalFault::Full, Some(LocalFault::Full))
    );
    world.send(0, Event::Open("another".to_owned()));
    world.begin(0, &[(NAME, "丙")]);
    world.send(0, Event::Close);
    assert_eq!(world.open(0).expect("an open draft").draft, id);
    assert_eq!(
        notifications(&mut world, 0)
            .iter()
            .filter(|notifications| **notifications == Notification::NotClosed)
            .count(),
        3
    );
    let (at, sequence) = (world.now(), world.open(0).expect("an open draft").sequence);
    world.send(0, Event::Exported(Exported { at, sequence }));
    world.send(0, Event::Close);
    assert!(matches!(world.view(0), Some(View::Closed)));
}

/// A copy counts with the sequence number of what its bytes hold.
///
/// SPEC J22
#[test]
fn a_slow_copy_does_not_hold_what_was_typed_meanwhile() {
    let (mut world, _) = windows(1);
    world.send(0, Event::Typed(edit(OVERALL, "一")));
    let (at, sequence) = (world.now(), world.open(0).expect("an open draft").sequence);
    world.send(0, Event::Typed(edit(OVERALL, "一二")));
    world.send(0, Event::Exported(Exported { at, sequence }));
    let open = world.open(0).expect("an open draft");
    assert!(
        open.exported
            .is_some_and(|exported| exported.sequence < open.sequence)
    );
}

/// SPEC J28
#[test]
fn a_damaged_entry_is_told_as_damaged() {
    let stored = |text: &str, damaged: bool| StoredField {
        body: Body::Plain(text.to_owned()),
        sequence: 3,
        written_at: None,
        damaged,
    };
    let now = [
        (address(NAME), "甲".to_owned()),
        (address(OVERALL), "乙".to_owned()),
    ]
    .into_iter()
    .collect();
    let then = [
        (address(NAME), Some(stored("{\"te", true))),
        (address(OVERALL), Some(stored("乙", false))),
        (address("clause/1.1/value"), None),
    ];
    assert!(has_every_entry(&[]));
    assert_eq!(
        differences(&then.into_iter().collect(), &now, true),
        [
            Difference::Damaged(address(NAME)),
            Difference::Damaged(address("clause/1.1/value"))
        ]
    );
    assert_eq!(
        differences(
            &[(address(NAME), Some(stored("丙", false)))].into_iter().collect(),
            &now,
            true
        ),
        [
            Difference::Changed(TextChange {
                address: address(NAME),
                text: "丙".to_owned()
            }),
            Difference::Changed(TextChange {
                address: address(OVERALL),
                text: String::new()
            }),
        ]
    );
}

/// SPEC J29
#[test]
fn a_field_too_large_keeps_only_itself_out() {
    let (mut world, id) = windows(1);
    world.local.mode = LocalMode::Full(120);
    world.send(0, Event::Typed(edit("clause/1.1/value", &"长".repeat(200))));
    world.send(0, Event::Typed(edit(OVERALL, "短")));
    world.settle_but_retries();
    assert!(matches!(
        saved(&world, 0),
        SaveStatus::JournalOnly(_, LocalFault::Full)
    ));
    let key = |at: &str| format!("{}{id}/field/{at}", scoring::keeper::DRAFTS);
    assert!(world.local.records[&key(OVERALL)].contains('短'));
    assert!(!world.local.records.contains_key(&key("clause/1.1/value")));
}

/// SPEC J32
#[test]
fn the_list_says_where_it_could_not_look() {
    let (mut world, _) = windows(1);
    world.local.mode = LocalMode::Unavailable;
    world.journal.mode = JournalMode::Failing(JournalFault::Broken);
    world.kill(0, 0);
    world.start(0);
    world.settle();
    let listing = world.windows[0]
        .as_ref()
        .expect("a window")
        .keeper
        .listing()
        .cloned()
        .expect("a listing");
    assert!(listing.drafts.is_empty());
    assert_eq!(listing.local, Some(LocalFault::Unavailable));
    let failing = JournalState::Failing {
        fault: JournalFault::Broken,
        was_there: false,
    };
    assert_eq!(listing.journal, failing);
}

/// SPEC J38
#[test]
fn a_draft_is_called_missing_only_when_the_journal_could_be_read() {
    let (mut world, id) = windows(1);
    world.send(0, Event::Typed(edit(OVERALL, "在保存日志里")));
    world.settle();
    world.kill(0, 0);
    world.empty_local(false);
    world.journal.mode = JournalMode::Failing(JournalFault::Broken);
    world.start(0);
    world.send(0, Event::Open(id.clone()));
    world.settle();
    assert!(matches!(
        world.view(0),
        Some(View::Failed(OpenFault::JournalUnread(JournalFault::Broken)))
    ));
    world.journal.mode = JournalMode::Working;
    world.send(0, Event::Open("another".to_owned()));
    world.settle();
    assert!(matches!(world.view(0), Some(View::Failed(OpenFault::NoDraft))));
    world.send(0, Event::Open(id));
    world.settle();
    assert_eq!(text(&world, 0, OVERALL), "在保存日志里");
}

/// A head under another draft's key, as a person or another program may put it there.
///
/// SPEC J34
#[test]
fn a_head_of_another_draft_is_damaged() {
    let (mut world, id) = windows(1);
    let other = world.head("another", None).text;
    world.kill(0, 0);
    let key = format!("{}{id}/head", scoring::keeper::DRAFTS);
    world.local.records.insert(key, other.clone());
    world
        .journal
        .records
        .insert((Store::State, format!("{id}/head")), other);
    world.start(0);
    world.send(0, Event::Open(id));
    world.settle();
    assert!(matches!(
        world.view(0),
        Some(View::Failed(OpenFault::DamagedHead))
    ));
}

/// After a write broke, as on a full disk, what the journal acknowledges is not called saved, and nothing is encrypted,
/// before the journal is rebuilt.
///
/// SPEC J39
#[test]
fn a_journal_that_broke_is_doubtful_until_it_is_rebuilt() {
    let (mut world, id) = windows(1);
    world.journal.mode = JournalMode::Failing(JournalFault::Broken);
    world.send(0, Event::Typed(edit(OVERALL, "满盘时写的")));
    world.settle_but_retries();
    world.journal.mode = JournalMode::Working;
    world.settle();
    assert!(matches!(saved(&world, 0), SaveStatus::Doubtful));
    let (key, lock) = world.lock();
    let head = world.head(&id, Some(lock));
    world.send(0, Event::Reencrypt(Some(key.clone()), head.clone()));
    world.settle();
    assert!(world.open(0).expect("an open draft").head.lock().is_none());
    let in_doubt = Notification::NotReencrypted(ReencryptFault::JournalInDoubt);
    assert!(
        notifications(&mut world, 0).contains(&in_doubt),
        "nothing is tried, and nothing tried again"
    );
    world.send(0, Event::Rebuild);
    world.settle();
    assert!(matches!(saved(&world, 0), SaveStatus::OnDisk(_)));
    world.send(0, Event::Reencrypt(Some(key), head));
    world.settle();
    assert!(world.open(0).expect("an open draft").head.lock().is_some());
}

/// A draft that is being encrypted when a write breaks is neither reported as failed nor encrypted twice by a second order.
///
/// SPEC J26, J39
#[test]
fn an_order_to_encrypt_while_encrypting_after_a_broken_write_is_ignored() {
    let (mut world, id) = windows(1);
    let (key, lock) = world.lock();
    let head = world.head(&id, Some(lock));
    world.send(0, Event::Reencrypt(Some(Rc::clone(&key)), head.clone()));
    world.step_journal();
    world.local.mode = LocalMode::Unavailable;
    world.deliver_answer(0);
    while world.step_journal() {
        world.deliver_answer(0);
    }
    // What is typed meanwhile breaks while localStorage still has to be encrypted.
    world.local.mode = LocalMode::Working;
    world.journal.mode = JournalMode::Failing(JournalFault::Broken);
    world.send(0, Event::Typed(edit(OVERALL, "满盘时写的")));
    world.settle_but_retries();
    assert!(world.open(0).expect("an open draft").reencrypting);
    notifications(&mut world, 0);
    world.send(0, Event::Reencrypt(Some(key), head));
    assert_eq!(notifications(&mut world, 0), []);
    world.journal.mode = JournalMode::Working;
    world.settle();
    assert_eq!(notifications(&mut world, 0), [Notification::Reencrypted]);
    assert!(!world.open(0).expect("an open draft").reencrypting);
}

/// SPEC J33
#[test]
fn a_journal_that_was_there_and_is_empty_is_told_and_filled_again() {
    let (mut world, id) = windows(1);
    world.journal.records.clear();
    world.kill(0, 0);
    world.start(0);
    world.settle();
    let keeper = &world.windows[0].as_ref().expect("a window").keeper;
    assert_eq!(
        keeper.listing().expect("a listing").journal,
        JournalState::Emptied
    );
    world.send(0, Event::Open(id.clone()));
    world.settle();
    assert!(matches!(saved(&world, 0), SaveStatus::OnDisk(_)));
    // One that cannot be read is rebuilt on demand, from the draft that is open.
    world.journal.mode = JournalMode::Failing(JournalFault::Broken);
    world.send(0, Event::Typed(edit(OVERALL, "好")));
    world.step_journal();
    world.deliver_answer(0);
    assert!(matches!(
        saved(&world, 0),
        SaveStatus::LocalOnly(_, JournalFault::Broken)
    ));
    world.journal.mode = JournalMode::Working;
    world.send(0, Event::Rebuild);
    world.settle();
    assert!(matches!(saved(&world, 0), SaveStatus::OnDisk(_)));
    let state = world.journal.under(Store::State, &format!("{id}/"));
    assert_eq!(state.len(), 3);
}

/// What a broken write leaves in doubt stays so when the page is loaded anew, and in every window; a new start of the
/// browser forgets it, and so does whoever rebuilds the journal.
///
/// SPEC J39
#[test]
fn a_broken_write_is_remembered_by_every_window_until_the_journal_is_rebuilt() {
    for ends in ["rebuild", "browser"] {
        let (mut world, id) = windows(2);
        world.journal.mode = JournalMode::Failing(JournalFault::Broken);
        world.send(0, Event::Typed(edit(OVERALL, "满盘时写的")));
        world.step_journal();
        world.deliver_answer(0);
        world.journal.mode = JournalMode::Working;
        world.settle();
        for window in 0..2 {
            world.kill(window, 0);
            world.start(window);
            world.settle();
            world.send(window, Event::Open(id.clone()));
            world.settle();
            assert_eq!(saved(&world, window), SaveStatus::Doubtful);
            world.send(window, Event::Typed(edit(NAME, &format!("第{window}"))));
            world.settle();
            let status = saved(&world, window);
            assert!(matches!(status, SaveStatus::Doubtful), "{window}: {status:?}");
        }
        if ends == "rebuild" {
            world.send(1, Event::Rebuild);
        } else {
            world.kill_browser(0, 0);
            world.start(0);
            world.settle();
            world.send(0, Event::Open(id.clone()));
            world.settle();
            world.send(0, Event::Typed(edit(NAME, "又写")));
        }
        world.settle();
        for window in 0..2 {
            if world.open(window).is_some() {
                let status = saved(&world, window);
                assert!(status.is_saved(), "{ends} {window}: {status:?}");
            }
        }
        // Nothing of it was lost to the new journal.
        let history = world.journal.under(Store::Entries, &format!("{id}/"));
        assert!(history.iter().any(|(_, text)| text.contains("满盘时写的")));
    }
}

/// Somebody clears the journal while a window is at rest: nothing is called saved before it was read, what is shown is
/// written again, and the loss of the history is reported.
///
/// SPEC J33, J37
#[test]
fn a_journal_that_is_cleared_while_nobody_types_is_noticed_and_filled_again() {
    let (mut world, id) = windows(1);
    notifications(&mut world, 0);
    world.journal.empty();
    world.send(0, Event::JournalClosed);
    assert_eq!(saved(&world, 0), SaveStatus::Checking { unchanged: false });
    world.settle();
    assert!(matches!(saved(&world, 0), SaveStatus::OnDisk(_)));
    assert_eq!(notifications(&mut world, 0), [Notification::JournalEmptied]);
    let state = world.journal.under(Store::State, &format!("{id}/field/{NAME}"));
    assert!(state[0].1.contains('甲'));
    // One that was only closed has everything, and nothing is reported.
    world.send(0, Event::JournalClosed);
    world.settle();
    assert!(saved(&world, 0).is_saved());
    assert_eq!(notifications(&mut world, 0), []);
}

/// A journal that lost its cards lists what it has, says what it lacks, and is rebuilt with all that can be read.
///
/// SPEC J14, J33
#[test]
fn a_journal_without_a_part_lists_what_it_has_and_is_rebuilt_with_it() {
    let (mut world, id) = windows(1);
    world.send(0, Event::Typed(edit(OVERALL, "只在日志里")));
    world.settle();
    world.kill(0, 0);
    world.empty_local(false);
    world.journal.missing = Some(Store::Cards);
    world.start(0);
    world.settle();
    let listing = |world: &World| {
        let keeper = &world.windows[0].as_ref().expect("a window").keeper;
        keeper.listing().cloned().expect("a listing")
    };
    let failing = JournalState::Failing {
        fault: JournalFault::Incomplete,
        was_there: true,
    };
    assert_eq!(listing(&world).journal, failing);
    let listed = listing(&world).drafts;
    assert_eq!((listed.len(), listed[0].draft.as_str()), (1, id.as_str()));
    world.send(0, Event::Open(id.clone()));
    world.settle();
    let unread = OpenFault::JournalUnread(JournalFault::Incomplete);
    assert!(matches!(world.view(0), Some(View::Failed(fault)) if *fault == unread));
    notifications(&mut world, 0);
    world.send(0, Event::Rebuild);
    world.settle();
    let reported = notifications(&mut world, 0);
    assert!(
        matches!(reported[0], Notification::Rebuilt(Ok(carried)) if !carried.whole && carried.records > 0)
    );
    world.send(0, Event::Close);
    world.send(0, Event::Open(id));
    world.settle();
    assert_eq!(text(&world, 0, OVERALL), "只在日志里");
    assert!(saved(&world, 0).is_saved());
}

/// Single records under a key that no head is under are listed as what they are; not where the head may be in a journal
/// that could not be read.
///
/// SPEC J14, J32
#[test]
fn records_without_a_head_are_listed_as_what_they_are() {
    let mut world = World::new(1);
    world.settle();
    let key = format!("{}half/field/{NAME}", scoring::keeper::DRAFTS);
    world.local.records.insert(key, r#"{"text":"半份"}"#.to_owned());
    let whole = world.begin(0, &[(NAME, "甲")]);
    world.settle();
    for (mode, lacks_head) in [
        (JournalMode::Working, true),
        (JournalMode::Failing(JournalFault::Broken), false),
    ] {
        world.journal.mode = mode;
        world.send(0, Event::ListDrafts);
        world.settle();
        let keeper = &world.windows[0].as_ref().expect("a window").keeper;
        let drafts = &keeper.listing().expect("a listing").drafts;
        let mut lacking: Vec<(&str, bool)> = drafts
            .iter()
            .map(|listed| (listed.draft.as_str(), listed.lacks_head))
            .collect();
        lacking.sort_unstable();
        assert_eq!(lacking, [(whole.as_str(), false), ("half", lacks_head)]);
    }
}

/// SPEC J33
#[test]
fn a_journal_that_was_rebuilt_was_not_emptied_by_the_browser() {
    let (mut world, _) = windows(1);
    world.send(0, Event::Close);
    world.send(0, Event::Rebuild);
    world.settle();
    world.kill(0, 0);
    world.start(0);
    world.settle();
    let keeper = &world.windows[0].as_ref().expect("a window").keeper;
    assert_eq!(
        keeper.listing().expect("a listing").journal,
        JournalState::Available
    );
}

/// SPEC J34
#[test]
fn a_draft_whose_heads_are_damaged_leads_to_the_rescue() {
    let id = "draft1";
    let local = format!("{}{id}/head", scoring::keeper::DRAFTS);
    let journal = (Store::State, format!("{id}/head"));
    for damaged in [(true, false), (false, true), (true, true)] {
        let mut world = World::new(1);
        world.settle();
        let id = world.begin(0, &[(NAME, "甲")]);
        world.settle();
        world.kill(0, 0);
        if damaged.0 {
            world.local.records.insert(local.clone(), "{".to_owned());
        }
        if damaged.1 {
            world.journal.records.insert(journal.clone(), "{".to_owned());
        }
        world.start(0);
        world.settle();
        world.send(0, Event::Open(id));
        world.settle();
        match world.view(0) {
            Some(View::Open(open)) if damaged != (true, true) => {
                assert!(
                    matches!(open.saved, SaveStatus::OnDisk(_)),
                    "{damaged:?} {:?}",
                    open.saved
                );
            }
            Some(View::Failed(OpenFault::DamagedHead)) if damaged == (true, true) => {}
            view => panic!("{damaged:?}: {view:?}"),
        }
    }
}

/// SPEC J35
#[test]
fn a_text_found_without_an_event_is_taken_as_typed() {
    let (mut world, _) = windows(1);
    world.send(0, Event::FieldsRead(edit(OVERALL, "填好了")));
    world.settle();
    assert_eq!(text(&world, 0, OVERALL), "填好了");
    world.send(0, Event::Undo);
    assert_eq!(text(&world, 0, OVERALL), "");
}

/// Rows come and go as one step, before a reload and after it.
///
/// SPEC J36
#[test]
fn an_edit_of_several_texts_is_one_step_after_a_reload() {
    let several = |name: &str, overall: &str| edit(NAME, name).and(edit(OVERALL, overall));
    let shown = |world: &World| (text(world, 0, NAME), text(world, 0, OVERALL));
    let (one, two) = (
        ("甲".to_owned(), String::new()),
        ("乙".to_owned(), "好".to_owned()),
    );
    for how in [Event::Typed, Event::FieldsRead, Event::Restore] {
        let (mut world, id) = windows(1);
        world.send(0, how(several("乙", "好")));
        world.send(0, Event::Typed(several("丙", "")));
        world.settle();
        let undo = [several("甲", ""), several("乙", "好")];
        assert_eq!(world.open(0).expect("an open draft").undo, undo);
        for reload in 0..3 {
            world.kill(0, 0);
            world.start(0);
            world.settle();
            world.send(0, Event::Open(id.clone()));
            world.settle();
            let left = 2 - reload;
            assert_eq!(world.open(0).expect("an open draft").undo, &undo[..left]);
            world.send(0, Event::Undo);
            world.settle();
            assert_eq!(&shown(&world), if reload == 0 { &two } else { &one });
        }
        world.send(0, Event::Redo);
        world.send(0, Event::Redo);
        assert_eq!(shown(&world), ("丙".to_owned(), String::new()));
        world.settle();
        let sequence = |at: &str| {
            let state = world.journal.under(Store::State, &format!("{id}/field/{at}"));
            read_stored_field(&state[0].1).sequence
        };
        assert_eq!(sequence(NAME), sequence(OVERALL));
    }
}

/// SPEC J10, J11
#[test]
fn drafts_of_older_and_newer_versions() {
    let mut world = World::new(1);
    world.settle();
    let id = "old";
    let head = world
        .head(id, None)
        .text
        .replace("\"version\":3", "\"version\":1");
    let key = |at: &str| format!("{}{id}/{at}", scoring::keeper::DRAFTS);
    world.local.records.insert(key("head"), head.clone());
    world.local.records.insert(
        key("field/applicant"),
        r#"{"text":"甲","at":"2026-11-23T10:32:00Z"}"#.to_owned(),
    );
    world.send(0, Event::Open(id.to_owned()));
    world.settle();
    assert_eq!(text(&world, 0, NAME), "甲");
    assert!(matches!(saved(&world, 0), SaveStatus::OnDisk(_)));
    assert!(world.local.records[&key("head")].contains("\"version\":3"));
    let backups = world.journal.under(Store::Backups, "1/old/");
    assert_eq!(backups.len(), 2);
    assert_eq!(backups[1].1, head);
    world.send(0, Event::Close);
    let newer = head
        .replace("\"version\":1", "\"version\":4")
        .replace("old", "newer");
    world
        .local
        .records
        .insert(format!("{}newer/head", scoring::keeper::DRAFTS), newer);
    let before = world.local.records.clone();
    world.send(0, Event::Open("newer".to_owned()));
    world.settle();
    assert!(matches!(world.view(0), Some(View::Failed(OpenFault::Newer))));
    assert_eq!(world.local.records, before);
}

/// A newer page may have come to one storage alone: its journal failed, or it was killed before the other was written.
///
/// SPEC J11
#[test]
fn a_head_of_a_newer_version_in_one_storage_is_left_as_it_is() {
    for in_journal in [false, true] {
        let (mut world, id) = windows(1);
        world.send(0, Event::Close);
        world.settle();
        let local = format!("{}{id}/head", scoring::keeper::DRAFTS);
        let head = if in_journal {
            let key = (Store::State, format!("{id}/head"));
            world.journal.records.get_mut(&key)
        } else {
            world.local.records.get_mut(&local)
        };
        let head = head.expect("a head");
        *head = head.replace("\"version\":3", "\"version\":4");
        let before = (world.local.records.clone(), world.journal.records.clone());
        world.send(0, Event::Open(id));
        world.settle();
        assert!(
            matches!(world.view(0), Some(View::Failed(OpenFault::Newer))),
            "in the journal: {in_journal}"
        );
        assert_eq!(
            (world.local.records.clone(), world.journal.records.clone()),
            before
        );
    }
}

/// SPEC J4, J5
#[test]
fn a_damaged_field_is_replaced_by_its_last_entry_and_listed() {
    let (mut world, id) = windows(1);
    world.kill(0, 0);
    for record in [
        world
            .local
            .records
            .get_mut(&format!("{}{id}/field/applicant", scoring::keeper::DRAFTS)),
        world
            .journal
            .records
            .get_mut(&(Store::State, format!("{id}/field/applicant"))),
    ] {
        *record.expect("a record") = "{\"text\":\"甲".to_owned();
    }
    world.local.records.insert(
        format!("{}{id}/field/unknown", scoring::keeper::DRAFTS),
        r#"{"text":"别处"}"#.to_owned(),
    );
    world.start(0);
    world.settle();
    world.send(0, Event::Open(id));
    world.settle();
    assert_eq!(text(&world, 0, NAME), "甲");
    let open = world.open(0).expect("an open draft");
    let listed: Vec<(&str, bool)> = open
        .conflicts
        .iter()
        .map(|one| (one.text.as_str(), one.field.is_some()))
        .collect();
    assert_eq!(listed, [("{\"text\":\"甲", true), ("别处", false)]);
}

/// A field of which nothing can be read shows no record as its text; its records stay until somebody acts, and are
/// listed once however often the draft is opened.
///
/// SPEC J4, J40, D10
#[test]
fn a_field_of_which_every_copy_is_damaged_has_no_text_and_says_so() {
    let raw = "{\"text\":\"第一";
    for (acts, locked) in [
        ("type", false),
        ("drop", false),
        ("nothing", false),
        ("nothing", true),
    ] {
        let (mut world, id) = windows(1);
        world.kill(0, 0);
        let key = format!("{}{id}/field/applicant", scoring::keeper::DRAFTS);
        world.local.records.insert(key.clone(), raw.to_owned());
        let place = (Store::State, format!("{id}/field/applicant"));
        world.journal.records.insert(place.clone(), raw.to_owned());
        for ((store, key), record) in &mut world.journal.records {
            if *store == Store::Entries && key.ends_with("/applicant") {
                raw.clone_into(record);
            }
        }
        for reload in 0..2 {
            world.start(0);
            world.settle();
            world.send(0, Event::Open(id.clone()));
            world.settle();
            assert_eq!(text(&world, 0, NAME), "", "{acts} {reload}");
            let open = world.open(0).expect("an open draft");
            assert_eq!(open.damaged, [address(NAME)]);
            let listed: Vec<(&str, bool)> = open
                .conflicts
                .iter()
                .map(|one| (one.text.as_str(), one.damaged))
                .collect();
            assert_eq!(listed, [(raw, true)], "{acts} {reload}");
            assert_eq!(world.local.records[&key], raw);
            assert_eq!(world.journal.records[&place], raw);
            if reload == 0 {
                world.kill(0, 0);
            }
        }
        let conflict = world.open(0).expect("an open draft").conflicts[0].key.clone();
        // A record is no text that a field could take.
        world.send(0, Event::TakeConflict(conflict.clone()));
        assert_eq!(text(&world, 0, NAME), "");
        match acts {
            "type" => world.send(0, Event::Typed(edit(NAME, "乙"))),
            "drop" => world.send(0, Event::DropConflict(conflict)),
            _ => world.send(0, Event::Typed(edit(OVERALL, "别的"))),
        }
        if locked {
            let (key, lock) = world.lock();
            let head = world.head(&id, Some(lock));
            world.send(0, Event::Reencrypt(Some(key), head));
        }
        world.settle();
        world.kill(0, 0);
        world.start(0);
        world.settle();
        world.send(0, Event::Open(id.clone()));
        world.settle();
        world.unlock(0);
        world.settle();
        let open = world.open(0).expect("an open draft");
        let shown = text(&world, 0, NAME);
        let left = (open.damaged.len(), open.conflicts.len());
        match acts {
            "type" => assert_eq!((shown.as_str(), left), ("乙", (0, 1))),
            "drop" => assert_eq!((shown.as_str(), left), ("", (0, 0))),
            _ => assert_eq!(
                (shown.as_str(), left),
                ("", (1, 1)),
                "{locked} {:?}",
                open.conflicts
            ),
        }
        assert!(open.conflicts.iter().all(|one| one.damaged && one.text == raw));
    }
}

/// A record that no field has is listed once, however often the draft is opened.
///
/// SPEC J4
#[test]
fn a_record_under_no_field_is_listed_once() {
    let (mut world, id) = windows(1);
    let key = format!("{}{id}/field/unknown", scoring::keeper::DRAFTS);
    world.local.records.insert(key, r#"{"text":"别处"}"#.to_owned());
    for _ in 0..3 {
        world.kill(0, 0);
        world.start(0);
        world.settle();
        world.send(0, Event::Open(id.clone()));
        world.settle();
        assert_eq!(world.open(0).expect("an open draft").conflicts.len(), 1);
    }
}

/// SPEC J16
#[test]
fn a_journal_that_answers_late_is_read_before_it_is_written() {
    let (mut world, id) = windows(1);
    world.send(0, Event::Typed(edit(OVERALL, "旧")));
    world.settle();
    let changes = world.local.changes();
    world.kill_browser(changes, 0);
    world.local.records.clear();
    world.local.records.insert(
        format!("{}{id}/head", scoring::keeper::DRAFTS),
        world.journal.records[&(Store::State, format!("{id}/head"))].clone(),
    );
    world.journal.mode = JournalMode::SilentUndone;
    world.start(0);
    world.settle();
    world.send(0, Event::Open(id));
    for _ in 0..4 {
        world.step_journal();
        world.deliver_answer(0);
    }
    assert_eq!(text(&world, 0, OVERALL), "");
    world.send(0, Event::Typed(edit(NAME, "乙")));
    world.journal.mode = JournalMode::Working;
    world.settle();
    assert_eq!(
        (text(&world, 0, NAME), text(&world, 0, OVERALL)),
        ("乙".to_owned(), "旧".to_owned())
    );
    assert!(matches!(saved(&world, 0), SaveStatus::OnDisk(_)));
}

/// A window opens a draft without its journal, shows a field as empty and takes what is typed there. The text that the
/// journal had is on the conflict list once it was read; what the window knew when it was opened is not.
///
/// SPEC J16, J4
#[test]
fn a_text_that_only_the_journal_had_is_not_lost_to_what_was_typed_without_it() {
    let (mut world, id) = windows(1);
    world.send(0, Event::Typed(edit(OVERALL, "只在日志里的一段")));
    world.settle();
    let key = format!("{}{id}/field/{OVERALL}", scoring::keeper::DRAFTS);
    world.local.records.remove(&key);
    world.kill(0, 0);
    world.journal.mode = JournalMode::SilentUndone;
    world.start(0);
    world.settle();
    world.send(0, Event::Open(id));
    for _ in 0..4 {
        world.step_journal();
        world.deliver_answer(0);
    }
    assert_eq!(
        (text(&world, 0, OVERALL), text(&world, 0, NAME)),
        (String::new(), "甲".to_owned())
    );
    world.send(0, Event::Typed(edit(OVERALL, "慢")));
    world.send(0, Event::Typed(edit(NAME, "乙")));
    world.journal.mode = JournalMode::Working;
    world.settle();
    assert_eq!(text(&world, 0, OVERALL), "慢");
    let conflicts = &world.open(0).expect("an open draft").conflicts;
    let texts: Vec<&str> = conflicts.iter().map(|conflict| conflict.text.as_str()).collect();
    assert_eq!(texts, ["只在日志里的一段"]);
    assert!(saved(&world, 0).is_saved());
}

/// A removal that was cut off in localStorage was never asked for; what it took is written again.
///
/// SPEC J25
#[test]
fn a_removal_that_was_cut_off_leaves_the_draft() {
    let (mut world, id) = windows(2);
    world.send(0, Event::Typed(edit(OVERALL, "好")));
    world.crash_after = Some(2);
    world.send(0, Event::Remove(id.clone()));
    assert_eq!(std::mem::take(&mut world.crashed), [0]);
    world.journal.abandon(2, |pending| pending.window == 0);
    world.settle();
    let shown = text(&world, 1, OVERALL);
    assert_eq!(saved(&world, 1), SaveStatus::OnDisk(world.now()));
    for (at, text) in [(NAME, "甲"), (OVERALL, shown.as_str())] {
        let key = format!("{}{id}/field/{at}", scoring::keeper::DRAFTS);
        let there = world.local.records.get(&key);
        assert!(
            there.is_some_and(|there| there.contains(text)),
            "{at} {text}: {there:?}"
        );
    }
}

/// An answer that the journal gave before the window slept says nothing of what happened since.
///
/// SPEC J25, J27
#[test]
fn an_answer_from_before_the_sleep_brings_nothing_back() {
    let (mut world, id) = windows(2);
    world.send(0, Event::PageShown);
    world.step_journal();
    world.freeze(0);
    world.send(1, Event::Remove(id.clone()));
    world.settle();
    world.thaw(0);
    world.settle();
    assert!(matches!(world.view(0), Some(View::Detached(..))));
    let of_draft = |key: &String| key.split('/').any(|part| part == id);
    assert!(!world.local.records.keys().any(of_draft));
}

/// What another window writes while a draft is being opened is not missed.
///
/// SPEC J15
#[test]
fn text_typed_elsewhere_while_a_draft_is_loading_is_shown() {
    let (mut world, id) = windows(2);
    world.send(1, Event::Close);
    world.settle();
    world.journal.mode = JournalMode::Failing(JournalFault::Absent);
    world.send(1, Event::Open(id));
    world.send(0, Event::Typed(edit(OVERALL, "新的")));
    while world.deliver_storage_event(1) {}
    world.settle_for(60);
    assert_eq!(text(&world, 1, OVERALL), "新的");
}

/// What is known of localStorage while a draft is loading is gone when it was emptied: the journal has the rest.
///
/// SPEC J15, J37
#[test]
fn text_typed_elsewhere_while_a_draft_is_loading_is_shown_though_localstorage_is_emptied() {
    let (mut world, id) = windows(2);
    world.send(1, Event::Close);
    world.settle();
    world.send(1, Event::Open(id));
    world.step_journal();
    world.send(0, Event::Typed(edit(OVERALL, "新的")));
    while world.deliver_storage_event(1) {}
    world.empty_local(false);
    world.settle();
    assert_eq!(text(&world, 1, OVERALL), "新的");
}

/// A window that finds localStorage emptied fills it again with what it knows; what another window alone knows follows,
/// without anybody looking at that window.
///
/// SPEC J37
#[test]
fn an_emptied_localstorage_gets_what_one_window_alone_knows() {
    let (mut world, id) = windows(2);
    world.journal.mode = JournalMode::Failing(JournalFault::Broken);
    // The other window sleeps and gets no event of it.
    world.freeze(1);
    world.send(0, Event::Typed(edit(OVERALL, "甲的")));
    world.windows[1].as_mut().expect("a window").frozen = false;
    world.step_journal();
    world.deliver_answer(0);
    world.journal.mode = JournalMode::Working;
    world.empty_local(false);
    world.send(1, Event::Typed(edit(NAME, "乙")));
    // It has filled localStorage again before the first one tries the journal once more.
    while world.step_journal() {
        world.deliver_answer(1);
    }
    world.settle();
    for (at, text) in [(NAME, "乙"), (OVERALL, "甲的")] {
        let key = format!("{}{id}/field/{at}", scoring::keeper::DRAFTS);
        let there = world.local.records.get(&key);
        assert!(there.is_some_and(|there| there.contains(text)), "{at}: {there:?}");
    }
}

/// Encrypting also encrypts what the journal has, and that may be more than this window has seen.
///
/// SPEC J15, J26
#[test]
fn what_another_window_wrote_is_shown_once_it_is_encrypted() {
    let (mut world, id) = windows(2);
    world.local.mode = LocalMode::Unavailable;
    world.send(1, Event::Typed(edit(OVERALL, "乙的")));
    while world.step_journal() {}
    world.kill(1, 0);
    world.local.mode = LocalMode::Working;
    let (key, lock) = world.lock();
    let head = world.head(&id, Some(lock));
    world.send(0, Event::Reencrypt(Some(key), head));
    world.settle();
    assert_eq!(text(&world, 0, OVERALL), "乙的");
    assert!(matches!(saved(&world, 0), SaveStatus::OnDisk(_)));
}

/// A localStorage that could not be read counts again once it can be, and nobody has to type for it.
///
/// SPEC J12
#[test]
fn a_localstorage_that_can_be_read_again_counts_by_itself() {
    let (mut world, _) = windows(1);
    world.local.mode = LocalMode::Unavailable;
    world.send(0, Event::PageShown);
    world.step_journal();
    world.deliver_answer(0);
    assert!(matches!(
        saved(&world, 0),
        SaveStatus::JournalOnly(_, LocalFault::Unavailable)
    ));
    world.local.mode = LocalMode::Working;
    world.settle();
    assert!(
        matches!(saved(&world, 0), SaveStatus::OnDisk(_)),
        "{:?}",
        saved(&world, 0)
    );
}

/// Encryption that failed may have found a storage emptied: it is refilled without anybody looking at the window.
///
/// SPEC J26, J37
#[test]
fn encryption_that_fails_rereads_both_storages() {
    let (mut world, id) = windows(1);
    let (key, lock) = world.lock();
    let head = world.head(&id, Some(lock));
    world.empty_local(false);
    world.send(0, Event::Reencrypt(Some(key), head));
    world.journal.mode = JournalMode::Failing(JournalFault::Full);
    world.step_journal();
    world.deliver_answer(0);
    world.journal.mode = JournalMode::Working;
    world.settle();
    let key = format!("{}{id}/field/{NAME}", scoring::keeper::DRAFTS);
    assert!(
        world.local.records.contains_key(&key),
        "{:?}",
        world.local.records
    );
}

/// Of two windows that encrypt at once one does. The other says that the draft was changed elsewhere, and not that the
/// journal failed and is tried again: nothing is.
///
/// SPEC J26
#[test]
fn of_two_windows_that_encrypt_at_once_one_says_that_the_other_did() {
    let (mut world, id) = windows(2);
    for window in 0..2 {
        let (key, lock) = world.lock();
        let head = world.head(&id, Some(lock));
        world.send(window, Event::Reencrypt(Some(key), head));
    }
    world.settle();
    let mut of = |window| {
        let notifications = notifications(&mut world, window).into_iter();
        notifications
            .filter(|notifications| {
                matches!(
                    notifications,
                    Notification::Reencrypted | Notification::NotReencrypted(_)
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(of(0), [Notification::Reencrypted]);
    assert_eq!(
        of(1),
        [Notification::NotReencrypted(ReencryptFault::ChangedElsewhere)]
    );
}

/// While an input method composes, nothing is called saved; a state that says less than that stays.
///
/// SPEC J41
#[test]
fn what_is_being_composed_is_not_called_saved() {
    let (mut world, _) = windows(1);
    let before = saved(&world, 0);
    assert!(before.is_saved());
    world.send(0, Event::Composing(true));
    assert_eq!(saved(&world, 0), SaveStatus::Composing);
    assert!(!saved(&world, 0).is_saved());
    world.send(0, Event::Typed(edit(OVERALL, "另一处")));
    assert_eq!(saved(&world, 0), SaveStatus::Saving);
    world.journal.mode = JournalMode::Failing(JournalFault::Full);
    world.settle_but_retries();
    assert!(matches!(saved(&world, 0), SaveStatus::LocalOnly(..)));
    world.journal.mode = JournalMode::Working;
    world.settle();
    assert_eq!(saved(&world, 0), SaveStatus::Composing);
    world.send(0, Event::Composing(false));
    assert!(saved(&world, 0).is_saved());
}

/// After a write broke, leaving the page may lose what no exported file has. A draft can be closed: it can be opened again
/// while the browser runs.
///
/// SPEC J39
#[test]
fn a_draft_in_doubt_may_be_lost_with_the_page_and_can_be_closed() {
    let (mut world, id) = windows(1);
    let may_lose = |world: &World| {
        world.windows[0]
            .as_ref()
            .expect("a window")
            .keeper
            .may_lose_text()
    };
    assert!(!may_lose(&world));
    world.send(0, Event::JournalBroke(true));
    assert!(may_lose(&world));
    let sequence = world.open(0).expect("an open draft").sequence;
    let at = world.now();
    world.send(0, Event::Exported(Exported { at, sequence }));
    world.settle();
    assert!(!may_lose(&world), "the exported file has it");
    world.send(0, Event::Typed(edit(OVERALL, "导出之后写的")));
    world.settle();
    assert!(may_lose(&world));
    world.send(0, Event::Close);
    assert!(matches!(world.view(0), Some(View::Closed)));
    assert!(!may_lose(&world));
    world.send(0, Event::Open(id));
    world.settle();
    assert!(may_lose(&world), "it is in doubt as before");
    world.send(0, Event::JournalBroke(false));
    assert!(!may_lose(&world));
}

/// A record that is damaged while a draft is open is written again when the window reads it, in both storages; what stood
/// there is on the conflict list.
///
/// SPEC J4, J40
#[test]
fn a_record_that_is_damaged_while_a_draft_is_open_is_written_again() {
    for in_journal in [false, true] {
        let (mut world, id) = windows(1);
        let field = format!("{id}/field/{NAME}");
        let local = format!("{}{field}", scoring::keeper::DRAFTS);
        match in_journal {
            true => world.journal.damage(Store::State, &field),
            false => world.local.damage(&local),
        }
        world.send(0, Event::PageShown);
        world.settle();
        let state = &world.journal.records[&(Store::State, field)];
        for stored in [state, &world.local.records[&local]] {
            let stored = read_stored_field(stored);
            assert_eq!((stored.text(), stored.damaged), (Some("甲"), false));
        }
        let open = world.open(0).expect("an open draft");
        assert!(open.saved.is_saved());
        assert!(
            open.conflicts.iter().any(|one| one.damaged),
            "{in_journal}: {:?}",
            open.conflicts
        );
    }
}

/// Undoing and redoing leave what another window wrote: the steps that would replace it are dropped, with the steps
/// before them that share a text with one of them, and no others.
///
/// SPEC D21
#[test]
fn undo_and_redo_leave_what_another_window_wrote() {
    let (mut world, _) = windows(2);
    let type_one = |world: &mut World, at, text| {
        world.send(0, Event::Typed(edit(at, text)));
        world.send(0, Event::StepEnded);
    };
    type_one(&mut world, OVERALL, "好");
    type_one(&mut world, NAME, "乙");
    world.send(0, Event::Undo);
    world.settle();
    world.send(1, Event::Typed(edit(NAME, "丙")));
    world.settle();
    world.send(0, Event::Redo);
    assert_eq!(text(&world, 0, NAME), "丙");
    world.send(0, Event::Undo);
    assert_eq!(
        (text(&world, 0, NAME), text(&world, 0, OVERALL)),
        ("丙".to_owned(), String::new())
    );
    type_one(&mut world, VALUE, "10");
    world.send(0, Event::Typed(edit(VALUE, "20").and(edit(NAME, "丁"))));
    type_one(&mut world, OVERALL, "很好");
    world.settle();
    world.send(1, Event::Typed(edit(NAME, "戊")));
    world.settle();
    for _ in 0..3 {
        world.send(0, Event::Undo);
    }
    let shown = [NAME, VALUE, OVERALL].map(|at| text(&world, 0, at));
    assert_eq!(shown, ["戊", "20", ""]);
}

/// A draft was encrypted while another window, whose copy of localStorage does not have the new head yet, refills what
/// was emptied: the head without a lock that it writes decrypts nothing, whether or not the journal can be asked.
///
/// SPEC J26
#[test]
fn a_head_without_a_lock_that_is_written_late_decrypts_nothing() {
    for journal_fails in [true, false] {
        let (mut world, id) = windows(2);
        let head_in_local = |world: &World| {
            let key = format!("{}{id}/head", scoring::keeper::DRAFTS);
            scoring::stored::read_head(&world.local.records[&key])
        };
        world.empty_local(false);
        world.send(1, Event::PageShown);
        let (key, lock) = world.lock();
        let head = world.head(&id, Some(lock));
        world.send(0, Event::Reencrypt(Some(key), head.clone()));
        while world.step_journal() {
            world.deliver_answer(0);
        }
        assert_eq!(head_in_local(&world), head);
        world.deliver_answer(1);
        assert_eq!(head_in_local(&world).lock(), None);
        if journal_fails {
            world.journal.mode = JournalMode::Failing(JournalFault::Broken);
        }
        while world.deliver_storage_event(0) || world.step_journal() || world.deliver_answer(0) {}
        assert_eq!(world.open(0).expect("an open draft").head, &head);
        world.journal.mode = JournalMode::Working;
        world.settle();
        assert_eq!(world.open(0).expect("an open draft").head, &head);
        assert_eq!(head_in_local(&world), head);
        let is_readable = |(_, text): &(&String, &String)| text.contains("甲");
        assert_eq!(world.local.records.iter().find(is_readable), None);
        assert!(matches!(world.view(1), Some(View::AwaitingPassphrase(..))));
    }
}

/// A draft is opened while its journal cannot be read: the view says that the journal may have texts, until it was read;
/// not in a browser that never had a journal.
///
/// SPEC J16
#[test]
fn an_unread_journal_may_have_the_text_of_an_empty_field() {
    let (mut world, id) = windows(1);
    world.local.mode = LocalMode::Full(120);
    let long = "长".repeat(200);
    world.send(0, Event::Typed(edit(VALUE, &long)));
    world.settle_but_retries();
    world.kill(0, 0);
    world.local.mode = LocalMode::Working;
    world.journal.mode = JournalMode::Failing(JournalFault::Absent);
    world.start(0);
    world.settle_for(9);
    world.send(0, Event::Open(id));
    world.settle_for(9);
    let is_unread = |world: &World| world.open(0).expect("an open draft").is_journal_unread;
    assert_eq!(text(&world, 0, VALUE), "");
    assert!(is_unread(&world));
    world.journal.mode = JournalMode::Working;
    world.settle();
    assert_eq!(text(&world, 0, VALUE), long);
    assert!(!is_unread(&world));

    let mut world = World::new(1);
    world.journal.mode = JournalMode::Failing(JournalFault::Absent);
    let id = world.begin(0, &[(NAME, "甲")]);
    world.settle_for(9);
    world.kill(0, 0);
    world.start(0);
    world.settle_for(9);
    world.send(0, Event::Open(id));
    world.settle_for(9);
    assert!(!is_unread(&world));
}

/// Neither storage has the head of a draft, and the journal has entries of it: the rescue is offered, which shows them.
///
/// SPEC J34
#[test]
fn a_draft_of_which_only_entries_are_left_leads_to_the_rescue() {
    let (mut world, id) = windows(1);
    world.kill(0, 0);
    world.empty_local(false);
    world.journal.missing = Some(Store::State);
    world.start(0);
    world.settle();
    world.send(0, Event::Rebuild);
    world.settle();
    world.send(0, Event::Open(id.clone()));
    world.settle();
    assert!(matches!(
        world.view(0),
        Some(View::Failed(OpenFault::DamagedHead))
    ));
    let entries = world.journal.under(Store::Entries, &format!("{id}/"));
    assert!(entries.iter().any(|(_, text)| text.contains("甲")));
}

/// A window wrote a text before it saw the lock, and was killed before the journal had it. A start removes readable
/// records that the journal has encrypted, and not this one: it is shown when the draft is unlocked.
///
/// SPEC J26
#[test]
fn a_readable_text_that_only_localstorage_has_stays_until_the_draft_is_unlocked() {
    let (mut world, id) = windows(2);
    let (key, lock) = world.lock();
    let head = world.head(&id, Some(lock));
    world.send(0, Event::Reencrypt(Some(key), head));
    while world.step_journal() {
        world.deliver_answer(0);
    }
    for text in ["先", "后"] {
        world.send(0, Event::Typed(edit(OVERALL, text)));
        world.send(0, Event::StepEnded);
    }
    while world.step_journal() {
        world.deliver_answer(0);
    }
    world.send(1, Event::Typed(edit(VALUE, "10")));
    world.kill_browser(0, 0);
    world.start(0);
    world.settle();
    world.send(0, Event::Open(id));
    world.settle();
    world.unlock(0);
    world.settle();
    assert_eq!(text(&world, 0, VALUE), "10");
    let is_readable = |(_, text): &(&String, &String)| text.contains("\"10\"");
    assert_eq!(world.local.records.iter().find(is_readable), None);
}

/// localStorage cannot be looked through, and may have the head of a draft of which the journal has a card alone.
///
/// SPEC J14, J32
#[test]
fn a_draft_may_have_its_head_in_a_localstorage_that_cannot_be_read() {
    let (mut world, id) = windows(1);
    world.kill(0, 0);
    world
        .journal
        .records
        .remove(&(Store::State, format!("{id}/head")));
    let lacks_head = |world: &mut World| {
        world.start(0);
        world.settle();
        let keeper = &world.windows[0].as_ref().expect("a window").keeper;
        let listing = keeper.listing().expect("a listing");
        listing.drafts[0].lacks_head
    };
    world.local.mode = LocalMode::Unavailable;
    assert!(!lacks_head(&mut world));
    world.empty_local(false);
    world.local.mode = LocalMode::Working;
    assert!(lacks_head(&mut world));
}

/// Puts a record of a field into both storages by hand.
fn put_by_hand(world: &mut World, id: &str, at: &str, record: &str) {
    let key = format!("{id}/field/{at}");
    let local = format!("{}{key}", scoring::keeper::DRAFTS);
    world.local.records.insert(local, record.to_owned());
    let journal = (Store::State, key);
    world.journal.records.insert(journal, record.to_owned());
}

/// A record whose sequence number nobody can have counted to is damaged: what is typed afterwards is counted on from the
/// other records.
///
/// SPEC J2, J40
#[test]
fn a_sequence_number_that_nobody_counted_makes_no_later_text_unreadable() {
    for number in ["999999999998", "999999999999", "100000000000"] {
        let (mut world, id) = windows(1);
        world.kill(0, 0);
        let by_hand = format!(r#"{{"text":"手写的","at":"2026-11-23T10:32:00Z","revision":{number}}}"#);
        put_by_hand(&mut world, &id, OVERALL, &by_hand);
        let entry = format!("{id}/{number}/byhand/1795429920/3/typed/{OVERALL}");
        world
            .journal
            .records
            .insert((Store::Entries, entry), by_hand.clone());
        world.start(0);
        world.settle();
        world.send(0, Event::Open(id.clone()));
        world.settle();
        let open = world.open(0).expect("an open draft");
        assert!(
            open.conflicts
                .iter()
                .any(|one| one.damaged && one.text == by_hand),
            "{number}: {:?}",
            open.conflicts
        );
        for at in [VALUE, OVERALL] {
            for typed in ["一", "二", "三"] {
                world.send(0, Event::Typed(edit(at, typed)));
                world.send(0, Event::StepEnded);
            }
        }
        world.settle();
        assert!(matches!(saved(&world, 0), SaveStatus::OnDisk(_)), "{number}");
        world.kill_browser(0, 0);
        world.start(0);
        world.settle();
        world.send(0, Event::Open(id));
        world.settle();
        assert_eq!(text(&world, 0, VALUE), "三", "{number}");
        assert_eq!(text(&world, 0, OVERALL), "三", "{number}");
    }
}

/// A draft whose numbers are used up says at once that nothing more is written, keeps what is typed in the page until it
/// was exported, and leaves what is stored as it is.
///
/// SPEC J2, J13
#[test]
fn a_draft_whose_numbers_are_used_up_says_so_and_writes_nothing() {
    let (mut world, id) = windows(1);
    world.kill(0, 0);
    let last = scoring::keeper::EntryKey::LAST_SEQUENCE;
    put_by_hand(
        &mut world,
        &id,
        OVERALL,
        &format!(r#"{{"text":"最后的","at":"2026-11-23T10:32:00Z","revision":{last}}}"#),
    );
    world.start(0);
    world.settle();
    world.send(0, Event::Open(id.clone()));
    world.settle();
    assert_eq!(text(&world, 0, OVERALL), "最后的");
    let before = (world.local.records.clone(), world.journal.records.clone());
    world.send(0, Event::Typed(edit(OVERALL, "多写的")));
    world.settle();
    assert_eq!(saved(&world, 0), SaveStatus::NumbersUsedUp);
    assert_eq!(
        (&world.local.records, &world.journal.records),
        (&before.0, &before.1)
    );
    world.send(0, Event::Close);
    assert_eq!(text(&world, 0, OVERALL), "多写的", "it is in the page alone");
    let (key, lock) = world.lock();
    let head = world.head(&id, Some(lock));
    world.send(0, Event::Reencrypt(Some(key), head));
    world.settle();
    assert!(
        notifications(&mut world, 0).contains(&Notification::NotReencrypted(ReencryptFault::NumbersUsedUp)),
        "what cannot be written cannot be encrypted"
    );
    let sequence = world.open(0).expect("an open draft").sequence;
    world.send(
        0,
        Event::Exported(Exported {
            at: world.now(),
            sequence,
        }),
    );
    world.send(0, Event::Close);
    assert!(world.open(0).is_none(), "the exported file has it");
    world.kill_browser(0, 0);
    world.start(0);
    world.settle();
    world.send(0, Event::Open(id));
    world.settle();
    assert_eq!(text(&world, 0, OVERALL), "最后的");
}

/// A window that is shown again and has nothing to write checks what is stored; it is not saving, and calls nothing saved
/// before it has read the journal. One that has shown nothing but what it opened says nothing.
///
/// SPEC J12, J37
#[test]
fn a_window_that_only_reads_is_checking_and_not_saving() {
    let (mut world, _) = windows(2);
    let before = saved(&world, 0);
    assert!(before.is_saved());
    world.send(0, Event::PageShown);
    world.send(1, Event::PageShown);
    assert_eq!(saved(&world, 0), SaveStatus::Checking { unchanged: false });
    assert_eq!(saved(&world, 1), SaveStatus::Checking { unchanged: true });
    // What is typed meanwhile has to be written.
    world.send(0, Event::Typed(edit(OVERALL, "好")));
    assert_eq!(saved(&world, 0), SaveStatus::Saving);
    world.settle();
    assert!(saved(&world, 0).is_saved());
    // What is found missing has to be written too.
    world.journal.empty();
    world.send(0, Event::PageShown);
    assert_eq!(saved(&world, 0), SaveStatus::Checking { unchanged: false });
    world.step_journal();
    world.deliver_answer(0);
    assert_eq!(saved(&world, 0), SaveStatus::Saving);
    world.settle();
    assert!(saved(&world, 0).is_saved());
}

/// What another window replaced of a text that was typed here less than a minute ago is on the conflict list; one that has
/// stood for a minute is in the history alone.
///
/// SPEC J4
#[test]
fn what_was_typed_in_the_last_minute_is_listed_where_another_window_replaces_it() {
    for (seconds, listed) in [(59, true), (60, false), (61, false)] {
        let (mut world, _) = windows(2);
        world.send(0, Event::Typed(edit(OVERALL, "这里写的")));
        world.send(0, Event::StepEnded);
        world.settle();
        world.now += seconds;
        world.send(1, Event::Typed(edit(OVERALL, "别处写的")));
        world.settle();
        assert_eq!(text(&world, 0, OVERALL), "别处写的");
        let open = world.open(0).expect("an open draft");
        let texts: Vec<&str> = open.conflicts.iter().map(|one| one.text.as_str()).collect();
        let expected: &[&str] = if listed { &["这里写的"] } else { &[] };
        assert_eq!(texts, expected, "{seconds} s");
    }
}
