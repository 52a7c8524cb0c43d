//! A cycle as people handle it: its docket shown with what breaks it, numbers that it does not have, archives of other
//! systems, names that cannot lie side by side.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use rawzip::{DataDescriptorOutput, ZipArchiveWriter};
use serde_json::Value as Json;

use crate::desk::Desk;

/// The demonstration of a seed, as small as it can be.
fn demo(seed: &str) -> Desk {
    let folder = Desk::new();
    let words = ["demo", "--seed", seed, "--applicants", "22", "--experts", "30"];
    let said = folder.run(&words.into_iter().chain(["-o", "case"]).collect::<Vec<_>>());
    assert_eq!(said.silent(), "");
    folder
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

/// SPEC C29
#[test]
fn a_docket_is_shown_with_its_undos_and_where_its_chain_breaks() {
    let folder = demo("7");
    let shown = folder.run(&["docket", "show", "case"]).silent();
    let line = |text: &str| {
        let found = shown.lines().find(|line| line.contains(text));
        found.unwrap_or_else(|| panic!("no {text} in {shown}")).to_owned()
    };
    let undo = line("  undone  ");
    let by = undo.split_whitespace().next().expect("a number").to_owned();
    let undone: u64 = by.parse::<u64>().expect("a number") - 1;
    assert!(undo.ends_with(&format!("撤销第 {undone} 条")), "{undo}");
    let taken_back = line(&format!("已由第 {by} 条撤销"));
    assert!(taken_back.starts_with(&format!("{undone}  ")), "{taken_back}");
    assert!(!shown.contains("entry/"), "nothing breaks it");
    // The second entry says something else than was hashed: the chain ends before it, and all behind it is named.
    let payload = folder
        .payload("case/docket.json")
        .replacen("示例日报", "示例晚报", 1);
    let text = folder.with_payload("case/docket.json", &payload);
    folder.write("case/docket.json", text);
    let shown = folder.run(&["docket", "show", "case"]).well();
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[0].starts_with("1  "), "{}", lines[0]);
    assert!(
        lines[1].starts_with("entry/2  ") && lines[1].contains("被改动过"),
        "{}",
        lines[1]
    );
    assert!(lines[2].starts_with("entry/2  ") && lines[2].contains("没有计入"));
    let english = folder.run(&["--lang", "en", "docket", "show", "case"]).well();
    assert_eq!(english.lines().count(), lines.len());
}

/// SPEC C29, U16
#[test]
fn a_number_beyond_the_end_is_refused_with_the_last_one() {
    let folder = demo("7");
    let verified = json(&folder.run(&["docket", "verify", "case"]).silent());
    let last = verified["entries"].as_u64().expect("a number");
    let beyond = (last + 1).to_string();
    for words in [
        vec!["standing", "case", "--at", &beyond],
        vec!["paper", "register", "case", "--at", &beyond],
    ] {
        let said = folder.run(&words).refused(2);
        assert!(
            said.contains(&format!("第 {last} 条")) && said.contains(&beyond),
            "{said}"
        );
    }
    // The order in which entries stand in the file does not matter.
    let payload: Json = json(&folder.payload("case/docket.json"));
    let mut entries = payload["entries"].as_array().expect("entries").clone();
    entries.reverse();
    let turned = serde_json::json!({"cycle": payload["cycle"], "entries": entries});
    let text = folder.with_payload("case/docket.json", &turned.to_string());
    folder.write("case/docket.json", text);
    let said = folder.run(&["standing", "case", "--at", &beyond]).refused(2);
    assert!(said.contains(&format!("第 {last} 条")), "{said}");
    let at = folder
        .run(&["standing", "case", "--at", &last.to_string()])
        .silent();
    assert_eq!(json(&at)["seq"], last);
}

/// Everything below a folder, by name.
fn below(folder: &Path, name: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = format!("{name}/{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            below(&path, &name, found);
        } else {
            found.insert(name, fs::read(&path).expect("a file"));
        }
    }
}

/// The Finder of macOS puts beside each file what it keeps for itself.
///
/// SPEC C31
#[test]
fn an_archive_of_the_finder_holds_the_cycle_alone() {
    let folder = demo("7");
    let clean = folder.run(&["audit", "case"]).silent();
    let mut files = BTreeMap::new();
    below(&folder.path("case"), "case", &mut files);
    let beside: Vec<String> = files.keys().cloned().collect();
    for name in beside {
        let (above, own) = name.rsplit_once('/').expect("a folder");
        files.insert(format!("__MACOSX/{above}/._{own}"), b"resource".to_vec());
    }
    files.insert("case/.DS_Store".to_owned(), b"view".to_vec());
    files.insert("__MACOSX/more.json".to_owned(), b"{}".to_vec());
    let count = files.keys().filter(|name| name.starts_with("__MACOSX")).count() + 1;
    let mut zip = ZipArchiveWriter::new(Vec::new());
    for (name, bytes) in &files {
        let (mut entry, _) = zip.new_file(name.as_str()).start().expect("an entry");
        entry.write_all(bytes).expect("memory");
        let sum = DataDescriptorOutput::new(rawzip::crc32(bytes), bytes.len() as u64);
        entry.finish(sum).expect("memory");
    }
    folder.write("finder.zip", zip.finish().expect("memory"));
    for words in [["audit", "finder.zip"], ["standing", "finder.zip"]] {
        let said = folder.run(&words);
        assert_eq!(
            said.err,
            format!("finder.zip: 提示：{count} 个隐藏文件或系统文件，没有读取。\n"),
            "{words:?}"
        );
        said.well();
    }
    assert_eq!(folder.run(&["audit", "finder.zip"]).well(), clean);
    // So it is with a folder that such an archive was unpacked into.
    fs::create_dir(folder.path("case/__MACOSX")).expect("a folder");
    folder.write("case/__MACOSX/more.json", "{}");
    assert_eq!(folder.run(&["audit", "case"]).well(), clean);
}

/// SPEC F34
#[cfg(target_os = "linux")]
#[test]
fn names_that_cannot_lie_side_by_side_are_not_packed() {
    for (one, other) in [
        ("a.json", "A.json"),
        ("straße.json", "STRASSE.json"),
        ("stra\u{1E9E}e.json", "strasse.json"),
        ("caf\u{E9}.json", "cafe\u{301}.json"),
        ("\u{30D7}.json", "\u{30D5}\u{309A}.json"),
        ("\u{D55C}.json", "\u{1112}\u{1161}\u{11AB}.json"),
        ("Ａ.json", "a.json"),
        ("（1）.json", "(1).json"),
        ("ΟΔΟΣ.json", "οδος.json"),
        ("ab.json", "a\u{200D}b.json"),
        ("docs", "Docs/b.json"),
        ("Docs/b.json", "docs"),
        ("caf\u{E9}", "cafe\u{301}/x/y.json"),
    ] {
        let folder = Desk::new();
        for name in [one, other] {
            let path = folder.path("case").join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "{}").expect("a file");
        }
        let said = folder.run(&["archive", "case", "-o", "case.zip"]).refused(1);
        let first = |name: &str| name.split('/').next().expect("a part").to_owned();
        for name in [first(one), first(other)] {
            assert!(said.contains(&name), "{name} in {said}");
        }
        assert!(!folder.path("case.zip").exists(), "{one} and {other}");
    }
    // Folders of one name are one folder, and other names are others.
    let folder = Desk::new();
    for name in [
        "Docs/a.json",
        "docs/b.json",
        "文件1.json",
        "文件①.json",
        "文件一.json",
    ] {
        let path = folder.path("case").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "{}").expect("a file");
    }
    folder.run(&["archive", "case", "-o", "case.zip"]).silent();
}

/// SPEC C28
#[test]
fn what_a_seed_may_be_is_said() {
    let folder = Desk::new();
    let most = u64::MAX.to_string();
    for seed in ["-1", "1.5", "七", "18446744073709551616"] {
        for words in [
            vec!["demo", &format!("--seed={seed}"), "-o", "case"],
            vec!["demo", "--seed", seed, "-o", "case"],
            vec!["--lang", "en", "demo", "--seed", seed, "-o", "case"],
        ] {
            let said = folder.run(&words).refused(2);
            assert!(said.contains(&most) && said.contains(seed), "{said}");
        }
    }
    for lang in ["zh", "en"] {
        let help = folder.run(&["--lang", lang, "demo", "--help"]).silent();
        assert!(help.contains(&most), "{help}");
    }
    assert!(!folder.path("case").exists());
}
