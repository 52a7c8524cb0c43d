//! The docket itself: hashes, forks, undo, prefixes, order, audit, and the JSON of standing and audit.

use proptest::prelude::*;
use scoring::cycle::ReviewStage;
use scoring::docket::{Act, AwardState, Break, By, Chain, Docket, FileSum, Refusal, Remark, audit, standing};
use scoring::figures::{audit_json, docket_json, standing_json};
use scoring::files::{Content, next_entry, open, write_docket};
use scoring::foundations::{Fingerprint, Instant};
use serde_json::Value as Json;

use super::{Case, IN_TIME, add, confirm, files_of, good_form, id};
use crate::support::{chances, day, imprint};

/// A cycle that goes as far as a proposal.
fn proposed() -> Case {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    let proposal = case.proposal("");
    case.must(proposal);
    case
}

fn reopened(text: &str) -> Docket {
    match open(text) {
        Ok((_, Content::Docket(docket))) => *docket,
        other => panic!("no docket: {other:?}"),
    }
}

/// The docket with the JSON of its entries changed, its payload's fingerprint made anew, but no hash.
fn changed(case: &Case, change: impl FnOnce(&mut Vec<Json>)) -> Docket {
    let text = write_docket(&case.docket(), &imprint());
    let file: Json = serde_json::from_str(&text).expect("JSON");
    let mut payload = file["payload"].clone();
    change(payload["entries"].as_array_mut().expect("entries"));
    let text = scoring::files::pack_payload(
        scoring::files::FileKind::Docket,
        &payload.to_string(),
        None,
        &scoring::files::Imprint {
            cycle: Some("2026".to_owned()),
            ..imprint()
        },
    );
    reopened(&text.expect("JSON"))
}

/// The hash of an entry, computed here.
fn hash_of(entry: &Json) -> String {
    fn canonical(value: &Json) -> String {
        match value {
            Json::Object(members) => {
                // Names are ASCII, so that their order is that of their bytes.
                let mut names: Vec<&String> = members.keys().collect();
                names.sort();
                let members = names
                    .into_iter()
                    .map(|name| format!("{}:{}", Json::from(name.as_str()), canonical(&members[name])));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
            Json::Array(items) => {
                let items = items.iter().map(canonical);
                format!("[{}]", items.collect::<Vec<_>>().join(","))
            }
            other => other.to_string(),
        }
    }
    let mut entry = entry.clone();
    entry.as_object_mut().expect("an object").remove("hash");
    Fingerprint::of(canonical(&entry).as_bytes()).to_string()
}

/// SPEC B1
#[test]
fn entries_are_chained_by_their_hashes() {
    let case = proposed();
    let file: Json = serde_json::from_str(&write_docket(&case.docket(), &imprint())).expect("JSON");
    let mut previous = Json::Null;
    for (at, entry) in file["payload"]["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .enumerate()
    {
        assert_eq!(entry["seq"], at as u64 + 1);
        assert_eq!(entry["previous"], previous);
        assert_eq!(entry["hash"], hash_of(entry));
        previous = entry["hash"].clone();
    }
    let docket = reopened(&write_docket(&case.docket(), &imprint()));
    assert_eq!(docket, case.docket());
    let chain = Chain::of(&docket.entries);
    assert_eq!(chain.breaks, []);
    assert_eq!(
        chain.head().map(|head| head.to_string()),
        previous.as_str().map(str::to_owned)
    );
    // The order in which entries stand in the file does not matter.
    let mut shuffled = docket.clone();
    shuffled.entries.reverse();
    assert_eq!(Chain::of(&shuffled.entries).head(), chain.head());
}

/// SPEC B2
#[test]
fn an_entry_that_was_altered_missing_or_added_ends_the_standing() {
    let case = proposed();
    let count = case.entries.len() as u64;
    let left_from = |first: u64| (first..=count).map(|seq| Break::Left { seq });
    // Altered: the entry itself is reported, and those behind it do not count.
    let docket = changed(&case, |entries| entries[2]["data"]["receipt"] = "R-另一个".into());
    let chain = Chain::of(&docket.entries);
    let expected: Vec<Break> = [Break::Altered { seq: 3 }]
        .into_iter()
        .chain(left_from(3))
        .collect();
    assert_eq!(chain.breaks, expected);
    assert_eq!(standing(&docket, &case.files(), None).seq, 2);
    // Missing.
    let docket = changed(&case, |entries| drop(entries.remove(4)));
    let chain = Chain::of(&docket.entries);
    let without = |first, last| {
        [Break::Missing { first, last }]
            .into_iter()
            .chain(left_from(last + 1))
    };
    assert_eq!(chain.breaks, without(5, 5).collect::<Vec<_>>());
    assert_eq!(chain.line.len(), 4);
    let found = audit(&docket, &case.files(), None).findings;
    assert_eq!(
        (&*found[0].place, &*found[0].what, &*found[0].expected),
        ("entry/5", "missing", "5")
    );
    let remarks = standing(&docket, &case.files(), None).remarks;
    assert!(remarks.contains(&Remark::Broken(Break::Missing { first: 5, last: 5 })));
    // The first, and several.
    let docket = changed(&case, |entries| drop(entries.remove(0)));
    let chain = Chain::of(&docket.entries);
    assert_eq!(chain.breaks, without(1, 1).collect::<Vec<_>>());
    let docket = changed(&case, |entries| drop(entries.drain(4..7)));
    let chain = Chain::of(&docket.entries);
    assert_eq!(chain.breaks, without(5, 7).collect::<Vec<_>>());
    let found = audit(&docket, &case.files(), None).findings;
    assert_eq!((&*found[0].place, &*found[0].expected), ("entry/5", "5–7"));
    // A number that was changed, with its hash made anew.
    let docket = changed(&case, |entries| {
        let last = entries.last_mut().expect("an entry");
        last["seq"] = (count + 1).into();
        last["hash"] = hash_of(last).into();
    });
    let found = count + 1;
    assert_eq!(
        Chain::of(&docket.entries).breaks,
        [
            Break::Gap {
                expected: count,
                found
            },
            Break::Missing {
                first: count,
                last: count
            },
            Break::Left { seq: found }
        ]
    );
    // A clock that ran backwards is reported and changes nothing.
    let docket = changed(&case, |entries| {
        let last = entries.last_mut().expect("an entry");
        last["at"] = "2020-01-01T00:00:00Z".into();
        last["hash"] = hash_of(last).into();
    });
    assert_eq!(Chain::of(&docket.entries).breaks, [Break::Clock { seq: count }]);
    assert_eq!(
        standing(&docket, &case.files(), None).applicants,
        case.standing().applicants
    );
    assert_eq!(audit(&docket, &case.files(), None).findings, []);
}

/// SPEC B3, B12
#[test]
fn a_fork_is_told_and_settled() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    case.opinions("a");
    let common = case.entries.len();
    let by = || By {
        name: "经办人乙".to_owned(),
        role: "秘书处".to_owned(),
    };
    let at = Instant::parse("2026-12-01T02:00:00Z").expect("a moment");
    let branch = |act| next_entry(case.entries.last(), at, by(), act);
    let one = branch(confirm("a", ""));
    let other = branch(Act::ApplicationWithdrawn {
        application: id("a"),
        day: day("2026-04-21"),
        reason: "来电撤回".to_owned(),
    });
    let mut docket = case.docket();
    docket.entries.extend([one.clone(), other.clone()]);
    let found = standing(&docket, &case.files(), None);
    assert_eq!(found.seq, common as u64, "it ends before the fork");
    let seq = common as u64 + 1;
    assert!(found.remarks.contains(&Remark::Broken(Break::Fork { seq })));
    // The branch that is kept says so itself.
    let settled = |kept: &scoring::docket::Entry| {
        let act = Act::ForkSettled {
            kept: kept.hash,
            reason: "以确认为准".to_owned(),
        };
        next_entry(Some(kept), at, by(), act)
    };
    let mut kept = docket.clone();
    kept.entries.push(settled(&one));
    let found = standing(&kept, &case.files(), None);
    assert_eq!(found.seq, seq + 1);
    assert_eq!(
        found.remarks,
        [Remark::Broken(Break::Left { seq })],
        "the other branch does not count"
    );
    assert_eq!(found.applicants[0].withdrawn, None);
    // Any entry between the fork and the settlement names the branch.
    let behind = next_entry(
        Some(&one),
        at,
        by(),
        Act::Announced {
            day: day("2026-03-22"),
            medium: "官方网站".to_owned(),
        },
    );
    let mut later = docket.clone();
    later.entries.extend([behind.clone(), settled(&behind)]);
    let found = standing(&later, &case.files(), None);
    assert_eq!(found.seq, seq + 2);
    assert_eq!(found.remarks, [Remark::Broken(Break::Left { seq })]);
    // The chain is not whole, so that an audit is not equal, and one reads why.
    let found = standing(&kept, &case.files(), None);
    assert_eq!(found.seq, seq + 1);
    let found = audit(&kept, &case.files(), None).findings;
    let said = scoring::words::finding(&found[0], scoring::foundations::Lang::Zh);
    assert_eq!(said, "这一条接不上前面的条目，没有计入。");
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (one.place.as_str(), one.what.as_str()))
        .collect();
    assert_eq!(found, [(format!("entry/{seq}").as_str(), "left_out")]);
    // Without a reason it settles nothing.
    let act = Act::ForkSettled {
        kept: one.hash,
        reason: "\u{3000}".to_owned(),
    };
    let mut silent = docket.clone();
    silent.entries.push(next_entry(Some(&one), at, by(), act));
    assert_eq!(standing(&silent, &case.files(), None).seq, common as u64);
    // Both branches keep themselves: nothing is settled.
    kept.entries.push(settled(&other));
    assert_eq!(standing(&kept, &case.files(), None).seq, common as u64);
    // A settlement of a branch that it does not stand on settles nothing.
    let mut foreign = docket;
    let act = Act::ForkSettled {
        kept: other.hash,
        reason: "以撤回为准".to_owned(),
    };
    foreign.entries.push(next_entry(Some(&one), at, by(), act));
    assert_eq!(standing(&foreign, &case.files(), None).seq, common as u64);
}

/// A settlement names the branch that it stands on: a hash that no entry before it has settles nothing, and is refused
/// where the entry stands on the line all the same.
///
/// SPEC B3, B4
#[test]
fn a_settlement_that_names_no_entry_before_it_is_refused() {
    let mut case = Case::new();
    let settles = |kept: Fingerprint| Act::ForkSettled {
        kept,
        reason: "以此为准".to_owned(),
    };
    let unknown = Fingerprint::of(b"nobody");
    let refused = case.refused(settles(unknown));
    let kept = unknown.to_string();
    assert_eq!(refused, Refusal::NotThisBranch { kept });
    let found = audit(&case.docket(), &case.files(), None).findings;
    assert_eq!(found[0].what, "refused/not_this_branch");
    // The hash of an entry before it, and no fork.
    let first = case.entries[0].hash;
    let settled = case.put(settles(first));
    assert_eq!(case.refusal(settled), Some(Refusal::NoFork));
    let silent = Act::ForkSettled {
        kept: first,
        reason: " ".to_owned(),
    };
    assert_eq!(case.refused(silent), Refusal::ReasonNeeded { against: "fork" });
    // It stays: which branch counts is not asked again.
    let undone = Act::Undone {
        seq: settled,
        reason: "点错了".to_owned(),
    };
    assert_eq!(case.refused(undone), Refusal::CannotUndo);
}

/// SPEC B4
#[test]
fn undo() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    case.opinions("a");
    let before = case.standing().applicants;
    let confirmed = case.must(confirm("a", ""));
    let undone = |seq| Act::Undone {
        seq,
        reason: "点错了".to_owned(),
    };
    let undo = case.must(undone(confirmed));
    assert_eq!(case.standing().applicants, before, "the state from before");
    let refused = case.put(confirm("nobody", ""));
    for seq in [confirmed, refused] {
        assert_eq!(case.refused(undone(seq)), Refusal::NotInForce { seq });
    }
    // An undo can be undone.
    case.must(undone(undo));
    assert_eq!(
        case.of("a").qualification,
        scoring::docket::Qualification::Confirmed
    );
    assert_eq!(case.refused(undone(1)), Refusal::CannotUndo);
    assert!(matches!(case.refused(undone(9_999)), Refusal::Unknown { .. }));
    assert_eq!(
        case.refused(Act::Undone {
            seq: confirmed,
            reason: " ".to_owned()
        }),
        Refusal::ReasonNeeded { against: "undo" }
    );
    // What later entries rest on stays, and the first of them is named.
    let accepted = case
        .entries
        .iter()
        .find(|entry| matches!(&entry.act, Act::FileAccepted { receipt: Some(receipt), .. } if receipt.contains("a-1")))
        .map(|entry| entry.seq)
        .expect("the application");
    assert_eq!(
        case.refused(undone(accepted)),
        Refusal::RestedOn { seq: accepted + 1 }
    );
    assert_eq!(
        case.refused(undone(accepted + 1)),
        Refusal::RestedOn { seq: accepted + 2 },
        "an opinion about the application"
    );
}

/// SPEC B15
#[test]
fn undos_of_undos() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    case.opinions("a");
    let open = case.standing().applicants;
    let mut last = case.must(confirm("a", ""));
    let confirmed = case.standing().applicants;
    // An undo, its undo, and so on: each gives the state from before.
    for turn in 0..6 {
        last = case.must(Act::Undone {
            seq: last,
            reason: "点错了".to_owned(),
        });
        let expected = if turn % 2 == 0 { &open } else { &confirmed };
        assert_eq!(&case.standing().applicants, expected, "{turn}");
    }
    // Two entries taken back in the order in which they were made, and the first brought back.
    let mut case = Case::new();
    for name in ["a", "b"] {
        case.applies((name, &format!("本地:{name}")), 1, IN_TIME, Some(good_form()));
        case.opinions(name);
    }
    let undone = |seq| Act::Undone {
        seq,
        reason: "点错了".to_owned(),
    };
    let first = case.must(confirm("a", ""));
    let second = case.must(confirm("b", ""));
    let back = case.must(undone(second));
    case.must(undone(first));
    case.must(undone(back));
    let decided = |name| case.of(name).qualification == scoring::docket::Qualification::Confirmed;
    assert_eq!((decided("a"), decided("b")), (false, true));
}

/// SPEC B5
#[test]
fn an_entry_that_was_not_allowed_is_left_out() {
    let mut case = proposed();
    let before = case.standing().applicants;
    let seq = case.put(confirm("nobody", ""));
    let found = case.standing();
    assert_eq!(found.applicants, before);
    assert_eq!(found.seq, seq, "the chain goes on");
    assert_eq!(found.remarks.len(), 1);
    assert_eq!(
        (found.remarks[0].place(), found.remarks[0].what()),
        (format!("entry/{seq}"), "refused/unknown".to_owned())
    );
    // A file that is missing takes with it what rests on it.
    let mut texts = case.texts.clone();
    texts.remove("a-1.json");
    let found = standing(&case.docket(), &files_of(&texts), None);
    let refused = |told: &Remark, refusal: &Refusal| matches!(told, Remark::Refused { refusal: found, .. } if found == refusal);
    assert!(
        found
            .remarks
            .iter()
            .any(|told| refused(told, &Refusal::UnknownFile))
    );
    assert!(found.applicants.iter().all(|one| one.application != id("a")));
    // Without the cycle nothing begins.
    let mut texts = case.texts.clone();
    texts.remove("cycle.json");
    let found = standing(&case.docket(), &files_of(&texts), None);
    assert_eq!(found.applicants, []);
    assert_eq!(
        standing(
            &Docket {
                cycle: id("2026"),
                entries: Vec::new()
            },
            &files_of(&texts),
            None
        )
        .seq,
        0
    );
}

/// SPEC B6
#[test]
fn any_prefix_replays() {
    let case = proposed();
    for seq in 0..=case.entries.len() as u64 {
        let mut short = case.docket();
        short.entries.truncate(seq as usize);
        let files = case.files();
        let expected = standing(&short, &files, None);
        let found = case.at(seq);
        assert_eq!(standing_json(&found), standing_json(&expected), "{seq}");
        assert_eq!(found.seq, seq);
        assert_eq!(
            found.head,
            case.entries
                .get(seq as usize - usize::from(seq > 0))
                .filter(|_| seq > 0)
                .map(|entry| entry.hash)
        );
    }
}

/// SPEC B8
#[test]
fn an_audit_finds_every_file_that_differs() {
    let case = proposed();
    let equal = |texts: &std::collections::BTreeMap<String, String>, head| {
        audit(&case.docket(), &files_of(texts), head)
    };
    let clean = equal(&case.texts, None);
    assert_eq!((clean.findings.len(), clean.files), (0, case.texts.len()));
    let whats = |found: &scoring::docket::Audit, name: &str| -> Vec<String> {
        let of = |finding: &&scoring::docket::Finding| finding.place == name;
        found
            .findings
            .iter()
            .filter(of)
            .map(|finding| finding.what.clone())
            .collect()
    };
    for name in case.texts.keys() {
        // Outside the payload: the file opens, and its bytes are others.
        let mut texts = case.texts.clone();
        let text = texts.get_mut(name).expect("a file");
        *text = text.replace("2026-11-23T10:32:00Z", "2026-11-23T10:32:01Z");
        assert_eq!(whats(&equal(&texts, None), name), ["altered"], "{name}");
        // A blank more at the end.
        let mut texts = case.texts.clone();
        texts.get_mut(name).expect("a file").push('\n');
        assert_eq!(whats(&equal(&texts, None), name), ["altered"], "{name}");
        // Missing.
        let mut texts = case.texts.clone();
        texts.remove(name);
        let found = equal(&texts, None);
        assert!(
            found.findings.iter().any(|finding| finding.what == "missing"),
            "{name}"
        );
        // Under two names.
        let mut texts = case.texts.clone();
        let copy = texts[name].clone();
        texts.insert(format!("{name}~"), copy);
        assert_eq!(
            whats(&equal(&texts, None), &format!("{name}~")),
            ["twice"],
            "{name}"
        );
    }
    // Added: one that opens, and one that does not.
    let mut texts = case.texts.clone();
    texts.insert(
        "more.json".to_owned(),
        case.application_text("示例另一家", "多出来的"),
    );
    texts.insert("notes.txt".to_owned(), "随手记".to_owned());
    let found = equal(&texts, None);
    assert_eq!(whats(&found, "more.json"), ["added"]);
    assert_eq!(whats(&found, "notes.txt"), ["added"]);
}

/// Several entries name one payload, and each time others are in force.
///
/// SPEC B8, B13
#[test]
fn the_bytes_are_those_of_the_entry_in_force() {
    let told = |case: &Case| -> Vec<(String, String, String)> {
        let findings = audit(&case.docket(), &case.files(), None).findings.into_iter();
        findings.map(|one| (one.what, one.expected, one.found)).collect()
    };
    let accepted = |file| Act::FileAccepted {
        file,
        receipt: None,
        received: super::received_at(IN_TIME),
    };
    let withdrawn = |file| Act::FileWithdrawn {
        file,
        reason: "收错了".to_owned(),
    };
    let other_sum = |file: FileSum| FileSum {
        sum: Fingerprint::of(b"others"),
        ..file
    };
    let other_length = |file: FileSum| FileSum { bytes: 7, ..file };
    let kept = || {
        let mut case = Case::new();
        let text = case.application_text("示例甲", "一");
        let file = case.keep("a.json", text);
        (case, file)
    };
    let length = |file: FileSum| ("other_length".to_owned(), "7".to_owned(), file.bytes.to_string());
    let altered = |file: FileSum| {
        let expected = Fingerprint::of(b"others").to_string();
        ("altered".to_owned(), expected, file.sum.to_string())
    };
    // What was withdrawn says how the file came then; what is in force says how it lies there.
    let (mut case, file) = kept();
    for act in [accepted(file), withdrawn(file.file), accepted(other_sum(file))] {
        case.must(act);
    }
    assert_eq!(told(&case), [altered(file)]);
    let (mut case, file) = kept();
    for act in [accepted(other_sum(file)), withdrawn(file.file), accepted(file)] {
        case.must(act);
    }
    assert_eq!(told(&case), []);
    let (mut case, file) = kept();
    for act in [accepted(file), withdrawn(file.file), accepted(other_length(file))] {
        case.must(act);
    }
    assert_eq!(told(&case), [length(file)]);
    // Where none is in force, either is enough.
    let (mut case, file) = kept();
    let first = accepted(other_sum(file));
    for act in [first, withdrawn(file.file), accepted(file), withdrawn(file.file)] {
        case.must(act);
    }
    assert_eq!(told(&case), []);
    // An entry that was not allowed says nothing of what is there.
    let (mut case, file) = kept();
    case.must(accepted(other_sum(file)));
    case.refused(accepted(file));
    assert!(told(&case).contains(&altered(file)));
    // A refused file is one of several in force, and each is there.
    let refused = |file: FileSum| Act::FileRefused {
        file: Some(file.file),
        sum: file.sum,
        bytes: file.bytes,
        reason: "先收了一份".to_owned(),
    };
    let (mut case, file) = kept();
    case.must(accepted(file));
    case.must(refused(other_length(file)));
    assert_eq!(told(&case), [length(file)]);
    let (mut case, file) = kept();
    case.must(accepted(file));
    let mut second = case.texts["a.json"].clone();
    second.push('\n');
    case.must(refused(FileSum {
        sum: Fingerprint::of(second.as_bytes()),
        bytes: second.len() as u64,
        ..file
    }));
    assert_eq!(told(&case)[0].0, "missing");
    case.texts.insert("b.json".to_owned(), second);
    assert_eq!(told(&case), []);
    // Of one that did not open too.
    let mut case = Case::new();
    case.texts.insert("scan.txt".to_owned(), "扫描".to_owned());
    case.must(Act::FileRefused {
        file: None,
        sum: Fingerprint::of("扫描".as_bytes()),
        bytes: 7,
        reason: "不是申报文件".to_owned(),
    });
    let (what, said, found) = ("other_length".to_owned(), "7".to_owned(), "6".to_owned());
    assert_eq!(told(&case), [(what, said, found)]);
}

/// An audit in words says why an entry is not allowed, and what a missing reason is of.
///
/// SPEC B5, B8
#[test]
fn an_audit_says_in_words_why_an_entry_is_refused() {
    use scoring::foundations::Lang;
    let case = Case::new();
    let Act::CycleOpened { cycle, rubric } = case.entries[0].act.clone() else {
        panic!("no opening");
    };
    let reason = String::new;
    let quota = scoring::cycle::Setting::Quota;
    let set = |setting, reason: &str| Act::SettingChanged {
        setting,
        body: scoring::docket::Body::Secretariat,
        reason: reason.to_owned(),
    };
    let withdrawn = Act::FileWithdrawn {
        file: rubric.file,
        reason: reason(),
    };
    let undone = Act::Undone {
        seq: 2,
        reason: reason(),
    };
    for (act, what, zh, en) in [
        (
            Act::CycleOpened { cycle, rubric },
            "refused/opened_already",
            "本届已经由第一条开启，不能再开启一次。",
            "The first entry has opened the cycle already; it is opened once.",
        ),
        (
            withdrawn,
            "refused/reason_needed/22",
            "这一条要写明理由（第二十二条）。请补上。",
            "This entry needs a reason (Art. 22). Add it.",
        ),
        (
            undone,
            "refused/reason_needed/undo",
            "撤销一条登记，要写明理由。请补上。",
            "Undoing an entry needs a reason. Add it.",
        ),
        (
            set(quota(4), " "),
            "refused/reason_needed/quota",
            "变更「名额」要写明理由。请补上。",
            "Changing the “quota” needs a reason. Add it.",
        ),
        (
            set(quota(0), "减少"),
            "refused/setting_value/quota",
            "「名额」的值不能成立，可以是：1 到 999。请改正。",
            "The quota has a value that cannot stand. Allowed: 1 to 999. Put it right.",
        ),
    ] {
        let mut case = Case {
            entries: case.entries.clone(),
            ..Case::new()
        };
        case.refused(act);
        let found = audit(&case.docket(), &case.files(), None).findings;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].what, what);
        let said = |lang| scoring::words::finding(&found[0], lang);
        assert_eq!(said(Lang::Zh), format!("这一条在它的位置上不能成立：{zh}"));
        assert_eq!(
            said(Lang::En),
            format!("This entry is not allowed at its place: {en}")
        );
    }
}

/// A file altered by hand: no byte can change without being found.
///
/// SPEC B8
#[test]
fn no_byte_of_a_file_changes_unseen() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    let name = "a-1.json";
    let bytes = case.texts[name].clone().into_bytes();
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1;
        // A byte that breaks a character makes the file none of text, which is found before.
        let Ok(text) = String::from_utf8(other) else {
            continue;
        };
        let mut texts = case.texts.clone();
        texts.insert(name.to_owned(), text);
        let found = audit(&case.docket(), &files_of(&texts), None);
        assert!(!found.findings.is_empty(), "byte {at}");
    }
}

/// SPEC B12
#[test]
fn an_altered_file_is_told_as_altered() {
    let case = proposed();
    let sum = |text: &str| Fingerprint::of(text.as_bytes()).to_string();
    let told = |texts: &std::collections::BTreeMap<String, String>| -> Vec<(String, String, String, String)> {
        let findings = audit(&case.docket(), &files_of(texts), None).findings;
        let of_files = findings
            .into_iter()
            .filter(|one| !one.place.starts_with("entry/"));
        of_files
            .map(|one| (one.place, one.what, one.expected, one.found))
            .collect()
    };
    for name in case.texts.keys() {
        let before = &case.texts[name];
        // A letter in the payload; half of it gone; a mark of another encoding's that is no text; the stated
        // fingerprint.
        let changed = before.replacen("\"zh\"", "\"zx\"", 1).replacen("示例", "示列", 1);
        let end = before.rfind("sha256:").expect("a fingerprint");
        let mut stated = before.clone();
        stated.replace_range(end + 10..end + 12, "zz");
        for after in [
            changed,
            format!("{before} x"),
            stated,
            before[..before.len() - 90].to_owned(),
        ] {
            if after == *before {
                continue;
            }
            let mut texts = case.texts.clone();
            texts.insert(name.clone(), after.clone());
            assert_eq!(
                told(&texts),
                [(name.clone(), "altered".to_owned(), sum(before), sum(&after))],
                "{name}"
            );
        }
    }
    // Two sheets at once, each still with the fingerprint that it came with.
    let mut texts = case.texts.clone();
    for name in ["a-material-e1-1.json", "a-material-e2-1.json"] {
        let text = texts.get_mut(name).expect("a sheet");
        *text = text.replacen("总体良好", "总体优秀", 1);
    }
    assert_eq!(told(&texts).iter().filter(|one| one.1 == "altered").count(), 2);
    assert_eq!(told(&texts).len(), 2);
    // With their fingerprints made anew nobody can say which is which.
    for name in ["a-material-e1-1.json", "a-material-e2-1.json"] {
        let file: Json = serde_json::from_str(&texts[name]).expect("JSON");
        let anew = Fingerprint::of(file["payload"].to_string().as_bytes()).to_string();
        let old = file["fingerprint"].as_str().expect("a fingerprint").to_owned();
        let text = texts[name].replace(&old, &anew);
        assert!(open(&text).is_ok());
        texts.insert(name.to_owned(), text);
    }
    let whats: Vec<String> = told(&texts).into_iter().map(|one| one.1).collect();
    assert_eq!(whats, ["added", "added", "missing", "missing"]);
    // A fork is reported.
    let mut docket = case.docket();
    let last = docket.entries[docket.entries.len() - 2].clone();
    let by = last.by.clone();
    let act = Act::Announced {
        day: day("2026-01-20"),
        medium: "示例日报".to_owned(),
    };
    docket.entries.push(next_entry(Some(&last), last.at, by, act));
    let found = audit(&docket, &case.files(), None).findings;
    let seq = case.entries.len();
    assert!(
        found
            .iter()
            .any(|one| one.place == format!("entry/{seq}") && one.what == "fork")
    );
}

/// At every kind of place of every file, the docket's own included: a byte changed, one more, one less.
///
/// SPEC B13
#[test]
fn no_byte_of_a_cycle_changes_unseen() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    let docket = write_docket(&case.docket(), &imprint());
    let mut texts = case.texts.clone();
    texts.insert("docket.json".to_owned(), docket);
    // The first, the last and the middle letter of every member of the outside, and places all over the payload.
    let places = |text: &str| -> std::collections::BTreeSet<usize> {
        let mut places: std::collections::BTreeSet<usize> = [0, text.len() - 1].into();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            places.extend([at, at + line.len() / 2, at + line.len().saturating_sub(2)]);
            if line.starts_with("\"payload\"") {
                places.extend((0..6).map(|part| at + line.len() * part / 6));
            }
            at += line.len();
        }
        places
    };
    let entries = case.docket();
    for (name, text) in &texts {
        let mut others = texts.clone();
        others.remove(name);
        others.remove("docket.json");
        let others = files_of(&others);
        for at in places(text) {
            let bytes = text.as_bytes();
            let mut changed = bytes.to_vec();
            changed[at] ^= 1;
            let mut longer = bytes.to_vec();
            longer.insert(at, b' ');
            let mut shorter = bytes.to_vec();
            shorter.remove(at);
            for (how, other) in [("changed", changed), ("longer", longer), ("shorter", shorter)] {
                // What is no text any more does not open, and is a file like any other that does not.
                let other = String::from_utf8_lossy(&other).into_owned();
                let is_found = if name == "docket.json" {
                    // The outside of the docket's own file is no part of the cycle: the entries are the same.
                    match open(&other) {
                        Ok((_, Content::Docket(found))) => *found == entries,
                        Ok(_) | Err(_) => true,
                    }
                } else {
                    let mut files = others.clone();
                    add(&mut files, name, &other);
                    let found = audit(&entries, &files, None).findings;
                    found
                        .iter()
                        .any(|one| one.place == *name && one.what == "altered")
                };
                assert!(is_found, "{name} {how} at {at}");
            }
        }
    }
}

/// SPEC B5
#[test]
fn an_accepted_file_that_does_not_open_is_told_as_that() {
    let mut case = Case::new();
    let text = "{\"format\":\"不是本工作台的文件\"}";
    let sum = |text: &str| scoring::docket::FileSum {
        file: Fingerprint::of(b"payload"),
        sum: Fingerprint::of(text.as_bytes()),
        bytes: text.len() as u64,
    };
    case.texts.insert("a.json".to_owned(), text.to_owned());
    for (stated, refusal) in [(text, "unopened_file"), ("另一份", "unknown_file")] {
        let seq = case.put(Act::FileAccepted {
            file: sum(stated),
            receipt: None,
            received: super::received_at(IN_TIME),
        });
        let files = case.files();
        let replay = scoring::docket::Replay::of(&case.docket(), &files, None);
        assert_eq!(replay.refusal(seq).map(Refusal::id), Some(refusal));
    }
}

/// SPEC B8
#[test]
fn a_file_that_was_refused_is_kept() {
    let mut case = Case::new();
    let text = "不是本工作台的文件";
    case.texts.insert("scan.txt".to_owned(), text.to_owned());
    assert_eq!(audit(&case.docket(), &case.files(), None).findings.len(), 1);
    case.must(Act::FileRefused {
        file: None,
        sum: Fingerprint::of(text.as_bytes()),
        bytes: text.len() as u64,
        reason: "不是申报文件".to_owned(),
    });
    assert_eq!(audit(&case.docket(), &case.files(), None).findings, []);
    case.texts.remove("scan.txt");
    let found = audit(&case.docket(), &case.files(), None).findings;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].what, "missing");
}

/// What broke the chain comes first, entries come in their order, and the files of entries behind it are no strangers.
///
/// SPEC B12
#[test]
fn an_audit_begins_with_what_broke_the_chain() {
    let case = proposed();
    let docket = changed(&case, |entries| {
        entries[1]["data"]["file"]["sum"] = hash_of(&entries[0]).into()
    });
    let found = audit(&docket, &case.files(), None).findings;
    let first = found.first().expect("a finding");
    assert_eq!(
        (first.place.as_str(), first.what.as_str()),
        ("entry/2", "altered")
    );
    let numbers = found.iter().filter_map(|one| one.place.strip_prefix("entry/"));
    let numbers: Vec<u64> = numbers.map(|number| number.parse().expect("a number")).collect();
    assert!(numbers.len() > 10 && numbers.is_sorted(), "{numbers:?}");
    assert!(found.iter().all(|one| one.what != "added"), "{found:?}");
}

/// A file that is what came and does not open was not altered.
///
/// SPEC B12
#[test]
fn an_audit_tells_a_file_that_does_not_open_from_an_altered_one() {
    let mut case = Case::new();
    case.confirmed("a");
    let name = "a-1.json";
    let text = case.texts[name].replacen("\"version\":2", "\"version\":9", 1);
    let Some(Act::FileAccepted {
        mut file, received, ..
    }) = case
        .entries
        .iter()
        .rev()
        .map(|entry| entry.act.clone())
        .find(|act| matches!(act, Act::FileAccepted { .. }))
    else {
        panic!("an accepted file");
    };
    let mut newer = Case::new();
    newer.texts.insert(name.to_owned(), text.clone());
    (file.sum, file.bytes) = (Fingerprint::of(text.as_bytes()), text.len() as u64);
    let receipt = None;
    newer.put(Act::FileAccepted {
        file,
        receipt,
        received,
    });
    let found = audit(&newer.docket(), &newer.files(), None).findings;
    let whats: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (one.place.as_str(), one.what.as_str()))
        .collect();
    assert!(whats.contains(&(name, "unreadable")), "{whats:?}");
    assert!(whats.iter().all(|(_, what)| *what != "altered"), "{whats:?}");
}

/// SPEC B9
#[test]
fn the_head_that_was_handed_over() {
    let case = proposed();
    let files = case.files();
    let head = case.entries.last().map(|entry| entry.hash);
    assert_eq!(audit(&case.docket(), &files, head).findings, []);
    let other = audit(&case.docket(), &files, Some(Fingerprint::of(b"another"))).findings;
    assert_eq!(other.len(), 1);
    assert_eq!(
        (other[0].place.as_str(), other[0].what.as_str()),
        ("head", "other_head")
    );
}

/// SPEC B10
#[test]
fn the_json_of_standing_and_audit() {
    let mut case = Case::new();
    case.visited(&[("a", "66.6666")]);
    case.passed(&["a"]);
    let json: Json = serde_json::from_str(&standing_json(&case.standing())).expect("JSON");
    let head = case.entries.last().map(|entry| entry.hash.to_string());
    assert_eq!(
        json,
        serde_json::json!({
            "kind": "standing", "cycle": "2026", "seq": case.entries.len(), "head": head,
            "applicants": [{
                "organisation": "本地:a", "application": "a", "name": "示例a医院", "received": "in_time",
                "withdrawn": null,
                "eligibility": {"verdict": "eligible", "grounds": [], "missing": []},
                "qualification": "confirmed",
                "material": {"total": {"points": "500.00", "exact": "500"}, "rank": 1, "unfinished": []},
                "visit": true,
                "site": {"total": {"points": "566.67", "exact": "708333/1250"},
                    "rank": 1, "shared": false, "unfinished": []},
                "candidate": "in_quota", "repeat": null,
                "vote": {"for": 9, "against": 3, "present": 13, "recused": 0, "quorate": true, "passed": true},
                "award": "proposed",
            }],
            "problems": [],
        })
    );
    assert_eq!(case.of("a").award, AwardState::Proposed);
    let json: Json =
        serde_json::from_str(&audit_json(&audit(&case.docket(), &case.files(), None))).expect("JSON");
    assert_eq!(
        json,
        serde_json::json!({"kind": "audit", "equal": true, "files": case.texts.len(),
            "entries": case.entries.len(), "findings": []})
    );
    let json: Json = serde_json::from_str(&docket_json(&case.docket())).expect("JSON");
    assert_eq!(
        json,
        serde_json::json!({"kind": "docket", "cycle": "2026", "entries": case.entries.len(),
            "seq": case.entries.len(), "head": head, "problems": []})
    );
    let empty = standing(
        &Docket {
            cycle: id("2026"),
            entries: Vec::new(),
        },
        &case.files(),
        None,
    );
    let json: Json = serde_json::from_str(&standing_json(&empty)).expect("JSON");
    assert_eq!((&json["seq"], &json["head"]), (&Json::from(0), &Json::Null));
}

/// What is done about one application alone, in its own order.
fn deeds(application: &str, chosen: u8) -> Vec<Act> {
    let mut deeds = vec![confirm(application, "意见另附")];
    if chosen & 1 != 0 {
        deeds.push(Act::InspectionRecorded {
            application: id(application),
            day: day("2026-05-01"),
            events: Vec::new(),
            words: "走访一次".to_owned(),
        });
    }
    if chosen & 2 != 0 {
        deeds.insert(
            0,
            Act::SupplementAsked {
                application: id(application),
                what: vec!["证明材料".to_owned()],
                day: day("2026-04-02"),
                due: day("2026-04-09"),
            },
        );
    }
    if chosen & 4 != 0 {
        deeds.push(Act::ApplicationWithdrawn {
            application: id(application),
            day: day("2026-05-02"),
            reason: "撤回".to_owned(),
        });
    }
    deeds
}

/// The docket gone through without any memory: of every prefix, which entries are taken back is counted anew, and the
/// ones that are left are written as a docket of their own.
fn qualification_by_hand(case: &Case, undos: &[(u64, u64)]) -> Vec<(String, bool)> {
    let mut gone: std::collections::BTreeSet<u64> = std::collections::BTreeSet::new();
    for (seq, target) in undos.iter().rev() {
        if !gone.contains(seq) {
            gone.insert(*target);
        }
    }
    let mut decided: std::collections::BTreeMap<String, bool> = std::collections::BTreeMap::new();
    for entry in &case.entries {
        if let Act::QualificationDecided {
            application,
            decision,
            ..
        } = &entry.act
            && !gone.contains(&entry.seq)
            && case.refusal(entry.seq).is_none()
        {
            let confirmed = *decision == scoring::docket::Decision::Confirmed;
            decided.insert(application.to_string(), confirmed);
        }
    }
    decided.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..chances() })]
    /// Random decisions and undos of any of them: the standing is that of the entries that are left, and of every
    /// prefix; an undo gives the state from before.
    ///
    /// SPEC B15, B6
    #[test]
    fn random_undos(steps in proptest::collection::vec((0..6_u8, any::<proptest::sample::Index>()), 1..24)) {
        let mut case = Case::new();
        for name in ["a", "b", "c"] {
            case.applies((name, &format!("本地:{name}")), 1, IN_TIME, Some(good_form()));
        }
        let begun = case.entries.len();
        let mut undos: Vec<(u64, u64)> = Vec::new();
        for (what, index) in steps {
            let name = ["a", "b", "c"][usize::from(what % 3)];
            if what < 3 || case.entries.len() == begun {
                case.put(confirm(name, "意见另附"));
                continue;
            }
            let target = (begun + index.index(case.entries.len() - begun)) as u64 + 1;
            let before = case.standing().applicants;
            let seq = case.put(Act::Undone { seq: target, reason: "点错了".to_owned() });
            if case.refusal(seq).is_some() {
                prop_assert_eq!(&case.standing().applicants, &before);
                continue;
            }
            undos.push((seq, target));
            // Undone and done again it is as before.
            let again = case.must(Act::Undone { seq, reason: "没有点错".to_owned() });
            prop_assert_eq!(&case.standing().applicants, &before);
            undos.push((again, seq));
            let third = case.must(Act::Undone { seq: again, reason: "点错了".to_owned() });
            undos.push((third, again));
        }
        let found: Vec<(String, bool)> = case.standing().applicants.into_iter().filter(|one| one.qualification != scoring::docket::Qualification::Open)
            .map(|one| (one.application.to_string(), one.qualification == scoring::docket::Qualification::Confirmed)).collect();
        prop_assert_eq!(found, qualification_by_hand(&case, &undos));
        let files = case.files();
        for seq in begun..=case.entries.len() {
            let mut short = case.docket();
            short.entries.truncate(seq);
            prop_assert_eq!(standing_json(&case.at(seq as u64)), standing_json(&standing(&short, &files, None)));
        }
    }

    /// Entries about different applications may stand in any order: the standing is the same but for numbers and head.
    ///
    /// SPEC B7
    #[test]
    fn independent_entries_in_any_order(chosen in proptest::collection::vec(0..8_u8, 3), picks in proptest::collection::vec(0..3_usize, 12)) {
        let names = ["a", "b", "c"];
        let begun = || {
            let mut case = Case::new();
            for name in names {
                case.applies((name, &format!("本地:{name}")), 1, IN_TIME, Some(good_form()));
            }
            case
        };
        let queues: Vec<Vec<Act>> = names.iter().zip(&chosen).map(|(name, chosen)| deeds(name, *chosen)).collect();
        let mut straight = begun();
        for act in queues.iter().flatten() {
            straight.put(act.clone());
        }
        let mut mixed = begun();
        let mut rest: Vec<_> = queues.iter().map(|queue| queue.iter()).collect();
        for pick in picks {
            if let Some(act) = rest[pick].next() {
                mixed.put(act.clone());
            }
        }
        for act in rest.into_iter().flatten() {
            mixed.put(act.clone());
        }
        let plain = |case: &Case| {
            let mut found = case.standing();
            found.applicants.iter_mut().for_each(|one| one.withdrawn = one.withdrawn.map(|_| 0));
            (found.applicants, found.remarks)
        };
        prop_assert_eq!(plain(&straight), plain(&mixed));
        prop_assert_eq!(straight.figures(ReviewStage::Material), mixed.figures(ReviewStage::Material));
    }
}
