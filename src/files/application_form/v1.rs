//! The wire form of an application form's payload, version 1.

use crate::cycle::{
    ApplicationFormRecord, Article, Contact, FormEvent, Improvement, OrganisationKind, PastAward,
    Recommendation,
};
use crate::files::docket::v1::ClaimWire;
use crate::files::records::{Counted, WordWire, records};
use crate::files::wire::{CodeWire, DayWire, IdWire, TypedOrganisationWire};

records! {
    FormWire for ApplicationFormRecord {
        cycle: IdWire,
        application: IdWire,
        revision: Counted,
        organisation: TypedOrganisationWire,
        name: String,
        kind: WordWire<OrganisationKind>,
        established: Option<DayWire>,
        operating_since: Option<DayWire>,
        address: String,
        leader: String,
        contact: ContactWire,
        staff: Option<u32>,
        services: String,
        systems: String,
        awards: Vec<PastAwardWire>,
        claims: Vec<ClaimWire>,
        events: Vec<FormEventWire>,
        plan: Vec<ImprovementWire>,
        recommendation: Option<RecommendationWire>,
        declared: Option<DayWire>,
    }
    ContactWire for Contact { name: String, phone: String, mail: String }
    PastAwardWire for PastAward { name: String, year: u16 }
    FormEventWire for FormEvent {
        article: WordWire<Article>,
        day: Option<DayWire>,
        words: String,
        proofs: Vec<String>,
    }
    ImprovementWire for Improvement {
        clause: Option<CodeWire>,
        words: String,
        who: String,
        until: Option<DayWire>,
    }
    RecommendationWire for Recommendation { by: String, words: String, day: DayWire }
}
