//! Every frozen file, changed at every place of its format: what does not fit is refused, and the refusal names the
//! place. Nothing here knows a kind of file, so that a new kind is held to the same.

use std::collections::BTreeSet;

use scoring::files::open;
use scoring::foundations::Fingerprint;
use scoring::problem::Place;
use serde_json::Value as Json;

use crate::frozen;

/// One step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(String),
    Item(usize),
}

/// What is done at one place.
#[derive(Clone, Debug)]
enum Change {
    /// An object becomes the list of its values, a list an object of its items.
    OtherContainer,
    /// A member is written twice, the second time with its first letter as an escape.
    Twice(String),
    /// A member that no format has.
    Unknown,
    /// A member goes.
    Without(String),
    /// The value becomes another one.
    Instead(&'static str),
}

/// The JSON text of a value, changed at one place.
fn written(json: &Json, here: &mut Vec<Step>, at: &[Step], change: &Change) -> String {
    let is_here = here.as_slice() == at;
    if let (true, Change::Instead(other)) = (is_here, change) {
        return (*other).to_owned();
    }
    let mut inside = |step: Step, value: &Json| {
        here.push(step);
        let text = written(value, here, at, change);
        here.pop();
        text
    };
    match json {
        Json::Object(members) => {
            let mut parts = Vec::new();
            for (name, value) in members {
                let text = inside(Step::Member(name.clone()), value);
                let quoted = Json::from(name.as_str());
                match change {
                    Change::OtherContainer if is_here => parts.push(text),
                    Change::Without(gone) if is_here && gone == name => {}
                    Change::Twice(twice) if is_here && twice == name => {
                        let first = u32::from(name.chars().next().expect("a letter"));
                        let rest: String = name.chars().skip(1).collect();
                        let rest = Json::from(rest).to_string();
                        parts.push(format!("{quoted}:{text}"));
                        parts.push(format!("\"\\u{first:04x}{}:{text}", &rest[1..]));
                    }
                    _ => parts.push(format!("{quoted}:{text}")),
                }
            }
            if let (true, Change::Unknown) = (is_here, change) {
                parts.push("\"unheard_of\":\"x\"".to_owned());
            }
            match change {
                Change::OtherContainer if is_here => format!("[{}]", parts.join(",")),
                _ => format!("{{{}}}", parts.join(",")),
            }
        }
        Json::Array(items) => {
            let parts: Vec<String> = items
                .iter()
                .enumerate()
                .map(|(position, item)| {
                    let text = inside(Step::Item(position), item);
                    match change {
                        Change::OtherContainer if is_here => format!("\"{position}\":{text}"),
                        _ => text,
                    }
                })
                .collect();
            match change {
                Change::OtherContainer if is_here => format!("{{{}}}", parts.join(",")),
                _ => format!("[{}]", parts.join(",")),
            }
        }
        leaf => leaf.to_string(),
    }
}

/// The file, changed at one place, with the fingerprint of the payload that it has then.
fn changed(file: &Json, at: &[Step], change: &Change) -> String {
    let text = written(file, &mut Vec::new(), at, change);
    if at.first() != Some(&Step::Member("payload".to_owned())) {
        return text;
    }
    let payload = written(&file["payload"], &mut vec![at[0].clone()], at, change);
    let old = file["fingerprint"].as_str().expect("a fingerprint");
    text.replacen(old, &Fingerprint::of(payload.as_bytes()).to_string(), 1)
}

/// Places with what stands there.
type Places = Vec<(Vec<Step>, Json)>;

/// Every place of a value, the value itself first.
fn places(json: &Json, here: &[Step], found: &mut Places) {
    found.push((here.to_vec(), json.clone()));
    let mut inside = |step: Step, value: &Json| {
        let mut place = here.to_vec();
        place.push(step);
        places(value, &place, found);
    };
    match json {
        Json::Object(members) => {
            for (name, value) in members {
                inside(Step::Member(name.clone()), value);
            }
        }
        Json::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                inside(Step::Item(position), item);
            }
        }
        _ => {}
    }
}

/// A place as messages name it.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(position) => path += &format!("[{position}]"),
            Step::Member(name)
                if name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') =>
            {
                if !path.is_empty() {
                    path.push('.');
                }
                path += name;
            }
            Step::Member(name) => path += &format!("[{}]", Json::from(name.as_str())),
        }
    }
    path
}

/// Refused, and the refusal is at this place.
fn assert_refused(name: &str, file: &Json, at: &[Step], change: &Change, place: &[Step]) {
    let text = changed(file, at, change);
    let problem = match open(&text) {
        Ok(_) => panic!("{name} opens with {change:?} at {}", path(at)),
        Err(problem) => problem,
    };
    let expected = if place.is_empty() {
        Place::File
    } else {
        Place::Member(path(place))
    };
    assert_eq!(
        problem.place,
        expected,
        "{name}: {change:?} at {}: {problem:?}",
        path(at)
    );
}

fn with(at: &[Step], member: &str) -> Vec<Step> {
    let mut place = at.to_vec();
    place.push(Step::Member(member.to_owned()));
    place
}

/// Objects whose members are ids of a rubric or addresses of a draft, not of the format.
fn is_map(at: &[Step]) -> bool {
    let named = |name: &str| at.last() == Some(&Step::Member(name.to_owned()));
    named("texts")
        || named("abstentions")
        || named("components") && matches!(at.iter().rev().nth(1), Some(Step::Member(one)) if one == "value")
}

/// What two places of one file share where the format cannot tell them apart: the way to them, each object on it by the
/// names of its members and each position in a list left out, and the form of what stands there.
fn format_place(file: &Json, at: &[Step]) -> String {
    let mut names = String::new();
    let mut value = file;
    for step in at {
        if let Json::Object(members) = value {
            for name in members.keys() {
                names += name;
                names.push(',');
            }
        }
        match step {
            Step::Member(name) => {
                names = format!("{names}.{name}/");
                value = &value[name.as_str()];
            }
            Step::Item(position) => {
                names.push('/');
                value = &value[*position];
            }
        }
    }
    match value {
        Json::Object(members) => members.keys().fold(names, |names, name| names + name + ","),
        other => format!("{names}{}", form(other)),
    }
}

/// Every frozen file with its places, each place of its format once: a list of a hundred sheets says nothing that its
/// first does not say.
fn frozen_places() -> Vec<(String, Json, Places)> {
    frozen::files()
        .into_iter()
        .map(|(name, text)| {
            let file: Json = serde_json::from_str(&text).expect("JSON");
            let mut found = Vec::new();
            places(&file, &[], &mut found);
            let mut seen = BTreeSet::new();
            found.retain(|(at, _)| seen.insert(format_place(&file, at)));
            (name, file, found)
        })
        .collect()
}

/// SPEC F21
#[test]
fn a_member_twice_is_refused_at_every_place() {
    for (name, file, places) in frozen_places() {
        for (at, value) in &places {
            for member in value.as_object().into_iter().flat_map(|members| members.keys()) {
                assert_refused(
                    &name,
                    &file,
                    at,
                    &Change::Twice(member.clone()),
                    &with(at, member),
                );
            }
        }
    }
}

/// SPEC F6
#[test]
fn a_member_more_is_refused_at_every_place() {
    for (name, file, places) in frozen_places() {
        for (at, _) in places
            .iter()
            .filter(|(at, value)| value.is_object() && !is_map(at))
        {
            let place = with(at, "unheard_of");
            assert_refused(&name, &file, at, &Change::Unknown, &place);
        }
    }
}

/// One value of each form that JSON has.
const FORMS: [&str; 6] = ["null", "true", "7.5", "\"\\u0000\"", "[]", "{}"];

/// The place of a value's form in [`FORMS`].
fn form(json: &Json) -> usize {
    match json {
        Json::Null => 0,
        Json::Bool(_) => 1,
        Json::Number(_) => 2,
        Json::String(_) => 3,
        Json::Array(_) => 4,
        Json::Object(_) => 5,
    }
}

/// SPEC F23
#[test]
fn a_value_of_another_form_is_refused_at_every_place() {
    for (name, file, places) in frozen_places() {
        for (at, value) in places.iter().filter(|(at, _)| !at.is_empty()) {
            if value.is_object() || value.is_array() {
                assert_refused(&name, &file, at, &Change::OtherContainer, at);
            }
            for (other, text) in FORMS.into_iter().enumerate() {
                if other == form(value) || value.is_null() {
                    continue;
                }
                let opens = open(&changed(&file, at, &Change::Instead(text))).is_ok();
                // Where nothing may stand there is nothing to refuse.
                assert!(!opens || other == 0, "{name}: {text} at {}", path(at));
            }
        }
    }
}

/// A member that must be there is reported at the object that lacks it; what may be absent may.
///
/// SPEC F6
#[test]
fn a_member_less_opens_or_is_told_at_its_object() {
    for (name, file, places) in frozen_places() {
        for (at, value) in &places {
            for member in value.as_object().into_iter().flat_map(|members| members.keys()) {
                let text = changed(&file, at, &Change::Without(member.clone()));
                let Err(problem) = open(&text) else { continue };
                let told = match &problem.place {
                    Place::File => String::new(),
                    Place::Member(path) => path.clone(),
                    other => panic!("{other:?}"),
                };
                assert!(path(at).starts_with(&told), "{name}: {member} gone: {problem:?}");
            }
        }
    }
}
