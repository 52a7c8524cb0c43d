//! The evidence register (证明材料目录): numbered items, cited from clauses by their numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::application::ApplicationFault;
use crate::document::{Address, Change, Document, Edit, Position, RowId, row};
use crate::foundations::{Code, SortedMap, half_width};
use crate::problem::{Place, Problems};

/// A field of an item of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceField {
    /// 编号
    Number,
    /// 名称
    Title,
    /// 出具单位
    Issuer,
    /// The date, or the period.
    Date,
    /// 页码
    Pages,
}

impl EvidenceField {
    /// Every field, in the order of the register.
    pub const ALL: [Self; 5] = [Self::Number, Self::Title, Self::Issuer, Self::Date, Self::Pages];

    /// The address of the field in a row.
    pub fn at(self, row: &Address) -> Address {
        row.join(match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Issuer => "issuer",
            Self::Date => "date",
            Self::Pages => "pages",
        })
    }
}

/// The collection of a draft's evidence.
pub fn evidence_rows() -> Address {
    Address::top("evidence")
}

/// An item of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceItem {
    /// The number it is cited by, as it is compared: half-width, without blanks at the ends.
    pub number: String,
    /// 名称
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Its date, or the period it covers.
    pub date: String,
    /// 页码
    pub pages: String,
}

/// The items of a draft with their rows, in the order of the register; rows that say nothing are left out.
pub fn typed_evidence(document: &Document) -> Vec<(RowId, EvidenceItem)> {
    let collection = evidence_rows();
    let items = document.rows(&collection).into_iter().map(|id| {
        let row = row(&collection, &id);
        let text = |field: EvidenceField| document.text(&field.at(&row)).trim().to_owned();
        let item = EvidenceItem {
            number: citation(&text(EvidenceField::Number)),
            title: text(EvidenceField::Title),
            issuer: text(EvidenceField::Issuer),
            date: text(EvidenceField::Date),
            pages: text(EvidenceField::Pages),
        };
        (id, item)
    });
    items
        .filter(|(_, item)| *item != EvidenceItem::default())
        .collect()
}

/// A number as it is compared.
fn citation(typed: &str) -> String {
    half_width(typed).trim().to_owned()
}

/// The numbers in a list of citations, in their order and each once: `1、3, 12`.
pub fn citations(typed: &str) -> Vec<String> {
    let parted = |letter: char| letter.is_whitespace() || "、,，;；".contains(letter);
    let mut numbers: Vec<String> = Vec::new();
    for number in half_width(typed).split(parted).map(citation) {
        if !number.is_empty() && !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}

/// The number that follows the highest one of a register; 1 in an empty one.
pub fn next_number(items: &[(RowId, EvidenceItem)]) -> String {
    let numbers = items
        .iter()
        .filter_map(|(_, item)| item.number.parse::<u32>().ok());
    numbers.max().unwrap_or_default().saturating_add(1).to_string()
}

/// The register against its citations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// The items in their order, each with the clauses that cite it.
    pub items: Vec<(EvidenceItem, Vec<Code>)>,
    /// Numbers that are cited and that no item has, with the clause.
    pub unknown: Vec<(Code, String)>,
    /// Numbers that more than one item has.
    pub repeated: Vec<String>,
}

impl Register {
    /// Holds items against citations by clause.
    pub fn of(items: Vec<EvidenceItem>, cited: &SortedMap<Code, Vec<String>>) -> Self {
        let mut known: BTreeSet<&str> = BTreeSet::new();
        let mut twice: BTreeSet<&str> = BTreeSet::new();
        let mut repeated: Vec<String> = Vec::new();
        for item in items.iter().filter(|item| !item.number.is_empty()) {
            if !known.insert(&item.number) && twice.insert(&item.number) {
                repeated.push(item.number.clone());
            }
        }
        let mentions = cited
            .iter()
            .flat_map(|(code, numbers)| numbers.iter().map(move |number| (code, number)));
        let unknown = mentions.filter(|(_, number)| !known.contains(number.as_str()));
        let unknown = unknown
            .map(|(code, number)| (code.clone(), number.clone()))
            .collect();
        let mut cited_by: BTreeMap<&str, Vec<Code>> = BTreeMap::new();
        for (code, numbers) in cited {
            for number in numbers {
                let clauses = cited_by.entry(number).or_default();
                if clauses.last() != Some(code) {
                    clauses.push(code.clone());
                }
            }
        }
        let items = items.into_iter().map(|item| {
            let clauses = cited_by.get(item.number.as_str());
            let clauses = clauses.cloned().unwrap_or_default();
            (item, clauses)
        });
        Self {
            items: items.collect(),
            unknown,
            repeated,
        }
    }

    /// What there is to say of it. All of it only warns.
    pub fn problems(&self) -> Problems<ApplicationFault> {
        let mut problems = Problems::new();
        for (item, clauses) in &self.items {
            let (number, title) = (item.number.clone(), item.title.clone());
            if number.is_empty() {
                problems.warn(Place::Evidence, ApplicationFault::EvidenceWithoutNumber { title });
            } else if clauses.is_empty() {
                problems.warn(
                    Place::Evidence,
                    ApplicationFault::UncitedEvidence { number, title },
                );
            }
        }
        for number in &self.repeated {
            let number = number.clone();
            problems.warn(Place::Evidence, ApplicationFault::RepeatedNumber { number });
        }
        for (code, number) in &self.unknown {
            let number = number.clone();
            problems.warn(
                Place::Clause(code.clone()),
                ApplicationFault::UnknownCitation { number },
            );
        }
        problems
    }
}

/// The edit that adds an item of evidence.
pub fn add_evidence(document: &Document, id: &RowId, item: &EvidenceItem, position: &Position) -> Edit {
    let collection = evidence_rows();
    let row = row(&collection, id);
    let texts = [&item.number, &item.title, &item.issuer, &item.date, &item.pages];
    let texts = EvidenceField::ALL
        .into_iter()
        .zip(texts)
        .filter(|(_, text)| !text.is_empty());
    let texts = texts.map(|(field, text)| Change {
        address: field.at(&row),
        text: text.clone(),
    });
    let place = document.place_rows(&collection, core::slice::from_ref(id), position);
    place.and(texts.collect())
}
