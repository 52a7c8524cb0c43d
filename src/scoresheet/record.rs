//! A scoresheet as a file or table states it: well formed, but not yet held against its rubric.

use crate::foundations::{Code, Fingerprint, Lang, Text};
use crate::rubric::Rubric;
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
    /// Which of this assessor's sheets it is.
    pub revision: Revision,
    /// One entry a clause, in any order.
    pub entries: Vec<EntryRecord>,
    /// Abstentions and issues for the visit.
    pub notes: ReviewNotes,
    /// The overall judgement (Art. 20).
    pub overall: String,
}

impl SheetRecord {
    /// Whether it says nothing of how the applicant scores itself: so is the sheet of an application that assessors get
    /// (Art. 12).
    pub fn is_for_assessment(&self) -> bool {
        let is_scored = self.entries.iter().any(|entry| entry.value.is_some());
        self.stage == Stage::SelfAssessment && !is_scored && self.overall.trim().is_empty()
    }

    /// The record with every text cut to its first character that is not blank: enough for [`crate::scoresheet::Scoresheet::check`]
    /// to come to the same result, and a hundredth of the memory.
    #[must_use]
    pub fn shortened(mut self) -> Self {
        let cut = |text: &mut String| *text = text.trim_start().chars().take(1).collect();
        cut(&mut self.overall);
        self.notes.abstentions.values_mut().for_each(cut);
        self.notes
            .issues
            .iter_mut()
            .for_each(|issue| cut(&mut issue.words));
        // One that is too long stays too long.
        let reason = self.revision.reason.chars().take(REASON_MAX + 1);
        self.revision.reason = reason.collect();
        for entry in &mut self.entries {
            let lists = [&mut entry.strengths, &mut entry.areas, &mut entry.evidence];
            lists.into_iter().flatten().for_each(cut);
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
    pub strengths: Vec<String>,
    /// Areas for improvement.
    pub areas: Vec<String>,
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
