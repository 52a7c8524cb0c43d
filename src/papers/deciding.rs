//! From the ranking to the register (Art. 26 to 35): what the committee and the government decide on.

use crate::cycle::{Majority, ReviewStage};
use crate::docket::{
    Act, ApplicantStanding, AwardState, Candidate, Entry, Qualification, Receipt, Repeat, VoteCount,
};
use crate::foundations::{Day, Exact, Id, Lang, exact_text, squeezed};
use crate::papers::context::{Context, dash, join, row_number, text_or_dash};
use crate::papers::dates::day_text;
use crate::papers::missing::lacking_text;
use crate::papers::model::Writing;
use crate::papers::{Missing, Paper, PaperName};
use crate::scoring::Tally;
use crate::words as say;

/// 得分汇总与排序表 (Art. 26): by the site result alone; equal results share a rank, and nothing parts them.
pub(super) fn ranking(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let visited = context.visit_day().ok_or_else(|| vec![Missing::VisitList])?;
    context.not_before(visited)?;
    let applicants = context.proceedings.standing().applicants.iter();
    let mut ranked: Vec<&ApplicantStanding> = applicants.filter(|one| one.site.rank.is_some()).collect();
    if ranked.is_empty() {
        return Err(vec![Missing::Ranks]);
    }
    // Of equal ranks by the id of the organisation, which means nothing.
    ranked.sort_by_key(|one| one.site.rank);
    let figures = context.proceedings.figures(ReviewStage::Site);
    let mut paper = context.begin(
        PaperName::Ranking,
        say::paper_ranking_title(lang, context.title()),
    );
    paper.mark(context.mark());
    let rounding = context.proceedings.rubric().rounding();
    paper.fields([
        (say::paper_rubric_label(lang), Some(context.rubric())),
        (
            say::paper_result_rule(lang),
            Some(context.result_rule().to_owned()),
        ),
        (
            say::rounding_label(lang),
            Some(
                say::PaperRounding {
                    rule: &say::rounding_rule(rounding.rule, lang),
                    decimals: &rounding.decimals,
                }
                .text(lang),
            ),
        ),
        (
            say::paper_quota(lang),
            Some(say::paper_quota_text(lang, context.proceedings.settings().quota)),
        ),
        (say::paper_figures(lang), Some(figures.fingerprint.to_string())),
        (
            say::paper_head(lang),
            context.proceedings.standing().head.map(|head| head.to_string()),
        ),
    ]);
    paper.heading(1, say::paper_ranking_ranked(lang));
    let sheets: Vec<Vec<Option<Exact>>> = ranked.iter().map(|one| sheet_totals(context, one)).collect();
    let most = sheets.iter().map(Vec::len).max().unwrap_or_default();
    let mut headings = vec![
        say::paper_column_number(lang).to_owned(),
        say::paper_column_applicant(lang).to_owned(),
        format!("#{}", say::paper_column_material_total(lang)),
    ];
    headings.extend((1..=most).map(|at| format!("#{}", say::paper_column_sheet_total(lang, at))));
    headings.push(format!("#{}", say::paper_column_site_total(lang)));
    headings.push(say::paper_column_rank(lang).to_owned());
    headings.push(say::paper_column_remarks(lang).to_owned());
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let rows = ranked.iter().zip(&sheets).enumerate().map(|(at, (one, sheets))| {
        let mut row = vec![
            row_number(at),
            Some(one.name.clone()),
            context.points_or_dash(one.material.total),
        ];
        row.extend((0..most).map(|sheet| context.points_or_dash(sheets.get(sheet).copied().flatten())));
        row.push(context.points_or_dash(one.site.total));
        row.push(Some(rank_text(context, one)));
        row.push(Some(candidate_text(context, one)));
        row
    });
    paper.table(&headings, rows.collect());
    paper.say(say::paper_ranking_ties(lang));
    paper.heading(1, say::paper_ranking_unranked(lang));
    let on_site = |one: &&ApplicantStanding| one.visit == Some(true) && one.site.rank.is_none();
    let unranked: Vec<&ApplicantStanding> = context
        .proceedings
        .standing()
        .applicants
        .iter()
        .filter(on_site)
        .collect();
    if unranked.is_empty() {
        paper.say(say::paper_none(lang));
    } else {
        let row = |(at, one): (usize, &&ApplicantStanding)| {
            let why = if one.withdrawn.is_some() {
                say::paper_state_withdrawn(lang).to_owned()
            } else if one.site.unfinished.is_empty() && one.site.too_few.is_empty() {
                say::paper_no_report(lang).to_owned()
            } else {
                let lacking = one.site.unfinished.iter().chain(&one.site.too_few);
                let lacking = lacking.map(|address| lacking_text(address, lang));
                say::paper_unfinished(lang, join(lacking, lang))
            };
            vec![
                row_number(at),
                Some(context.name_of(&one.application)),
                context.points_or_dash(one.site.total),
                Some(why),
            ]
        };
        paper.table(
            &[
                say::paper_column_number(lang),
                say::paper_column_applicant(lang),
                &format!("#{}", say::paper_column_site_total(lang)),
                say::paper_column_unranked(lang),
            ],
            unranked.iter().enumerate().map(row).collect(),
        );
    }
    paper.signatures(vec![
        say::paper_computed_by(lang).to_owned(),
        say::paper_recomputed_by(lang).to_owned(),
        say::paper_leader_signs(lang).to_owned(),
        say::paper_supervised_by(lang).to_owned(),
    ]);
    context.seal(&mut paper);
    paper.note(say::paper_note_ranking(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

/// The totals of the single sheets of the visit, by the ids of their experts, whom the paper does not name.
fn sheet_totals(context: &Context<'_>, one: &ApplicantStanding) -> Vec<Option<Exact>> {
    let mut experts: Vec<&Id> = context
        .proceedings
        .panel(&one.application, ReviewStage::Site)
        .into_iter()
        .map(|member| &member.expert)
        .collect();
    experts.sort();
    let total = |expert: &Id| {
        let percents = context
            .proceedings
            .sheet(&one.application, ReviewStage::Site, expert)?;
        Tally::of(context.proceedings.rubric(), percents).total
    };
    experts.into_iter().map(total).collect()
}

fn rank_text(context: &Context<'_>, one: &ApplicantStanding) -> String {
    match one.site.rank {
        None => dash(),
        Some(rank) if one.site.shared => say::paper_rank_shared(context.lang, rank),
        Some(rank) => rank.to_string(),
    }
}

fn candidate_text(context: &Context<'_>, one: &ApplicantStanding) -> String {
    let lang = context.lang;
    let words = say::candidate(one.candidate, lang);
    match (one.candidate, one.repeat) {
        (Candidate::Unranked, _) => dash(),
        (Candidate::Repeat, Repeat::AtLeastLast) => join([words, say::paper_repeat_at_least(lang)], lang),
        (Candidate::Repeat, Repeat::BelowLast) => join([words, say::paper_repeat_below(lang)], lang),
        _ => words.to_owned(),
    }
}

/// A session of the committee as its entry states it.
struct Session<'c> {
    entry: &'c Entry,
    day: Day,
    present: &'c [Id],
    votes: &'c [VoteCount],
    minutes: &'c str,
}

fn sessions<'c>(context: &Context<'c>) -> Vec<Session<'c>> {
    let entries = context.proceedings.entries();
    entries
        .filter_map(|entry| match &entry.act {
            Act::SessionHeld {
                day,
                present,
                votes,
                minutes,
                ..
            } => Some(Session {
                entry,
                day: *day,
                present,
                votes,
                minutes,
            }),
            _ => None,
        })
        .collect()
}

/// 会议纪要 (Art. 26): of the last session, with everything as it stood then.
pub(super) fn minutes(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let session = sessions(context).pop().ok_or_else(|| vec![Missing::Session])?;
    context.not_before(session.day)?;
    let then = context
        .proceedings
        .at(session.entry.seq)
        .ok_or_else(|| vec![Missing::Cycle])?;
    let then = Context {
        proceedings: &then,
        wanted: context.wanted,
        lang,
    };
    let members = then.proceedings.members();
    let name = |id: &Id| {
        let member = members.iter().find(|member| member.id == *id);
        member.map_or_else(|| id.to_string(), |member| member.name.clone())
    };
    let present = then.proceedings.members_among(session.present);
    let guests = session.present.iter().filter(|id| !present.contains(id));
    let absent: Vec<&str> = members
        .iter()
        .filter(|member| !session.present.contains(&member.id))
        .map(|member| member.name.as_str())
        .collect();
    let mut paper = then.begin(
        PaperName::Minutes,
        say::paper_minutes_title(lang, then.committee()),
    );
    paper.mark(then.mark());
    let none_absent = || say::paper_none_word(lang).to_owned();
    paper.fields([
        (say::paper_minutes_time(lang), Some(day_text(session.day, lang))),
        (say::paper_minutes_place(lang), None),
        (say::paper_minutes_chair(lang), None),
        (
            say::paper_minutes_topic(lang),
            Some(say::paper_minutes_topic_text(lang, then.title())),
        ),
        (
            say::paper_minutes_due(lang),
            Some(say::paper_persons(lang, members.len())),
        ),
        (
            say::paper_minutes_present_count(lang),
            Some(say::paper_persons(lang, present.len())),
        ),
        (
            say::paper_minutes_present(lang),
            Some(join(present.iter().copied().map(&name), lang)),
        ),
        (
            say::paper_minutes_absent(lang),
            Some(if absent.is_empty() {
                none_absent()
            } else {
                join(absent, lang)
            }),
        ),
        (
            say::paper_minutes_attending(lang),
            Some(join(guests.map(&name), lang)).filter(|guests| !guests.is_empty()),
        ),
    ]);
    let proposed = then.last(|entry| match &entry.act {
        Act::CandidatesProposed { day, figures, .. } => Some((*day, *figures)),
        _ => None,
    });
    let figures = proposed.map(|(_, figures)| figures.to_string());
    paper.heading(1, say::paper_minutes_report(lang));
    if let Some((day, _)) = proposed {
        paper.say(
            say::PaperMinutesHeard {
                day: &day_text(day, lang),
                count: &session.votes.len(),
            }
            .text(lang),
        );
    }
    paper.quote(session.minutes);
    paper.heading(1, say::paper_minutes_vote(lang));
    let quorate = then.proceedings.is_quorum(present.len());
    paper.say(quorum_text(&then, present.len(), quorate));
    paper.say(majority_text(&then));
    write_votes(&then, &session, quorate, &mut paper);
    for vote in session.votes.iter().filter(|vote| !vote.recused.is_empty()) {
        let who = &join(vote.recused.iter().map(&name), lang);
        let applicant = &then.name_of(&vote.application);
        paper.say(say::PaperMinutesRecused { who, applicant }.text(lang));
    }
    paper.heading(1, say::paper_minutes_decided(lang));
    let passed: Vec<String> = session
        .votes
        .iter()
        .filter(|vote| passes(&then, &session, vote, quorate))
        .map(|vote| then.name_of(&vote.application))
        .collect();
    if !quorate {
        paper.say(say::paper_minutes_no_quorum(lang));
    } else if passed.is_empty() {
        paper.say(say::paper_minutes_nobody(lang));
    } else {
        paper.say(
            say::PaperMinutesPassed {
                title: &then.title(),
                count: &passed.len(),
            }
            .text(lang),
        );
        passed.into_iter().for_each(|name| paper.heading(2, name));
    }
    paper.fields([
        (say::paper_figures(lang), figures),
        (say::paper_head(lang), Some(session.entry.hash.to_string())),
    ]);
    paper.signatures(vec![
        say::paper_minutes_chair(lang).to_owned(),
        say::paper_minutes_scrutineer(lang).to_owned(),
        say::paper_minutes_teller(lang).to_owned(),
        say::paper_minutes_writer(lang).to_owned(),
    ]);
    paper.signed(Some(then.committee()), false, context.wanted.day);
    paper.note(say::paper_note_minutes(lang));
    then.close(&mut paper);
    Ok(paper.done())
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether a candidate passed in this very session, by the settings of its place.
fn passes(then: &Context<'_>, session: &Session<'_>, vote: &VoteCount, quorate: bool) -> bool {
    let present = then.proceedings.members_among(session.present).len();
    let (present, recused) = (count(present), count(vote.recused.len()));
    let majority = then.proceedings.settings().majority;
    quorate && majority.passes(vote.in_favour, present, recused)
}

fn quorum_text(then: &Context<'_>, present: usize, quorate: bool) -> String {
    let lang = then.lang;
    let outcome = if quorate {
        say::paper_quorum_reached(lang)
    } else {
        say::paper_quorum_missed(lang)
    };
    say::PaperMinutesQuorum {
        members: &then.proceedings.members().len(),
        present: &present,
        share: &exact_text(then.proceedings.settings().quorum),
        outcome: &outcome,
    }
    .text(lang)
}

fn majority_text(then: &Context<'_>) -> String {
    match then.proceedings.settings().majority {
        Majority::Above(share) => say::paper_majority_above(then.lang, exact_text(share)),
        Majority::AtLeastOfPresent(share) => say::paper_majority_of_present(then.lang, exact_text(share)),
    }
}

fn write_votes(then: &Context<'_>, session: &Session<'_>, quorate: bool, paper: &mut Writing) {
    let lang = then.lang;
    let row = |vote: &VoteCount| {
        let present = then.proceedings.members_among(session.present).len();
        let voting = count(present).saturating_sub(count(vote.recused.len()));
        let others = voting.saturating_sub(vote.in_favour).saturating_sub(vote.against);
        let one = then.standing_of(&vote.application);
        let outcome = if !quorate {
            say::standing_no_quorum(lang)
        } else if passes(then, session, vote, quorate) {
            say::standing_passed(lang)
        } else {
            say::standing_not_passed(lang)
        };
        let number = |number: u32| Some(number.to_string());
        vec![
            Some(then.name_of(&vote.application)),
            Some(one.map_or_else(dash, |one| rank_text(then, one))),
            number(voting),
            None,
            None,
            None,
            number(vote.in_favour),
            number(vote.against),
            number(others),
            number(count(vote.recused.len())),
            Some(outcome.to_owned()),
        ]
    };
    // In the order of the ranks, as the candidates were proposed; those without one stand behind.
    let mut votes: Vec<&VoteCount> = session.votes.iter().collect();
    votes.sort_by_key(|vote| {
        let rank = then.standing_of(&vote.application).and_then(|one| one.site.rank);
        (rank.is_none(), rank)
    });
    let numeric = |heading: &str| format!("#{heading}");
    paper.table(
        &[
            say::paper_column_candidate(lang),
            say::paper_column_rank(lang),
            &numeric(say::paper_column_entitled(lang)),
            &numeric(say::paper_column_handed_out(lang)),
            &numeric(say::paper_column_handed_in(lang)),
            &numeric(say::paper_column_valid(lang)),
            &numeric(say::paper_column_for(lang)),
            &numeric(say::paper_column_against(lang)),
            &numeric(say::paper_column_abstained(lang)),
            &numeric(say::paper_column_recused(lang)),
            say::paper_column_result(lang),
        ],
        votes.into_iter().map(row).collect(),
    );
}

/// 请示稿 (Art. 28): the names whose publicity is over and which the government can approve, none of them objected to.
/// Once all are decided, the paper that asked for the last decision.
pub(super) fn request(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let can_be_approved = |one: &&ApplicantStanding| {
        one.award == AwardState::Publicised
            && one.qualification == Qualification::Confirmed
            && one.vote.is_some_and(|vote| vote.passed)
            && context.proceedings.is_publicised(&one.application)
    };
    let applicants = context.proceedings.standing().applicants.iter();
    let publicised: Vec<&ApplicantStanding> = applicants.filter(can_be_approved).collect();
    let decided = context.last(|entry| match &entry.act {
        Act::GovernmentDecided { .. } => Some(entry.seq),
        _ => None,
    });
    if let (true, Some(decided)) = (publicised.is_empty(), decided) {
        let then = context
            .proceedings
            .at(decided - 1)
            .ok_or_else(|| vec![Missing::Cycle])?;
        return request(&Context {
            proceedings: &then,
            wanted: context.wanted,
            lang,
        });
    }
    let closed = context.last(|entry| match &entry.act {
        Act::PublicityClosed { notice, day, .. } => Some((notice, *day)),
        _ => None,
    });
    let (notice, closed) = closed.ok_or_else(|| vec![Missing::Publicity])?;
    context.not_before(closed)?;
    let (waiting, listed): (Vec<&ApplicantStanding>, Vec<&ApplicantStanding>) = publicised
        .into_iter()
        .partition(|one| context.proceedings.is_objected_to(&one.application));
    if listed.is_empty() {
        let open = open_objections(context);
        return Err(if open.is_empty() {
            vec![Missing::Publicity]
        } else {
            open
        });
    }
    let opened = context.last(|entry| match &entry.act {
        Act::PublicityOpened { notice: of, day, .. } if of == notice => Some((entry.seq, *day)),
        _ => None,
    });
    let title = &context.title();
    let mut paper = context.begin(PaperName::Request, say::paper_request_title(lang, title));
    paper.mark(context.mark());
    paper.head(say::paper_number(lang), None);
    paper.head(say::paper_issuer(lang), None);
    paper.to(say::paper_government(lang));
    paper.heading(1, say::paper_request_basis(lang));
    paper.say(
        say::PaperRequestBasisText {
            rules: &context.rules(),
            title,
        }
        .text(lang),
    );
    paper.heading(1, say::paper_request_course(lang));
    for step in steps(context, opened) {
        paper.heading(2, step);
    }
    paper.heading(1, say::paper_request_list(lang));
    let row = |(at, one): (usize, &&ApplicantStanding)| {
        vec![
            row_number(at),
            Some(one.name.clone()),
            Some(first_or_repeat(
                context.proceedings.is_repeat(&one.application),
                context,
            )),
            Some(one.vote.map_or_else(dash, |vote| {
                say::PaperRequestVote {
                    in_favour: &vote.in_favour,
                    entitled: &vote.present.saturating_sub(vote.recused),
                }
                .text(lang)
            })),
        ]
    };
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_organisation(lang),
            say::paper_column_class(lang),
            say::paper_column_vote(lang),
        ],
        listed.iter().enumerate().map(row).collect(),
    );
    paper.say(say::paper_public_notice_order(lang));
    if !waiting.is_empty() {
        let names = join(waiting.iter().map(|one| one.name.as_str()), lang);
        paper.say(say::paper_request_waiting(lang, names));
    }
    paper.heading(1, say::paper_request_asks(lang));
    paper.say(say::paper_request_asks_text(lang, title));
    paper.say(say::paper_request_close(lang));
    paper.attach(context.rules());
    paper.attach(say::paper_ranking_title(lang, title));
    paper.attach(say::paper_minutes_title(lang, context.committee()));
    paper.attach(say::paper_request_publicity(lang));
    paper.signed(None, true, context.wanted.day);
    paper.contact([say::paper_contact_person(lang), say::paper_contact_phone(lang)]);
    paper.note(say::paper_note_request(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

fn open_objections(context: &Context<'_>) -> Vec<Missing> {
    let mut open: Vec<&Id> = Vec::new();
    for entry in context.proceedings.entries() {
        match &entry.act {
            Act::ObjectionRecorded {
                objection,
                signed: true,
                ..
            } => open.push(objection),
            Act::ObjectionResolved { objection, .. } => open.retain(|one| *one != objection),
            _ => {}
        }
    }
    let missing = open.into_iter().map(|objection| Missing::Objection {
        objection: objection.clone(),
    });
    missing.collect()
}

/// What happened, step by step, with days and numbers; a step that no entry tells of is left out.
fn steps(context: &Context<'_>, opened: Option<(u64, Day)>) -> Vec<String> {
    let lang = context.lang;
    let record = context.proceedings.cycle().record();
    let applicants = &context.proceedings.standing().applicants;
    let number = |is_meant: &dyn Fn(&&ApplicantStanding) -> bool| applicants.iter().filter(is_meant).count();
    let is_confirmed = |one: &&ApplicantStanding| one.qualification == Qualification::Confirmed;
    let mut steps = vec![
        say::PaperRequestReceived {
            first: &day_text(record.calendar.first_day, lang),
            last: &day_text(record.calendar.last_day, lang),
            received: &applicants.len(),
            in_time: &number(&|one| one.received == Receipt::InTime),
        }
        .text(lang),
        say::PaperRequestQualified {
            count: &number(&is_confirmed),
            withdrawn: &number(&|one| is_confirmed(one) && one.withdrawn.is_some()),
        }
        .text(lang),
    ];
    let visited = context.last(|entry| match &entry.act {
        Act::SiteListDecided {
            day, applications, ..
        } => Some((*day, applications.len())),
        _ => None,
    });
    if let Some((day, count)) = visited {
        let day = &day_text(day, lang);
        let count = &count;
        steps.push(say::PaperRequestVisited { day, count }.text(lang));
    }
    let proposed = context.last(|entry| match &entry.act {
        Act::CandidatesProposed { day, .. } => Some(*day),
        _ => None,
    });
    if let Some(day) = proposed {
        steps.push(say::paper_request_proposed(lang, day_text(day, lang)));
    }
    for session in sessions(context) {
        let Some(then) = context.proceedings.at(session.entry.seq) else {
            continue;
        };
        let then = Context {
            proceedings: &then,
            wanted: context.wanted,
            lang,
        };
        let present = &then.proceedings.members_among(session.present).len();
        let quorate = then.proceedings.is_quorum(*present);
        let passed = session.votes.iter();
        let passed = passed.filter(|vote| passes(&then, &session, vote, quorate));
        let (day, members) = (&day_text(session.day, lang), &then.proceedings.members().len());
        steps.push(if quorate {
            say::PaperRequestSession {
                day,
                members,
                present,
                candidates: &session.votes.len(),
                passed: &passed.count(),
            }
            .text(lang)
        } else {
            say::PaperRequestNoQuorum {
                day,
                members,
                present,
            }
            .text(lang)
        });
    }
    if let Some((seq, day)) = opened {
        let then = context.proceedings.at(seq);
        let ends = then.map_or_else(
            || context.proceedings.publicity_ends(day),
            |then| then.publicity_ends(day),
        );
        let first = &day_text(day.plus_days(1), lang);
        let last = &day_text(ends, lang);
        steps.push(say::PaperRequestPublicised { first, last }.text(lang));
    }
    steps.push(objections_text(context));
    steps
}

/// How many objections there were, and what became of each that was signed.
fn objections_text(context: &Context<'_>) -> String {
    let lang = context.lang;
    let (mut all, mut unsigned, mut outcomes) = (0, 0, Vec::new());
    for entry in context.proceedings.entries() {
        let Act::ObjectionRecorded {
            objection,
            application,
            signed,
            ..
        } = &entry.act
        else {
            continue;
        };
        all += 1;
        if !signed {
            unsigned += 1;
            continue;
        }
        let about = application.as_ref().map_or_else(
            || say::paper_objection_procedure(lang).to_owned(),
            |id| context.name_of(id),
        );
        let resolved = context.last(|entry| match &entry.act {
            Act::ObjectionResolved {
                objection: of,
                upheld,
                ..
            } if of == objection => Some(*upheld),
            _ => None,
        });
        let outcome = match resolved {
            None => say::paper_objection_open(lang),
            Some(true) => say::paper_objection_upheld(lang),
            Some(false) => say::paper_objection_dismissed(lang),
        };
        outcomes.push(
            say::PaperObjection {
                about: &about,
                outcome: &outcome,
            }
            .text(lang),
        );
    }
    if all == 0 {
        return say::paper_request_no_objections(lang).to_owned();
    }
    let signed = all - unsigned;
    let counts = say::PaperRequestObjections {
        all: &all,
        signed: &signed,
        unsigned: &unsigned,
    }
    .text(lang);
    let between = if lang == Lang::Zh { "" } else { " " };
    let sentences: Vec<String> = std::iter::once(counts).chain(outcomes).collect();
    sentences.join(between)
}

fn first_or_repeat(is_repeat: bool, context: &Context<'_>) -> String {
    if is_repeat {
        say::paper_class_repeat(context.lang).to_owned()
    } else {
        say::paper_class_first(context.lang).to_owned()
    }
}

/// A row of the register, whichever docket it came from.
struct Registered<'c> {
    certificate: &'c str,
    holder: String,
    organisation: &'c crate::foundations::OrganisationId,
    /// What the cycle is called; nothing where that is its year.
    cycle: Option<String>,
    year: u16,
    day: Option<Day>,
    document: Option<&'c str>,
    withdrawn: Option<Day>,
    repeat: bool,
}

/// 获奖名册 (Art. 34, 35): former awards as their register has them, then those of this cycle.
pub(super) fn register(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let mut rows = former(context);
    rows.extend(of_this_cycle(context));
    if rows.is_empty() {
        return Err(vec![Missing::Awards]);
    }
    let decided = rows.iter().filter_map(|row| row.day).max();
    if let Some(day) = decided {
        context.not_before(day)?;
    }
    rows.sort_by_key(|row| row.year);
    let mut paper = context.begin(
        PaperName::Register,
        say::paper_register_title(lang, context.award()),
    );
    let row = |(at, row): (usize, &Registered<'_>)| {
        vec![
            row_number(at),
            Some(row.certificate.to_owned()),
            Some(row.holder.clone()),
            Some(context.organisation_id(row.organisation)),
            row.cycle.clone(),
            Some(row.year.to_string()),
            Some(first_or_repeat(row.repeat, context)),
            row.document.and_then(text_or_dash),
            row.day.map(|day| day_text(day, lang)),
            Some(match row.withdrawn {
                None => say::paper_award_valid(lang).to_owned(),
                Some(day) => say::paper_award_withdrawn(lang, day_text(day, lang)),
            }),
        ]
    };
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_certificate(lang),
            say::paper_column_organisation(lang),
            say::paper_column_organisation_id(lang),
            say::paper_column_cycle(lang),
            say::paper_column_year(lang),
            say::paper_column_class(lang),
            say::paper_column_document(lang),
            say::paper_column_decided(lang),
            say::paper_column_state(lang),
        ],
        rows.iter().enumerate().map(row).collect(),
    );
    paper.say(say::paper_register_unique(lang));
    context.seal(&mut paper);
    paper.note(say::paper_note_register(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

/// The register in force, less the rows about awards of this cycle, which the docket itself tells of.
fn former<'c>(context: &Context<'c>) -> Vec<Registered<'c>> {
    let own = &context.proceedings.cycle().record().id;
    let awards = context.proceedings.awards();
    let rows = awards.iter().filter(|award| award.cycle != *own);
    let withdrawn = |award: &crate::cycle::Award| {
        let here = || context.proceedings.withdrawn_on(&award.certificate);
        award.withdrawn.or_else(here)
    };
    rows.map(|award| {
        // Who holds only withdrawn awards is a first-time winner again.
        let earlier = |other: &crate::cycle::Award| {
            other.organisation == award.organisation && other.year < award.year && withdrawn(other).is_none()
        };
        Registered {
            certificate: &award.certificate,
            holder: award.name.clone(),
            organisation: &award.organisation,
            cycle: Some(award.cycle.to_string()).filter(|cycle| *cycle != award.year.to_string()),
            year: award.year,
            day: award.day,
            document: None,
            withdrawn: withdrawn(award),
            repeat: awards.iter().any(earlier),
        }
    })
    .collect()
}

fn of_this_cycle<'c>(context: &Context<'c>) -> Vec<Registered<'c>> {
    let record = context.proceedings.cycle().record();
    let decided = |id: &Id| {
        context.last(|entry| match &entry.act {
            Act::GovernmentDecided {
                approved,
                day,
                document,
                ..
            } if approved.contains(id) => Some((*day, document.as_str())),
            _ => None,
        })
    };
    let entries = context.proceedings.entries();
    entries
        .filter_map(|entry| match &entry.act {
            Act::AwardRegistered {
                application,
                certificate,
                ..
            } => {
                let one = context.standing_of(application)?;
                let (day, document) = decided(application).unzip();
                Some(Registered {
                    certificate,
                    holder: squeezed(&context.name_of(application)),
                    organisation: &one.organisation,
                    cycle: context.ordinal(),
                    year: record.year,
                    day,
                    document,
                    withdrawn: context.proceedings.withdrawn_on(certificate),
                    repeat: context.proceedings.is_repeat(application),
                })
            }
            _ => None,
        })
        .collect()
}
