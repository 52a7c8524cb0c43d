//! The wire form of an application's payload, version 2: version 1, and what proves it.

use serde::{Deserialize, Serialize};

use crate::application::{ApplicationRecord, Better, EvidenceItem, ResultRow, Support};
use crate::files::FileFault;
use crate::files::application::v1;
use crate::files::json::{Cursor, JsonForm};
use crate::files::scoresheet::added_in_v3::check_comments;
use crate::files::scoresheet::v1::SheetWire;
use crate::files::wire::{AmountWire, ClauseName, YearWire};
use crate::foundations::OneByOne as _;
use crate::foundations::{Code, SortedMap};
use crate::problem::Problem;
use crate::scoresheet::{SheetRecord, Stage};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::files) struct ApplicationWire {
    overview: String,
    sheet: SheetWire,
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    results: SortedMap<ClauseName, Vec<ResultWire>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceWire>,
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    citations: SortedMap<ClauseName, Vec<String>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultWire {
    indicator: String,
    unit: String,
    better: BetterWire,
    years: SortedMap<YearWire, AmountWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<AmountWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonWire>,
    source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparisonWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<AmountWire>,
    with: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum BetterWire {
    Higher,
    Lower,
    None,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceWire {
    number: String,
    title: String,
    issuer: String,
    date: String,
    pages: String,
}

/// The comments of an applicant are texts, without pages and tags.
///
/// # Errors
/// The first that is none.
pub(in crate::files) fn check_sheet(application: Cursor<'_, '_>) -> Result<(), Problem<FileFault>> {
    let sheet = application.member("sheet");
    sheet.map_or(Ok(()), |sheet| check_comments(sheet, JsonForm::Text))
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place; and a sheet that is no self-assessment.
pub(in crate::files) fn read(payload: Cursor<'_, '_>) -> Result<ApplicationRecord, Problem<FileFault>> {
    check_sheet(payload)?;
    let wire: ApplicationWire = payload.read()?;
    wire.into_record(payload)
}

/// Version 1 had nothing that proves it.
impl From<v1::ApplicationWire> for ApplicationWire {
    fn from(wire: v1::ApplicationWire) -> Self {
        Self {
            overview: wire.overview,
            sheet: wire.sheet,
            results: SortedMap::new(),
            evidence: Vec::new(),
            citations: SortedMap::new(),
        }
    }
}

impl From<&ApplicationRecord> for ApplicationWire {
    fn from(record: &ApplicationRecord) -> Self {
        let support = &record.support;
        let code = |code: &Code| ClauseName(code.clone());
        Self {
            overview: record.overview.clone(),
            sheet: SheetWire::from(&record.sheet),
            results: support
                .results
                .iter()
                .map(|(clause, rows)| (code(clause), rows.iter().map(ResultWire::from).collect()))
                .one_by_one(),
            evidence: support.evidence.iter().map(EvidenceWire::from).collect(),
            citations: support
                .citations
                .iter()
                .map(|(clause, numbers)| (code(clause), numbers.clone()))
                .one_by_one(),
        }
    }
}

impl ApplicationWire {
    /// The record; `payload` is where it stands.
    pub(in crate::files) fn into_record(
        self,
        payload: Cursor<'_, '_>,
    ) -> Result<ApplicationRecord, Problem<FileFault>> {
        let sheet = SheetRecord::from(self.sheet);
        if sheet.stage != Stage::SelfAssessment {
            return Err(payload.refused(&["sheet", "stage"], FileFault::NotSelfAssessed));
        }
        let results = self.results.into_iter();
        let citations = self.citations.into_iter();
        Ok(ApplicationRecord {
            overview: self.overview,
            sheet,
            support: Support {
                results: results
                    .map(|(code, rows)| (code.0, rows.into_iter().map(ResultRow::from).collect()))
                    .one_by_one(),
                evidence: self.evidence.into_iter().map(EvidenceItem::from).collect(),
                citations: citations.map(|(code, numbers)| (code.0, numbers)).one_by_one(),
            },
        })
    }
}

impl From<&ResultRow> for ResultWire {
    fn from(row: &ResultRow) -> Self {
        let compared = row.comparison.is_some() || !row.against.is_empty();
        Self {
            indicator: row.indicator.clone(),
            unit: row.unit.clone(),
            better: match row.better {
                Better::Higher => BetterWire::Higher,
                Better::Lower => BetterWire::Lower,
                Better::None => BetterWire::None,
            },
            years: row
                .years
                .iter()
                .map(|(year, amount)| (YearWire(*year), AmountWire(*amount)))
                .one_by_one(),
            target: row.target.map(AmountWire),
            comparison: compared.then(|| ComparisonWire {
                value: row.comparison.map(AmountWire),
                with: row.against.clone(),
            }),
            source: row.source.clone(),
        }
    }
}

impl From<ResultWire> for ResultRow {
    fn from(wire: ResultWire) -> Self {
        let (comparison, against) = match wire.comparison {
            Some(compared) => (compared.value.map(|amount| amount.0), compared.with),
            None => (None, String::new()),
        };
        Self {
            indicator: wire.indicator,
            unit: wire.unit,
            better: match wire.better {
                BetterWire::Higher => Better::Higher,
                BetterWire::Lower => Better::Lower,
                BetterWire::None => Better::None,
            },
            years: wire
                .years
                .into_iter()
                .map(|(year, amount)| (year.0, amount.0))
                .one_by_one(),
            target: wire.target.map(|amount| amount.0),
            comparison,
            against,
            source: wire.source,
        }
    }
}

impl From<&EvidenceItem> for EvidenceWire {
    fn from(item: &EvidenceItem) -> Self {
        Self {
            number: item.number.clone(),
            title: item.title.clone(),
            issuer: item.issuer.clone(),
            date: item.date.clone(),
            pages: item.pages.clone(),
        }
    }
}

impl From<EvidenceWire> for EvidenceItem {
    fn from(wire: EvidenceWire) -> Self {
        Self {
            number: wire.number,
            title: wire.title,
            issuer: wire.issuer,
            date: wire.date,
            pages: wire.pages,
        }
    }
}
