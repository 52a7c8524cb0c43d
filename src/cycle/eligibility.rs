//! Whether an organisation may apply (Art. 6, 15, 16): a verdict with its grounds, or what is missing for one.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::Settings;
use crate::foundations::{Day, Word, words};

words! {
    /// An article that an applicant must fulfil, in the order of grounds.
    Article {
        /// Five years after an award.
        Art6 = "6",
        /// Founded by law and in operation for three years.
        Art15i = "15(1)",
        /// Practises performance excellence.
        Art15ii = "15(2)",
        /// Good credit and standing.
        Art15iii = "15(3)",
        /// Acted against national policy.
        Art16i = "16(1)",
        /// A grave accident, or a grave complaint found valid.
        Art16ii = "16(2)",
        /// Fraud in a quality award.
        Art16iii = "16(3)",
        /// A leader held criminally liable.
        Art16iv = "16(4)",
        /// Another grave breach of law.
        Art16v = "16(5)",
    }
    /// An answer to a condition or an exclusion.
    Answer {
        /// Yes: the condition holds, or such an event happened.
        Yes = "yes",
        /// No.
        No = "no",
    }
    /// The verdict as far as it can be computed. The secretariat decides (Art. 23).
    Verdict {
        /// No ground, and nothing is missing.
        Eligible = "eligible",
        /// A ground applies.
        Excluded = "excluded",
        /// No ground, but an answer or a day is missing.
        Unclear = "unclear",
    }
}

impl Article {
    /// Whether it is a number of Art. 16: one that excludes by an event.
    pub fn is_exclusion(self) -> bool {
        self >= Self::Art16i
    }
}

/// Something that happened, under the number of Art. 16 that it belongs to; or that was found of a condition of Art. 15,
/// which then does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The article.
    pub article: Article,
    /// Its day: of the authority's decision (一), of the accident or of the finding that the complaint is valid (二),
    /// of the finding (三, 15), on which the judgment took effect (四).
    pub day: Option<Day>,
}

/// An applicant's answer about one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// 15(二), 15(三), or a number of 16.
    pub article: Article,
    /// The answer.
    pub answer: Answer,
}

/// What the 申报表 says of Art. 15 and 16.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The day of founding.
    pub established: Option<Day>,
    /// The day since which it is in operation.
    pub operating_since: Option<Day>,
    /// The answers.
    pub claims: Vec<Claim>,
    /// The events behind a yes to Art. 16.
    pub events: Vec<Event>,
}

/// An earlier award of the applicant, or of an organisation that it continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// The year of the award.
    pub year: u16,
    /// The day of the government's decision, where it is known.
    pub day: Option<Day>,
    /// The day of the government's decision to withdraw it.
    pub withdrawn: Option<Day>,
}

/// A ground that excludes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ground {
    /// The article.
    pub article: Article,
    /// The day of the award (6), of founding (15(一)), or of the event; none for an answer alone, or where that day is
    /// not known.
    pub day: Option<Day>,
}

/// What is known of an applicant's eligibility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// The verdict.
    pub verdict: Verdict,
    /// The grounds, by article and day.
    pub grounds: Vec<Ground>,
    /// What is missing for a verdict, as addresses: `15(1)`, `16(2)/day`, `one_application`.
    pub missing: BTreeSet<String>,
}

/// The years after its year in which an award without a day leaves the five years unclear.
const YEARS_WITHOUT_DAY: u16 = 7;

/// Everything that the verdict follows from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'f> {
    /// The settings.
    pub settings: &'f Settings,
    /// The day that 15(一) and 16(一) to (四) are judged by.
    pub reference: Day,
    /// The year of the cycle.
    pub year: u16,
    /// The day on which the application in force counts as received.
    pub received: Day,
    /// The day of the government's decision, where there is one: what happens on it or later does not count here.
    pub decided: Option<Day>,
    /// The 申报表.
    pub form: &'f Form,
    /// Events that an opinion or an inspection named.
    pub reported: &'f [Event],
    /// Earlier awards; none of this cycle.
    pub history: &'f [History],
    /// Whether the organisation has another application in this cycle.
    pub is_second: bool,
}

/// Judges what is known: a ground excludes whatever is missing, and what is missing leaves the rest unclear.
pub fn eligibility(facts: Facts<'_>) -> Eligibility {
    let mut found = Findings::default();
    found.judge_awards(&facts);
    found.judge_operation(&facts);
    found.judge_claims(&facts);
    let withdrawn = facts.history.iter().filter_map(|award| award.withdrawn);
    let withdrawn = withdrawn.map(|day| Event {
        article: Article::Art16iii,
        day: Some(day),
    });
    let events = facts.form.events.iter().chain(facts.reported).cloned();
    for event in events.chain(withdrawn) {
        found.judge_event(&event, &facts);
    }
    if facts.is_second {
        found.missing.insert("one_application".to_owned());
    }
    let verdict = match (found.grounds.is_empty(), found.missing.is_empty()) {
        (false, _) => Verdict::Excluded,
        (true, false) => Verdict::Unclear,
        (true, true) => Verdict::Eligible,
    };
    Eligibility {
        verdict,
        grounds: found.grounds.into_iter().collect(),
        missing: found.missing,
    }
}

#[derive(Default)]
struct Findings {
    grounds: BTreeSet<Ground>,
    missing: BTreeSet<String>,
}

impl Findings {
    fn ground(&mut self, article: Article, day: Option<Day>) {
        self.grounds.insert(Ground { article, day });
    }

    /// Five years after the decision, whole: from the day after the corresponding one (Art. 6, 34).
    fn judge_awards(&mut self, facts: &Facts<'_>) {
        for award in facts.history {
            match award.day {
                Some(day) if facts.received <= day.plus_years(facts.settings.waiting_years) => {
                    self.ground(Article::Art6, Some(day));
                }
                Some(_) => {}
                None if facts.year < award.year.saturating_add(YEARS_WITHOUT_DAY) => {
                    self.missing.insert("6/day".to_owned());
                }
                None => {}
            }
        }
    }

    fn judge_operation(&mut self, facts: &Facts<'_>) {
        let (established, operating) = (facts.form.established, facts.form.operating_since);
        if established.is_none() || operating.is_none() {
            self.missing.insert(Article::Art15i.word().to_owned());
        }
        // The years run from the later day: where one is known that excludes, the other cannot help.
        let ends = established
            .max(operating)
            .map(|since| since.plus_years(facts.settings.operation_years));
        if ends.is_some_and(|ends| facts.reference < ends) {
            self.ground(Article::Art15i, established);
        }
    }

    fn judge_claims(&mut self, facts: &Facts<'_>) {
        let claims: BTreeMap<Article, Answer> = facts
            .form
            .claims
            .iter()
            .map(|claim| (claim.article, claim.answer))
            .collect();
        for article in [Article::Art15ii, Article::Art15iii] {
            match claims.get(&article) {
                Some(Answer::Yes) => {}
                Some(Answer::No) => self.ground(article, None),
                None => drop(self.missing.insert(article.word().to_owned())),
            }
        }
        for article in [
            Article::Art16i,
            Article::Art16ii,
            Article::Art16iii,
            Article::Art16iv,
            Article::Art16v,
        ] {
            // What an opinion or an inspection names counts as an answer of the applicant would; it is another event
            // than the one behind the applicant's own yes, whose day is missing all the same.
            let is_named = |events: &[Event]| events.iter().any(|event| event.article == article);
            let (own, reported) = (is_named(&facts.form.events), is_named(facts.reported));
            match claims.get(&article) {
                Some(Answer::Yes) if !own => drop(self.missing.insert(format!("{}/day", article.word()))),
                Some(_) => {}
                None if own || reported => {}
                None => drop(self.missing.insert(article.word().to_owned())),
            }
        }
    }

    /// What is found of a condition of Art. 15 counts as the applicant's own no to it would, whenever it was found: the
    /// condition must hold now. An award (Art. 6) is no event; it stands in the register. An event of Art. 16 counts
    /// while the years from its day on have not ended before the reference day: years are added and never taken off.
    /// What happens after the reference day and before the day on which the government decides counts too (ours).
    /// 16(五) has no window.
    fn judge_event(&mut self, event: &Event, facts: &Facts<'_>) {
        let is_condition = !event.article.is_exclusion();
        match event.day {
            _ if event.article == Article::Art6 => {}
            None if is_condition => self.ground(event.article, None),
            None => drop(self.missing.insert(format!("{}/day", event.article.word()))),
            Some(day) => {
                let in_window = is_condition
                    || event.article == Article::Art16v
                    || day.plus_years(facts.settings.look_back_years) >= facts.reference;
                let before_decision = facts.decided.is_none_or(|decided| day < decided);
                if in_window && (day <= facts.reference || before_decision) {
                    self.ground(event.article, Some(day));
                }
            }
        }
    }
}
