//! Bytes that are text, and bytes that are not. The bytes are written out: no crate is trusted to make them.

use crate::desk::{COLON, Desk};

/// `编号,名称,类别,分值` in GB 18030.
const HEAD: &[u8] = b"\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6,\xC0\xE0\xB1\xF0,\xB7\xD6\xD6\xB5\r\n";
/// `1,领导力,方法类,1000` in GB 18030.
const ROW: &[u8] = b"1,\xC1\xEC\xB5\xBC\xC1\xA6,\xB7\xBD\xB7\xA8\xC0\xE0,1000\r\n";
/// `1,𠮷野,方法类,1000` in GB 18030: the first letter takes four bytes.
const ROW_OF_FOUR_BYTES: &[u8] = b"1,\x95\x34\xB2\x35\xD2\xB0,\xB7\xBD\xB7\xA8\xC0\xE0,1000\r\n";
const UTF8: &str = "编号,名称,类别,分值\r\n1,领导力,方法类,1000\r\n";

fn import(bytes: &[u8]) -> (Desk, crate::desk::Outcome) {
    let desk = Desk::new();
    desk.write("t.csv", bytes);
    let outcome = desk.say("rubric import t.csv -o r.json --created 2026-11-23T10:32:00Z");
    (desk, outcome)
}

/// SPEC C4
#[test]
fn utf8_and_gb18030_give_the_same_file() {
    let (desk, outcome) = import(UTF8.as_bytes());
    outcome.silent();
    let expected = desk.read("r.json");
    assert!(expected.contains("领导力"));
    let marked = format!("\u{FEFF}{UTF8}");
    for bytes in [marked.as_bytes(), &[HEAD, ROW].concat()] {
        let (desk, outcome) = import(bytes);
        outcome.silent();
        assert_eq!(desk.read("r.json"), expected);
    }
}

#[test]
fn letters_of_four_bytes_are_read() {
    let (desk, outcome) = import(&[HEAD, ROW_OF_FOUR_BYTES].concat());
    outcome.silent();
    assert!(desk.read("r.json").contains("\u{20BB7}野"));
}

#[test]
fn a_sheet_may_be_gb18030_too() {
    let (desk, outcome) = import(UTF8.as_bytes());
    outcome.silent();
    // 编号,百分比
    desk.write(
        "s.csv",
        b"\xB1\xE0\xBA\xC5,\xB0\xD9\xB7\xD6\xB1\xC8\r\n1,\xA3\xB5\xA3\xB5\xA3\xA5\r\n",
    );
    desk.say("sheet import s.csv --rubric r.json --stage site --assessor A --applicant B -o s.json")
        .well();
    let total = desk.say("total s.json --rubric r.json").well();
    assert!(total.contains("\"points\":\"550.00\""), "{total}");
}

/// SPEC C4, C14
#[test]
fn what_is_no_text_is_refused() {
    let utf16 = |big: bool| -> Vec<u8> {
        let bytes = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        UTF8.encode_utf16().flat_map(bytes).collect()
    };
    let marked_and_broken = [&b"\xEF\xBB\xBF"[..], HEAD, ROW].concat();
    let cases: [(&str, Vec<u8>); 11] = [
        (
            "UTF-16, little end first",
            [&b"\xFF\xFE"[..], &utf16(false)].concat(),
        ),
        ("UTF-16, big end first", [&b"\xFE\xFF"[..], &utf16(true)].concat()),
        ("UTF-16 without a mark", utf16(false)),
        ("UTF-8 with a NUL", UTF8.replace("1000", "10\0").into_bytes()),
        ("GB 18030 with a NUL", [HEAD, b"1,\0,,\r\n"].concat()),
        ("GB 18030 cut in a letter", [HEAD, &ROW[..3]].concat()),
        ("GB 18030 with a stray byte", [HEAD, ROW, b"\xFF\r\n"].concat()),
        ("neither", [UTF8.as_bytes(), b"\xFF\r\n"].concat()),
        ("UTF-8 by its mark, but broken", marked_and_broken),
        (
            "the mark, then signs of GB 18030",
            b"\xEF\xBB\xBF\xB1,\r\n".to_vec(),
        ),
        ("a picture", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec()),
    ];
    for (what, bytes) in cases {
        let (desk, outcome) = import(&bytes);
        assert_eq!(outcome.code, 1, "{what}: {outcome:?}");
        let err = outcome.refused(1);
        let start = format!("t.csv: 错误{COLON}整个文件{COLON}文件既不是 UTF-8");
        assert!(err.starts_with(&start), "{what}: {err}");
        assert_eq!(desk.names(), ["t.csv"], "{what}");
    }
}

/// SPEC C4
#[test]
fn json_is_utf8_alone() {
    let (desk, outcome) = import(&[HEAD, ROW].concat());
    outcome.silent();
    let good = desk.read("r.json");
    desk.write("marked.json", format!("\u{FEFF}{good}"));
    desk.say("rubric check marked.json").silent();
    desk.write("gb.json", [HEAD, ROW].concat());
    desk.write("nul.json", format!("{good}\0"));
    for file in ["gb.json", "nul.json"] {
        let err = desk.run(&["rubric", "check", file]).refused(1);
        assert!(err.contains("文件既不是 UTF-8"), "{err}");
    }
}
