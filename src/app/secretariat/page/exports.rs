//! What the desk writes: its figures as files.

use scoring::desks::secretariat::{Event, Session};
use scoring::figures::{SummaryLabels, aggregate_json, summary_json};
use scoring::foundations::Lang;
use scoring::report::{aggregate_csv, summary_csv};
use scoring::scoresheet::Stage;
use scoring::words as say;

use crate::app::secretariat::desk::Secretariat;

/// Writes the desk's figures, fresh from its state, and hands them to the downloads.
pub(super) fn save_desk(
    bench: Secretariat,
    name: &str,
    mime: &str,
    write: impl FnOnce(&Session, Lang) -> Option<String>,
) -> bool {
    let lang = bench.lang.get_untracked();
    let text = bench.desk().with(|session| write(session, lang));
    text.is_some_and(|text| bench.download(name, mime, &text))
}

/// The same with everything on the desk, which is then exported.
pub(super) fn save_whole(
    bench: Secretariat,
    name: &str,
    mime: &str,
    write: fn(&Session, Lang) -> Option<String>,
) {
    if save_desk(bench, name, mime, write) {
        bench.tell_desk(Event::Exported);
    }
}

pub(super) fn whole_json(session: &Session, _: Lang) -> Option<String> {
    let (rubric, fingerprint) = session.rubric()?;
    // Files for scripts are the same in every language.
    let notice = say::notice_for(rubric.status(), Lang::Zh).unwrap_or_default();
    let labels = SummaryLabels { fingerprint, notice };
    Some(summary_json(rubric, labels, session.rule(), session.intake()))
}

pub(super) fn whole_csv(session: &Session, lang: Lang) -> Option<String> {
    let (rubric, _) = session.rubric()?;
    Some(summary_csv(rubric, session.rule(), session.intake(), lang))
}

pub(super) fn one_group(
    session: &Session,
    key: &(String, Stage),
    format: &str,
    lang: Lang,
) -> Option<String> {
    let (rubric, _) = session.rubric()?;
    let group = session.intake().group(&key.0, key.1, rubric, session.rule())?;
    let (aggregate, _) = group.result.as_ref().ok()?;
    Some(match format {
        "csv" => aggregate_csv(rubric, aggregate, lang),
        _ => aggregate_json(rubric, aggregate),
    })
}
