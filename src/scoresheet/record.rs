//! A scoresheet as a file or table states it: well formed, but not yet held against its rubric.

use crate::foundations::{Code, Fingerprint, Id, Lang, Text, is_blank};
use crate::rubric::Rubric;
use crate::scoresheet::notes::{ITEM_MAX, PAGES_MAX};
use crate::scoresheet::{REASON_MAX, ReviewNotes, Revision, Value};

/// The stage of the award that a sheet belongs to. The two reviews are never blended (Art. 24–26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 自我评价: the applicant's own (Art. 22).
    SelfAssessment,
    /// 材料评审: by the papers (Art. 24).
    Material,
    /// 现场评审: on site; it alone ranks (Art. 25, 26).
    Site,
}

impl Stage {
    /// Every stage, in the order of the award.
    pub const ALL: [Self; 3] = [Self::SelfAssessment, Self::Material, Self::Site];

    /// The stage's id in files and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::SelfAssessment => "self",
            Self::Material => "material",
            Self::Site => "site",
        }
    }

    /// Reads an id back.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.id() == id)
    }
}

/// Which rubric a sheet was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RubricRef {
    /// The fingerprint of the rubric's payload: this decides.
    pub fingerprint: Fingerprint,
    /// The rubric's id, for messages.
    pub id: String,
    /// The rubric's version, for messages.
    pub version: String,
}

impl RubricRef {
    /// A reference to a rubric that was read with this fingerprint.
    pub fn to(rubric: &Rubric, fingerprint: Fingerprint) -> Self {
        Self {
            fingerprint,
            id: rubric.id().to_owned(),
            version: rubric.version().to_owned(),
        }
    }

    /// Id and version, as messages name a rubric.
    pub fn name(&self) -> String {
        format!("{} {}", self.id, self.version)
    }
}

/// What a rubric is called in messages: its title where that is known, and its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RubricName {
    /// Its title; its id where nothing else is known.
    pub title: Text,
    /// Its version.
    pub version: String,
}

impl RubricName {
    /// The name of a rubric that is at hand.
    pub fn of(rubric: &Rubric) -> Self {
        Self {
            title: rubric.title().clone(),
            version: rubric.version().to_owned(),
        }
    }

    /// The name of a rubric that is named beside one that is at hand: another version of it has its title, of every
    /// other one the id alone is known.
    pub fn beside(named: &RubricRef, rubric: &Rubric) -> Self {
        let title = if named.id == rubric.id() {
            rubric.title().clone()
        } else {
            Text::zh(&named.id)
        };
        Self {
            title,
            version: named.version.clone(),
        }
    }

    /// The name for a reader.
    pub fn get(&self, lang: Lang) -> String {
        format!("{} {}", self.title.get(lang), self.version)
    }
}

/// The assignment (评审任务) that a sheet answers, and which of its applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentRef {
    /// The payload of the assignment's file.
    pub file: Fingerprint,
    /// The application.
    pub application: Id,
    /// The payload of the expert's declaration (声明), where it was made as a file (Art. 32).
    pub declaration: Option<Fingerprint>,
}

/// A scoresheet as stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRecord {
    /// The rubric it was made with.
    pub rubric: RubricRef,
    /// The stage.
    pub stage: Stage,
    /// The applicant's name.
    pub applicant: String,
    /// The application file that was assessed, where there was one.
    pub application: Option<Fingerprint>,
    /// The assessor's name.
    pub assessor: String,
    /// The cycle (届), where there is one.
    pub cycle: Option<String>,
    /// The assignment that it answers, where it came as a file.
    pub assignment: Option<AssignmentRef>,
    /// Which of this assessor's sheets it is.
    pub revision: Revision,
    /// One entry a clause, in any order.
    pub entries: Vec<EntryRecord>,
    /// Abstentions, key factors, and what the visit is to ask or has shown.
    pub notes: ReviewNotes,
    /// The overall judgement (Art. 20).
    pub overall: String,
}

impl SheetRecord {
    /// Whether it says nothing of how the applicant scores itself: so is the sheet of an application that assessors get
    /// (Art. 12).
    pub fn is_for_assessment(&self) -> bool {
        let is_scored = self.entries.iter().any(|entry| entry.value.is_some());
        self.stage == Stage::SelfAssessment && !is_scored && is_blank(&self.overall)
    }

    /// The record with every text cut to its first character that is not blank: enough for [`crate::scoresheet::Scoresheet::check`]
    /// to come to the same result, and a hundredth of the memory.
    #[must_use]
    pub fn shortened(mut self) -> Self {
        let cut = |text: &mut String| *text = text.trim_start().chars().take(1).collect();
        cut(&mut self.overall);
        self.notes.abstentions.values_mut().for_each(cut);
        let issues = self.notes.issues.iter_mut();
        issues.for_each(|issue| cut(&mut issue.words));
        let findings = self.notes.findings.iter_mut();
        findings.for_each(|finding| cut(&mut finding.words));
        // One that is too long stays too long.
        let bounded = |text: &mut String, max: usize| *text = text.chars().take(max + 1).collect();
        bounded(&mut self.revision.reason, REASON_MAX);
        let factors = self.notes.key_factors.iter_mut();
        factors.for_each(|factor| bounded(factor, ITEM_MAX));
        for entry in &mut self.entries {
            for comment in entry.strengths.iter_mut().chain(&mut entry.areas) {
                cut(&mut comment.text);
                bounded(&mut comment.pages, PAGES_MAX);
                bounded(&mut comment.tag, PAGES_MAX);
            }
            entry.evidence.iter_mut().for_each(cut);
            entry.texts.iter_mut().for_each(|(_, text)| cut(text));
        }
        self
    }
}

/// One clause of a scoresheet as stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRecord {
    /// The clause.
    pub code: Code,
    /// The value; not scored is not zero.
    pub value: Option<Value>,
    /// Texts by aspect id; applicants write them.
    pub texts: Vec<(String, String)>,
    /// Strengths.
    pub strengths: Vec<Comment>,
    /// Areas for improvement.
    pub areas: Vec<Comment>,
    /// Evidence notes.
    pub evidence: Vec<String>,
}

impl EntryRecord {
    /// An entry with a value, or none, and no words.
    pub fn scored(code: Code, value: Option<Value>) -> Self {
        Self {
            code,
            value,
            texts: Vec::new(),
            strengths: Vec::new(),
            areas: Vec::new(),
            evidence: Vec::new(),
        }
    }
}

/// A strength or an area for improvement: known by its clause, which of the two it is, and its place in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// What it says.
    pub text: String,
    /// Where the applicant's papers show it, as pages are written: `第12–14页`; empty where nothing is quoted.
    pub pages: String,
    /// The aspect of the clause's method that it is about, by its id (ADLI, LeTCI); empty where it is about none.
    pub tag: String,
}

impl Comment {
    /// A comment that quotes no page and has no tag.
    pub fn plain(text: &str) -> Self {
        Self::from(text.to_owned())
    }

    /// Whether it is words alone.
    pub fn is_plain(&self) -> bool {
        self.pages.is_empty() && self.tag.is_empty()
    }
}

impl From<String> for Comment {
    fn from(text: String) -> Self {
        let (pages, tag) = (String::new(), String::new());
        Self { text, pages, tag }
    }
}
