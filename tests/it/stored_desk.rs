//! The log of the secretariat's desk in storage: entries write and read back, damage costs no other entry, and the log
//! of every stored version opens for ever.

use scoring::files::json::JsonForm;
use scoring::files::{FileFault, Wanted};
use scoring::foundations::{Fingerprint, Instant};
use scoring::panel::{Answer, Entry, NameKind, Question, StoredFile};
use scoring::scoring::Rule;
use scoring::stored::{
    LoggedEntry, desk_entry_key, desk_entry_number, read_desk_entry, read_desk_log, write_desk_entry,
};

use crate::support::read;

/// The log of version 1, and what version 2 knows besides. They are never changed.
const FROZEN: [&str; 2] = ["tests/data/desk/v1.ndjson", "tests/data/desk/v2.ndjson"];

/// What stands in the one of version 2.
fn newer_entries() -> Vec<Entry> {
    let names = ["陈立-第一水务公司（示例）.json", "会议照片.png"];
    vec![
        Entry::Chosen(names.map(str::to_owned).into()),
        Entry::Ended { entry: 0 },
    ]
}

/// What stands in the one of version 1.
fn entries() -> Vec<Entry> {
    let bytes = Fingerprint::of("评分表".as_bytes());
    let payload = Fingerprint::of(b"{}");
    let answer = |whose, first: &str, second: &str, same| {
        let (first, second) = (first.to_owned(), second.to_owned());
        let question = Question { whose, first, second };
        Entry::Answered(Answer { question, same })
    };
    let taken = |name: &str, payload| {
        let name = name.to_owned();
        let size = 9;
        Entry::Taken(StoredFile {
            name,
            size,
            bytes_hash: bytes,
            payload,
        })
    };
    vec![
        taken("陈立-第一水务公司（示例）.json", Some(payload)),
        Entry::RubricChosen {
            rubric: payload,
            pinned: false,
        },
        taken("会议照片.png", None),
        Entry::TakenOut { entry: 2 },
        Entry::Undone { entry: 3 },
        Entry::Redone { entry: 3 },
        Entry::RuleChosen(Rule::Median),
        answer(NameKind::Assessor, "陈立", "陈立（组长）", true),
        answer(
            NameKind::Applicant,
            "东区图书馆（示例）",
            "西区图书馆（示例）",
            false,
        ),
        Entry::RubricChosen {
            rubric: bytes,
            pinned: true,
        },
        Entry::Cleared,
    ]
}

fn logged(entry: Entry) -> LoggedEntry {
    LoggedEntry {
        written_at: Instant::parse("2026-11-26T09:30:00Z").expect("a moment"),
        window: "k3v8".to_owned(),
        entry,
    }
}

/// SPEC K27
#[test]
fn a_log_of_every_version_opens_and_is_written_as_it_was() {
    for (frozen, entries) in FROZEN.into_iter().zip([entries(), newer_entries()]) {
        let frozen = read(frozen);
        assert_eq!(frozen.lines().count(), entries.len());
        for (line, entry) in frozen.lines().zip(entries) {
            let entry = logged(entry);
            assert_eq!(read_desk_entry(line), Ok(entry.clone()));
            assert_eq!(write_desk_entry(&entry).as_deref(), Some(line));
        }
    }
    assert_eq!(write_desk_entry(&logged(Entry::Damaged)), None);
}

/// A window that does not know a rule takes its entry for one of a newer version, and writes nothing behind it.
///
/// SPEC K27
#[test]
fn an_entry_states_the_version_that_knows_its_rule() {
    for (rule, version) in Rule::ALL.into_iter().zip([1, 1, 1, 2]) {
        let entry = logged(Entry::RuleChosen(rule));
        let text = write_desk_entry(&entry).expect("it is written");
        assert!(text.starts_with(&format!("{{\"version\":{version},")), "{text}");
        assert_eq!(read_desk_entry(&text), Ok(entry));
    }
}

/// SPEC K27
#[test]
fn an_entry_is_read_strictly() {
    let sound =
        r#"{"version":1,"at":"2026-11-26T09:30:00Z","window":"k3v8","did":{"taken_out":{"entry":2}}}"#;
    assert_eq!(read_desk_entry(sound), Ok(logged(Entry::TakenOut { entry: 2 })));
    let bad = |found: &str, wanted| FileFault::BadValue {
        found: found.to_owned(),
        wanted,
    };
    let word = |found: &str, known| FileFault::UnknownWord {
        found: found.to_owned(),
        known,
    };
    let form = |wanted, found| FileFault::WrongForm { wanted, found };
    let cases = [
        (
            r#""version":1"#,
            r#""version":1,"by":"x""#,
            FileFault::UnknownMember,
        ),
        (r#""entry":2"#, r#""entry":2,"also":3"#, FileFault::UnknownMember),
        (r#""entry":2"#, r#""entry":2,"entry":3"#, FileFault::MemberTwice),
        (r#"{"entry":2}"#, "[2]", form(JsonForm::Object, JsonForm::List)),
        (
            r#"{"entry":2}"#,
            "{}",
            FileFault::MissingMember { member: "entry" },
        ),
        (r#""entry":2"#, r#""entry":-2"#, FileFault::NotWhole),
        (
            r#""entry":2"#,
            r#""entry":"2""#,
            form(JsonForm::Number, JsonForm::Text),
        ),
        (
            r#""window":"k3v8","#,
            "",
            FileFault::MissingMember { member: "window" },
        ),
        ("2026-11-26T09:30:00Z", "gestern", bad("gestern", Wanted::Moment)),
        (
            "taken_out",
            "thrown_out",
            word(
                "thrown_out",
                &[
                    "taken",
                    "taken_out",
                    "cleared",
                    "rule_chosen",
                    "rubric_chosen",
                    "answered",
                    "undone",
                    "redone",
                    "chosen",
                    "ended",
                ],
            ),
        ),
        (
            r#""taken_out":{"entry":2}"#,
            r#""rule_chosen":{"rule":"most"}"#,
            word("most", &["mean", "median", "trimmed", "trimmed_two"]),
        ),
        (
            r#""taken_out":{"entry":2}"#,
            r#""answered":{"whose":"sponsor","first":"甲","second":"乙","same":true}"#,
            word("sponsor", &["assessor", "applicant"]),
        ),
        (
            r#""taken_out":{"entry":2}"#,
            r#""rubric_chosen":{"rubric":"sha256:1","pinned":true}"#,
            bad("sha256:1", Wanted::Fingerprint),
        ),
    ];
    for (from, to, fault) in cases {
        assert!(sound.contains(from), "{from}");
        let text = sound.replacen(from, to, 1);
        assert_eq!(read_desk_entry(&text), Err(fault), "{text}");
    }
}

/// SPEC K27
#[test]
fn damage_in_the_log_keeps_the_numbers_of_all_other_entries() {
    let text = |entry: u64| write_desk_entry(&logged(Entry::Undone { entry })).expect("a record");
    let records = [
        (desk_entry_key(5), text(0)),
        (desk_entry_key(6), "{\"version\":1,".to_owned()),
        (desk_entry_key(9), text(1)),
    ];
    let log = read_desk_log(4, &records).expect("a log");
    let found: Vec<Entry> = log.into_iter().map(|logged| logged.entry).collect();
    let damaged = Entry::Damaged;
    let expected = [
        damaged.clone(),
        Entry::Undone { entry: 0 },
        damaged.clone(),
        damaged.clone(),
        damaged,
        Entry::Undone { entry: 1 },
    ];
    assert_eq!(found, expected);
    // Behind an entry of a newer version nothing may be written.
    let newer = text(1).replacen("\"version\":1", "\"version\":3", 1);
    let records = [(desk_entry_key(0), newer)];
    let fault = FileFault::NewerVersion {
        found: 3,
        known: 2,
        written_by: String::new(),
    };
    assert_eq!(read_desk_log(0, &records), Err(fault));
}

/// SPEC K27
#[test]
fn keys_of_entries_stand_in_the_order_of_numbers() {
    let numbers = [0, 9, 10, 99_999, 100_000, 999_999_999_999];
    let keys: Vec<String> = numbers.iter().map(|number| desk_entry_key(*number)).collect();
    assert!(keys.is_sorted(), "{keys:?}");
    for (key, number) in keys.iter().zip(numbers) {
        assert_eq!(desk_entry_number(key), Some(number));
    }
    for key in [
        "entry/7",
        "entry/00000000000x",
        "entry/+00000000007",
        "file/000000000007",
    ] {
        assert_eq!(desk_entry_number(key), None, "{key}");
    }
}
