//! Words: every fault, place and name has its sentence in both languages, and the punctuation of its language.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use scoring::faults::AwardFault;
use scoring::files::FileKind;
use scoring::foundations::{Lang, RoundingRule};
use scoring::problem::{Column, Place, Problem, Severity};
use scoring::rubric::{Kind, RubricFault, Status};
use scoring::scoresheet::{SCHEMAS, Stage};
use scoring::scoring::Rule;
use scoring::words;

use crate::faults::{place_samples, samples};
use crate::support::{code, expect_file, read, root};

const LANGUAGES: [Lang; 2] = [Lang::Zh, Lang::En];

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9FFF}')
}

/// Half-width punctuation that touches a Chinese letter.
fn half_width_in_chinese(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(2).find_map(|pair| {
        let [one, other] = pair else { return None };
        let touches = |character: char, letter: char| ",;:?!()".contains(character) && is_han(letter);
        (touches(*one, *other) || touches(*other, *one)).then(|| pair.iter().collect())
    })
}

fn assert_sentence(text: &str, lang: Lang, what: &str) {
    assert!(!text.trim().is_empty(), "{what}: nothing is said in {lang:?}");
    assert_eq!(text.trim(), text, "{what}: blanks at the ends in {lang:?}");
    assert!(
        !text.contains(['{', '}']),
        "{what}: a brace was left over in {lang:?}: {text}"
    );
    match lang {
        Lang::Zh => {
            assert!(text.chars().any(is_han), "{what}: no Chinese in {text}");
            assert_eq!(
                half_width_in_chinese(text),
                None,
                "{what}: half-width punctuation in {text}"
            );
        }
        Lang::En => assert!(
            !text.chars().any(is_full_width),
            "{what}: full-width punctuation in {text}"
        ),
    }
}

fn is_full_width(letter: char) -> bool {
    matches!(letter, '\u{FF01}'..='\u{FF5E}' | '\u{3001}' | '\u{3002}')
}

fn severity(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "错误" } else { "error" }
}

fn colon(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "\u{FF1A}" } else { ": " }
}

/// SPEC W1, W3
#[test]
fn every_fault_has_its_sentence_in_both_languages() {
    let places = [
        Place::File,
        Place::Header(Column::Percent),
        Place::Row(7, Some(Column::Points)),
    ];
    for fault in samples() {
        let mut seen = Vec::new();
        for lang in LANGUAGES {
            for place in &places {
                let problem = Problem::error(place.clone(), fault.clone());
                let text = words::fault(&problem, lang);
                assert_sentence(&text, lang, &format!("{fault:?}"));
                let ends_well = text.ends_with(if lang == Lang::Zh { '。' } else { '.' });
                assert!(ends_well, "{fault:?}: a sentence ends with a full stop: {text}");
                let line = words::problem_line(&problem, lang);
                // A file as a whole is named by who shows the line.
                let told = match place {
                    Place::File => format!("{}{}{text}", severity(lang), colon(lang)),
                    place => format!("{}{}{text}", words::place(place, lang), colon(lang)),
                };
                assert!(line.ends_with(&told), "{line}");
                assert!(line.starts_with(severity(lang)), "{line}");
                assert!(!line.contains('\n'), "{fault:?}: one line");
                seen.push(text);
            }
        }
        assert_ne!(seen[0], seen[3], "{fault:?} says the same in both languages");
    }
}

/// A fault of two rooms may have one sentence: the same thing is said in the same words.
///
/// SPEC W1
#[test]
fn sentences_tell_different_faults_of_a_room_apart() {
    let room = |fault: &AwardFault| core::mem::discriminant(fault);
    for lang in LANGUAGES {
        let mut seen: Vec<(AwardFault, String)> = Vec::new();
        for fault in samples() {
            let problem = Problem::error(Place::Header(Column::Percent), fault.clone());
            let text = words::fault(&problem, lang);
            for (other, said) in &seen {
                let same = room(other) == room(&fault) && *said == text;
                assert!(!same, "{fault:?} says the same as {other:?}: {text}");
            }
            seen.push((fault, text));
        }
    }
}

/// Each sample's facts differ, so that one in the place of another shows.
///
/// SPEC W1
#[test]
fn sentences_name_the_facts() {
    let place = Place::Header(Column::Points);
    let mut text = String::new();
    for fault in samples() {
        let problem = Problem::error(place.clone(), fault);
        let _ = writeln!(text, "{:?}", problem.fault);
        for lang in LANGUAGES {
            let _ = writeln!(text, "  {}", words::fault(&problem, lang));
        }
    }
    expect_file("faults.txt", &text);
}

include!(concat!(env!("OUT_DIR"), "/marked_messages.rs"));

/// Two facts that change places in one language change this text.
///
/// SPEC W4
#[test]
fn every_fact_stands_where_it_belongs() {
    let mut text = String::new();
    for ((id, zh), (_, en)) in marked_messages(Lang::Zh).iter().zip(marked_messages(Lang::En)) {
        let _ = writeln!(text, "{id}\n  {zh}\n  {en}");
    }
    expect_file("messages.txt", &text);
}

/// SPEC W5
#[test]
fn a_text_from_a_file_is_read_and_does_not_act() {
    for (text, expected) in [
        ("plain 文字 “a” 👩\u{200D}🔬", "plain 文字 “a” 👩\u{200D}🔬"),
        ("\u{1B}[31m\u{7}\0\r\n\t\u{7F}", "␛[31m␇␀␍␊␉␡"),
        ("\u{9B}\u{85}", r"\u{9b}\u{85}"),
        ("a\u{202E}b\u{2066}c\u{200F}", r"a\u{202e}b\u{2066}c\u{200f}"),
        (
            "\u{FEFF}\u{FFFE}\u{2028}\u{200B}",
            r"\u{feff}\u{fffe}\u{2028}\u{200b}",
        ),
    ] {
        assert_eq!(words::Quoted(&text).to_string(), expected, "{text:?}");
        // In a message with one fact, in one with two, and in a place.
        for lang in LANGUAGES {
            let alone = words::fault_bad_link(lang, text);
            let beside = words::FaultOtherApplicant {
                found: &text,
                wanted: &"",
            };
            let place = words::place(&Place::Member(text.to_owned()), lang);
            for said in [alone, beside.text(lang), place] {
                assert!(said.contains(expected), "{said:?}");
            }
        }
    }
}

/// SPEC W5
#[test]
fn a_message_is_short_however_long_its_facts() {
    let whole = "条".repeat(200);
    assert_eq!(words::Quoted(&whole).to_string(), whole);
    assert_eq!(
        words::Quoted(&(whole.clone() + "x")).to_string(),
        whole.clone() + "…"
    );
    let long = "条".repeat(1_000_000);
    for lang in LANGUAGES {
        let fault = |found: &str, known: usize| RubricFault::UnknownMethod {
            found: found.to_owned(),
            known: (1..=known).map(|number| format!("m{number}")).collect(),
        };
        let text = |fault| words::fault(&Problem::error(Place::Rubric, fault), lang);
        assert!(text(fault(&long, 1_000_000)).chars().count() < 400);
        assert!(text(fault("a", 12)).contains("m12"));
        assert!(!text(fault("a", 12)).contains('…'));
        let many = text(fault("a", 13));
        assert!(many.contains("m12…") && !many.contains("m13"), "{many}");
    }
}

/// SPEC W1, W3
#[test]
fn every_place_and_name_has_its_words() {
    for lang in LANGUAGES {
        for place in place_samples() {
            let text = words::place(&place, lang);
            if !matches!(place, Place::Member(_) | Place::Named(_)) {
                assert_sentence(&text, lang, &format!("{place:?}"));
            }
        }
        let mut names = vec![
            words::place(&Place::Clause(code("1.1")), lang),
            words::notice(lang).to_owned(),
            words::notice_long(lang).to_owned(),
            words::RoundingLine {
                rule: &words::rounding_rule(RoundingRule::HalfUp, lang),
                decimals: &2,
            }
            .text(lang),
            words::ScoredOf {
                scored: &7,
                clauses: &28,
            }
            .text(lang),
        ];
        let fields = SCHEMAS.iter().flat_map(|schema| schema.fields);
        names.extend(fields.map(|field| {
            let label = words::field(field, lang);
            assert!(
                !label.is_empty(),
                "{} has no label in words::field",
                field.pattern
            );
            label.to_owned()
        }));
        names.extend(Stage::ALL.map(|stage| words::stage(stage, lang).to_owned()));
        names.extend(Rule::ALL.map(|rule| words::rule(rule, lang).to_owned()));
        names.extend([Kind::Enabler, Kind::Result].map(|kind| words::kind(kind, lang).to_owned()));
        names.extend([Severity::Error, Severity::Warning].map(|one| words::severity(one, lang).to_owned()));
        let rules = [RoundingRule::HalfUp, RoundingRule::HalfEven];
        names.extend(rules.map(|rule| words::rounding_rule(rule, lang).to_owned()));
        names.extend(
            FileKind::ALL
                .iter()
                .map(|kind| words::file_kind(*kind, lang).to_owned()),
        );
        names.extend(words::aggregate_columns(lang).map(str::to_owned));
        names.extend(words::summary_columns(lang).map(str::to_owned));
        names.extend([Status::Illustrative, Status::Draft].iter().filter_map(|status| {
            let notice = words::notice_for(status, lang);
            assert!(notice.is_some());
            notice.map(str::to_owned)
        }));
        let columns = [
            Column::Code,
            Column::Name,
            Column::Kind,
            Column::Points,
            Column::Method,
            Column::Requirement,
            Column::LookAt,
            Column::Percent,
        ];
        names.extend(columns.iter().map(|column| words::column(column, lang)));
        for name in names {
            assert_sentence(&name, lang, &name);
        }
        assert_eq!(words::column(&Column::Component("P".to_owned()), lang), "P");
        assert_eq!(
            words::notice_for(&Status::Official { approval: None }, lang),
            None
        );
    }
}

/// The messages of a language: id and everything that belongs to it, out of the files of every room.
fn messages(ending: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("src/words")).expect("the folder is there") {
        let name = entry.expect("readable").file_name().into_string().expect("ASCII");
        if name.ends_with(ending) {
            read_messages(&format!("src/words/{name}"), &mut found);
        }
    }
    found
}

fn read_messages(file: &str, found: &mut BTreeMap<String, String>) {
    let mut last = String::new();
    for line in read(file).lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if let Some((id, text)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
            last = id.to_owned();
            let other = found.insert(last.clone(), text.trim_start().to_owned());
            assert_eq!(other, None, "{file}: {id} stands twice");
        } else {
            let text = found
                .get_mut(&last)
                .unwrap_or_else(|| panic!("{file}: a line without a message: {line}"));
            text.push_str(line);
        }
    }
}

/// The arguments of a message: what stands behind `$`.
fn arguments(text: &str) -> Vec<String> {
    let name = |rest: &str| {
        rest.chars()
            .take_while(|character| character.is_alphanumeric() || *character == '_')
            .collect::<String>()
    };
    let mut found: Vec<String> = text.split('$').skip(1).map(name).collect();
    found.sort();
    found.dedup();
    found
}

/// SPEC W2
#[test]
fn both_languages_have_the_same_messages() {
    let (zh, en) = (messages(".zh.ftl"), messages(".en.ftl"));
    let only = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
        one.keys()
            .filter(|id| !other.contains_key(*id))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(only(&zh, &en), Vec::<String>::new(), "only in Chinese");
    assert_eq!(only(&en, &zh), Vec::<String>::new(), "only in English");
    assert!(zh.len() > 100, "the files were read");
    for (id, text) in &zh {
        assert_eq!(arguments(text), arguments(&en[id]), "the arguments of {id}");
    }
}

/// SPEC W3
#[test]
fn chinese_messages_have_chinese_punctuation() {
    for (id, text) in messages(".zh.ftl") {
        // An argument may stand for Chinese words; what it touches counts as touching them.
        let mut plain = String::new();
        let mut inside = 0;
        for character in text.chars() {
            match character {
                '{' => inside += 1,
                '}' => {
                    inside -= 1;
                    plain.push('中');
                }
                _ if inside == 0 => plain.push(character),
                _ => {}
            }
        }
        // 「1/28」 and the like: a slash between arguments is no punctuation of a sentence.
        assert_eq!(
            half_width_in_chinese(&plain),
            None,
            "{id} in Chinese: half-width punctuation in {text}"
        );
    }
    for (id, text) in messages(".en.ftl") {
        let characters: String = text
            .chars()
            .filter(|character| is_full_width(*character))
            .collect();
        assert!(
            characters.is_empty(),
            "{id} in English: full-width {characters} in {text}"
        );
    }
}

/// SPEC J8
#[test]
fn a_moment_of_another_year_names_its_year() {
    for (written, today, expected) in [
        ("2026-11-23 10:32", "2026-11-24", "11-23 10:32"),
        ("2025-12-31 23:59", "2026-01-01", "2025-12-31 23:59"),
        // A clock that was set back.
        ("2027-01-01 00:00", "2026-12-31", "2027-01-01 00:00"),
        ("12026-11-23 10:32", "2026-11-23", "12026-11-23 10:32"),
    ] {
        assert_eq!(scoring::words::moment(written, today), expected);
    }
}
