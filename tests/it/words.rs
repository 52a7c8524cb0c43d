//! Words: every fault, place and name has its sentence in both languages, and the punctuation of its language.

use std::collections::BTreeMap;

use scoring::foundations::{Lang, RoundingRule};
use scoring::interchange::FileKind;
use scoring::problem::{Column, Place, Problem, Severity};
use scoring::rubric::{Kind, Status};
use scoring::scoresheet::Stage;
use scoring::scoring::Rule;
use scoring::words;

use crate::faults::{further_samples, place_samples, samples};
use crate::support::{code, read};

const LANGUAGES: [Lang; 2] = [Lang::Zh, Lang::En];

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9FFF}')
}

/// Half-width punctuation that touches a Chinese letter.
fn half_width_in_chinese(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(2).find_map(|pair| {
        let [one, other] = pair else { return None };
        let touches = |sign: char, letter: char| ",;:?!()".contains(sign) && is_han(letter);
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

/// SPEC W1, W3
#[test]
fn every_fault_has_its_sentence_in_both_languages() {
    let places = [
        Place::File,
        Place::Header(Column::Percent),
        Place::Row(7, Some(Column::Points)),
    ];
    for fault in samples().into_iter().chain(further_samples()) {
        let mut seen = Vec::new();
        for lang in LANGUAGES {
            for place in &places {
                let problem = Problem::new(place.clone(), fault.clone());
                let text = words::fault(&problem, lang);
                assert_sentence(&text, lang, &format!("{fault:?}"));
                let ends_well = text.ends_with(if lang == Lang::Zh { '。' } else { '.' });
                assert!(ends_well, "{fault:?}: a sentence ends with a full stop: {text}");
                let line = words::problem_line(&problem, lang);
                assert!(
                    line.contains(&text) && line.contains(&words::place(place, lang)),
                    "{line}"
                );
                assert!(!line.contains('\n'), "{fault:?}: one line");
                seen.push(text);
            }
        }
        assert_ne!(seen[0], seen[3], "{fault:?} says the same in both languages");
    }
}

/// SPEC W1
#[test]
fn sentences_tell_different_faults_apart() {
    for lang in LANGUAGES {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for fault in samples() {
            let problem = Problem::new(Place::Header(Column::Percent), fault.clone());
            let other = seen.insert(words::fault(&problem, lang), format!("{fault:?}"));
            assert_eq!(
                other, None,
                "{fault:?} says the same as another fault in {lang:?}"
            );
        }
    }
}

/// SPEC W1
#[test]
fn sentences_name_the_facts() {
    let text = |fault, lang| words::fault(&Problem::new(Place::Header(Column::Points), fault), lang);
    use scoring::problem::Fault;
    for lang in LANGUAGES {
        for (fault, facts) in [
            (
                Fault::SumDiffers {
                    declared: 123,
                    sum: 456,
                },
                vec!["123", "456"],
            ),
            (
                Fault::TotalDiffers {
                    declared: 123,
                    sum: 456,
                },
                vec!["123", "456"],
            ),
            (
                Fault::MissingParent {
                    parent: "7.8".to_owned(),
                },
                vec!["7.8"],
            ),
            (Fault::NotJson { line: 31, column: 47 }, vec!["31", "47"]),
            (
                Fault::UnknownMethod {
                    found: "magic".to_owned(),
                    known: vec!["one".to_owned(), "two".to_owned()],
                },
                vec!["magic", "one", "two"],
            ),
            (
                Fault::OffStep {
                    found: crate::support::exact("37.5"),
                    step: crate::support::exact("112/3"),
                },
                vec!["37.5", "112/3"],
            ),
        ] {
            let text = text(fault, lang);
            for fact in facts {
                assert!(text.contains(fact), "{fact} is missing in: {text}");
            }
        }
        assert!(text(Fault::MissingColumn, lang).contains(&words::column(&Column::Points, lang)));
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
            words::rounding_line(lang, words::rounding_rule(RoundingRule::HalfUp, lang), 2),
            words::scored_of(lang, 7, 28),
        ];
        names.extend(Stage::ALL.map(|stage| words::stage(stage, lang).to_owned()));
        names.extend(Rule::ALL.map(|rule| words::rule(rule, lang).to_owned()));
        names.extend([Kind::Enabler, Kind::Result].map(|kind| words::kind(kind, lang).to_owned()));
        names.extend([Severity::Error, Severity::Warning].map(|one| words::severity(one, lang).to_owned()));
        let rules = [RoundingRule::HalfUp, RoundingRule::HalfEven];
        names.extend(rules.map(|rule| words::rounding_rule(rule, lang).to_owned()));
        let kinds = [
            FileKind::Rubric,
            FileKind::Application,
            FileKind::Scoresheet,
            FileKind::Draft,
        ];
        names.extend(kinds.map(|kind| words::file_kind(kind, lang).to_owned()));
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

/// A Fluent file's messages: id and everything that belongs to it.
fn messages(file: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in read(file).lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if let Some((id, text)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            last = id.to_owned();
            let other = found.insert(last.clone(), text.to_owned());
            assert_eq!(other, None, "{file}: {id} stands twice");
        } else {
            let text = found
                .get_mut(&last)
                .unwrap_or_else(|| panic!("{file}: a line without a message: {line}"));
            text.push_str(line);
        }
    }
    found
}

/// The arguments of a message: what stands behind `$`.
fn arguments(text: &str) -> Vec<String> {
    let name = |rest: &str| {
        rest.chars()
            .take_while(|sign| sign.is_alphanumeric() || *sign == '_')
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
    let (zh, en) = (messages("src/words/zh.ftl"), messages("src/words/en.ftl"));
    let only = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
        one.keys()
            .filter(|id| !other.contains_key(*id))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(only(&zh, &en), Vec::<String>::new(), "only in zh.ftl");
    assert_eq!(only(&en, &zh), Vec::<String>::new(), "only in en.ftl");
    assert!(zh.len() > 100, "the files were read");
    for (id, text) in &zh {
        assert_eq!(arguments(text), arguments(&en[id]), "the arguments of {id}");
    }
}

/// SPEC W3
#[test]
fn chinese_messages_have_chinese_punctuation() {
    for (id, text) in messages("src/words/zh.ftl") {
        // An argument may stand for Chinese words; what it touches counts as touching them.
        let mut plain = String::new();
        let mut inside = 0;
        for sign in text.chars() {
            match sign {
                '{' => inside += 1,
                '}' => {
                    inside -= 1;
                    plain.push('中');
                }
                _ if inside == 0 => plain.push(sign),
                _ => {}
            }
        }
        // 「1/28」 and the like: a slash between arguments is no punctuation of a sentence.
        assert_eq!(
            half_width_in_chinese(&plain),
            None,
            "zh.ftl, {id}: half-width punctuation in {text}"
        );
    }
    for (id, text) in messages("src/words/en.ftl") {
        let signs: String = text.chars().filter(|sign| is_full_width(*sign)).collect();
        assert!(signs.is_empty(), "en.ftl, {id}: full-width {signs} in {text}");
    }
}
