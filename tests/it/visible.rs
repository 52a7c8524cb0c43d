//! Characters that nobody sees: written out on every output, and stored as they are.

use scoring::foundations::{is_unseen, visible, visible_line};

/// SPEC O12
#[test]
fn what_nobody_sees_is_written_out() {
    for (text, shown, line) in [
        ("甲医院 A-1", "甲医院 A-1", "甲医院 A-1"),
        ("", "", ""),
        ("甲\u{1B}[2J\u{7}", "甲␛[2J␇", "甲␛[2J␇"),
        ("\0\u{7F}\u{9B}31m", "␀␡\\u{9b}31m", "␀␡\\u{9b}31m"),
        ("一\n二\t三", "一\n二\t三", "一␊二␉三"),
        ("一\r\n二\r三", "一\n二␍三", "一␍␊二␍三"),
        (
            "\u{202E}反\u{2066}",
            "\\u{202e}反\\u{2066}",
            "\\u{202e}反\\u{2066}",
        ),
        (
            "\u{FEFF}百\u{200B}分比",
            "\\u{feff}百\\u{200b}分比",
            "\\u{feff}百\\u{200b}分比",
        ),
        (
            "\u{FFFE}\u{10FFFF}\u{2028}",
            "\\u{fffe}\\u{10ffff}\\u{2028}",
            "\\u{fffe}\\u{10ffff}\\u{2028}",
        ),
        // Joiners make emoji and letters; blanks of any width are blanks.
        (
            "👩\u{200D}⚕\u{FE0F} \u{3000}\u{A0}",
            "👩\u{200D}⚕\u{FE0F} \u{3000}\u{A0}",
            "👩\u{200D}⚕\u{FE0F} \u{3000}\u{A0}",
        ),
    ] {
        assert_eq!(visible(text), shown, "{text:?}");
        assert_eq!(visible_line(text), line, "{text:?}");
        assert_eq!(visible_line(&visible_line(text)), line, "{text:?}: twice is once");
    }
}

/// Every character: what a terminal acts upon is among those that are written out.
///
/// SPEC O12
#[test]
fn no_character_that_acts_is_left() {
    let all = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
    for character in all {
        let shown = visible_line(character.encode_utf8(&mut [0; 4])).into_owned();
        assert!(!shown.chars().any(|one| one.is_control()), "{character:?}");
        assert_eq!(
            shown != character.to_string(),
            is_unseen(character),
            "{character:?}"
        );
    }
}
