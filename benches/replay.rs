//! Replaying a cycle with ten thousand sheets, as a ratio to opening its files, and how the time grows with the cycle.
//!
//! `cargo bench --bench replay` prints for 2,500, 5,000 and 10,000 sheets both times, the ratio, and the growth from
//! each size to the next; the aims are at most 2, and at most 2.3 times for twice the sheets. Undos lie in every cycle:
//! every twentieth decision on qualification is taken back and made again.

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use scoring::demo::{Size, demo};
use scoring::docket::{Act, Docket, Entry, Files, Occurrence, standing};
use scoring::files::{Content, docket_content, next_entry, open};
use scoring::foundations::Fingerprint;
use scoring::rubric::Rubric;

/// Applications with three sheets at two stages each, all but a few of which are reviewed.
const APPLICANTS: [usize; 3] = [425, 850, 1_700];
/// How often each side is measured; the fastest counts, as the least disturbed.
const ROUNDS: usize = 3;
/// The most that replaying may take, in times of opening.
const RATIO_MAX: f64 = 2.0;
/// The most that twice the sheets may take, in times of the half.
const GROWTH_MAX: f64 = 2.3;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut before: Option<Measured> = None;
    let mut missed = false;
    for applicants in APPLICANTS {
        let now = measured(applicants)?;
        let ratio = now.replaying.as_secs_f64() / now.opening.as_secs_f64();
        println!("ratio of replaying to opening  {ratio:>8.2}");
        missed |= ratio > RATIO_MAX;
        if let Some(before) = before {
            let growth = now.replaying.as_secs_f64() / before.replaying.as_secs_f64();
            let sheets = now.sheets as f64 / before.sheets as f64;
            println!("growth for {sheets:.2} times the sheets  {growth:>5.2}");
            missed |= growth > GROWTH_MAX;
        }
        before = Some(now);
    }
    if missed {
        return Err(format!("the aims are {RATIO_MAX} and {GROWTH_MAX}").into());
    }
    Ok(())
}

struct Measured {
    sheets: usize,
    opening: Duration,
    replaying: Duration,
}

fn measured(applicants: usize) -> Outcome<Measured> {
    let text = std::fs::read_to_string("public/rubrics/public-service.json")?;
    let Ok((envelope, Content::Rubric(draft))) = open(&text) else {
        return Err("no rubric".into());
    };
    let (rubric, _) = Rubric::check(*draft).map_err(|problems| format!("{problems:?}"))?;
    let size = Size {
        applicants,
        experts: applicants * 2,
    };
    let texts = demo(1, size, &text, (&rubric, envelope.fingerprint)).ok_or("no cycle")?;
    let mut opening = Duration::MAX;
    let mut replaying = Duration::MAX;
    let (mut sheets, mut entries) = (0, 0);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let (docket, files) = opened(&texts)?;
        opening = opening.min(start.elapsed());
        let docket = with_undos(&docket);
        let start = Instant::now();
        black_box(standing(&docket, &files, None));
        replaying = replaying.min(start.elapsed());
        let is_sheet = |name: &&String| name.contains("评审/") && !name.contains("报告");
        sheets = texts.keys().filter(is_sheet).count();
        entries = docket.entries.len();
    }
    println!(
        "{sheets} sheets, {} files, {entries} entries: opening {} ms, replaying {} ms",
        texts.len(),
        opening.as_millis(),
        replaying.as_millis()
    );
    Ok(Measured {
        sheets,
        opening,
        replaying,
    })
}

/// The files of a cycle, opened as the command line does.
fn opened(texts: &BTreeMap<String, String>) -> Outcome<(Docket, Files)> {
    let mut files = Files::default();
    let mut docket = None;
    for (name, text) in texts {
        let found = Occurrence {
            name: name.clone(),
            sum: Fingerprint::of(text.as_bytes()),
            bytes: text.len() as u64,
        };
        match open(text) {
            Ok((_, Content::Docket(opened))) => docket = Some(*opened),
            Ok((envelope, content)) => match docket_content(content) {
                Some(content) => files.add(envelope.fingerprint, content, found),
                None => files.add_unopened(found, None),
            },
            Err(_) => files.add_unopened(found, None),
        }
    }
    Ok((docket.ok_or("no docket")?, files))
}

/// The docket with an undo behind every twentieth decision on qualification, and the decision again.
fn with_undos(docket: &Docket) -> Docket {
    let mut entries: Vec<Entry> = Vec::new();
    let mut add = |entry: &Entry, act: Act| {
        let next = next_entry(entries.last(), entry.at, entry.by.clone(), act);
        let seq = next.seq;
        entries.push(next);
        seq
    };
    let mut decisions = 0;
    for entry in &docket.entries {
        // The one undo of the demonstration names an entry by its old number.
        if matches!(entry.act, Act::Undone { .. }) {
            continue;
        }
        let seq = add(entry, entry.act.clone());
        if matches!(entry.act, Act::QualificationDecided { .. }) {
            decisions += 1;
            if decisions % 20 == 0 {
                let reason = "点错了".to_owned();
                add(entry, Act::Undone { seq, reason });
                add(entry, entry.act.clone());
            }
        }
    }
    Docket {
        cycle: docket.cycle.clone(),
        entries,
    }
}
