//! Names of files that are handed out, made of what people typed.

use proptest::prelude::*;
use scoring::foundations::file_name;

/// SPEC X6
#[test]
fn a_name_is_safe_on_every_system() {
    for (wanted, expected) in [
        (
            "评分表-现场评审-第一医院-2026-11-23.json",
            "评分表-现场评审-第一医院-2026-11-23.json",
        ),
        ("CON.json", "_CON.json"),
        ("con.csv", "_con.csv"),
        ("nul", "_nul"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("COM\u{B9}.json", "_COM\u{B9}.json"),
        ("LPT9 .json", "_LPT9.json"),
        ("ＣＯＮ.json", "_CON.json"),
        ("COM10.json", "COM10.json"),
        ("CONTEXT.json", "CONTEXT.json"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\a.json", "C--Windows-a.json"),
        ("a／b＼c：d.json", "a-b-c-d.json"),
        ("a<b>c:d\"e|f?g*h.json", "a-b-c-d-e-f-g-h.json"),
        (".hidden.json", "hidden.json"),
        ("trailing...", "trailing"),
        ("trailing. .json", "trailing.json"),
        ("表\u{202E}nosj.exe", "表-nosj.exe"),
        ("a\u{0}b\r\nc\td.json", "a-b--c-d.json"),
        ("a\u{200B}b\u{FEFF}c\u{2066}d.json", "a-b-c-d.json"),
        ("=cmd|' /C calc'!A0.csv", "cmd----C-calc--A0.csv"),
        ("$(reboot)`id`;%PATH%&.json", "reboot--id---PATH.json"),
        ("", "file"),
        ("...", "file"),
        (".json", "json"),
        ("---.json", "json"),
        ("???.???", "file"),
    ] {
        assert_eq!(file_name(wanted), expected, "{wanted:?}");
    }
}

/// SPEC X6
#[test]
fn a_long_name_keeps_its_ending() {
    let long = file_name(&format!("{}.json", "水".repeat(500)));
    assert!(long.len() <= 180 && long.len() > 170, "{} bytes", long.len());
    assert!(long.ends_with("水.json"), "{long}");
    let endless = file_name(&"a.".repeat(500));
    assert!(endless.len() <= 180, "{endless}");
    // What stands behind a late point is no ending.
    assert_eq!(file_name("v1.第二稿"), "v1.第二稿");
}

proptest! {
    /// SPEC X6
    #[test]
    fn whatever_was_typed_becomes_a_name(wanted in any::<String>()) {
        let name = file_name(&wanted);
        prop_assert!(!name.is_empty() && name.len() <= 181);
        prop_assert!(name.chars().all(|character| character.is_alphanumeric() || "-_.".contains(character)), "{name:?}");
        prop_assert!(!name.starts_with(['.', '-']) && !name.ends_with(['.', '-']), "{name:?}");
        let device = name.split('.').next().unwrap_or_default().to_uppercase();
        prop_assert!(!["CON", "PRN", "AUX", "NUL", "COM1", "LPT1"].contains(&device.as_str()), "{name:?}");
    }
}
