//! What follows from a draft while it is written: states of clauses, points, findings on results and evidence.
//!
//! Each figure says what it reads. After an edit [`Derived::update`] computes those that depend on the texts that
//! changed, and no others: a letter in one clause does not count the whole draft anew.

use crate::application::{
    ApplicationFault, Register, ResultRow, check_results, citations, evidence_rows, results_of,
    typed_evidence,
};
use crate::document::{Address, Figures, Input};
use crate::foundations::OneByOne as _;
use crate::foundations::{Code, Exact};
use crate::problem::Problems;
use crate::rubric::{Clause, Rubric};
use crate::scoresheet::{ClauseState, Draft, Field, Item, Progress};
use crate::scoring::Tally;

/// The key of a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// The percentage of a clause, where what was typed is a value.
    Percent(Code),
    /// The state of a clause.
    State(Code),
    /// The points of all clauses, parts, and the total.
    Tally,
    /// The results of a clause, and what there is to say of them.
    Results(Code),
    /// The numbers of evidence that a clause cites.
    Citations(Code),
    /// The register against its citations.
    Register,
}

/// A figure as it was computed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Percent(Option<Exact>),
    State(ClauseState),
    Tally(Tally),
    Results(Vec<ResultRow>, Problems<ApplicationFault>),
    Citations(Vec<String>),
    Register(Register),
}

/// The figures of one draft.
#[derive(Clone, Debug)]
pub struct Derived {
    figures: Figures<Figure, Value>,
    computed: usize,
}

impl Derived {
    /// All figures of a draft.
    pub fn of(draft: &Draft, rubric: &Rubric) -> Self {
        let mut derived = Self {
            figures: declared(rubric),
            computed: 0,
        };
        derived.update(draft, rubric, &[]);
        derived
    }

    /// Computes what depends on texts that changed. Returns the figures that came out different.
    pub fn update(&mut self, draft: &Draft, rubric: &Rubric, changed: &[Address]) -> Vec<Figure> {
        let Self { figures, computed } = self;
        figures.update(changed, |figure, figures| {
            *computed += 1;
            value(figure, figures, draft, rubric)
        })
    }

    /// How many figures were computed since the beginning. A test counts them.
    pub fn computed(&self) -> usize {
        self.computed
    }

    /// The percentage of a clause.
    pub fn percent(&self, code: &Code) -> Option<Exact> {
        match self.figures.get(&Figure::Percent(code.clone())) {
            Some(Value::Percent(percent)) => *percent,
            _ => None,
        }
    }

    /// The state of a clause; nothing where the rubric has no such clause.
    pub fn state(&self, code: &Code) -> Option<&ClauseState> {
        match self.figures.get(&Figure::State(code.clone())) {
            Some(Value::State(state)) => Some(state),
            _ => None,
        }
    }

    /// The points as they stand.
    pub fn tally(&self) -> Option<&Tally> {
        match self.figures.get(&Figure::Tally) {
            Some(Value::Tally(tally)) => Some(tally),
            _ => None,
        }
    }

    /// How far the draft has come.
    pub fn progress(&self) -> Progress {
        self.tally().map_or_else(Progress::default, |tally| Progress {
            scored: tally.scored,
            clauses: tally.clauses.len(),
        })
    }

    /// The results of a clause that are sound, and what there is to say of them.
    pub fn results(&self, code: &Code) -> Option<(&[ResultRow], &Problems<ApplicationFault>)> {
        match self.figures.get(&Figure::Results(code.clone())) {
            Some(Value::Results(rows, problems)) => Some((rows, problems)),
            _ => None,
        }
    }

    /// The register against its citations.
    pub fn register(&self) -> Option<&Register> {
        match self.figures.get(&Figure::Register) {
            Some(Value::Register(register)) => Some(register),
            _ => None,
        }
    }
}

/// Every figure with what it reads, those that others read before them.
fn declared(rubric: &Rubric) -> Figures<Figure, Value> {
    let mut figures = Figures::new();
    let codes = || rubric.clauses().map(|clause| clause.node.code.clone());
    for code in codes() {
        let above = Field::of_clause(&code);
        let (value, band) = (above.join("value"), above.join("band"));
        figures.declare(
            Figure::Percent(code.clone()),
            [Input::Below(value.clone()), Input::Below(band.clone())],
        );
        // Whether anything is typed, and what is wrong with a value.
        figures.declare(Figure::State(code.clone()), [Input::Below(above)]);
        figures.declare(Figure::Results(code.clone()), [Input::Below(results_of(&code))]);
        let cited = Address::from(Field::Clause(code.clone(), Item::Citations));
        figures.declare(Figure::Citations(code), [Input::Text(cited)]);
    }
    figures.declare(
        Figure::Tally,
        codes().map(|code| Input::Figure(Figure::Percent(code))),
    );
    let cited = codes().map(|code| Input::Figure(Figure::Citations(code)));
    figures.declare(Figure::Register, cited.chain([Input::Below(evidence_rows())]));
    figures
}

fn value(figure: &Figure, figures: &Figures<Figure, Value>, draft: &Draft, rubric: &Rubric) -> Value {
    let clause = |code: &Code| rubric.clause(code);
    match figure {
        Figure::Percent(code) => Value::Percent(clause(code).and_then(|clause| percent(draft, &clause))),
        Figure::State(code) => {
            let state = clause(code).map(|clause| draft.state(&clause));
            Value::State(state.unwrap_or(ClauseState::Empty))
        }
        Figure::Results(code) => {
            let (rows, problems) = check_results(&draft.document, code);
            Value::Results(rows, problems)
        }
        Figure::Citations(code) => Value::Citations(citations(
            draft.text(&Field::Clause(code.clone(), Item::Citations)),
        )),
        Figure::Tally => {
            let percents = rubric.clauses().map(|clause| {
                match figures.get(&Figure::Percent(clause.node.code.clone())) {
                    Some(Value::Percent(percent)) => *percent,
                    _ => None,
                }
            });
            Value::Tally(Tally::of(rubric, &percents.collect::<Vec<_>>()))
        }
        Figure::Register => {
            let cited = rubric.clauses().filter_map(|clause| {
                let code = clause.node.code.clone();
                match figures.get(&Figure::Citations(code.clone())) {
                    Some(Value::Citations(numbers)) if !numbers.is_empty() => Some((code, numbers.clone())),
                    _ => None,
                }
            });
            let items = typed_evidence(&draft.document).into_iter().map(|(_, item)| item);
            Value::Register(Register::of(items.collect(), &cited.one_by_one()))
        }
    }
}

fn percent(draft: &Draft, clause: &Clause<'_>) -> Option<Exact> {
    draft.value(clause).ok().flatten()?.percent(clause).ok()
}
