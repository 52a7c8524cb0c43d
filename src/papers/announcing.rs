//! From the announcement to the qualified list (Art. 21 to 23): the papers of the secretariat and its letters.

use crate::docket::{Act, ApplicantStanding, Department, OpinionOutcome, Qualification, Receipt};
use crate::foundations::{Day, Id};
use crate::papers::context::{Context, join, row_number, short, text_or_dash};
use crate::papers::dates::{day_or_blank, day_text, received_text};
use crate::papers::{AnnouncementWord, Missing, Paper, PaperName};
use crate::words as say;

/// 申报通知 (Art. 21).
pub(super) fn announcement(context: &Context<'_>) -> Paper {
    let lang = context.lang;
    let record = context.proceedings.cycle().record();
    let settings = context.proceedings.settings();
    let word = match context.wanted.word {
        None | Some(AnnouncementWord::Circular) => say::paper_word_circular(lang),
        Some(AnnouncementWord::Proclamation) => say::paper_word_proclamation(lang),
        Some(AnnouncementWord::Notice) => say::paper_word_notice(lang),
    };
    let title = &context.title();
    let heading = say::PaperAnnouncementTitle { title, word: &word }.text(lang);
    let mut paper = context.begin(PaperName::Announcement, heading);
    paper.head(say::paper_number(lang), None);
    paper.to(say::paper_all_bodies(lang));
    paper.say(
        say::PaperAnnouncementIntro {
            rules: &context.rules(),
            title,
            year: &record.year,
            word: &word,
        }
        .text(lang),
    );
    paper.say(say::paper_announcement_award(lang, context.award()));
    let (first, last) = (
        day_text(record.calendar.first_day, lang),
        day_text(record.calendar.last_day, lang),
    );
    paper.heading(1, say::paper_announcement_time(lang));
    paper.fields([
        (
            say::paper_announcement_net(lang),
            Some(
                say::PaperAnnouncementNetTime {
                    first: &first,
                    last: &last,
                }
                .text(lang),
            ),
        ),
        (
            say::paper_announcement_paper(lang),
            Some(
                say::PaperAnnouncementPaperTime {
                    first: &first,
                    last: &last,
                }
                .text(lang),
            ),
        ),
        (say::paper_announcement_hours(lang), None),
    ]);
    paper.say(say::paper_announcement_late(lang));
    paper.heading(1, say::paper_announcement_conditions(lang));
    paper.say(say::paper_announcement_must(lang));
    let must = [
        say::paper_condition_operation(lang, settings.operation_years),
        say::paper_condition_excellence(lang).to_owned(),
        say::paper_condition_credit(lang).to_owned(),
    ];
    must.into_iter().for_each(|text| paper.heading(2, text));
    paper.say(say::paper_announcement_must_not(lang, settings.look_back_years));
    let must_not = [
        say::paper_exclusion_policy(lang),
        say::paper_exclusion_accident(lang),
        say::paper_exclusion_fraud(lang),
        say::paper_exclusion_crime(lang),
        say::paper_exclusion_law(lang),
    ];
    must_not.into_iter().for_each(|text| paper.heading(3, text));
    let reference = &day_text(context.proceedings.reference(), lang);
    paper.say(
        say::PaperAnnouncementReference {
            reference,
            waiting: &settings.waiting_years,
        }
        .text(lang),
    );
    paper.heading(1, say::paper_announcement_materials(lang));
    let materials = [
        say::paper_material_form(lang, context.award()),
        say::paper_material_overview(lang).to_owned(),
        say::paper_material_report(lang).to_owned(),
        say::paper_material_proofs(lang).to_owned(),
    ];
    materials.into_iter().for_each(|text| paper.heading(2, text));
    paper.say(say::paper_announcement_copies(lang));
    paper.heading(1, say::paper_announcement_procedure(lang));
    paper.say(say::paper_announcement_quota(lang, settings.quota));
    let steps = [
        say::paper_step_qualification(lang),
        say::paper_step_material(lang),
        say::paper_step_site(lang),
        say::paper_step_committee(lang),
        say::paper_step_publicity(lang),
        say::paper_step_government(lang),
    ];
    let row = |(at, step): (usize, &str)| vec![row_number(at), Some(step.to_owned()), None];
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_step(lang),
            say::paper_column_planned(lang),
        ],
        steps.into_iter().enumerate().map(row).collect(),
    );
    paper.heading(1, say::paper_announcement_reward(lang));
    paper.say(say::paper_announcement_rewarded(lang));
    paper.heading(1, say::paper_announcement_remarks(lang));
    let remarks = [
        say::paper_remark_truth(lang),
        say::paper_remark_recommended(lang),
        say::paper_remark_kept(lang),
    ];
    remarks.into_iter().for_each(|text| paper.heading(2, text));
    paper.fields([
        (say::paper_where(lang), None),
        (say::paper_contact_person(lang), None),
        (say::paper_contact_phone(lang), None),
        (say::paper_contact_mail(lang), None),
    ]);
    paper.attach(context.rules());
    paper.attach(context.rubric());
    paper.attach(say::paper_form(lang, context.award()));
    context.seal(&mut paper);
    paper.remark(say::paper_public(lang));
    paper.note(say::paper_note_announcement(lang));
    context.close(&mut paper);
    paper.done()
}

/// 受理回执 (Art. 22): for the latest file of an application.
pub(super) fn receipt(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let one = context.applicant()?;
    let missing = || {
        vec![Missing::File {
            application: one.application.clone(),
        }]
    };
    let (revision, file, received) = context
        .proceedings
        .latest_file(&one.application)
        .ok_or_else(missing)?;
    context.not_before(received.day())?;
    let taken = context.last(|entry| match &entry.act {
        Act::FileAccepted {
            file: sum, receipt, ..
        } if sum.file == file => Some((receipt.clone(), entry.by.name.clone())),
        _ => None,
    });
    let (number, clerk) = taken.ok_or_else(missing)?;
    let in_force = context.proceedings.revision_in_force(&one.application);
    let is_in_time = in_force == Some(revision);
    let last_day = context.proceedings.cycle().record().calendar.last_day;
    let last = &day_text(last_day, lang);
    // What came after the last day and is in force is a supplement that was asked for.
    let due = context.last(|entry| match &entry.act {
        Act::SupplementAsked { application, due, .. } if *application == one.application => Some(*due),
        _ => None,
    });
    let supplement = due.filter(|_| is_in_time && received.day() > last_day);
    let mut paper = context.begin(PaperName::Receipt, say::paper_receipt_title(lang).to_owned());
    paper.head(say::paper_receipt_number(lang), number);
    paper.fields([
        (say::paper_cycle(lang), Some(context.title().to_owned())),
        (say::paper_applicant(lang), Some(one.name.clone())),
        (
            say::paper_organisation_id(lang),
            Some(context.organisation_id(&one.organisation)),
        ),
        (say::paper_application_id(lang), Some(one.application.to_string())),
        (say::paper_received(lang), Some(received_text(received, lang))),
        (
            say::paper_in_time(lang),
            Some(match supplement {
                Some(due) => say::paper_received_supplement(lang, day_text(due, lang)),
                None if is_in_time => say::paper_received_in_time(lang, last),
                None => say::paper_received_late(lang, last),
            }),
        ),
        (
            say::paper_revision(lang),
            Some(say::paper_revision_text(lang, revision)),
        ),
    ]);
    let paper_copy = |at: usize, name: &str| vec![row_number(at), Some(name.to_owned()), None, None];
    let print = Some(say::paper_fingerprint_short(lang, short(file)));
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_material(lang),
            say::paper_column_copies(lang),
            say::paper_column_remarks(lang),
        ],
        vec![
            vec![
                row_number(0),
                Some(say::paper_receipt_file(lang).to_owned()),
                Some("1".to_owned()),
                print,
            ],
            paper_copy(1, say::paper_receipt_form(lang)),
            paper_copy(2, say::paper_receipt_report(lang)),
            paper_copy(3, say::paper_receipt_proofs(lang)),
        ],
    );
    match (is_in_time, in_force) {
        (true, _) if revision > 1 => paper.say(say::paper_receipt_replaces(lang, revision)),
        (true, _) => paper.say(say::paper_receipt_taken(lang)),
        (false, Some(earlier)) => paper.say(say::paper_receipt_late_revision(lang, earlier)),
        (false, None) => paper.say(say::paper_receipt_late(lang)),
    }
    paper.fields([
        (say::paper_clerk(lang), Some(clerk)),
        (say::paper_signed_for(lang), None),
        (say::paper_signed_for_at(lang), None),
    ]);
    context.seal(&mut paper);
    paper.remark(say::paper_receipt_copies(lang));
    paper.note(say::paper_note_receipt(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

/// 补正通知 (Art. 22, 23): the last one that was asked.
pub(super) fn supplement(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let one = context.applicant()?;
    let asked = context.last(|entry| match &entry.act {
        Act::SupplementAsked {
            application,
            what,
            day,
            due,
        } if *application == one.application => Some((what, *day, *due)),
        _ => None,
    });
    let (what, asked_on, due) = asked.ok_or_else(|| {
        vec![Missing::SupplementAsked {
            application: one.application.clone(),
        }]
    })?;
    context.not_before(asked_on)?;
    let mut paper = context.begin(
        PaperName::Supplement,
        say::paper_supplement_title(lang).to_owned(),
    );
    paper.head(say::paper_number(lang), None);
    paper.to(one.name.clone());
    paper.say(
        say::PaperSupplementIntro {
            title: &context.title(),
            application: &one.application,
            rules: &context.rules(),
        }
        .text(lang),
    );
    let row = |(at, what): (usize, &String)| vec![row_number(at), text_or_dash(what), None];
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_supplement(lang),
            say::paper_column_standard(lang),
        ],
        what.iter().enumerate().map(row).collect(),
    );
    paper.say(say::paper_supplement_due(lang, day_text(due, lang)));
    paper.say(say::paper_supplement_once(lang));
    context.seal(&mut paper);
    paper.contact([say::paper_contact_person(lang), say::paper_contact_phone(lang)]);
    paper.note(say::paper_note_supplement(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

/// 征求意见函 (Art. 23): one letter for one department.
pub(super) fn consultation(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let department = context
        .wanted
        .department
        .ok_or_else(|| vec![Missing::Department])?;
    let asked: Vec<(&Id, Day, Day)> = context
        .proceedings
        .entries()
        .filter_map(|entry| match &entry.act {
            Act::OpinionAsked {
                application,
                department: of,
                day,
                due,
            } if *of == department => Some((application, *day, *due)),
            _ => None,
        })
        .collect();
    // Those who were asked about; before anybody was, everybody who came in time.
    let mut listed: Vec<&ApplicantStanding> = if asked.is_empty() {
        context.in_time().collect()
    } else {
        let applicants = context.proceedings.standing().applicants.iter();
        let is_asked = |one: &&ApplicantStanding| asked.iter().any(|(of, _, _)| **of == one.application);
        applicants.filter(is_asked).collect()
    };
    // An organisation is asked about once, however many applications it has; they stand beside each other.
    listed.dedup_by(|other, one| other.organisation == one.organisation);
    if listed.is_empty() {
        return Err(vec![Missing::NoApplications]);
    }
    if let Some(day) = asked.iter().map(|(_, day, _)| *day).max() {
        context.not_before(day)?;
    }
    let due = asked.iter().map(|(_, _, due)| *due).max();
    let title = &context.title();
    let mut paper = context.begin(
        PaperName::Consultation,
        say::paper_consultation_title(lang, title),
    );
    paper.head(say::paper_number(lang), None);
    paper.to(department_name(department, context));
    paper.say(
        say::PaperConsultationIntro {
            rules: &context.rules(),
            title,
            count: &listed.len(),
        }
        .text(lang),
    );
    paper.say(
        say::PaperConsultationYears {
            years: &context.proceedings.settings().look_back_years,
            reference: &day_text(context.proceedings.reference(), lang),
        }
        .text(lang),
    );
    paper.say(say::paper_consultation_due(lang, day_or_blank(due, lang)));
    paper.say(say::paper_consultation_close(lang));
    context.seal(&mut paper);
    paper.contact([say::paper_contact_person(lang), say::paper_contact_phone(lang)]);
    paper.annex(say::paper_consultation_list(lang));
    let row = |(at, one): (usize, &&ApplicantStanding)| {
        vec![
            row_number(at),
            Some(one.name.clone()),
            Some(context.organisation_id(&one.organisation)),
        ]
    };
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_applicant(lang),
            say::paper_column_organisation_id(lang),
        ],
        listed.iter().enumerate().map(row).collect(),
    );
    paper.annex(say::paper_consultation_reply(lang));
    let row = |(at, one): (usize, &&ApplicantStanding)| {
        vec![row_number(at), Some(one.name.clone()), None, None, None]
    };
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_applicant(lang),
            say::paper_column_event(lang),
            say::paper_column_facts(lang),
            say::paper_column_opinion(lang),
        ],
        listed.iter().enumerate().map(row).collect(),
    );
    paper.fields([
        (say::paper_replying_office(lang), None),
        (say::paper_head_signature(lang), None),
        (say::paper_date(lang), None),
    ]);
    paper.note(say::paper_note_consultation(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

fn department_name(department: Department, context: &Context<'_>) -> &'static str {
    let lang = context.lang;
    match department {
        Department::Organisation => say::paper_department_organisation(lang),
        Department::Personnel => say::paper_department_personnel(lang),
        Department::Discipline => say::paper_department_discipline(lang),
        Department::Other => say::paper_department_other(lang),
    }
}

/// 资格名单 (Art. 23).
pub(super) fn qualification(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let applicants = &context.proceedings.standing().applicants;
    if applicants.is_empty() {
        return Err(vec![Missing::NoApplications]);
    }
    let is_open = |one: &&ApplicantStanding| one.qualification == Qualification::Open;
    let open: Vec<Missing> = context
        .in_time()
        .filter(is_open)
        .map(|one| Missing::Qualification {
            application: one.application.clone(),
        })
        .collect();
    if !open.is_empty() {
        return Err(open);
    }
    let decided = context
        .proceedings
        .entries()
        .filter_map(|entry| match &entry.act {
            Act::QualificationDecided { day, .. } => Some(*day),
            _ => None,
        });
    if let Some(last) = decided.max() {
        context.not_before(last)?;
    }
    let with = |wanted: Qualification| -> Vec<&ApplicantStanding> {
        let found = applicants.iter();
        found
            .filter(|one| one.withdrawn.is_none() && one.qualification == wanted)
            .collect()
    };
    let (confirmed, refused) = (with(Qualification::Confirmed), with(Qualification::Refused));
    let others: Vec<&ApplicantStanding> = applicants
        .iter()
        .filter(|one| one.withdrawn.is_some() || one.qualification == Qualification::Open)
        .collect();
    let title = &context.title();
    let mut paper = context.begin(
        PaperName::Qualification,
        say::paper_qualification_title(lang, title),
    );
    paper.say(
        say::PaperQualificationIntro {
            rules: &context.rules(),
            received: &applicants.len(),
            confirmed: &confirmed.len(),
            refused: &refused.len(),
            others: &others.len(),
        }
        .text(lang),
    );
    paper.heading(1, say::paper_qualification_confirmed(lang));
    let row = |(at, one): (usize, &&ApplicantStanding)| {
        vec![
            row_number(at),
            Some(one.name.clone()),
            Some(one.application.to_string()),
            context.kind_of(&one.application),
            Some(opinions(context, &one.application)),
            Some(reason_of(context, &one.application)),
        ]
    };
    let (number, applicant, application) = (
        say::paper_column_number(lang),
        say::paper_column_applicant(lang),
        say::paper_column_application(lang),
    );
    if confirmed.is_empty() {
        paper.say(say::paper_none(lang));
    } else {
        paper.table(
            &[
                number,
                applicant,
                application,
                say::paper_column_kind(lang),
                say::paper_column_opinions(lang),
                say::paper_column_remarks(lang),
            ],
            confirmed.iter().enumerate().map(row).collect(),
        );
    }
    paper.heading(1, say::paper_qualification_refused(lang));
    let row = |(at, one): (usize, &&ApplicantStanding)| {
        vec![
            row_number(at),
            Some(one.name.clone()),
            Some(one.application.to_string()),
            context.kind_of(&one.application),
            Some(grounds(context, one)),
            Some(opinions(context, &one.application)),
            Some(reason_of(context, &one.application)),
        ]
    };
    if refused.is_empty() {
        paper.say(say::paper_none(lang));
    } else {
        paper.table(
            &[
                number,
                applicant,
                application,
                say::paper_column_kind(lang),
                say::paper_column_article(lang),
                say::paper_column_opinions(lang),
                say::paper_column_reason(lang),
            ],
            refused.iter().enumerate().map(row).collect(),
        );
    }
    paper.heading(1, say::paper_qualification_others(lang));
    let row = |(at, one): (usize, &&ApplicantStanding)| {
        let state = if one.withdrawn.is_some() {
            say::paper_state_withdrawn(lang)
        } else {
            say::receipt(one.received, lang)
        };
        vec![
            row_number(at),
            Some(context.name_of(&one.application)),
            Some(one.application.to_string()),
            Some(state.to_owned()),
        ]
    };
    if others.is_empty() {
        paper.say(say::paper_none(lang));
    } else {
        paper.table(
            &[number, applicant, application, say::paper_column_state(lang)],
            others.iter().enumerate().map(row).collect(),
        );
    }
    paper.signatures(vec![
        say::paper_clerk(lang).to_owned(),
        say::paper_checked_by(lang).to_owned(),
    ]);
    context.seal(&mut paper);
    paper.note(say::paper_note_qualification(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

/// What each department said of an application, the last answer of each. Silence is 未复, and so is nobody asked.
fn opinions(context: &Context<'_>, application: &Id) -> String {
    let lang = context.lang;
    let said = |wanted: Department| {
        context.last(|entry| match &entry.act {
            Act::OpinionRecorded {
                application: of,
                department,
                outcome,
                ..
            } if of == application && *department == wanted => Some(*outcome),
            _ => None,
        })
    };
    let three = [
        (Department::Organisation, say::paper_short_organisation(lang)),
        (Department::Personnel, say::paper_short_personnel(lang)),
        (Department::Discipline, say::paper_short_discipline(lang)),
    ];
    let words = |outcome: Option<OpinionOutcome>| match outcome {
        Some(OpinionOutcome::NoObjection) => say::paper_opinion_none(lang),
        Some(OpinionOutcome::Objection) => say::paper_opinion_objection(lang),
        Some(OpinionOutcome::Unanswered) | None => say::paper_opinion_unanswered(lang),
    };
    let found: Vec<_> = three
        .into_iter()
        .map(|(department, name)| (name, words(said(department))))
        .collect();
    let one_word = found.first().map(|(_, word)| *word);
    match one_word {
        Some(word) if found.iter().all(|(_, other)| *other == word) => say::paper_opinions_all(lang, word),
        _ => join(
            found.into_iter().map(|(department, outcome)| {
                say::PaperOpinion {
                    department: &department,
                    outcome: &outcome,
                }
                .text(lang)
            }),
            lang,
        ),
    }
}

/// The articles that stand against an application: what can be computed, and lateness.
fn grounds(context: &Context<'_>, one: &ApplicantStanding) -> String {
    let lang = context.lang;
    let mut articles: Vec<String> = Vec::new();
    for ground in &one.eligibility.grounds {
        let article = context.article(ground.article);
        if !articles.contains(&article) {
            articles.push(article);
        }
    }
    if one.received == Receipt::Late {
        articles.push(say::paper_article(lang, 22));
    }
    if articles.is_empty() {
        say::paper_see_reason(lang).to_owned()
    } else {
        join(articles, lang)
    }
}

/// The reason of the last decision about an application.
fn reason_of(context: &Context<'_>, application: &Id) -> String {
    let reason = context.last(|entry| match &entry.act {
        Act::QualificationDecided {
            application: of,
            reason,
            ..
        } if of == application => Some(reason.trim().to_owned()),
        _ => None,
    });
    let reason = reason.filter(|reason| !reason.is_empty());
    reason.unwrap_or_else(crate::papers::context::dash)
}
