//! Ids of organisations: 统一社会信用代码 with its check digit, and ids that the secretariat gives.

use scoring::foundations::OrganisationId;

/// SPEC N19
#[test]
fn what_is_an_id() {
    for (typed, id) in [
        ("91350100M000100Y43", Some("91350100M000100Y43")),
        ("91350100m000100y43", Some("91350100M000100Y43")),
        ("９１３５０１００Ｍ０００１００Ｙ４３", Some("91350100M000100Y43")),
        (" 9135 0100 M000 100Y43\u{3000}", Some("91350100M000100Y43")),
        ("91350100M000100Y42", Some("91350100M000100Y42")),
        ("本地:07", Some("本地:07")),
        (" 本地： 人民医院 ", Some("本地:人民医院")),
        ("91350100M000100Y4", None),
        ("91350100M000100Y433", None),
        ("9135O100M000100Y43", None),
        ("91350100-M000100Y4", None),
        ("本地:", None),
        ("", None),
    ] {
        let parsed = OrganisationId::parse(typed);
        assert_eq!(parsed.as_ref().map(OrganisationId::as_str), id, "{typed}");
    }
}

/// SPEC N20
#[test]
fn the_check_digit() {
    for (code, fits) in [
        ("91350100M000100Y43", true),
        ("91310110666007217T", true),
        ("91350100M000100Y42", false),
        // A real code of the first years after 2015.
        ("91350211M00013FA1N", false),
        ("本地:91350100M000100Y42", true),
    ] {
        let id = OrganisationId::parse(code).expect("an id");
        assert_eq!(id.check_digit_fits(), fits, "{code}");
    }
    // Any one character changed is found: 3 and 31 have no common factor, and 31 is prime.
    let characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let right = "91310110666007217T";
    for (at, own) in right.char_indices() {
        for other in characters.chars().filter(|other| *other != own) {
            let wrong = format!("{}{other}{}", &right[..at], &right[at + 1..]);
            let id = OrganisationId::parse(&wrong).expect("the form of a code");
            assert!(!id.check_digit_fits(), "{wrong}");
        }
    }
}
