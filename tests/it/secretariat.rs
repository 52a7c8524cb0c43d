//! The secretariat's desk without a screen: imports that follow each other, what is undone, questions about names,
//! corrections, and numbers that are opened down to their sentences.

use std::collections::BTreeMap;

use proptest::prelude::*;
use scoring::application::Application;
use scoring::desks::secretariat::{
    Choice, DeskContent, Effect, Event, Figures, Purpose, ReadFile, Session, TextDetail, write_read_file,
};
use scoring::faults::AnyFault;
use scoring::figures::{SummaryLabels, summary_json};
use scoring::files::{
    FileFault, fingerprint_for_assessment, open, write_application, write_application_for_assessment,
    write_rubric, write_scoresheet,
};
use scoring::foundations::{Fingerprint, Lang};
use scoring::panel::{
    Answer, Entry, FileNumber, IntakeFault, NameKind, Question, Reason, Verdict, VerdictKind,
};
use scoring::problem::{Place, Problem, Problems};
use scoring::rubric::Rubric;
use scoring::scoresheet::{DraftKind, Field, Item, Revision, SheetRecord, Stage};
use scoring::scoring::Rule;
use scoring::words;
use serde_json::json;

use crate::support::{
    ALL_SCORED, chances, code, draft, imprint, open_rubric, patched, put, record, small, small_json,
    small_with, valid,
};

/// A shell of the tests: it carries out what the session asks, one effect at a time.
struct Shell {
    session: Session,
    /// What was chosen and not read yet.
    chosen: BTreeMap<FileNumber, Vec<u8>>,
    /// The store: bytes by their fingerprint, and the log.
    store: BTreeMap<Fingerprint, Vec<u8>>,
    log: Vec<Entry>,
    /// Rubrics on the rubrics.
    rubrics: BTreeMap<Fingerprint, Rubric>,
    /// What is still to be done.
    effects: Vec<Effect>,
    /// How often each file was opened.
    opened: BTreeMap<FileNumber, usize>,
}

impl Shell {
    fn new() -> Self {
        let (rubric, fingerprint) = small();
        Self {
            session: Session::new(Purpose::Own),
            chosen: BTreeMap::new(),
            store: BTreeMap::new(),
            log: Vec::new(),
            rubrics: BTreeMap::from([(fingerprint, rubric)]),
            effects: Vec::new(),
            opened: BTreeMap::new(),
        }
    }

    /// The desk as another start of the program would find it.
    fn restarted(&self) -> Self {
        let mut shell = Self::new();
        shell.rubrics = self.rubrics.clone();
        shell.store = self.store.clone();
        shell.log = self.log.clone();
        shell.tell(Event::Followed {
            from: 0,
            entries: self.log.clone(),
        });
        shell.finish();
        shell
    }

    fn tell(&mut self, event: Event) {
        self.effects.extend(self.session.handle(event));
    }

    fn choose(&mut self, files: &[(&str, String)]) -> Vec<FileNumber> {
        self.choose_by(Event::Chosen, files)
    }

    fn choose_too(&mut self, files: &[(&str, String)]) -> Vec<FileNumber> {
        self.choose_by(Event::ChosenToo, files)
    }

    fn choose_by(&mut self, tell: fn(Vec<Choice>) -> Event, files: &[(&str, String)]) -> Vec<FileNumber> {
        let first = self.session.next_number().0;
        let numbers: Vec<FileNumber> = (first..).take(files.len()).map(FileNumber).collect();
        let mut choices = Vec::new();
        for (number, (name, text)) in numbers.iter().zip(files) {
            self.chosen.insert(*number, text.clone().into_bytes());
            choices.push(Choice {
                name: (*name).to_owned(),
                size: text.len() as u64,
            });
        }
        self.tell(tell(choices));
        // It is written down at once; what is to be read comes behind.
        if let Some(Effect::Append { .. }) = self.effects.first() {
            self.step();
        }
        numbers
    }

    /// Carries out one effect; whether there was any.
    fn step(&mut self) -> bool {
        if self.effects.is_empty() {
            return false;
        }
        match self.effects.remove(0) {
            Effect::Read(file) => {
                let name = self.session.row(file).map(|row| row.name).unwrap_or_default();
                let bytes = self.chosen[&file].clone();
                *self.opened.entry(file).or_default() += 1;
                let reading = Ok(ReadFile::of(&name, &bytes, |_| None));
                self.tell(Event::Read { file, reading });
            }
            Effect::ReadStored { file, bytes_hash } => {
                let reading = Ok(ReadFile::of("", &self.store[&bytes_hash], |_| None));
                self.tell(Event::Read { file, reading });
            }
            Effect::ReadText { file, bytes_hash } => {
                let reading = Ok(ReadFile::of("", &self.store[&bytes_hash], |_| None));
                self.tell(Event::TextRead { file, reading });
            }
            Effect::StoreFile { file, bytes_hash } => {
                let kept = self.chosen[&file].clone();
                assert_eq!(Fingerprint::of(&kept), bytes_hash);
                self.store.insert(bytes_hash, kept);
            }
            Effect::StoreRubric {
                file, fingerprint, ..
            } => {
                let DeskContent::Rubric(rubric) = ReadFile::of("", &self.chosen[&file], |_| None).content
                else {
                    panic!("no rubric")
                };
                self.rubrics.insert(fingerprint, Rubric::clone(&rubric));
            }
            Effect::Append { number, entry } => {
                assert_eq!(number, self.log.len() as u64, "entries are numbered as they come");
                if let Entry::Taken(kept) = &entry {
                    assert!(
                        self.store.contains_key(&kept.bytes_hash),
                        "the bytes are kept first"
                    );
                }
                self.log.push(entry);
            }
            Effect::Renumbered { from, to } => panic!("{from:?} became {to:?} without another window"),
            Effect::FindRubric(fingerprint) => {
                let event = match self.rubrics.get(&fingerprint) {
                    Some(rubric) => Event::RubricFound {
                        fingerprint,
                        rubric: rubric.clone().into(),
                    },
                    None => Event::RubricMissing(fingerprint),
                };
                self.tell(event);
            }
        }
        true
    }

    /// How many files were taken as far as the log says.
    fn taken(&self) -> usize {
        let is_taken = |entry: &&Entry| matches!(entry, Entry::Taken(_));
        self.log.iter().filter(is_taken).count()
    }

    fn finish(&mut self) {
        while self.step() {}
        self.session.settle();
    }

    fn import(&mut self, files: &[(&str, String)]) -> Vec<FileNumber> {
        let numbers = self.choose(files);
        self.finish();
        numbers
    }

    /// Every row: name and verdict in words.
    fn rows(&self) -> Vec<String> {
        self.session
            .rows()
            .map(|row| format!("{} {}", row.name, words::verdict_of(&row.verdict, Lang::Zh)))
            .collect()
    }

    /// Rank and applicant, then those without a rank.
    fn ranks(&mut self) -> Vec<String> {
        self.session.settle();
        let ranking = self.session.intake().ranking();
        let ranked = ranking
            .ranked
            .iter()
            .map(|one| format!("{} {}", one.rank, one.applicant));
        let without = ranking.unranked.iter().map(|one| format!("— {}", one.applicant));
        ranked.chain(without).collect()
    }

    fn questions(&mut self) -> Vec<Question> {
        self.session.settle();
        self.session.intake().questions().into_iter().cloned().collect()
    }

    fn answer(&mut self, question: &Question, same: bool) {
        let question = question.clone();
        self.tell(Event::Answered(Answer { question, same }));
        self.finish();
    }

    /// Everything that the desk shows, for comparing two desks.
    fn shown(&mut self) -> (Vec<String>, Vec<String>, Figures) {
        let ranks = self.ranks();
        let figures = Figures {
            exported: false,
            ..self.session.figures()
        };
        (self.rows(), ranks, figures)
    }
}

/// A site sheet of the small rubric as a file.
pub(crate) fn sheet(applicant: &str, assessor: &str, percent: &str) -> String {
    changed(applicant, assessor, percent, |_| {})
}

fn changed(applicant: &str, assessor: &str, percent: &str, change: impl Fn(&mut SheetRecord)) -> String {
    let (rubric, fingerprint) = small();
    let mut scores = ALL_SCORED;
    scores[6].1 = percent;
    let mut sheet = record(&rubric, fingerprint, &scores);
    sheet.applicant = applicant.to_owned();
    sheet.assessor = assessor.to_owned();
    change(&mut sheet);
    write_scoresheet(&valid(sheet, &rubric, fingerprint), &imprint())
}

/// Three site sheets of each applicant, with this percentage everywhere.
fn panels(applicants: &[(&'static str, &'static str)]) -> Vec<(&'static str, String)> {
    let of_one = |(applicant, percent): &(&'static str, &'static str)| {
        ["陈立", "何静", "吴敏"].map(|assessor| (*applicant, sheet(applicant, assessor, percent)))
    };
    applicants.iter().flat_map(of_one).collect()
}

/// Another rubric, as a file, and a sheet made with it.
pub(crate) fn other_rubric() -> (String, Fingerprint, String) {
    let patch = [("/version", Some(json!("3")))];
    let draft = open_rubric(&patched(small_json(), &patch)).expect("a rubric");
    let (rubric, fingerprint) = small_with(&patch);
    let sheet = record(&rubric, fingerprint, &ALL_SCORED);
    let sheet = write_scoresheet(&valid(sheet, &rubric, fingerprint), &imprint());
    (write_rubric(&draft, &imprint()), fingerprint, sheet)
}

/// No file that an interrupted import has left.
const NONE: [&str; 0] = [];

/// SPEC K36
#[test]
fn an_interrupted_import_is_told_at_the_next_start_until_it_is_seen_or_done() {
    let files: Vec<(String, String)> = panels(&[("甲院", "50"), ("乙校", "60")])
        .into_iter()
        .zip(0..)
        .map(|((applicant, text), at)| (format!("{applicant}-{at}.json"), text))
        .collect();
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone()))
        .collect();
    let mut shell = Shell::new();
    shell.choose(&files[..4]);
    shell.choose_too(&files[4..]);
    assert_eq!(shell.session.interrupted(), NONE, "it is under way");
    while shell.taken() < 2 {
        assert!(shell.step());
    }
    // The window is gone; what it had asked for is gone with it.
    let mut next = shell.restarted();
    let mut told: Vec<String> = files[2..].iter().map(|(name, _)| (*name).to_owned()).collect();
    told.sort();
    assert_eq!(next.session.interrupted(), told);
    assert_eq!(next.session.can_undo_redo(), (false, false), "it is no action");
    assert_eq!(
        next.restarted().session.interrupted(),
        told,
        "until somebody has seen it"
    );

    // Chosen again, all of them or some, it is reported as far as files are missing.
    let mut again = next.restarted();
    again.import(&files[..5]);
    assert_eq!(again.session.interrupted(), [files[5].0]);
    assert_eq!(again.restarted().session.interrupted().len(), 1);
    again.import(&files[5..]);
    assert_eq!(again.session.interrupted(), NONE);
    assert_eq!(again.restarted().session.interrupted(), NONE);

    // Interrupted once more, no file is reported twice.
    let mut twice = next.restarted();
    twice.choose(&files);
    while twice.taken() < 3 {
        assert!(twice.step());
    }
    assert_eq!(twice.restarted().session.interrupted().len(), 5);

    next.tell(Event::InterruptionSeen);
    next.finish();
    assert_eq!(next.session.interrupted(), NONE);
    assert_eq!(next.restarted().session.interrupted(), NONE);
}

/// SPEC K36
#[test]
fn what_was_told_already_is_not_told_at_the_next_start() {
    let files = panels(&[("甲院", "50"), ("乙校", "60"), ("丙局", "70"), ("丁所", "80")]);
    for stopped in [Event::Stopped, Event::Cleared] {
        let mut shell = Shell::new();
        shell.choose(&files);
        while shell.session.figures().accepted < 2 {
            assert!(shell.step());
        }
        shell.tell(stopped);
        shell.finish();
        assert_eq!(shell.restarted().session.interrupted(), NONE);
    }
    // One that cannot be read, and one that is taken out before it is read.
    let mut shell = Shell::new();
    let numbers = shell.choose(&files);
    let last = *numbers.last().expect("files");
    shell.tell(Event::TakenOut(last));
    let reading = Err(Problem::error(Place::File, FileFault::Unreadable.into()));
    shell.tell(Event::Read {
        file: numbers[0],
        reading,
    });
    shell.finish();
    assert_eq!(shell.session.figures().refused, 1);
    assert_eq!(shell.session.figures().accepted, files.len() - 2);
    assert_eq!(shell.restarted().session.interrupted(), NONE);
}

/// SPEC K17, P11
#[test]
fn imports_follow_each_other_and_what_is_done_meanwhile_stands() {
    let mut shell = Shell::new();
    let first = panels(&[("甲院", "50"), ("乙校", "60")]);
    let second = panels(&[("丙局", "70")]);
    let numbers = shell.choose(&first);
    // Three files are read, then more are dropped, one is taken out, and another rule is chosen.
    while shell.session.figures().accepted < 3 {
        assert!(shell.step());
    }
    let mut more = shell.choose(&second[..1]);
    more.extend(shell.choose_too(&second[1..]));
    shell.tell(Event::TakenOut(numbers[0]));
    shell.tell(Event::RuleChosen(Rule::Median));
    shell.finish();
    assert_eq!(shell.session.rule(), Rule::Median);
    assert_eq!(shell.session.figures().accepted, 8);
    assert_eq!(shell.session.row(numbers[0]), None);
    assert_eq!(shell.ranks(), ["1 丙局", "2 乙校", "— 甲院"]);
    for number in numbers.iter().chain(&more) {
        assert_eq!(shell.opened.get(number), Some(&1), "{number:?} is opened once");
    }
    assert_eq!(shell.session.figures().progress, None);

    // Cleared in the middle of an import, the desk is empty and stays so; what is chosen then is taken.
    let late = shell.choose(&panels(&[("丁站", "80")]));
    shell.step();
    shell.tell(Event::Cleared);
    shell.finish();
    assert_eq!(shell.session.figures().files, 0);
    assert_eq!(shell.session.row(late[2]), None);
    shell.import(&panels(&[("丁站", "80")]));
    assert_eq!(shell.ranks(), ["1 丁站"]);
}

/// SPEC K18
#[test]
fn a_stopped_import_says_what_was_not_read() {
    let mut shell = Shell::new();
    let names = ["甲院", "乙校", "丙局", "丁站", "戊所", "己馆", "庚园", "辛社"];
    let numbers = shell.choose(&panels(&names.map(|name| (name, "50"))));
    while shell.session.figures().accepted < 2 {
        assert!(shell.step());
    }
    let taken = shell.session.figures().accepted;
    let left = numbers.len() - taken;
    assert!(left > 8, "some wait, and some are asked for");
    let progress = shell.session.figures().progress.expect("an import");
    assert_eq!((progress.done, progress.all), (taken, numbers.len()));
    shell.tell(Event::Stopped);
    // It is at rest at once, and the answers that are still to come change nothing.
    assert_eq!(shell.session.figures().progress, None);
    shell.finish();
    let figures = shell.session.figures();
    assert_eq!(
        (figures.accepted, figures.stopped, figures.waiting),
        (taken, left, 0)
    );
    assert_eq!(figures.progress, None);
    for number in &numbers[taken..] {
        let verdict = shell.session.verdict(*number).expect("a verdict");
        assert_eq!(verdict, Verdict::Stopped);
        assert!(
            words::verdict_reason(&verdict, Lang::Zh)
                .expect("a reason")
                .contains("没有读取")
        );
    }
    // They can be imported again, and go by themselves.
    shell.tell(Event::TakenOut(numbers[taken]));
    shell.finish();
    assert_eq!(shell.session.figures().stopped, left - 1);
    assert_eq!(
        shell.log.len(),
        taken + 3,
        "the choice of the files and its end, the files, and the choice of the rubric"
    );
}

/// SPEC K33
#[test]
fn answers_come_in_any_order_and_files_are_taken_in_as_they_were_chosen() {
    let mut files = panels(&[("甲院", "50")]);
    files.push(("second.json", sheet("甲院", "陈立", "55")));
    files.push(("copy.json", files[0].1.clone()));
    let answers = |numbers: &[FileNumber], files: &[(&str, String)]| -> Vec<Event> {
        let read = |(file, (name, text)): (&FileNumber, &(&str, String))| Event::Read {
            file: *file,
            reading: Ok(ReadFile::of(name, text.as_bytes(), |_| None)),
        };
        numbers.iter().zip(files).map(read).collect()
    };
    let mut in_turn = Shell::new();
    in_turn.import(&files);
    let wanted = in_turn.shown();

    let mut shell = Shell::new();
    let numbers = shell.choose(&files);
    let asked = |effect: &Effect| matches!(effect, Effect::Read(_));
    assert_eq!(shell.effects.iter().filter(|effect| asked(effect)).count(), 5);
    shell.effects.clear();
    for event in answers(&numbers, &files).into_iter().skip(1).rev() {
        shell.tell(event);
        assert_eq!(
            shell.session.figures().waiting,
            5,
            "the first one has no answer yet"
        );
        assert!(shell.effects.is_empty(), "nothing is kept before its turn");
    }
    shell.tell(answers(&numbers, &files).remove(0));
    shell.finish();
    assert_eq!(shell.shown(), wanted);

    // One that is taken out makes way for the answers behind it.
    let mut shell = Shell::new();
    let numbers = shell.choose(&files);
    shell.effects.clear();
    for event in answers(&numbers, &files).into_iter().skip(1) {
        shell.tell(event);
    }
    shell.tell(Event::TakenOut(numbers[0]));
    shell.finish();
    assert_eq!(shell.session.figures().waiting, 0);
    assert_eq!(
        shell.rows()[2..],
        ["second.json 已接收", "copy.json 同一评审员的第二份"]
    );

    // What was answered and had not its turn yet when the import was stopped is not taken.
    let mut shell = Shell::new();
    let numbers = shell.choose(&files);
    shell.effects.clear();
    for event in answers(&numbers, &files).into_iter().skip(1) {
        shell.tell(event);
    }
    shell.tell(Event::Stopped);
    shell.finish();
    assert_eq!((shell.session.figures().stopped, shell.taken()), (5, 0));
}

/// SPEC K33
#[test]
fn a_file_at_which_the_opening_program_stops_costs_no_other() {
    let mut shell = Shell::new();
    let files = panels(&[("甲院", "50")]);
    let numbers = shell.choose(&files);
    shell.effects.remove(1);
    let fault = AnyFault::Intake(IntakeFault::OpenerFailed);
    let reading = Err(Problem::error(Place::File, fault));
    let file = numbers[1];
    shell.tell(Event::Read { file, reading });
    shell.finish();
    assert_eq!(shell.rows(), ["甲院 已接收", "甲院 读不出来", "甲院 已接收"]);
    assert_eq!(shell.session.figures().progress, None);
    // It was not taken, and can be chosen again.
    assert_eq!(shell.restarted().rows(), ["甲院 已接收", "甲院 已接收"]);
}

/// SPEC K33
#[test]
fn a_file_that_was_opened_elsewhere_is_told_as_one_that_was_opened_here() {
    let (rubric, _, other) = other_rubric();
    let big = "[".repeat(200) + &"]".repeat(200);
    let cases = [
        ("sheet.json", sheet("甲院", "陈立", "50")),
        ("other.json", other),
        ("rubric.json", rubric.clone()),
        ("bad-rubric.json", rubric.replacen("\"total\":", "\"totals\":", 1)),
        (
            "altered.json",
            sheet("甲院", "陈立", "50").replace("陈立", "陈力"),
        ),
        ("a.csv", "编号,百分比\n1.1,50\n".to_owned()),
        ("empty.json", String::new()),
        ("deep.json", big),
        ("text.txt", "会议纪要".to_owned()),
        (
            "member.json",
            sheet("甲院", "陈立", "50").replacen("\"id\":", "\"id\":1,\"idd\":", 1),
        ),
    ];
    for (name, text) in cases {
        let bytes = text.as_bytes();
        let here = ReadFile::of(name, bytes, |_| None);
        for texts in [TextDetail::Whole, TextDetail::Shortened] {
            let written = write_read_file(name, bytes, texts, |_| None);
            let there = ReadFile::of_written(&written, bytes).expect("a reading");
            assert_eq!(
                (there.bytes_hash, there.size),
                (here.bytes_hash, here.size),
                "{name}"
            );
            assert_eq!(there.payload, here.payload, "{name}");
            match (&here.content, there.content) {
                (DeskContent::Rubric(here), DeskContent::Rubric(there)) => assert_eq!(*here, there, "{name}"),
                (
                    DeskContent::Sheet { record, application },
                    DeskContent::Sheet {
                        record: other,
                        application: known,
                    },
                ) => {
                    assert_eq!(*application, known, "{name}");
                    let record = match texts {
                        TextDetail::Whole => (**record).clone(),
                        TextDetail::Shortened => record.clone().shortened(),
                    };
                    assert_eq!(record, *other, "{name}");
                }
                (DeskContent::Refused(here), DeskContent::Refused(there)) => {
                    for lang in [Lang::Zh, Lang::En] {
                        let told = |problems: &Problems<AnyFault>| -> Vec<String> {
                            let lines = problems.iter().map(|problem| words::problem_line(problem, lang));
                            let verdict = Verdict::Refused(problems.clone());
                            lines
                                .chain([words::verdict_of(&verdict, lang).to_owned()])
                                .collect()
                        };
                        assert_eq!(told(here), told(&there), "{name}");
                    }
                }
                (here, there) => panic!("{name}: {here:?}, {there:?}"),
            }
        }
    }
    assert!(ReadFile::of_written("{}", b"").is_none());
}

/// SPEC K19
#[test]
fn rubrics_of_a_batch_come_before_its_sheets() {
    let (rubric, fingerprint, sheet) = other_rubric();
    let mut shell = Shell::new();
    let files = [
        ("sheet.json", sheet.clone()),
        ("own.json", self::sheet("甲院", "陈立", "50")),
        ("rubric.json", rubric.clone()),
        ("rubric-again.json", rubric),
    ];
    let numbers = shell.import(&files);
    assert_eq!(
        shell.rows(),
        [
            "sheet.json 已接收",
            "own.json 评定标准不同",
            "rubric.json 评定标准",
            "rubric-again.json 重复导入",
        ]
    );
    assert_eq!(shell.session.rubric().map(|(_, print)| print), Some(fingerprint));
    assert!(numbers.iter().all(|number| shell.opened[number] == 1));
    let figures = shell.session.figures();
    assert_eq!(
        (
            figures.accepted,
            figures.rubrics,
            figures.same_again,
            figures.refused
        ),
        (1, 1, 1, 1)
    );

    // Without it at hand that is the verdict; once it comes, the sheet is read again from the store.
    let mut shell = Shell::new();
    shell.import(&[("sheet.json", sheet)]);
    assert_eq!(shell.rows(), ["sheet.json 缺少评定标准"]);
    shell.import(&[("rubric.json", other_rubric().0)]);
    assert_eq!(shell.rows(), ["sheet.json 已接收", "rubric.json 评定标准"]);
}

/// SPEC K19
#[test]
fn files_that_are_told_in_parts_are_one_drop() {
    let (rubric, _, sheet) = other_rubric();
    let mut shell = Shell::new();
    shell.choose(&[("sheet.json", sheet)]);
    shell.choose_too(&[("rubric.json", rubric)]);
    shell.finish();
    assert_eq!(shell.rows(), ["sheet.json 已接收", "rubric.json 评定标准"]);
    // Where all others were read, they are a drop of their own.
    shell.choose_too(&panels(&[("甲院", "50")]));
    shell.finish();
    assert_eq!(shell.session.figures().waiting, 0);
    assert_eq!(shell.session.figures().progress, None);
}

/// SPEC K20
#[test]
fn a_table_is_called_a_table() {
    let mut shell = Shell::new();
    shell.import(&[
        ("a.csv", "编号,百分比\n1.1,50\n".to_owned()),
        ("b.txt", "编号;百分比\n1.1;50\n".to_owned()),
        ("c.xlsx", "PK\u{3}\u{4}\u{0}".to_owned()),
        ("d.json", "{\"a\":1,\"b\":2}".to_owned()),
        ("e.txt", "会议纪要：一、二、三。".to_owned()),
    ]);
    assert_eq!(
        shell.rows(),
        [
            "a.csv 表格",
            "b.txt 表格",
            "c.xlsx 表格",
            "d.json 不是本工作台的文件",
            "e.txt 不是本工作台的文件",
        ]
    );
    let Verdict::Refused(problems) = shell.session.verdict(FileNumber(0)).expect("a verdict") else {
        panic!("refused")
    };
    let problem = problems.iter().next().expect("a problem");
    assert_eq!(problem.fault, AnyFault::Intake(IntakeFault::Table));
    assert!(words::fault(problem, Lang::Zh).contains("sheet import"));
}

/// SPEC K18, P11
#[test]
fn a_file_that_cannot_be_read_costs_no_other() {
    let mut shell = Shell::new();
    let numbers = shell.choose(&panels(&[("甲院", "50")]));
    let fault = FileFault::TooLarge {
        bytes: 60_000_000,
        limit: 50_000_000,
    };
    let reading = Err(Problem::error(Place::File, fault.into()));
    shell.effects.remove(0);
    shell.tell(Event::Read {
        file: numbers[0],
        reading,
    });
    // A late answer about a file that is not waited for changes nothing.
    let late = ReadFile::of("late", shell.chosen[&numbers[0]].as_slice(), |_| None);
    shell.tell(Event::Read {
        file: numbers[0],
        reading: Ok(late),
    });
    shell.finish();
    assert_eq!(shell.rows(), ["甲院 太大", "甲院 已接收", "甲院 已接收"]);
    assert_eq!(shell.restarted().rows(), ["甲院 已接收", "甲院 已接收"]);
}

/// SPEC K21
#[test]
fn taking_out_and_clearing_are_undone() {
    let mut shell = Shell::new();
    let mut files = panels(&[("甲院", "50"), ("乙校", "60")]);
    files.push(("copy.json", files[0].1.clone()));
    files.push(("second.json", sheet("甲院", "陈立", "55")));
    let numbers = shell.import(&files);
    let whole = shell.shown();
    assert_eq!(
        whole.0[6..],
        ["copy.json 重复导入", "second.json 同一评审员的第二份"]
    );

    // Without the first one its copy counts; without both the second one does.
    shell.tell(Event::TakenOut(numbers[0]));
    shell.finish();
    assert_eq!(
        shell.rows()[5..],
        ["copy.json 已接收", "second.json 同一评审员的第二份"]
    );
    shell.tell(Event::TakenOut(numbers[6]));
    shell.finish();
    assert_eq!(shell.rows()[5..], ["second.json 已接收"]);
    let without = shell.shown();
    assert_eq!(shell.session.can_undo_redo(), (true, false));
    shell.tell(Event::Undo);
    shell.tell(Event::Undo);
    shell.finish();
    assert_eq!(shell.shown(), whole);
    shell.tell(Event::Redo);
    shell.tell(Event::Redo);
    shell.finish();
    assert_eq!(shell.shown(), without);
    assert_eq!(shell.session.can_undo_redo(), (true, false));

    shell.tell(Event::Cleared);
    shell.finish();
    assert_eq!(shell.session.figures().files, 0);
    assert!(shell.ranks().is_empty());
    assert!(shell.restarted().rows().is_empty());
    shell.tell(Event::Undo);
    shell.finish();
    assert_eq!(shell.shown(), without);
    assert_eq!(shell.restarted().shown(), without);
}

/// SPEC K22
#[test]
fn the_log_and_the_files_are_the_whole_desk() {
    let mut shell = Shell::new();
    let mut files = panels(&[("甲院", "50"), ("乙校", "60"), ("丙局", "70")]);
    files.push(("broken.json", "{".to_owned()));
    files.push(("alike.json", sheet("甲院", "陈立(组长)", "90")));
    files.push(("rubric.json", other_rubric().0));
    let numbers = shell.import(&files);
    let question = shell.questions().remove(0);
    shell.answer(&question, false);
    shell.tell(Event::RuleChosen(Rule::Median));
    shell.tell(Event::TakenOut(numbers[4]));
    shell.finish();
    assert_eq!(shell.ranks(), ["1 丙局", "2 甲院", "— 乙校"]);
    let shown = shell.shown();
    let mut again = shell.restarted();
    assert_eq!(again.shown(), shown);
    assert_eq!(again.log, shell.log, "looking at a desk writes nothing");
    assert_eq!(again.session.rule(), Rule::Median);
    // Another rubric on the rubrics changes no choice that was made.
    let summary = |shell: &Shell| {
        let (rubric, fingerprint) = shell.session.rubric().expect("a rubric");
        let labels = SummaryLabels {
            fingerprint,
            notice: "",
        };
        summary_json(rubric, labels, shell.session.rule(), shell.session.intake())
    };
    assert_eq!(summary(&again), summary(&shell));

    // A file that the store gives back altered is reported, and costs no other.
    let bytes = Fingerprint::of(files[0].1.as_bytes());
    shell
        .store
        .insert(bytes, sheet("甲院", "陈立", "100").into_bytes());
    assert_eq!(shell.restarted().rows()[0], "甲院 被改动");
}

/// SPEC K14, K15
#[test]
fn assessors_who_may_be_one_count_after_an_answer() {
    for (first, second) in [
        ("Expert A", "Ｅｘｐｅｒｔ　Ａ"),
        ("Expert A", "expert a"),
        ("陈立", "陈立(组长)"),
        ("陈立", "陈立（组长"),
        ("陈立", "陈 立"),
        ("陈立", "陈立\u{200B}"),
        ("陈立", "【组长】陈立"),
        ("陈立", "陈立教授"),
        ("陈立", "陈立 副主任"),
        ("陈立", "评审员陈立女士"),
        ("Chen Li", "Dr. Chen Li"),
        ("Chen Li", "Prof.Chen Li, PhD"),
    ] {
        let mut shell = Shell::new();
        let mut files = panels(&[("甲院", "50"), ("乙校", "65")]);
        files.push(("one.json", sheet("甲院", first, "70")));
        files.push(("two.json", sheet("甲院", second, "80")));
        if first == "陈立" {
            files.remove(6);
        }
        shell.import(&files);
        assert_eq!(
            *shell.rows().last().expect("a row"),
            "two.json 待确认",
            "{second}"
        );
        let questions = shell.questions();
        let question = Question {
            whose: NameKind::Assessor,
            first: first.to_owned(),
            second: valid_name(second),
        };
        assert_eq!(questions, std::slice::from_ref(&question));
        assert_eq!(
            shell.ranks(),
            ["1 乙校", "— 甲院"],
            "until then the group does not rank"
        );
        let ranking = shell.session.intake().ranking();
        assert_eq!(ranking.unranked[0].reasons, [Reason::Question(question.clone())]);

        shell.answer(&question, false);
        assert_eq!(*shell.rows().last().expect("a row"), "two.json 已接收");
        assert_eq!(shell.ranks(), ["1 乙校", "2 甲院"]);
        assert_eq!(shell.questions(), []);

        // A later answer replaces the first one.
        shell.answer(&question, true);
        assert_eq!(
            *shell.rows().last().expect("a row"),
            "two.json 同一评审员的第二份"
        );
        assert_eq!(shell.ranks(), ["1 乙校", "2 甲院"]);

        shell.tell(Event::Undo);
        shell.tell(Event::Undo);
        shell.finish();
        assert_eq!(shell.questions(), [question]);
    }
    // In two panels the same name may stand for two people; nothing is asked.
    let mut shell = Shell::new();
    let mut files = panels(&[("甲院", "50")]);
    files.push(("other.json", sheet("乙校", "陈立(组长)", "50")));
    shell.import(&files);
    assert_eq!(shell.questions(), []);
}

/// A name as a checked sheet has it.
fn valid_name(name: &str) -> String {
    scoring::foundations::squeezed(name)
}

/// SPEC K15, K23
#[test]
fn applicants_who_may_be_one_count_after_an_answer() {
    for (first, second, asked) in [
        ("龙岗区人民医院", "龙岗区人民医院（总院）", true),
        ("龙岗区人民医院", "深圳市龙岗区人民医院", true),
        ("深圳市龙岗区人民医院", "龙岗区人民医院", true),
        ("深圳市龙岗区人民医院", "深圳龙岗人民医院", true),
        ("龙岗区人民医院", "龙岗人民医院", true),
        ("深圳市龙岗区人民医院", "人民医院", true),
        ("ABC公司", "ａｂｃ 公司", true),
        ("龙岗区人民医院", "南山区人民医院", false),
        ("某区图书馆", "某区博物馆", false),
        ("第一小区物业", "第二小区物业", false),
        ("市民中心", "中心", false),
    ] {
        let mut shell = Shell::new();
        let mut files = panels(&[("一", "50"), ("二", "60"), ("丙", "70")]);
        for (at, file) in files.iter_mut().enumerate() {
            let (name, percent) = [(first, "50"), (second, "60"), ("丙", "70")][at / 3];
            file.1 = sheet(name, ["陈立", "何静", "吴敏"][at % 3], percent);
        }
        shell.import(&files);
        let questions = shell.questions();
        assert_eq!(!questions.is_empty(), asked, "{first} {second}: {questions:?}");
        if !asked {
            continue;
        }
        assert_eq!(questions.len(), 1, "{questions:?}");
        assert_eq!(questions[0].first, first);
        let mut without = ["— ".to_owned() + first, "— ".to_owned() + &valid_name(second)];
        without.sort();
        assert_eq!(shell.ranks()[..1], ["1 丙"]);
        assert_eq!(shell.ranks()[1..], without);
        shell.answer(&questions[0], false);
        assert_eq!(shell.ranks().len(), 3);
        assert!(shell.ranks()[2].starts_with("3 "), "{:?}", shell.ranks());
        // One applicant: the sheets of the second name are those of the first, so each assessor has two.
        shell.answer(&questions[0], true);
        assert_eq!(shell.ranks(), ["1 丙".to_owned(), format!("2 {first}")]);
        assert_eq!(shell.session.figures().refused, 3);
        shell.tell(Event::Undo);
        shell.finish();
        assert_eq!(shell.session.figures().refused, 0);
    }
}

/// SPEC K23
#[test]
fn one_application_under_two_names_is_asked_about() {
    let application = Fingerprint::of(b"the application");
    let mut shell = Shell::new();
    let of = |applicant: &str, assessor: &str| {
        changed(applicant, assessor, "50", |sheet| {
            sheet.application = Some(application)
        })
    };
    shell.import(&[
        ("a.json", of("第一水务公司", "陈立")),
        ("b.json", of("第一水务公司", "何静")),
        ("c.json", of("水务一公司", "吴敏")),
    ]);
    let questions = shell.questions();
    assert_eq!(questions.len(), 1);
    assert_eq!(shell.ranks(), ["— 水务一公司", "— 第一水务公司"]);
    shell.answer(&questions[0], true);
    assert_eq!(shell.ranks().len(), 1);
    assert!(shell.ranks()[0].starts_with("1 "));
}

/// However alike names are, there are never more questions than names.
///
/// SPEC K15
#[test]
fn many_names_alike_are_asked_about_one_by_one() {
    let mut shell = Shell::new();
    let names: Vec<String> = (0..40).map(|number| format!("陈立({number})")).collect();
    let files: Vec<(&str, String)> = names
        .iter()
        .map(|name| ("a.json", sheet("甲院", name, "50")))
        .collect();
    shell.import(&files);
    assert_eq!(shell.questions().len(), 39);
    let questions = shell.questions();
    shell.answer(&questions[0], false);
    // Now the others may be the first or the second.
    assert_eq!(shell.session.figures().accepted, 2);
    for question in shell.questions() {
        shell.answer(&question, true);
    }
    assert_eq!(shell.questions(), []);
    assert_eq!(shell.session.figures().accepted, 2);
}

/// A sheet as an assessor hands it in, and the fingerprint of its payload: a correction names what it replaces.
fn revised(percent: &str, number: u32, supersedes: Option<Fingerprint>) -> (String, Fingerprint) {
    let text = changed("甲院", "陈立", percent, |sheet| {
        sheet.revision = Revision {
            number,
            reason: supersedes.map_or_else(String::new, |_| format!("第 {number} 版的理由")),
            supersedes,
        }
    });
    let (envelope, _) = open(&text).expect("it opens");
    (text, envelope.fingerprint)
}

/// SPEC K24
#[test]
fn a_correction_with_a_reason_takes_the_place_of_a_sheet() {
    let verdicts =
        |shell: &Shell| -> Vec<VerdictKind> { shell.session.rows().map(|row| row.verdict.kind()).collect() };
    let mut shell = Shell::new();
    let (first, first_print) = revised("50", 1, None);
    let (second, second_print) = revised("60", 2, Some(first_print));
    let (third, _) = revised("70", 3, Some(second_print));
    let (again, _) = revised("75", 3, Some(second_print));
    shell.import(&[
        ("first.json", first),
        ("third.json", third),
        ("second.json", second),
        ("third again.json", again),
    ]);
    use VerdictKind::{Accepted, Refused, Superseded};
    assert_eq!(verdicts(&shell), [Superseded, Accepted, Superseded, Refused]);
    assert_eq!(
        shell.session.verdict(FileNumber(0)),
        Some(Verdict::Superseded {
            by: "third.json".to_owned(),
            revision: 3,
            reason: "第 3 版的理由".to_owned(),
        })
    );
    let row = shell.session.row(FileNumber(1)).expect("a row");
    assert_eq!(
        row.revision.map(|revision| revision.supersedes),
        Some(Some(second_print))
    );
    let (rubric, _) = shell.session.rubric().expect("a rubric");
    let group = shell
        .session
        .intake()
        .group("甲院", Stage::Site, rubric, Rule::Mean)
        .expect("a group");
    assert_eq!(group.seats.len(), 1);
    assert_eq!(group.seats[0].sheet.name, "third.json");
    // Without the correction the sheet before it counts again.
    shell.tell(Event::TakenOut(FileNumber(1)));
    shell.finish();
    assert_eq!(verdicts(&shell), [Superseded, Superseded, Accepted]);
}

/// A correction that names another sheet than the one it would replace takes no place: whose it is, a person finds out.
///
/// SPEC K24
#[test]
fn a_correction_of_another_sheet_replaces_none() {
    let (first, there) = revised("50", 1, None);
    let (_, found) = revised("55", 1, None);
    let (second, _) = revised("60", 2, Some(found));
    let fault = |first: &str, files: &[(&str, String)]| {
        let mut shell = Shell::new();
        shell.import(files);
        let Some(Verdict::Refused(problems)) = shell.session.verdict(FileNumber(1)) else {
            panic!("{first} stands, the other is refused")
        };
        problems.iter().next().expect("a problem").fault.clone()
    };
    let expected = AnyFault::Intake(IntakeFault::OtherPredecessor { found, there });
    let (early, late) = (("1.json", first), ("2.json", second));
    assert_eq!(fault("1.json", &[early.clone(), late.clone()]), expected);
    assert_eq!(fault("2.json", &[late, early]), expected);
}

/// SPEC K31
#[test]
fn warnings_open_down_to_their_sentences() {
    let mut shell = Shell::new();
    let few = changed("甲院", "陈立", "-", |sheet| sheet.entries[0].areas.clear());
    shell.import(&[("few.json", few), ("good.json", sheet("甲院", "何静", "50"))]);
    let number = FileNumber(0);
    assert_eq!(shell.session.warnings_of(number), None);
    shell.tell(Event::WarningsOpened(number));
    shell.finish();
    let Some(Verdict::Accepted { warnings }) = shell.session.verdict(number) else {
        panic!("it counts")
    };
    let told = shell.session.warnings_of(number).expect("read again");
    let told: Vec<String> = told
        .iter()
        .map(|problem| words::problem_line(problem, Lang::Zh))
        .collect();
    assert_eq!(told.len(), warnings);
    for part in ["未评", "改进机会写了 0 条"] {
        assert!(told.iter().any(|line| line.contains(part)), "{told:?}");
    }
    assert_eq!(shell.session.warnings_of(FileNumber(1)), None);
}

/// SPEC K25
#[test]
fn a_number_opens_down_to_its_sentences() {
    let mut shell = Shell::new();
    let mut files = panels(&[("甲院", "50"), ("乙校", "60")]);
    files[1].1 = changed("甲院", "何静", "70", |sheet| {
        sheet.entries[6].strengths = vec!["窗口开到晚上八点".to_owned().into()];
        sheet.entries[6].areas = vec!["没有比较数据".to_owned().into()];
        sheet.overall = "服务扎实，数据不足。".to_owned();
    });
    shell.import(&files);
    assert!(shell.session.assessor_entries(6).is_empty());
    shell.tell(Event::Opened {
        applicant: "甲院".to_owned(),
        stage: Stage::Site,
    });
    assert_eq!(
        shell.effects.len(),
        3,
        "only the panel's own files are read again"
    );
    assert_eq!(shell.session.opened(), Some(("甲院", Stage::Site, false)));
    assert_eq!(shell.session.assessor_entries(6)[1].entry, None);
    shell.finish();
    assert_eq!(shell.session.opened(), Some(("甲院", Stage::Site, true)));
    let assessor_entries = shell.session.assessor_entries(6);
    let he = assessor_entries
        .iter()
        .find(|assessor_entry| assessor_entry.assessor == "何静")
        .expect("her voice");
    let entry = he.entry.expect("her entry");
    assert_eq!(entry.code, code("2.2"));
    assert_eq!(
        (&entry.strengths[0].text[..], &entry.areas[0].text[..]),
        ("窗口开到晚上八点", "没有比较数据")
    );
    assert_eq!(he.overall, "服务扎实，数据不足。");
    assert_eq!(he.percent, Some(crate::support::exact("70")));
    shell.tell(Event::Closed);
    assert_eq!(shell.session.opened(), None);
    assert!(shell.session.assessor_entries(6).is_empty());
}

/// SPEC K26
#[test]
fn figures_count_every_file_once() {
    let mut shell = Shell::new();
    let mut files = panels(&[("甲院", "50")]);
    files.push(("copy.json", files[0].1.clone()));
    files.push(("broken.json", "{".to_owned()));
    files.push(("rubric.json", other_rubric().0));
    let numbers = shell.import(&files);
    let figures = shell.session.figures();
    assert_eq!(
        (
            figures.files,
            figures.accepted,
            figures.same_again,
            figures.refused,
            figures.rubrics
        ),
        (6, 3, 1, 1, 1)
    );
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    assert_eq!(figures.bytes, bytes as u64);
    assert!(!figures.exported);
    shell.tell(Event::Exported);
    assert!(shell.session.figures().exported);
    shell.tell(Event::TakenOut(numbers[4]));
    assert!(!shell.session.figures().exported);
    assert_eq!(shell.session.figures().bytes, bytes as u64 - 1);
    // What changed is reported row by row.
    let changed = shell.session.take_changed();
    assert!(numbers.iter().all(|number| changed.contains(number)));
    assert!(shell.session.take_changed().is_empty());
    shell.tell(Event::TakenOut(numbers[0]));
    let changed: Vec<FileNumber> = shell.session.take_changed().into_iter().collect();
    assert_eq!(changed, [numbers[0], numbers[3]]);
}

/// SPEC K16
#[test]
fn the_application_is_the_file_that_reviews_name() {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
    put(&mut draft, Field::Applicant, "甲医院");
    let (application, _) = Application::from_draft(&draft, &rubric).expect("an application");
    let file = write_application(&application, &imprint());
    let print = crate::support::fingerprint_of(&file);
    let review = |assessor: &str, of: Fingerprint| {
        changed("甲医院", assessor, "50", |sheet| sheet.application = Some(of))
    };
    let mut shell = Shell::new();
    shell.import(&[
        ("own.json", file),
        ("right.json", review("陈立", print)),
        ("wrong.json", review("何静", Fingerprint::of(b"another"))),
    ]);
    assert_eq!(
        shell.rows(),
        ["own.json 已接收", "right.json 已接收", "wrong.json 申报材料不同"]
    );
}

/// The applicant's own file and the one for assessors are one application, whichever of them a review names and in
/// whatever order they come; the one for assessors lacks no score.
///
/// SPEC K5, S16
#[test]
fn the_own_file_and_the_one_for_assessors_are_one_application() {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
    put(&mut draft, Field::Applicant, "甲医院");
    put(&mut draft, Field::Overall, "我们自认很好");
    crate::support::put_at(&mut draft, "1.1", Item::Value(None), "85");
    let (application, _) = Application::from_draft(&draft, &rubric).expect("an application");
    let own = write_application(&application, &imprint());
    let given = write_application_for_assessment(application.record(), &imprint());
    let print = crate::support::fingerprint_of;
    assert_ne!(print(&own), print(&given));
    assert_eq!(fingerprint_for_assessment(application.record()), print(&given));
    let review = |assessor: &str, of: Fingerprint| {
        changed("甲医院", assessor, "50", |sheet| sheet.application = Some(of))
    };
    let reviews = [
        ("names the own file.json", review("陈立", print(&own))),
        ("names the other.json", review("何静", print(&given))),
    ];
    let warnings = |shell: &Shell, name: &str| {
        let row = shell.session.rows().find(|row| row.name == name).expect("a row");
        match row.verdict {
            Verdict::Accepted { warnings } => warnings,
            other => panic!("{name}: {other:?}"),
        }
    };
    for at in 0..=reviews.len() {
        let mut files: Vec<(&str, String)> = reviews.to_vec();
        files.insert(at, ("own.json", own.clone()));
        let mut shell = Shell::new();
        shell.import(&files);
        assert_eq!(shell.session.figures().accepted, 3, "{:?}", shell.rows());
        let gaps = rubric.clause_count() - 1;
        assert_eq!(warnings(&shell, "own.json"), 2 * rubric.clause_count() + gaps);
    }
    // Where the own file stays with the applicant, reviews of the one for assessors go together.
    let mut shell = Shell::new();
    shell.import(&[("given.json", given), reviews[1].clone(), reviews[0].clone()]);
    assert_eq!(
        shell.rows(),
        [
            "given.json 已接收",
            "names the other.json 已接收",
            "names the own file.json 申报材料不同"
        ]
    );
    // What remains is what the rubric advises on strengths and areas, two a clause.
    assert_eq!(warnings(&shell, "given.json"), 2 * rubric.clause_count());
}

/// Both files of an application were imported: nothing stands against the other. What differs in a score is no copy.
///
/// SPEC K4, K32
#[test]
fn both_files_of_an_application_are_one() {
    let (rubric, fingerprint) = small();
    let written = |value: &str| {
        let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
        put(&mut draft, Field::Applicant, "甲医院");
        put(&mut draft, Field::Overall, "我们自认很好");
        crate::support::put_at(&mut draft, "1.1", Item::Value(None), value);
        let (application, _) = Application::from_draft(&draft, &rubric).expect("an application");
        let given = write_application_for_assessment(application.record(), &imprint());
        (write_application(&application, &imprint()), given)
    };
    let ((own, given), (later, same)) = (written("85"), written("90"));
    assert_eq!(
        given, same,
        "what assessors get does not say how one scored oneself"
    );
    let is_one = ["given.json 同一份申报", "own.json 已接收"];
    let files = [("own.json", own), ("given.json", given), ("later.json", later)];
    for order in [[0, 1], [1, 0]] {
        let mut shell = Shell::new();
        shell.import(&order.map(|which: usize| files[which].clone()));
        let mut rows = shell.rows();
        rows.sort_unstable();
        assert_eq!(rows, is_one, "{order:?}");
        assert_eq!(shell.session.figures().same_again, 1);
        let row = shell
            .session
            .rows()
            .find(|row| row.name == "given.json")
            .expect("a row");
        let said = words::verdict_reason(&row.verdict, Lang::Zh).expect("a reason");
        assert!(said.contains("与「own.json」是同一份申报"), "{said}");
        // A file with another score of the applicant is another self-assessment.
        shell.import(&[files[2].clone()]);
        let rows = shell.rows();
        assert!(rows.contains(&"later.json 第二份自我评价".to_owned()), "{rows:?}");
        // Without the own file the other one counts.
        let own = shell
            .session
            .rows()
            .find(|row| row.name == "own.json")
            .expect("a row");
        shell.tell(Event::TakenOut(own.number));
        let rows = shell.rows();
        assert_eq!(
            rows.iter().filter(|row| row.ends_with("已接收")).count(),
            1,
            "{rows:?}"
        );
    }
}

/// What a person may do, by numbers that choose among what is there.
#[derive(Clone, Copy, Debug)]
enum Act {
    Import(u8),
    Step(u8),
    TakeOut(u8),
    Answer(u8, bool),
    Clear,
    Stop,
    Undo,
    Redo,
    Rule(u8),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => any::<u8>().prop_map(Act::Import),
        6 => any::<u8>().prop_map(Act::Step),
        2 => any::<u8>().prop_map(Act::TakeOut),
        2 => (any::<u8>(), any::<bool>()).prop_map(|(which, same)| Act::Answer(which, same)),
        1 => Just(Act::Clear),
        1 => Just(Act::Stop),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => any::<u8>().prop_map(Act::Rule),
    ]
}

/// A few files of every sort: sheets that go together and ones that do not, copies, likely doubles, damage.
fn stock() -> Vec<(&'static str, String)> {
    let mut files = panels(&[("龙岗区人民医院", "50"), ("南山区人民医院", "60")]);
    files.push(("alike.json", sheet("龙岗区人民医院", "陈立(组长)", "70")));
    files.push(("second.json", sheet("龙岗区人民医院", "何静", "71")));
    files.push(("renamed.json", sheet("深圳市龙岗区人民医院", "何静", "72")));
    files.push(("gap.json", sheet("南山区人民医院", "周全", "-")));
    files.push(("copy.json", files[0].1.clone()));
    files.push(("broken.json", "{".to_owned()));
    let (rubric, _, other) = other_rubric();
    files.push(("rubric.json", rubric));
    files.push(("other.json", other));
    files
}

proptest! {
    #![proptest_config(chances())]

    /// Whatever is done in whatever order: a desk that is opened again from its log shows the same, every file that
    /// is there has one verdict, and no file was opened twice.
    ///
    /// SPEC K22, K26
    #[test]
    fn a_desk_that_is_opened_again_shows_the_same(acts in prop::collection::vec(any_act(), 1..40)) {
        let stock = stock();
        let mut shell = Shell::new();
        for act in acts {
            match act {
                Act::Import(which) => {
                    let at = usize::from(which) % stock.len();
                    let count = 1 + usize::from(which) / stock.len() % 4;
                    let files: Vec<_> = stock.iter().cycle().skip(at).take(count).cloned().collect();
                    shell.choose(&files);
                }
                Act::Step(count) => {
                    for _ in 0..count % 16 {
                        shell.step();
                    }
                }
                Act::TakeOut(which) => {
                    let rows: Vec<_> = shell.session.rows().collect();
                    if !rows.is_empty() {
                        let file = rows[usize::from(which) % rows.len()].number;
                        shell.tell(Event::TakenOut(file));
                    }
                }
                Act::Answer(which, same) => {
                    let questions = shell.questions();
                    if !questions.is_empty() {
                        let question = questions[usize::from(which) % questions.len()].clone();
                        shell.tell(Event::Answered(Answer { question, same }));
                    }
                }
                Act::Clear => shell.tell(Event::Cleared),
                Act::Stop => shell.tell(Event::Stopped),
                Act::Undo => shell.tell(Event::Undo),
                Act::Redo => shell.tell(Event::Redo),
                Act::Rule(which) => shell.tell(Event::RuleChosen(Rule::ALL[usize::from(which) % 3])),
            }
        }
        shell.finish();
        let figures = shell.session.figures();
        let rows: Vec<_> = shell.session.rows().collect();
        prop_assert_eq!(figures.waiting, 0);
        prop_assert_eq!(figures.files, rows.len());
        prop_assert!(shell.opened.values().all(|count| *count == 1));
        // What was not read is not kept.
        let (mut rows, ranks, mut shown) = shell.shown();
        rows.retain(|row| !row.ends_with("未读取"));
        shown.files -= shown.stopped;
        shown.stopped = 0;
        let mut again = shell.restarted();
        let (rows_again, ranks_again, shown_again) = again.shown();
        shown.bytes = shown_again.bytes;
        prop_assert_eq!(rows_again, rows);
        prop_assert_eq!(ranks_again, ranks);
        prop_assert_eq!(shown_again, shown);
        prop_assert_eq!(again.session.can_undo_redo(), shell.session.can_undo_redo());
    }
}
