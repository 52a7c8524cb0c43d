//! The secretariat's desk in a terminal: carries out what the session asks, and tells the verdicts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use scoring::desks::secretariat::{Choice, Effect, Event, Purpose, ReadFile, Row, Session};
use scoring::faults::AnyFault;
use scoring::foundations::{Fingerprint, squeezed};
use scoring::panel::{Answer, NameKind, Question, Verdict};
use scoring::problem::{Place, Problem};
use scoring::rubric::Rubric;
use scoring::scoresheet::SheetFault;
use scoring::scoring::Rule;
use scoring::words as say;

use crate::notes::Notes;
use crate::sources::Unread;
use crate::{decode, inputs, sources};

/// What is to be taken to the desk.
pub(crate) struct Order<'a> {
    /// Paths, folders, lists, standard input.
    pub(crate) files: &'a [PathBuf],
    /// The file of the rubric, which no other file changes.
    pub(crate) rubric: &'a Path,
    /// The rule.
    pub(crate) rule: Rule,
    /// Pairs of names that mean the same, as `A=B`.
    pub(crate) same: &'a [String],
    /// Pairs of names that mean different ones.
    pub(crate) different: &'a [String],
}

/// Takes the files to a desk, under the rubric that comes back too. Nothing where an argument is wrong; a file that is
/// wrong costs no other.
pub(crate) fn taken_in(order: &Order<'_>, notes: &mut Notes) -> Option<(Session, (Rubric, Fingerprint))> {
    let files = order.files.iter().map(PathBuf::as_path);
    if !inputs::stream_at_most_once(files.chain([order.rubric]), notes) {
        return None;
    }
    let given = inputs::rubric(order.rubric, notes)?;
    let answers = answers(order, notes)?;
    let (rubric, fingerprint) = &given;
    let mut session = Session::new(Purpose::Own);
    session.handle(Event::RubricFound {
        fingerprint: *fingerprint,
        rubric: Arc::new(rubric.clone()),
    });
    session.handle(Event::RubricChosen(*fingerprint));
    session.handle(Event::RuleChosen(order.rule));
    for answer in answers {
        session.handle(Event::Answered(answer));
    }
    let mut too_large = Vec::new();
    sources::each(order.files, notes, &mut |found| {
        let bytes = match found.bytes {
            Ok(bytes) => bytes,
            Err(Unread::TooLarge(fault)) => {
                let problem: Problem<AnyFault> = Problem::error(Place::File, AnyFault::File(fault));
                return too_large.push((found.name, problem));
            }
            // What cannot be read is noted, and nothing for the desk.
            Err(Unread::Unopened(_)) => return,
        };
        let choice = Choice {
            name: found.name.clone(),
            size: 0,
        };
        for effect in session.handle(Event::Chosen(vec![choice])) {
            // The rest is for desks that are kept; the rubric is given.
            if let Effect::Read(file) = effect {
                let reading = Ok(ReadFile::of(&found.name, &bytes, decode::gb18030));
                session.handle(Event::Read { file, reading });
            }
        }
    });
    for (name, problem) in too_large {
        notes.problem(&name, &problem);
    }
    session.settle();
    Some((session, given))
}

/// Tells what became of each file, in the order of their coming, and the questions that are open.
pub(crate) fn tell(session: &Session, notes: &mut Notes) {
    for row in session.rows() {
        tell_row(session, &row, notes);
    }
    tell_questions(session, notes);
}

/// Tells the questions that are open, each once, whatever number of sheets it holds back; whether there are any.
pub(crate) fn tell_questions(session: &Session, notes: &mut Notes) -> bool {
    let questions = session.intake().questions();
    for question in &questions {
        notes.question(question);
    }
    !questions.is_empty()
}

/// Tells what became of a file.
pub(crate) fn tell_row(session: &Session, row: &Row, notes: &mut Notes) {
    match &row.verdict {
        Verdict::Accepted { .. } => {
            let gaps = session.rubric().zip(session.intake().sheet(row.number));
            let Some(((rubric, _), sheet)) = gaps else {
                return;
            };
            if let Some(text) = say::correction(&sheet.summary.revision, notes.lang()) {
                notes.remark(&row.name, &text);
            }
            // What assessors get has no scores of the applicant, and lacks none.
            let is_unscored = sheet.summary.gaps() == rubric.clause_count();
            if sheet.summary.is_application && is_unscored {
                return;
            }
            for clause in rubric.clauses() {
                if sheet
                    .summary
                    .percents
                    .get(clause.index)
                    .copied()
                    .flatten()
                    .is_none()
                {
                    let place = Place::Clause(clause.node.code.clone());
                    notes.problem(&row.name, &Problem::warning(place, SheetFault::NotScored));
                }
            }
        }
        Verdict::SameAgain { first } => {
            let text = say::cli_same_again(notes.lang(), first);
            notes.remark(&row.name, &text);
        }
        Verdict::SameApplication { .. } | Verdict::Superseded { .. } => {
            let text = say::verdict_reason(&row.verdict, notes.lang()).unwrap_or_default();
            notes.remark(&row.name, &text);
        }
        Verdict::Refused(problems) => notes.problems(&row.name, problems),
        Verdict::Asked(_) | Verdict::Rubric | Verdict::Waiting | Verdict::Stopped => {}
    }
}

/// The answers of `--same` and `--different`: about assessors and about applicants, whoever has these names.
fn answers(order: &Order<'_>, notes: &mut Notes) -> Option<Vec<Answer>> {
    let mut answers = Vec::new();
    for (option, pairs, same) in [
        ("--same", order.same, true),
        ("--different", order.different, false),
    ] {
        for pair in pairs {
            let names = pair.split_once('=').or_else(|| pair.split_once('\u{FF1D}'));
            let names = names.map(|(first, second)| (squeezed(first), squeezed(second)));
            let Some((first, second)) =
                names.filter(|(first, second)| !first.is_empty() && !second.is_empty())
            else {
                notes.bad_pair(option, pair);
                return None;
            };
            for whose in [NameKind::Assessor, NameKind::Applicant] {
                let (first, second) = (first.clone(), second.clone());
                let question = Question { whose, first, second };
                answers.push(Answer { question, same });
            }
        }
    }
    Some(answers)
}
