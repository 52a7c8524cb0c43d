//! Files that travel, read and made without the program under test: the format as it is promised to others.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// The moment that every file of the tests bears.
const MADE: &str = "2026-11-23T10:32:00Z";

/// A rubric as its file states it.
pub struct Rubric {
    /// Its whole file.
    pub text: String,
    /// The fingerprint of its payload.
    pub fingerprint: String,
    payload: Value,
    /// The clauses that are scored, in order.
    pub clauses: Vec<Clause>,
}

/// A clause that is scored.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its code.
    pub code: String,
    /// Its points.
    pub points: i128,
    /// The part it belongs to.
    pub part: usize,
    method: Value,
}

impl Rubric {
    /// Reads a rubric's file.
    pub fn read(text: &str) -> Self {
        let file: Value = serde_json::from_str(text).expect("a rubric is JSON");
        let payload = file["payload"].clone();
        let mut clauses = Vec::new();
        for (part, node) in items(&payload["parts"]).iter().enumerate() {
            collect(node, &payload, &Value::Null, part, &mut clauses);
        }
        Self {
            text: text.to_owned(),
            fingerprint: file["fingerprint"].as_str().expect("a fingerprint").to_owned(),
            payload,
            clauses,
        }
    }

    /// How it is named in files made with it.
    fn reference(&self) -> Value {
        json!({ "fingerprint": self.fingerprint, "id": self.payload["id"], "version": self.payload["version"] })
    }
}

fn collect(node: &Value, payload: &Value, inherited: &Value, part: usize, clauses: &mut Vec<Clause>) {
    let method = if node["method"].is_null() {
        inherited
    } else {
        &node["method"]
    };
    let below = items(&node["clauses"]);
    for child in below {
        collect(child, payload, method, part, clauses);
    }
    if below.is_empty() {
        let defined = items(&payload["methods"]).iter().find(|one| &one["id"] == method);
        clauses.push(Clause {
            code: node["code"].as_str().expect("a code").to_owned(),
            points: node["points"].as_i64().expect("points").into(),
            part,
            method: defined.expect("the method is defined").clone(),
        });
    }
}

impl Clause {
    /// The components that are scored apart; none for most methods.
    pub fn components(&self) -> Vec<&str> {
        items(&self.method["components"])
            .iter()
            .filter_map(|one| one["id"].as_str())
            .collect()
    }

    /// Whether its own points are given, and not a percentage.
    pub fn takes_points(&self) -> bool {
        self.method["scale"]["unit"] == "points"
    }

    /// The step between values; nothing where any value will do.
    pub fn step(&self) -> Option<u64> {
        self.method["scale"]["step"]
            .as_str()
            .and_then(|step| step.parse().ok())
    }

    /// The key that chooses the band which a whole percentage lies in.
    pub fn band_key(&self, component: Option<&str>, percent: i128) -> char {
        let own = items(&self.method["components"])
            .iter()
            .find(|one| one["id"].as_str() == component);
        let own = own.map_or(&[][..], |one| items(&one["bands"]));
        let bands = if own.is_empty() {
            items(&self.method["bands"])
        } else {
            own
        };
        let bound = |band: &Value, name: &str| band[name].as_str().and_then(|text| text.parse::<i128>().ok());
        let within =
            |band: &Value| bound(band, "from") <= Some(percent) && Some(percent) <= bound(band, "to");
        let at = bands
            .iter()
            .position(within)
            .unwrap_or_else(|| panic!("no band of {} holds {percent}", self.code));
        char::from_digit(u32::try_from(at + 1).expect("few bands"), 10).expect("fewer than ten bands")
    }
}

/// A scoresheet to be written.
pub struct Sheet<'r> {
    /// The rubric it is made with.
    pub rubric: &'r Rubric,
    /// `self`, `material` or `site`.
    pub stage: &'r str,
    /// Whose application it is about.
    pub applicant: &'r str,
    /// Who wrote it.
    pub assessor: &'r str,
    /// The fingerprint of the application it is about.
    pub application: Option<&'r str>,
    /// The value of each clause, in order, as files write it; null where there is none.
    pub values: Vec<Value>,
    /// The overall judgement.
    pub overall: &'r str,
}

impl Sheet<'_> {
    /// Its payload.
    pub fn payload(&self) -> Value {
        let entry = |(clause, value): (&Clause, &Value)| {
            let mut entry = Map::new();
            entry.insert("code".to_owned(), json!(clause.code));
            if !value.is_null() {
                entry.insert("value".to_owned(), value.clone());
            }
            Value::Object(entry)
        };
        let entries: Vec<Value> = self.rubric.clauses.iter().zip(&self.values).map(entry).collect();
        let mut payload = json!({
            "rubric": self.rubric.reference(),
            "stage": self.stage,
            "applicant": { "name": self.applicant },
            "assessor": { "name": self.assessor },
            "cycle": null,
            "entries": entries,
            "overall": self.overall,
        });
        if let Some(application) = self.application {
            payload["application"] = json!(application);
        }
        payload
    }

    /// Its file.
    pub fn file(&self) -> String {
        envelope("scoresheet", &self.payload(), Some(&self.rubric.fingerprint))
    }

    /// The file of an application with this as its own assessment.
    pub fn application_file(&self, overview: &str) -> String {
        let payload = json!({ "overview": overview, "sheet": self.payload() });
        envelope("application", &payload, Some(&self.rubric.fingerprint))
    }
}

/// A percentage as files write it.
pub fn percent(percent: impl ToString) -> Value {
    json!({ "percent": percent.to_string() })
}

/// A payload in its envelope.
pub fn envelope(kind: &str, payload: &Value, rubric: Option<&str>) -> String {
    let canonical = canonical(payload);
    let fingerprint = fingerprint(canonical.as_bytes());
    let rubric = json!(rubric);
    format!(
        "{{\"format\":\"public-service-award-workbench\",\"kind\":\"{kind}\",\"version\":1,\"id\":\"{}\",\
         \"cycle\":null,\"rubric\":{rubric},\"created\":\"{MADE}\",\
         \"written_by\":{{\"name\":\"e2e\",\"version\":\"0\"}},\"payload\":{canonical},\
         \"fingerprint\":\"{fingerprint}\"}}",
        &fingerprint[7..19],
    )
}

/// The canonical form (RFC 8785) of what has no numbers and only plain keys: no blanks, and the keys in order.
fn canonical(value: &Value) -> String {
    match value {
        Value::Array(list) => format!("[{}]", list.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let member = |(name, value): (&String, &Value)| format!("{}:{}", json!(name), canonical(value));
            format!(
                "{{{}}}",
                members.into_iter().map(member).collect::<Vec<_>>().join(",")
            )
        }
        plain => plain.to_string(),
    }
}

/// SHA-256 of bytes, as files write it.
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut text = "sha256:".to_owned();
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("memory takes a text");
    }
    text
}

/// The items of a list; none where there is no list.
pub fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
