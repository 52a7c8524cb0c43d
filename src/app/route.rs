//! Where in the app one is: the part of the address behind `#`. Works in any folder and from disk.

use core::fmt;

use scoring::foundations::Code;

/// Where `public/guard.js` hands out raw records; it is no place of a program.
pub const RESCUE: &str = "#/rescue";

/// A place in the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The start screen with the drafts on this machine.
    #[default]
    Start,
    /// Beginning a self-assessment.
    NewSelfAssessment,
    /// Beginning a review from an application file.
    NewReview,
    /// Scoring one clause of a draft; without a code the first gap.
    Score(String, Option<Code>),
    /// The applicant's organisation overview, which an assessor reads before the clauses.
    OrganisationOverview(String),
    /// The overview of a draft, and its export.
    Overview(String),
    /// A blank record sheet for the rubric of a draft.
    RecordSheet(String),
    /// Keeping a draft: its conflicts, its versions, its copies.
    History(String),
    /// The secretariat's desk.
    Secretariat,
    /// The example's desk.
    SecretariatExample,
    /// Testing the browser.
    Browser,
    /// On the way: the example is being opened.
    Example,
    /// On the way: files that somebody opened are being sorted.
    Files,
}

/// A program of the page, loaded when one goes to a place of its desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The desk of applicants and assessors.
    Drafting,
    /// The secretariat's desk.
    Secretariat,
}

impl Program {
    /// Its name, as the page knows it (index.html).
    pub fn name(self) -> &'static str {
        match self {
            Self::Drafting => "drafting",
            Self::Secretariat => "secretariat",
        }
    }
}

impl Route {
    /// Reads an address; what is not known leads to the start screen.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let segments: Vec<&str> = path.split('/').collect();
        match segments.as_slice() {
            ["new"] => Self::NewSelfAssessment,
            ["review"] => Self::NewReview,
            ["secretariat"] => Self::Secretariat,
            ["secretariat", "example"] => Self::SecretariatExample,
            ["browser"] => Self::Browser,
            ["example"] => Self::Example,
            ["files"] => Self::Files,
            ["draft", id] => Self::Score((*id).to_owned(), None),
            ["draft", id, "applicant"] => Self::OrganisationOverview((*id).to_owned()),
            ["draft", id, "overview"] => Self::Overview((*id).to_owned()),
            ["draft", id, "record-sheet"] => Self::RecordSheet((*id).to_owned()),
            ["draft", id, "history"] => Self::History((*id).to_owned()),
            ["draft", id, "clause", code] => Self::Score((*id).to_owned(), Code::parse(code)),
            _ => Self::Start,
        }
    }

    /// The draft that this place is about, if it is about one.
    pub fn draft(&self) -> Option<&str> {
        match self {
            Self::Score(id, _)
            | Self::OrganisationOverview(id)
            | Self::Overview(id)
            | Self::RecordSheet(id)
            | Self::History(id) => Some(id),
            _ => None,
        }
    }

    /// The same place of another draft.
    #[must_use]
    pub fn of_draft(self, draft: String) -> Self {
        match self {
            Self::Score(_, code) => Self::Score(draft, code),
            Self::OrganisationOverview(_) => Self::OrganisationOverview(draft),
            Self::Overview(_) => Self::Overview(draft),
            Self::RecordSheet(_) => Self::RecordSheet(draft),
            Self::History(_) => Self::History(draft),
            other => other,
        }
    }

    /// The program that has this place. The start screen is the start program's until it is left.
    pub fn program(&self) -> Program {
        match self {
            Self::Secretariat | Self::SecretariatExample => Program::Secretariat,
            Self::Start
            | Self::NewSelfAssessment
            | Self::NewReview
            | Self::Score(..)
            | Self::OrganisationOverview(_)
            | Self::Overview(_)
            | Self::RecordSheet(_)
            | Self::History(_)
            | Self::Browser
            | Self::Example
            | Self::Files => Program::Drafting,
        }
    }

    /// Whether this place only leads to another one. It must not stay in the history, or Back would do again what was
    /// done there, and never get past it.
    pub fn leads_on(&self) -> bool {
        matches!(self, Self::Example | Self::Files | Self::Score(_, None))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("#/"),
            Self::NewSelfAssessment => f.write_str("#/new"),
            Self::NewReview => f.write_str("#/review"),
            Self::Secretariat => f.write_str("#/secretariat"),
            Self::SecretariatExample => f.write_str("#/secretariat/example"),
            Self::Browser => f.write_str("#/browser"),
            Self::Example => f.write_str("#/example"),
            Self::Files => f.write_str("#/files"),
            Self::RecordSheet(id) => write!(f, "#/draft/{id}/record-sheet"),
            Self::History(id) => write!(f, "#/draft/{id}/history"),
            Self::Score(id, None) => write!(f, "#/draft/{id}"),
            Self::Score(id, Some(code)) => write!(f, "#/draft/{id}/clause/{code}"),
            Self::OrganisationOverview(id) => write!(f, "#/draft/{id}/applicant"),
            Self::Overview(id) => write!(f, "#/draft/{id}/overview"),
        }
    }
}
