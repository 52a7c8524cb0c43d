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

/// The text in UTF-16.
fn utf16(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

/// SPEC C4, T18
#[test]
fn utf16_gives_the_same_file() {
    let (desk, outcome) = import(UTF8.as_bytes());
    outcome.silent();
    let expected = desk.read("r.json");
    for bytes in [
        [&b"\xFF\xFE"[..], &utf16(UTF8, false)].concat(),
        [&b"\xFE\xFF"[..], &utf16(UTF8, true)].concat(),
        utf16(UTF8, false),
        utf16(UTF8, true),
    ] {
        let (desk, outcome) = import(&bytes);
        outcome.silent();
        assert_eq!(desk.read("r.json"), expected);
    }
    // Spreadsheets write tabs between the cells of what they call Unicode text.
    let text = UTF8.replace(',', "\t");
    let (desk, outcome) = import(&[&b"\xFF\xFE"[..], &utf16(&text, false)].concat());
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.err.contains("制表符"), "{outcome:?}");
    assert_eq!(desk.read("r.json"), expected);
}

/// SPEC C4, C14, T26
#[test]
fn what_is_no_text_is_refused_by_its_name() {
    let marked_and_broken = [&b"\xEF\xBB\xBF"[..], HEAD, ROW].concat();
    let neither = "文件既不是 UTF-8";
    let damaged = "文件已损坏";
    let zero = "第 2 行里有空字符";
    let cases: [(&str, Vec<u8>, &str); 10] = [
        (
            "UTF-8 with a NUL",
            UTF8.replace("1000", "10\0").into_bytes(),
            zero,
        ),
        ("GB 18030 with a NUL", [HEAD, b"1,\0,,\r\n"].concat(), zero),
        ("GB 18030 cut in a letter", [HEAD, &ROW[..3]].concat(), neither),
        (
            "GB 18030 with a stray byte",
            [HEAD, ROW, b"\xFF\r\n"].concat(),
            neither,
        ),
        ("neither", [UTF8.as_bytes(), b"\xFF\r\n"].concat(), neither),
        ("UTF-8 by its mark, but broken", marked_and_broken, damaged),
        (
            "the mark, then characters of GB 18030",
            b"\xEF\xBB\xBF\xB1,\r\n".to_vec(),
            damaged,
        ),
        (
            "UTF-16 cut in a unit",
            [&b"\xFF\xFE"[..], &utf16(UTF8, false), b"\n"].concat(),
            damaged,
        ),
        ("a picture", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), neither),
        (
            "a workbook",
            b"PK\x03\x04\x14\0\x06\0".to_vec(),
            "电子表格的工作簿",
        ),
    ];
    for (what, bytes, reason) in cases {
        let (desk, outcome) = import(&bytes);
        assert_eq!(outcome.code, 1, "{what}: {outcome:?}");
        let err = outcome.refused(1);
        let start = format!("t.csv: 错误{COLON}");
        assert!(err.starts_with(&start) && err.contains(reason), "{what}: {err}");
        assert_eq!(desk.names(), ["t.csv"], "{what}");
    }
}

/// SPEC C4, F20
#[test]
fn json_is_utf8_alone() {
    let (desk, outcome) = import(&[HEAD, ROW].concat());
    outcome.silent();
    let good = desk.read("r.json");
    desk.write("marked.json", format!("\u{FEFF}{good}"));
    desk.say("rubric check marked.json").silent();
    desk.write("gb.json", [HEAD, ROW].concat());
    desk.write("utf16.json", utf16(&good, false));
    desk.write("nul.json", format!("{good}\0"));
    for (file, reason) in [
        ("gb.json", "文件是 GB 18030 编码"),
        ("utf16.json", "文件是 UTF-16 LE 编码"),
        ("nul.json", "第 13 行里有空字符"),
    ] {
        let err = desk.run(&["rubric", "check", file]).refused(1);
        assert!(err.contains(reason), "{file}: {err}");
    }
}
