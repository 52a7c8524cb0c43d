//! Opening, checking and aggregating scoresheets, as a ratio to plain typed parsing of the same bytes.
//!
//! `cargo bench --bench opening` prints both times and the ratio; the aim is 1.5. What is left above one
//! is mostly the fingerprint (0.4) and the check of UTF-8, which plain parsing pays too. Ten thousand files of
//! 33 to 60 kB are more than memory should hold, so that some fifty different ones come round again and again.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use scoring::files::{Content, Imprint, open, write_scoresheet};
use scoring::foundations::{Exact, Fingerprint, Instant as Moment};
use scoring::rubric::Rubric;
use scoring::scoresheet::{
    EntryRecord, Revision, RubricRef, Scoresheet, SheetRecord, Stage, Standard, Value,
};
use scoring::scoring::{Aggregate, Rule};
use serde::Deserialize;

/// How many scoresheets are opened.
const SHEETS: usize = 10_000;
/// How many different ones there are.
const DISTINCT: usize = 50;
/// How many make a panel.
const PANEL: usize = 5;
/// How often each side is measured; the fastest counts, as the least disturbed.
const ROUNDS: usize = 5;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let (rubric, fingerprint) = shipped_rubric()?;
    let files = files(&rubric, fingerprint)?;
    let bytes: usize = (0..SHEETS).map(|number| files[number % DISTINCT].len()).sum();
    let sizes = files.iter().map(Vec::len);
    println!(
        "{SHEETS} scoresheets, {} MB, {} to {} bytes each",
        bytes / 1_000_000,
        sizes.clone().min().unwrap_or(0),
        sizes.max().unwrap_or(0)
    );
    let mut parsing = Duration::MAX;
    let mut opening = Duration::MAX;
    for _ in 0..ROUNDS {
        parsing = parsing.min(timed(|| parse_all(&files))?);
        opening = opening.min(timed(|| open_all(&files, &rubric, fingerprint))?);
    }
    println!("plain typed parsing             {:>6} ms", parsing.as_millis());
    println!("open, check, aggregate in fives {:>6} ms", opening.as_millis());
    println!(
        "ratio                           {:>9.2}",
        opening.as_secs_f64() / parsing.as_secs_f64()
    );
    Ok(())
}

fn timed(work: impl FnOnce() -> Outcome<usize>) -> Outcome<Duration> {
    let start = Instant::now();
    let count = black_box(work()?);
    let took = start.elapsed();
    if count == SHEETS {
        Ok(took)
    } else {
        Err("not all sheets were read".into())
    }
}

/// What is measured: the way that `aggregate` goes, from bytes to figures.
fn open_all(files: &[Vec<u8>], rubric: &Rubric, fingerprint: Fingerprint) -> Outcome<usize> {
    let mut count = 0;
    let mut panel: Vec<Scoresheet> = Vec::with_capacity(PANEL);
    for number in 0..SHEETS {
        let text = std::str::from_utf8(&files[number % DISTINCT])?;
        let (_, content) = open(text).map_err(|problem| format!("{problem:?}"))?;
        let Content::Scoresheet(record) = content else {
            return Err("not a scoresheet".into());
        };
        let checked = Scoresheet::check(*record, rubric, fingerprint, Standard::Complete);
        let (sheet, _) = checked.map_err(|problems| format!("{problems:?}"))?;
        panel.push(sheet);
        count += 1;
        if panel.len() == PANEL {
            let percents: Vec<_> = panel.iter().map(Scoresheet::percents).collect();
            black_box(Aggregate::of(rubric, &percents, Rule::Mean));
            panel.clear();
        }
    }
    Ok(count)
}

/// What it is measured against: serde_json and plain structs, without a check of anything.
fn parse_all(files: &[Vec<u8>]) -> Outcome<usize> {
    let mut count = 0;
    for number in 0..SHEETS {
        let file: PlainFile = serde_json::from_slice(&files[number % DISTINCT])?;
        count += usize::from(!file.payload.entries.is_empty());
        black_box(&file);
    }
    Ok(count)
}

macro_rules! plain {
    ($($name:ident { $($member:ident: $kind:ty),* $(,)? })*) => {
        $(
            #[derive(Deserialize)]
            #[expect(dead_code, reason = "parsed, as everybody would, and not looked at")]
            struct $name { $($member: $kind),* }
        )*
    };
}

plain! {
    PlainFile {
        format: String,
        kind: String,
        version: u64,
        id: String,
        cycle: Option<String>,
        rubric: Option<String>,
        created: String,
        written_by: PlainWriter,
        payload: PlainSheet,
        fingerprint: String,
    }
    PlainWriter { name: String, version: String }
    PlainSheet {
        rubric: PlainRubric,
        stage: String,
        applicant: PlainPerson,
        assessor: PlainPerson,
        cycle: Option<String>,
        entries: Vec<PlainEntry>,
        overall: String,
    }
    PlainRubric { fingerprint: String, id: String, version: String }
    PlainPerson { name: String }
    PlainEntry {
        code: String,
        value: BTreeMap<String, String>,
        strengths: Vec<String>,
        areas: Vec<String>,
        evidence: Vec<String>,
    }
}

fn shipped_rubric() -> Outcome<(Rubric, Fingerprint)> {
    let (envelope, content) = open(include_str!("../public/rubrics/public-service.json"))
        .map_err(|problem| format!("{problem:?}"))?;
    let Content::Rubric(draft) = content else {
        return Err("not a rubric".into());
    };
    let (rubric, _) = Rubric::check(*draft).map_err(|problems| format!("{problems:?}"))?;
    Ok((rubric, envelope.fingerprint))
}

/// Different scoresheets as a panel writes them: five assessors for each of ten applicants.
fn files(rubric: &Rubric, fingerprint: Fingerprint) -> Outcome<Vec<Vec<u8>>> {
    let imprint = Imprint {
        id: String::new(),
        created: Moment::from_unix_seconds(1_795_429_920),
        cycle: None,
    };
    (0..DISTINCT)
        .map(|number| {
            let record = record(number, rubric, fingerprint);
            let checked = Scoresheet::check(record, rubric, fingerprint, Standard::Complete);
            let (sheet, _) = checked.map_err(|problems| format!("{problems:?}"))?;
            Ok(write_scoresheet(&sheet, &imprint).into_bytes())
        })
        .collect()
}

fn record(number: usize, rubric: &Rubric, fingerprint: Fingerprint) -> SheetRecord {
    // Between 33 and 60 kB in all: an assessor writes more or less.
    let length = 2 + number % 3;
    let entries = rubric.clauses().map(|clause| {
        let at = number * 31 + clause.index * 7;
        let percent = i128::try_from(at % 21).unwrap_or(0) * 5;
        let lines = |kind: usize, count: usize| (0..count).map(move |line| comment(at + kind + line, length));
        EntryRecord {
            code: clause.node.code.clone(),
            value: Some(Value::Percent(Exact::from_integer(percent))),
            texts: Vec::new(),
            strengths: lines(0, 3).map(Into::into).collect(),
            areas: lines(100, 2).map(Into::into).collect(),
            evidence: lines(200, 1).collect(),
        }
    });
    SheetRecord {
        rubric: RubricRef::to(rubric, fingerprint),
        stage: Stage::Site,
        applicant: format!("第{}号申报组织", number / PANEL),
        application: None,
        assessor: format!("第{}位评审员", number % PANEL),
        cycle: None,
        assignment: None,
        revision: Revision::FIRST,
        entries: entries.collect(),
        notes: scoring::scoresheet::ReviewNotes::default(),
        overall: comment(number, length),
    }
}

/// A comment of so many sentences, with the figures and references that comments have.
fn comment(seed: usize, sentences: usize) -> String {
    const SUBJECTS: [&str; 5] = ["窗口服务", "投诉处理", "人员培训", "设备巡检", "数据公开"];
    const FINDINGS: [&str; 5] = [
        "已形成制度并在全部网点执行",
        "有记录可查但覆盖不够均衡",
        "每季度评价一次并据此改进",
        "与年度计划的衔接写得清楚",
        "同类组织的比较数据还不完整",
    ];
    let mut text = String::new();
    for sentence in 0..sentences {
        let at = seed * 13 + sentence * 5;
        let (subject, finding) = (SUBJECTS[at % 5], FINDINGS[(at / 5) % 5]);
        let _ = write!(
            text,
            "{subject}{finding}\u{FF0C}见自评报告第{}页“{}”。",
            at % 97 + 1,
            at % 1000
        );
    }
    text
}
