//! `cycle new`: the file of a cycle with the default settings.

use scoring::cycle::{Calendar, Cycle, CycleRecord, Member, Settings};
use scoring::files::{Imprint, write_cycle};
use scoring::foundations::{Day, Id, Text};
use scoring::scoresheet::RubricRef;
use scoring::words as say;

use crate::args::CycleNew;
use crate::notes::Notes;
use crate::{clock, inputs, output};

/// Writes the file; returns its text where standard output was asked for.
pub(crate) fn new(args: &CycleNew, notes: &mut Notes) -> Option<String> {
    if output::is_an_input(&args.output, &[&args.rubric], notes) {
        return None;
    }
    let created = clock::created(args.created.as_deref(), notes)?;
    let first_day = day("--first-day", &args.first_day, notes);
    let last_day = day("--last-day", &args.last_day, notes);
    let id = id("--id", &args.id, notes);
    let members: Option<Vec<Member>> = args.member.iter().map(|pair| member(pair, notes)).collect();
    let (rubric, fingerprint) = inputs::rubric(&args.rubric, notes)?;
    let record = CycleRecord {
        id: id?,
        title: Text::zh(args.title.clone()),
        year: args.year,
        calendar: Calendar {
            first_day: first_day?,
            last_day: last_day?,
            holidays: std::collections::BTreeSet::new(),
            workdays: std::collections::BTreeSet::new(),
        },
        rubric: RubricRef::to(&rubric, fingerprint),
        settings: Settings::default(),
        members: members?,
    };
    let (cycle, warnings) = Cycle::check(record)
        .map_err(|problems| notes.problems(&inputs::name_of(&args.output), &problems))
        .ok()?;
    notes.problems(&inputs::name_of(&args.output), &warnings);
    let imprint = Imprint {
        id: String::new(),
        created,
        cycle: None,
    };
    output::deliver_file(&args.output, write_cycle(&cycle, &imprint), notes)
}

/// A day that was typed behind an option; noted where it is none.
pub(crate) fn day(name: &str, found: &str, notes: &mut Notes) -> Option<Day> {
    let day = Day::parse(found);
    if day.is_none() {
        let text = say::CliBadDay {
            name: &name,
            found: &found,
        };
        notes.wrong_argument(&text.text(notes.lang()));
    }
    day
}

/// An id that was typed behind an option; noted where it is none.
pub(crate) fn id(name: &str, found: &str, notes: &mut Notes) -> Option<Id> {
    let id = Id::parse(found);
    if id.is_none() {
        let text = say::CliBadValue {
            name: &name,
            found: &found,
        };
        notes.wrong_argument(&text.text(notes.lang()));
    }
    id
}

fn member(pair: &str, notes: &mut Notes) -> Option<Member> {
    let parted = pair.split_once('=').and_then(|(id, name)| {
        let (id, name) = (Id::parse(id.trim())?, name.trim());
        (!name.is_empty()).then(|| Member {
            id,
            name: name.to_owned(),
        })
    });
    if parted.is_none() {
        notes.bad_pair("--member", pair);
    }
    parted
}
