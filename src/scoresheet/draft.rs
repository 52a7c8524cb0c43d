//! A draft (草稿): what was typed, valid or not, field by field.

use crate::document::{Address, Applied, Change, Document, Edit, Schema};
use crate::foundations::{Code, Exact, Fingerprint, Instant};
use crate::lock::Lock;
use crate::problem::{Place, Problems};
use crate::rubric::{Clause, Rubric};
use crate::scoresheet::{
    Comment, EntryRecord, Field, Item, REVIEW, ReviewNotes, RubricRef, SELF_ASSESSMENT, Scoresheet,
    SheetFault, SheetRecord, Stage, Standard, Submission, SubmissionState, Value, ValueFault, ValueForm,
    parse_typed_value,
};

/// Whose work a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftKind {
    /// 自我评价: the applicant's.
    SelfAssessment,
    /// 评审: an assessor's, of one stage.
    Review(Stage),
}

impl DraftKind {
    /// The stage of the sheets that drafts of this kind become.
    pub fn stage(self) -> Stage {
        match self {
            Self::SelfAssessment => Stage::SelfAssessment,
            Self::Review(stage) => stage,
        }
    }

    /// The schema of the drafts of this kind.
    pub fn schema(self) -> &'static Schema {
        match self {
            Self::SelfAssessment => &SELF_ASSESSMENT,
            Self::Review(_) => &REVIEW,
        }
    }
}

/// What a draft is about; fixed when it begins, but for the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftHead {
    /// Unique on this machine and beyond; given from outside.
    pub id: String,
    /// Whose work it is.
    pub kind: DraftKind,
    /// The rubric it is pinned to.
    pub rubric: RubricRef,
    /// The application file that a review is about.
    pub application: Option<Fingerprint>,
    /// The cycle (届), where there is one.
    pub cycle: Option<String>,
    /// When it began.
    pub created: Instant,
    /// The lock under which its stored texts are encrypted, where there is one. It stands here so that nobody writes
    /// a head without it: the texts could never be opened again.
    pub lock: Option<Lock>,
}

/// A draft: a head, and a document of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is about.
    pub head: DraftHead,
    /// What was typed.
    pub document: Document,
}

impl Draft {
    /// An empty draft.
    pub fn begin(head: DraftHead) -> Self {
        Self {
            head,
            document: Document::new(),
        }
    }

    /// A draft with the fields of a record, to go on from a file.
    pub fn from_record(head: DraftHead, record: &SheetRecord) -> Self {
        let mut draft = Self::begin(head);
        let mut put = |field: Field, text: String| {
            draft.apply(Edit::of(field, text));
        };
        put(Field::Applicant, record.applicant.clone());
        put(Field::Assessor, record.assessor.clone());
        put(Field::Overall, record.overall.clone());
        for entry in &record.entries {
            let field = |item: Item| Field::Clause(entry.code.clone(), item);
            for (aspect, text) in &entry.texts {
                put(field(Item::Text(aspect.clone())), text.clone());
            }
            put(field(Item::Evidence), entry.evidence.join("\n"));
            put(field(Item::Strengths), texts_of(&entry.strengths));
            put(field(Item::Areas), texts_of(&entry.areas));
            let number = crate::foundations::decimal_or_fraction;
            match &entry.value {
                Some(Value::Percent(value) | Value::Points(value)) => {
                    put(field(Item::Value(None)), number(*value));
                }
                Some(Value::Components(parts)) => {
                    for (id, value) in parts {
                        put(field(Item::Value(Some(id.clone()))), number(*value));
                    }
                }
                None => {}
            }
        }
        draft
    }

    /// The text of a field; empty where nothing was typed.
    pub fn text(&self, field: &Field) -> &str {
        self.document.text(&field.into())
    }

    /// How far it is submitted. A self-assessment is an application, and goes on.
    pub fn submission_state(&self) -> SubmissionState {
        match self.head.kind {
            DraftKind::SelfAssessment => SubmissionState::Not,
            DraftKind::Review(_) => {
                SubmissionState::of(self.text(&Field::Submission), self.text(&Field::Correction))
            }
        }
    }

    /// The edit that notes a submission and ends the correction that led to it.
    pub fn submitted(submission: &Submission) -> Edit {
        let note = Change {
            address: Field::Submission.into(),
            text: submission.text(),
        };
        let ended = Change {
            address: Field::Correction.into(),
            text: String::new(),
        };
        Edit {
            changes: vec![note, ended],
        }
    }

    /// The edit that deletes the note of a submission, after a person decided so.
    pub fn not_submitted() -> Edit {
        let emptied = |field: Field| Change {
            address: field.into(),
            text: String::new(),
        };
        Edit {
            changes: vec![emptied(Field::Submission), emptied(Field::Correction)],
        }
    }

    /// Every field that has a text, in the order of their addresses.
    pub fn fields(&self) -> impl Iterator<Item = (&Address, &str)> {
        self.document.texts()
    }

    /// Makes an edit.
    pub fn apply(&mut self, edit: Edit) -> Applied {
        self.document.apply(edit)
    }

    /// The value of a clause, if what was typed for it is one.
    ///
    /// # Errors
    /// What is wrong with what was typed, and for which component.
    pub fn value(&self, clause: &Clause<'_>) -> Result<Option<Value>, (ValueFault, Option<String>)> {
        let components = &clause.method.components;
        if components.is_empty() {
            let number = self.number(clause, None).map_err(|fault| (fault, None))?;
            let form = ValueForm::of(clause.method);
            return Ok(number.map(|number| match form {
                ValueForm::Points => Value::Points(number),
                _ => Value::Percent(number),
            }));
        }
        let mut parts = Vec::new();
        let mut missing = Vec::new();
        for component in components {
            match self.number(clause, Some(&component.id)) {
                Err(fault) => return Err((fault, Some(component.id.clone()))),
                Ok(None) => missing.push(component.id.clone()),
                Ok(Some(number)) => parts.push((component.id.clone(), number)),
            }
        }
        match (parts.is_empty(), missing.is_empty()) {
            (true, _) => Ok(None),
            (false, true) => Ok(Some(Value::Components(parts))),
            (false, false) => {
                let first = missing.first().cloned();
                Err((ValueFault::PartlyScored { missing }, first))
            }
        }
    }

    /// One number of a clause, if what was typed is one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn number(&self, clause: &Clause<'_>, component: Option<&str>) -> Result<Option<Exact>, ValueFault> {
        let field = |item: Item| Field::Clause(clause.node.code.clone(), item);
        let id = component.map(str::to_owned);
        let typed = self.text(&field(Item::Value(id.clone())));
        parse_typed_value(typed, clause, component, self.text(&field(Item::Band(id))))
    }

    /// The lines of a field that holds one statement a line.
    pub fn lines(&self, code: &Code, item: Item) -> Vec<String> {
        let text = self.text(&Field::Clause(code.clone(), item));
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// What was typed, as a scoresheet that fits the rubric.
    ///
    /// # Errors
    /// All problems that stand in the way, with their places.
    pub fn validate(
        &self,
        rubric: &Rubric,
        standard: Standard,
    ) -> Result<(Scoresheet, Problems<SheetFault>), Problems<SheetFault>> {
        let mut problems = Problems::new();
        if self.submission_state() == SubmissionState::Damaged {
            problems.error(Place::Correction, SheetFault::DamagedSubmission);
        }
        let mut entries = Vec::new();
        for clause in rubric.clauses() {
            let code = clause.node.code.clone();
            let value = self.value(&clause).unwrap_or_else(|(fault, _)| {
                problems.error(Place::Clause(code.clone()), fault);
                None
            });
            let texts = clause.method.aspects.iter().filter_map(|aspect| {
                let text = self
                    .text(&Field::Clause(code.clone(), Item::Text(aspect.id.clone())))
                    .trim();
                (!text.is_empty()).then(|| (aspect.id.clone(), text.to_owned()))
            });
            let comments = |item: Item| {
                let lines = self.lines(&code, item).into_iter();
                lines.map(Comment::from).collect()
            };
            entries.push(EntryRecord {
                value,
                texts: texts.collect(),
                strengths: comments(Item::Strengths),
                areas: comments(Item::Areas),
                evidence: self.lines(&code, Item::Evidence),
                code,
            });
        }
        let record = SheetRecord {
            rubric: self.head.rubric.clone(),
            stage: self.head.kind.stage(),
            applicant: self.text(&Field::Applicant).to_owned(),
            application: self.head.application,
            assessor: self.text(&Field::Assessor).to_owned(),
            cycle: self.head.cycle.clone(),
            assignment: None,
            revision: self.submission_state().revision(),
            entries,
            notes: ReviewNotes::default(),
            overall: self.text(&Field::Overall).trim().to_owned(),
        };
        let (sheet, others) = match Scoresheet::check(record, rubric, self.head.rubric.fingerprint, standard)
        {
            Ok((sheet, warnings)) => (Some(sheet), warnings),
            Err(others) => (None, others),
        };
        // A value that is typed but wrong is reported once, as what it is, and not as missing too.
        let told: Vec<Place> = problems.iter().map(|problem| problem.place.clone()).collect();
        for problem in others {
            let as_missing = matches!(problem.fault, SheetFault::MustBeScored | SheetFault::NotScored);
            if !(as_missing && told.contains(&problem.place)) {
                problems.push(problem);
            }
        }
        match sheet {
            Some(sheet) => problems.unless_errors(sheet),
            None => Err(problems),
        }
    }
}

/// The texts of comments, one a line, as a draft holds them.
fn texts_of(comments: &[Comment]) -> String {
    let texts: Vec<&str> = comments.iter().map(|comment| comment.text.as_str()).collect();
    texts.join("\n")
}
