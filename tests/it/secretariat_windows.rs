//! Two windows at one secretariat's desk: whatever they do and whenever they write, both come to show what the log and
//! the kept files say.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use proptest::prelude::*;
use scoring::desks::secretariat::{Choice, Effect, Event, Figures, Purpose, Reading, Session};
use scoring::foundations::{Fingerprint, Lang};
use scoring::panel::{Entry, FileNumber};
use scoring::rubric::Rubric;
use scoring::scoring::Rule;
use scoring::words;

use crate::secretariat::{other_rubric, sheet};
use crate::support::{chances, small};

/// What the browser keeps.
#[derive(Default)]
struct Disk {
    log: Vec<Entry>,
    files: BTreeMap<Fingerprint, Vec<u8>>,
}

struct Window {
    session: Session,
    chosen: BTreeMap<FileNumber, Vec<u8>>,
    /// The file that was read last.
    read: Vec<u8>,
    at_hand: BTreeMap<Fingerprint, Vec<u8>>,
    stored: u64,
    effects: VecDeque<Effect>,
}

impl Window {
    fn open(disk: &Disk) -> Self {
        let mut window = Self {
            session: Session::new(Purpose::Own),
            chosen: BTreeMap::new(),
            read: Vec::new(),
            at_hand: BTreeMap::new(),
            stored: 0,
            effects: VecDeque::new(),
        };
        window.follow(disk);
        window
    }

    /// Bytes are held at once, as on the page; whatever waits for an answer comes later.
    fn tell(&mut self, event: Event) {
        for effect in self.session.handle(event) {
            match effect {
                Effect::Keep { bytes, .. } => {
                    self.at_hand.insert(bytes, self.read.clone());
                }
                Effect::Renumbered { from, to } => {
                    // What was asked for under the old number is found under it.
                    if let Some(bytes) = self.chosen.get(&from).cloned() {
                        self.chosen.insert(to, bytes);
                    }
                }
                later => self.effects.push_back(later),
            }
        }
    }

    /// Takes in what the other window wrote.
    fn follow(&mut self, disk: &Disk) {
        let from = self.stored;
        let entries = disk.log[from as usize..].to_vec();
        self.stored = disk.log.len() as u64;
        if !entries.is_empty() {
            self.tell(Event::Followed { from, entries });
        }
    }

    /// Writes so many entries, where no other window was faster. Whether there were any.
    fn write(&mut self, disk: &mut Disk, most: usize) -> bool {
        let new: Vec<Entry> = self
            .session
            .entries_from(self.stored)
            .iter()
            .take(most)
            .cloned()
            .collect();
        if new.is_empty() {
            return false;
        }
        if disk.log.len() as u64 > self.stored {
            self.follow(disk);
            return true;
        }
        for entry in new {
            if let Entry::Taken(file) = &entry
                && let Some(bytes) = self.at_hand.remove(&file.bytes)
            {
                disk.files.insert(file.bytes, bytes);
            }
            disk.log.push(entry);
            self.stored += 1;
        }
        true
    }

    /// Carries out one effect; whether there was any.
    fn step(&mut self, disk: &Disk, shelf: &BTreeMap<Fingerprint, Arc<Rubric>>) -> bool {
        let Some(effect) = self.effects.pop_front() else {
            return false;
        };
        match effect {
            Effect::Read(file) => {
                self.read = self.chosen[&file].clone();
                let reading = Ok(Reading::of("", &self.read, |_| None));
                self.tell(Event::Read { file, reading });
            }
            Effect::ReadKept { file, bytes } => {
                let kept = disk.files.get(&bytes).or_else(|| self.at_hand.get(&bytes));
                self.read = kept.expect("the bytes are kept").clone();
                let reading = Ok(Reading::of("", &self.read, |_| None));
                self.tell(Event::Read { file, reading });
            }
            Effect::FindRubric(fingerprint) => {
                let event = match shelf.get(&fingerprint) {
                    Some(rubric) => Event::RubricFound {
                        fingerprint,
                        rubric: Arc::clone(rubric),
                    },
                    None => Event::RubricMissing(fingerprint),
                };
                self.tell(event);
            }
            // These need no answer.
            Effect::ReadText { .. }
            | Effect::Shelve { .. }
            | Effect::Append { .. }
            | Effect::Keep { .. }
            | Effect::Renumbered { .. } => {}
        }
        true
    }

    /// Everything that the desk shows, but for the order of its rows.
    fn shown(&mut self) -> (Vec<String>, Vec<String>, Figures, Rule) {
        self.session.settle();
        let mut rows: Vec<String> = self
            .session
            .rows()
            .map(|row| format!("{} {}", row.name, words::verdict_of(&row.verdict, Lang::Zh)))
            .collect();
        rows.sort();
        let ranking = self.session.intake().ranking();
        let ranked = ranking.ranked.iter();
        let ranks = ranked
            .map(|one| format!("{} {}", one.rank, one.applicant))
            .collect();
        let figures = Figures {
            exported: false,
            ..self.session.figures()
        };
        (rows, ranks, figures, self.session.rule())
    }
}

/// What a window does.
#[derive(Clone, Debug)]
enum Act {
    Choose(Vec<usize>),
    Step(usize),
    Write(usize),
    Follow,
    TakeOut(usize),
    Clear,
    Stop,
    Undo,
    Redo,
    Rule(usize),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => proptest::collection::vec(0_usize..9, 1..4).prop_map(Act::Choose),
        6 => (1_usize..12).prop_map(Act::Step),
        4 => (1_usize..6).prop_map(Act::Write),
        2 => Just(Act::Follow),
        2 => (0_usize..8).prop_map(Act::TakeOut),
        1 => Just(Act::Clear),
        1 => Just(Act::Stop),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => (0_usize..3).prop_map(Act::Rule),
    ]
}

/// Seven sheets, a rubric, and a sheet made with it.
fn files() -> Vec<(String, String)> {
    let own = ["甲院", "乙校"].into_iter().flat_map(|applicant| {
        ["陈立", "何静", "吴敏"].map(|assessor| {
            let percent = if applicant == "甲院" { "50" } else { "65" };
            (
                format!("{applicant}-{assessor}.json"),
                sheet(applicant, assessor, percent),
            )
        })
    });
    let second = ("第二份.json".to_owned(), sheet("甲院", "陈立", "60"));
    let (rubric, _, other) = other_rubric();
    own.chain([
        second,
        ("标准.json".to_owned(), rubric),
        ("其他标准.json".to_owned(), other),
    ])
    .collect()
}

fn act(window: &mut Window, act: &Act, disk: &mut Disk, files: &[(String, String)]) {
    let (rubric, fingerprint) = small();
    let shelf = BTreeMap::from([(fingerprint, Arc::new(rubric))]);
    match act {
        Act::Choose(chosen) => {
            let mut number = window.session.next_number();
            let mut choices = Vec::new();
            for (name, text) in chosen.iter().map(|at| &files[*at]) {
                window.chosen.insert(number, text.clone().into_bytes());
                number.0 += 1;
                choices.push(Choice {
                    name: name.clone(),
                    size: text.len() as u64,
                });
            }
            window.tell(Event::Chosen(choices));
        }
        Act::Step(most) => {
            let mut left = *most;
            while left > 0 && window.step(disk, &shelf) {
                left -= 1;
            }
        }
        Act::Write(most) => {
            window.write(disk, *most);
        }
        Act::Follow => window.follow(disk),
        Act::TakeOut(at) => {
            let number = window.session.rows().nth(*at).map(|row| row.number);
            if let Some(number) = number {
                window.tell(Event::TakenOut(number));
            }
        }
        Act::Clear => window.tell(Event::Cleared),
        Act::Stop => window.tell(Event::Stopped),
        Act::Undo => window.tell(Event::Undo),
        Act::Redo => window.tell(Event::Redo),
        Act::Rule(at) => window.tell(Event::RuleChosen(Rule::ALL[*at])),
    }
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC K28
    #[test]
    fn two_windows_come_to_show_the_same(acts in proptest::collection::vec((0_usize..2, any_act()), 1..40)) {
        let files = files();
        let mut disk = Disk::default();
        let mut windows = [Window::open(&disk), Window::open(&disk)];
        for (number, one) in &acts {
            act(&mut windows[*number], one, &mut disk, &files);
        }
        loop {
            let before: Vec<u64> = windows.iter().map(|window| window.stored).collect();
            for window in &mut windows {
                act(window, &Act::Step(usize::MAX), &mut disk, &files);
                while window.write(&mut disk, 3) {}
                window.follow(&disk);
            }
            let after: Vec<u64> = windows.iter().map(|window| window.stored).collect();
            if before == after {
                break;
            }
        }
        // What nobody had read when it was stopped is nowhere but in its window.
        for window in &mut windows {
            let unread: Vec<FileNumber> = window
                .session
                .rows()
                .filter(|row| matches!(row.verdict, scoring::panel::Verdict::Stopped))
                .map(|row| row.number)
                .collect();
            for number in unread {
                window.tell(Event::TakenOut(number));
            }
        }
        let mut fresh = Window::open(&disk);
        act(&mut fresh, &Act::Step(usize::MAX), &mut disk, &files);
        let wanted = fresh.shown();
        for window in &mut windows {
            prop_assert_eq!(window.shown(), wanted.clone());
        }
    }
}
