//! The application (申报): the applicant's overview, texts, evidence and own scores; and copies of drafts, which
//! hold one to read.

mod amount;
mod copy;
mod evidence;
mod fault;
mod paste;
mod results;

pub use amount::{Amount, Written};
pub use copy::DraftCopy;
pub use evidence::{
    EvidenceField, EvidenceItem, Register, add_evidence, citations, evidence_rows, next_number,
    typed_evidence,
};
pub use fault::{ApplicationFault, PasteFault};
pub use paste::{Pasted, parse_year, read_pasted, year_sound};
pub use results::{
    Better, ResultField, ResultRow, TREND_YEARS, TypedResult, add_results, check_results, results_of,
    typed_results, years_of,
};

use crate::document::{Edit, Position, RowId};
use crate::foundations::OneByOne as _;
use crate::foundations::{Code, SortedMap, SortedSet};
use crate::problem::{Place, Problems};
use crate::rubric::Rubric;
use crate::scoresheet::{Draft, DraftHead, Field, Item, SheetFault, SheetRecord, Standard};

/// An application as a file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRecord {
    /// The organisation overview (组织概述).
    pub overview: String,
    /// Texts, evidence, strengths, areas and own scores, as a sheet of stage `self`.
    pub sheet: SheetRecord,
    /// What supports the scores: results, register, citations. Files of version 1 have none.
    pub support: Support,
}

/// What supports the scores of an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// The results grids by clause; clauses without one are left out.
    pub results: SortedMap<Code, Vec<ResultRow>>,
    /// The evidence register, in its order.
    pub evidence: Vec<EvidenceItem>,
    /// The numbers of evidence that each clause cites; clauses that cite none are left out.
    pub citations: SortedMap<Code, Vec<String>>,
}

impl Support {
    /// What a draft says, as far as its rubric has a place for it, and what there is to say of it.
    pub fn of_draft(draft: &Draft, rubric: &Rubric) -> (Self, Problems<ApplicationFault>) {
        let mut problems = Problems::new();
        let mut support = Self::default();
        for clause in rubric.clauses() {
            let code = &clause.node.code;
            let cited = citations(draft.text(&Field::Clause(code.clone(), Item::Citations)));
            if !cited.is_empty() {
                support.citations.insert(code.clone(), cited);
            }
            let (rows, found) = check_results(&draft.document, code);
            problems.extend(found);
            if !rows.is_empty() {
                support.results.insert(code.clone(), rows);
            }
        }
        let items = typed_evidence(&draft.document).into_iter();
        support.evidence = items.map(|(_, item)| item).collect();
        problems.extend(support.register().problems());
        (support, problems)
    }

    /// What there is to say of it, as a file states it: what has no place in the rubric, and all that would be said of
    /// it while it is typed.
    pub fn check(&self, rubric: &Rubric) -> Problems<ApplicationFault> {
        let mut problems = Problems::new();
        let named: SortedSet<&Code> = self.results.keys().chain(self.citations.keys()).one_by_one();
        for code in named.into_iter().filter(|code| rubric.clause(code).is_none()) {
            let fault = SheetFault::UnknownCode {
                code: code.to_string(),
            };
            problems.error(Place::Clause(code.clone()), fault);
        }
        for (code, rows) in &self.results {
            let place = Place::Clause(code.clone());
            for (at, row) in rows.iter().enumerate() {
                problems.extend(row.gaps(at + 1, &place));
            }
        }
        problems.extend(self.register().problems());
        problems
    }

    /// Whether there is nothing to prove anything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The register against its citations.
    pub fn register(&self) -> Register {
        Register::of(self.evidence.clone(), &self.citations)
    }

    /// Writes it into a draft. Rows get ids by their place, so that two drafts that begin with one file have the same
    /// rows.
    fn type_into(&self, draft: &mut Draft) {
        let id = |prefix: &str, at: usize| RowId::parse(&format!("{prefix}{}", at + 1));
        for (code, rows) in &self.results {
            let ids: Vec<RowId> = (0..rows.len()).filter_map(|at| id("r", at)).collect();
            let texts: Vec<_> = rows.iter().map(ResultRow::typed).collect();
            let edit = add_results(&draft.document, code, &ids, &texts, &Position::Last);
            draft.apply(edit);
        }
        for (at, item) in self.evidence.iter().enumerate() {
            if let Some(id) = id("e", at) {
                let edit = add_evidence(&draft.document, &id, item, &Position::Last);
                draft.apply(edit);
            }
        }
        for (code, numbers) in &self.citations {
            let field = Field::Clause(code.clone(), Item::Citations);
            draft.apply(Edit::of(field, numbers.join("\u{3001}")));
        }
    }
}

/// An application that fits its rubric. It can only come from [`Application::from_draft`].
///
/// ```compile_fail,E0451
/// let application = scoring::application::Application { ..todo!() };
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    record: ApplicationRecord,
}

impl Application {
    /// What an applicant typed, as an application. Clauses without a value are warnings: an application may
    /// be carried to another machine before it is complete.
    ///
    /// # Errors
    /// All problems that stand in the way, with their places.
    pub fn from_draft(
        draft: &Draft,
        rubric: &Rubric,
    ) -> Result<(Self, Problems<ApplicationFault>), Problems<ApplicationFault>> {
        let (sheet, mut problems) = match draft.validate(rubric, Standard::Readable) {
            Ok((sheet, warnings)) => (Some(sheet), warnings.convert()),
            Err(problems) => (None, problems.convert()),
        };
        let (support, found): (Support, Problems<ApplicationFault>) = Support::of_draft(draft, rubric);
        problems.extend(found);
        let Some(sheet) = sheet else { return Err(problems) };
        let record = ApplicationRecord {
            overview: draft.text(&Field::OrganisationOverview).trim().to_owned(),
            sheet: sheet.record().clone(),
            support,
        };
        problems.unless_errors(Self { record })
    }

    /// The record behind it.
    pub fn record(&self) -> &ApplicationRecord {
        &self.record
    }
}

impl ApplicationRecord {
    /// A draft with all that the application says, to go on from a file.
    pub fn to_draft(&self, head: DraftHead) -> Draft {
        let mut draft = Draft::from_record(head, &self.sheet);
        draft.apply(Edit::of(Field::OrganisationOverview, self.overview.as_str()));
        self.support.type_into(&mut draft);
        draft
    }

    /// The application as an assessor may see it: with all that proves it, and without the applicant's own scores and
    /// judgement, which stay hidden until the assessor's own score stands.
    #[must_use]
    pub fn without_scores(mut self) -> Self {
        for entry in &mut self.sheet.entries {
            entry.value = None;
        }
        self.sheet.overall.clear();
        self
    }
}
