//! The pool of experts (评审员专家库, Art. 11), their ties, what they declare, and the register of awards (获奖名册).

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::CycleFault;
use crate::foundations::{Day, Id, OrganisationId, half_width, shows_nothing, words};
use crate::problem::{Place, Problems};

words! {
    /// Why an expert may not judge an applicant. Ours, after the rules for procurement.
    TieGround {
        /// Employed there, now or in the last years.
        Employed = "employed",
        /// Director or controlling owner, now or in the last years.
        Director = "director",
        /// Adviser, or author of the self-assessment, now or in the last years.
        Adviser = "adviser",
        /// A dispute at law, now or in the last years.
        Dispute = "dispute",
        /// A financial interest, now.
        Interest = "interest",
        /// A close relative of somebody in the lead, now.
        Relative = "relative",
        /// Supplier, customer or competitor, now.
        Business = "business",
    }
}

/// A tie of an expert to an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The ground.
    pub ground: TieGround,
    /// The day on which it ended; a tie without an end is one of now.
    pub until: Option<Day>,
}

impl Tie {
    /// Whether the tie keeps the expert out: employment, direction, advice and dispute also where they ended less
    /// than so many years before the reference day; every other ground only while it lasts.
    pub fn excludes(&self, reference: Day, years: u32) -> bool {
        let Some(until) = self.until else {
            return true;
        };
        match self.ground {
            TieGround::Employed | TieGround::Director | TieGround::Adviser | TieGround::Dispute => {
                until.plus_years(years) > reference
            }
            TieGround::Interest | TieGround::Relative | TieGround::Business => until > reference,
        }
    }
}

/// An expert of the pool (评审员).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expert {
    /// What panels and sheets name the expert by.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The employer's id, where it has one here.
    pub employer: Option<OrganisationId>,
    /// Trades (行业) in which the expert counts as 行业专家.
    pub trades: Vec<String>,
    /// Ties to organisations beside the present employer.
    pub ties: Vec<Tie>,
}

impl Expert {
    /// The grounds on which ties by id keep the expert from judging an organisation.
    pub fn ties_to(&self, organisation: &OrganisationId, reference: Day, years: u32) -> BTreeSet<TieGround> {
        let employed = self.employer.as_ref() == Some(organisation);
        let ties = self.ties.iter();
        let ties = ties.filter(|tie| tie.organisation == *organisation && tie.excludes(reference, years));
        let grounds = ties.map(|tie| tie.ground);
        grounds.chain(employed.then_some(TieGround::Employed)).collect()
    }
}

/// The pool of experts, each with an id of its own. It can only come from [`Pool::check`].
///
/// ```compile_fail,E0423
/// fn forged() -> scoring::cycle::Pool {
///     scoring::cycle::Pool(std::collections::BTreeMap::new())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool(BTreeMap<Id, Expert>);

impl Pool {
    /// Checks a pool as stated.
    ///
    /// # Errors
    /// All problems.
    pub fn check(experts: Vec<Expert>) -> Result<(Self, Problems<CycleFault>), Problems<CycleFault>> {
        let mut problems = Problems::new();
        let mut pool = BTreeMap::new();
        for (position, expert) in experts.into_iter().enumerate() {
            let place = || Place::Member(format!("experts[{position}]"));
            let ties = expert.ties.iter().map(|tie| &tie.organisation);
            for organisation in expert.employer.iter().chain(ties) {
                warn_of_check_digit(organisation, place(), &mut problems);
            }
            let id = expert.id.to_string();
            if pool.insert(expert.id.clone(), expert).is_some() {
                problems.error(place(), CycleFault::IdTwice { id });
            }
        }
        problems.unless_errors(Self(pool))
    }

    /// An expert by id.
    pub fn expert(&self, id: &Id) -> Option<&Expert> {
        self.0.get(id)
    }

    /// The experts by their ids.
    pub fn experts(&self) -> impl Iterator<Item = &Expert> {
        self.0.values()
    }
}

/// What an expert declares before reading (声明, Art. 32).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The cycle.
    pub cycle: Id,
    /// The expert.
    pub expert: Id,
    /// The day it was signed.
    pub day: Day,
    /// Conflicts; none is a declaration too.
    pub conflicts: Vec<DeclaredConflict>,
}

/// A conflict that an expert declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredConflict {
    /// The application it is about.
    pub application: Id,
    /// The ground.
    pub ground: TieGround,
    /// In the expert's words.
    pub words: String,
}

/// A row of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// The certificate number, as printed.
    pub certificate: String,
    /// The holder.
    pub organisation: OrganisationId,
    /// The holder's name.
    pub name: String,
    /// The cycle it was won in.
    pub cycle: Id,
    /// The year of the award (Art. 34).
    pub year: u16,
    /// The day of the government's decision (Art. 28), where it is known.
    pub day: Option<Day>,
    /// The day of the government's decision to withdraw it (Art. 31).
    pub withdrawn: Option<Day>,
}

/// The register of awards. A certificate number stands once over all cycles, and stays taken when the award is
/// withdrawn (Art. 35). It can only come from [`Register::check`].
///
/// ```compile_fail,E0423
/// fn forged(awards: Vec<scoring::cycle::Award>) -> scoring::cycle::Register {
///     scoring::cycle::Register(awards)
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register(Vec<Award>);

impl Register {
    /// Checks a register as stated.
    ///
    /// # Errors
    /// All problems.
    pub fn check(awards: Vec<Award>) -> Result<(Self, Problems<CycleFault>), Problems<CycleFault>> {
        let mut problems = Problems::new();
        let mut seen = std::collections::BTreeSet::new();
        for (position, award) in awards.iter().enumerate() {
            let place = || Place::Member(format!("awards[{position}]"));
            warn_of_check_digit(&award.organisation, place(), &mut problems);
            if award.year == 0 {
                let certificate = award.certificate.clone();
                problems.error(place(), CycleFault::NoYear { certificate });
            }
            let withdrawn = award.withdrawn.zip(award.day);
            if withdrawn.is_some_and(|(withdrawn, given)| withdrawn < given) {
                let certificate = award.certificate.clone();
                problems.warn(place(), CycleFault::WithdrawnBefore { certificate });
            }
            if !seen.insert(folded_certificate(&award.certificate)) {
                let id = award.certificate.clone();
                problems.error(place(), CycleFault::IdTwice { id });
            }
        }
        problems.unless_errors(Self(awards))
    }

    /// The awards in the order of the file.
    pub fn awards(&self) -> &[Award] {
        &self.0
    }
}

/// A certificate number as it is compared: without blanks, characters that nobody sees, width and case.
pub fn folded_certificate(number: &str) -> String {
    let half = half_width(number);
    let characters = half
        .chars()
        .filter(|character| !character.is_whitespace() && !shows_nothing(*character));
    characters.flat_map(char::to_lowercase).collect()
}

fn warn_of_check_digit(organisation: &OrganisationId, place: Place, problems: &mut Problems<CycleFault>) {
    if !organisation.check_digit_fits() {
        let id = organisation.to_string();
        problems.warn(place, CycleFault::CheckDigit { id });
    }
}
