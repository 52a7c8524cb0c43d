//! The secretariat's desk with 10,000 to 100,000 small sheets: time a sheet, as a ratio to that of 10,000.
//!
//! `cargo bench --bench desk` prints it for panels of five, for names that are all likely doubles, and for one panel
//! of everybody. A ratio near 1 says that nothing grows with the square; 10 at 100,000 would.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use scoring::desks::secretariat::{Choice, Event, Purpose, ReadFile, Session};
use scoring::figures::{SummaryLabels, summary_json};
use scoring::files::{Content, FileKind, open};
use scoring::files::{Imprint, pack_payload, write_scoresheet};
use scoring::foundations::Lang;
use scoring::foundations::{Exact, Fingerprint, Instant as Moment};
use scoring::panel::FileNumber;
use scoring::report::summary_csv;
use scoring::rubric::Rubric;
use scoring::scoresheet::{
    EntryRecord, Revision, RubricRef, Scoresheet, SheetRecord, Stage, Standard, Value,
};

/// How many sheets are taken in.
const COUNTS: [usize; 4] = [10_000, 20_000, 40_000, 100_000];
/// How many make a panel.
const PANEL: usize = 5;

type Outcome<T> = Result<T, Box<dyn Error>>;
/// Applicant and assessor of a sheet.
type Names = fn(usize) -> (String, String);

const RUBRIC: &str = r#"{"id":"bench","version":"1","status":"draft","title":{"zh":"两条"},"total":100,
"rounding":{"decimals":2,"rule":"half_up"},
"methods":[{"id":"m","name":{"zh":"百分比"},"scale":{"unit":"percent"}}],
"parts":[{"code":"1","name":{"zh":"一"},"points":60,"kind":"enabler","method":"m"},
{"code":"2","name":{"zh":"二"},"points":40,"kind":"result","method":"m"}]}"#;

fn main() -> Outcome<()> {
    let (rubric, fingerprint) = rubric()?;
    let panels: Names = |at| (format!("第{}号组织", at / PANEL), format!("评审员{}", at % PANEL));
    let alike: Names = |at| {
        let panel = at / PANEL;
        (format!("甲院({panel})"), format!("陈立({})", at % PANEL))
    };
    let one: Names = |at| ("甲院".to_owned(), format!("评审员{at}"));
    for (what, names) in [
        ("panels of five", panels),
        ("likely doubles everywhere", alike),
        ("one panel of all", one),
    ] {
        println!("{what}");
        let mut first = None;
        for count in COUNTS {
            let took = import(count, &rubric, fingerprint, names)?;
            let each = took.as_secs_f64() / count as f64;
            let ratio = each / *first.get_or_insert(each);
            println!(
                "{count:>8} sheets {:>8} ms  {:>6.1} µs a sheet  ratio {ratio:.2}",
                took.as_millis(),
                each * 1e6
            );
        }
    }
    Ok(())
}

/// Imports so many sheets, ranks, writes the summary twice, takes one out and puts it back.
fn import(count: usize, rubric: &Rubric, fingerprint: Fingerprint, names: Names) -> Outcome<Duration> {
    let mut session = Session::new(Purpose::Own);
    session.handle(Event::RubricFound {
        fingerprint,
        rubric: rubric.clone().into(),
    });
    session.handle(Event::RubricChosen(fingerprint));
    let mut took = Duration::ZERO;
    for at in 0..count {
        let (applicant, assessor) = names(at);
        let bytes = sheet(rubric, fingerprint, applicant, assessor, at)?.into_bytes();
        let name = format!("{at}.json");
        let start = Instant::now();
        let file = session.next_number();
        session.handle(Event::Chosen(vec![Choice {
            name: name.clone(),
            size: 0,
        }]));
        let reading = Ok(ReadFile::of(&name, &bytes, |_| None));
        black_box(session.handle(Event::Read { file, reading }));
        took += start.elapsed();
    }
    let start = Instant::now();
    session.settle();
    let labels = SummaryLabels {
        fingerprint,
        notice: "",
    };
    black_box(summary_json(rubric, labels, session.rule(), session.intake()));
    black_box(summary_csv(rubric, session.rule(), session.intake(), Lang::Zh));
    black_box(session.handle(Event::TakenOut(FileNumber(0))));
    session.settle();
    black_box(session.handle(Event::Undo));
    session.settle();
    black_box(session.handle(Event::Cleared));
    Ok(took + start.elapsed())
}

fn rubric() -> Outcome<(Rubric, Fingerprint)> {
    let file = pack_payload(FileKind::Rubric, RUBRIC, None, &imprint()).ok_or("no JSON")?;
    let (envelope, content) = open(&file).map_err(|problem| format!("{problem:?}"))?;
    let Content::Rubric(draft) = content else {
        return Err("not a rubric".into());
    };
    let (rubric, _) = Rubric::check(*draft).map_err(|problems| format!("{problems:?}"))?;
    Ok((rubric, envelope.fingerprint))
}

fn imprint() -> Imprint {
    Imprint {
        id: String::new(),
        created: Moment::from_unix_seconds(1_795_429_920),
        cycle: None,
    }
}

fn sheet(
    rubric: &Rubric,
    fingerprint: Fingerprint,
    applicant: String,
    assessor: String,
    at: usize,
) -> Outcome<String> {
    let percent = i128::try_from(at % 101)?;
    let entries = rubric.clauses().map(|clause| {
        let value = Value::Percent(Exact::from_integer(percent));
        EntryRecord::scored(clause.node.code.clone(), Some(value))
    });
    let record = SheetRecord {
        rubric: RubricRef::to(rubric, fingerprint),
        stage: Stage::Site,
        applicant,
        application: None,
        assessor,
        cycle: None,
        assignment: None,
        revision: Revision::FIRST,
        entries: entries.collect(),
        notes: scoring::scoresheet::ReviewNotes::default(),
        overall: "总体良好".to_owned(),
    };
    let checked = Scoresheet::check(record, rubric, fingerprint, Standard::Readable);
    let (sheet, _) = checked.map_err(|problems| format!("{problems:?}"))?;
    Ok(write_scoresheet(&sheet, &imprint()))
}
