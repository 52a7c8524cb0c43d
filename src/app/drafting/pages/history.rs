//! Keeping a draft: its conflicts, its copies, its versions and the way back to them, its lock.

use leptos::prelude::*;

use scoring::desks::drafting::{OpenDraft, ShownVersion};
use scoring::difference::{Run, difference};
use scoring::document::{Address, Change, Form};
use scoring::foundations::{Lang, in_order};
use scoring::keeper::{Conflict, Version};
use scoring::rubric::Rubric;
use scoring::scoresheet::{SCHEMAS, SELF_ASSESSMENT};
use scoring::words as say;

use crate::app::browser::clock;
use crate::app::components::{click, drawn, nothing, translated, visible_text};
use crate::app::drafting::components::{JournalSection, fixed, workbench};
use crate::app::drafting::pages::safekeeping::{Copies, LockSection, Removal};
use crate::app::drafting::pages::score::ProgressBar;

/// How many versions are listed at first.
const VERSIONS_AT_FIRST: usize = 20;

/// Keeping the open draft.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let bench = workbench();
    drawn(move || match bench.opened.get() {
        None => view! { <p class="loading" role="status">{translated(say::loading)}</p> }.into_any(),
        Some(opened) => view! {
            <ProgressBar opened=opened.clone()/>
            <div class="history">
                <header>
                    <h1 tabindex="-1">{translated(say::history_title)}</h1>
                    <p class="lead">{translated(say::history_lead)}</p>
                </header>
                <JournalSection/>
                <Conflicts opened=opened.clone()/>
                <Copies/>
                <Versions opened=opened/>
                <LockSection/>
                <Removal/>
            </div>
        }
        .into_any(),
    })
}

/// The name of a field as people know it. A field of a row is named with its row, going by the texts that stand there.
pub(super) fn field_title(
    at: &Address,
    text: &dyn Fn(&Address) -> String,
    rubric: &Rubric,
    lang: Lang,
) -> String {
    let Some(reading) = SCHEMAS.iter().find_map(|schema| schema.read(at)) else {
        return at.to_string();
    };
    let label = say::field(reading.field, lang);
    let clause = reading.clause();
    let method = clause
        .as_ref()
        .and_then(|code| rubric.clause(code))
        .map(|clause| clause.method);
    let name = match (reading.value("id"), reading.field.form) {
        (None, _) => match row_title(at, text, lang) {
            None => label.to_owned(),
            Some(row) => return format!("{row} \u{b7} {}", title_in_row(at, lang)),
        },
        // An aspect's name says all; a component's says which of the numbers it is.
        (Some(id), Form::Text) => {
            let mut aspects = method.iter().flat_map(|method| &method.aspects);
            let aspect = aspects.find(|aspect| aspect.id == id);
            aspect.map_or(id, |aspect| aspect.name.get(lang)).to_owned()
        }
        (Some(id), _) => {
            let mut components = method.iter().flat_map(|method| &method.components);
            let component = components.find(|component| component.id == id);
            format!(
                "{} {label}",
                component.map_or(id, |component| component.name.get(lang))
            )
        }
    };
    clause.map_or_else(|| name.clone(), |code| format!("{code} {name}"))
}

/// The name of the row that a text is in, such as 证明材料 3; nothing where it is in none.
pub(super) fn row_title(at: &Address, text: &dyn Fn(&Address) -> String, lang: Lang) -> Option<String> {
    let reading = SCHEMAS.iter().find_map(|schema| schema.read(at))?;
    let id = reading.row()?;
    let mut above = at.above().filter_map(Address::parse);
    let row = above.find(|above| above.last() == id.as_str())?;
    let (collection, names): (_, &[&str]) = match reading.clause() {
        None => (say::evidence_row(lang).to_owned(), &["number", "title"]),
        Some(code) => (format!("{code} {}", say::results_title(lang)), &["indicator"]),
    };
    let mut texts = names.iter().map(|name| text(&row.join(name)));
    let name = texts.find(|text| !text.trim().is_empty());
    Some(name.map_or_else(
        || collection.clone(),
        |name| format!("{collection} {}", visible_text(&name)),
    ))
}

/// The name of a field of a row, beside the row's own name.
pub(super) fn title_in_row(at: &Address, lang: Lang) -> String {
    let Some(reading) = SCHEMAS.iter().find_map(|schema| schema.read(at)) else {
        return at.to_string();
    };
    let label = say::field(reading.field, lang);
    let year = reading.value("year");
    year.map_or_else(|| label.to_owned(), |year| format!("{year} {label}"))
}

/// A field's text as people know it: of a band its name, of everything else the text itself.
pub(super) fn shown_text(at: &Address, text: &str, rubric: &Rubric, lang: Lang) -> String {
    let reading = SCHEMAS.iter().find_map(|schema| schema.read(at));
    let reading = reading.filter(|reading| reading.field.form == Form::Choice);
    let band = reading.and_then(|reading| {
        let clause = rubric.clause(&reading.clause()?)?;
        let bands = clause.method.bands_of(reading.value("id"));
        let band = bands.iter().find(|band| band.id == text)?;
        Some(visible_text(band.name.get(lang)))
    });
    band.unwrap_or_else(|| visible_text(text))
}

/// Texts that no sequence number orders, each with what can be done with it.
#[component]
fn Conflicts(opened: OpenDraft) -> impl IntoView {
    let bench = workbench();
    drawn(move || {
        let conflicts = bench.conflicts.get();
        if conflicts.is_empty() {
            return nothing();
        }
        let lang = bench.lang.get();
        let items: Vec<_> = conflicts
            .into_iter()
            .map(|conflict| conflict_item(conflict, &opened.rubric_file.rubric, lang))
            .collect();
        view! {
            <section class="conflicts notice warning" aria-labelledby="conflicts-title">
                <h2 id="conflicts-title">{say::conflicts_title(lang)}</h2>
                <p>{say::conflicts_text(lang)}</p>
                <ul>{items}</ul>
            </section>
        }
        .into_any()
    })
}

fn conflict_item(conflict: Conflict, rubric: &Rubric, lang: Lang) -> impl IntoView + use<> {
    let bench = workbench();
    let title = conflict.field.as_ref().map_or_else(
        || conflict.address.clone(),
        |field| field_title(field, &|at| bench.text(at), rubric, lang),
    );
    let at = conflict.listed_at.map(clock::local);
    let lines: Vec<_> = conflict
        .text
        .lines()
        .map(|line| view! { <p>{visible_text(line)}</p> })
        .collect();
    let fits = conflict.field.is_some() && !conflict.damaged;
    // Both sides are shown; nothing stands for the field that has no text.
    let now = conflict.field.clone().map(|field| {
        let text = bench.text(&field);
        let text = shown_text(&field, &text, rubric, lang);
        let text = if text.is_empty() {
            say::merge_empty(lang).to_owned()
        } else {
            text
        };
        view! { <p class="hint">{say::conflict_now(lang)}</p><blockquote class="runs">{text}</blockquote> }
    });
    let about = if conflict.damaged {
        Some(say::conflict_damaged(lang))
    } else {
        conflict.field.as_ref().map(|_| say::conflict_other(lang))
    };
    let about = about.map(|about| view! { <p class="hint">{about}</p> });
    let rescue = conflict
        .damaged
        .then(|| view! { <a class="button" href="#/rescue">{say::rescue_link(lang)}</a> });
    let (taken, dropped) = (conflict.key.clone(), conflict.key);
    view! {
        <li class="conflict">
            <h3>{title}" "<span class="muted small">{at}</span></h3>
            {now}
            {about}
            <blockquote>{lines}</blockquote>
            <p class="row">
                {rescue}
                {fits.then(|| view! {
                    <button type="button" on:click=click(move || bench.take_conflict(&taken))>{say::conflict_take(lang)}</button>
                })}
                <button type="button" class="quiet" on:click=click(move || bench.drop_conflict(&dropped))>{say::conflict_drop(lang)}</button>
            </p>
        </li>
    }
}

#[component]
fn Versions(opened: OpenDraft) -> impl IntoView {
    let bench = workbench();
    let all = RwSignal::new(false);
    let list = {
        let opened = opened.clone();
        drawn(move || {
            let lang = bench.lang.get();
            let found = match bench.versions.get() {
                None => {
                    return view! { <p class="loading" role="status">{say::loading(lang)}</p> }.into_any();
                }
                Some(Err(_)) => {
                    return view! { <p class="fault">{say::history_unreadable(lang)}</p> }.into_any();
                }
                Some(Ok(found)) => found,
            };
            if found.is_empty() {
                return view! { <p class="empty">{say::history_empty(lang)}</p> }.into_any();
            }
            let more = found.len().saturating_sub(VERSIONS_AT_FIRST);
            let shown = if all.get() { found.len() } else { VERSIONS_AT_FIRST };
            let rows: Vec<_> = found
                .into_iter()
                .take(shown)
                .map(|version| {
                    let title = version_title(&version, lang);
                    let fields = field_names(&version.fields, &opened.rubric_file.rubric, lang);
                    let label = say::version_look_label(lang, &title);
                    let chosen = {
                        let sequence = version.sequence;
                        move || bench.shown_version.with(|shown_version| {
                            (shown_version.as_ref().is_some_and(|one| one.version.sequence == sequence)).then_some("true")
                        })
                    };
                    view! {
                        <li class="version" aria-current=chosen>
                            <div><strong>{title}</strong>" "<span class="muted">{fields}</span></div>
                            <button type="button" aria-label=label on:click=click(move || bench.look_at_version(version.sequence))>{say::version_look(lang)}</button>
                        </li>
                    }
                })
                .collect();
            let older = (more > 0 && !all.get()).then(|| {
                view! { <button type="button" class="quiet" on:click=click(move || all.set(true))>{say::history_more(lang, more)}</button> }
            });
            view! { <ol class="versions">{rows}</ol>{older} }.into_any()
        })
    };
    let difference = drawn(move || {
        let Some(shown) = bench.shown_version.get() else {
            return nothing();
        };
        version_view(&shown, &opened.rubric_file.rubric, bench.lang.get())
    });
    view! {
        <section aria-labelledby="versions-title">
            <h2 id="versions-title">{translated(say::versions_title)}</h2>
            <div class="versions-pair">
                {list}
                <div class="version-shown" aria-live="polite">{difference}</div>
            </div>
        </section>
    }
}

fn version_view(shown: &ShownVersion, rubric: &Rubric, lang: Lang) -> AnyView {
    let bench = workbench();
    let title = version_title(&shown.version, lang);
    let count = shown.differences.len();
    let fixed = fixed(bench);
    let fields: Vec<_> = shown
        .differences
        .iter()
        .map(|edit: &Change| {
            let name = field_title(&edit.address, &|at| bench.text(at), rubric, lang);
            let label = say::version_restore_field_label(lang, &name);
            let now = bench.text(&edit.address);
            let then = shown_text(&edit.address, &edit.text, rubric, lang);
            let now = shown_text(&edit.address, &now, rubric, lang);
            let at = edit.address.clone();
            view! {
                <section class="changed">
                    <h4>{name}</h4>
                    {marked(&then, &now)}
                    <button type="button" aria-label=label disabled=fixed on:click=click(move || bench.restore(Some(at.clone())))>{say::version_restore_field(lang)}</button>
                </section>
            }
        })
        .collect();
    let whole = (count > 1).then(|| {
        view! {
            <button type="button" class="primary" disabled=fixed on:click=click(move || bench.restore(None))>{say::version_restore(lang)}</button>
        }
    });
    let told = match (count, shown.damaged.is_empty()) {
        (0, true) => say::version_same(lang).to_owned(),
        (0, false) => String::new(),
        _ => say::version_differs(lang, count),
    };
    let damaged = (!shown.damaged.is_empty()).then(|| {
        let names: Vec<String> = shown
            .damaged
            .iter()
            .map(|at| field_title(at, &|at| bench.text(at), rubric, lang))
            .collect();
        let separator = if lang == Lang::Zh { "、" } else { ", " };
        view! { <p class="fault">{say::version_damaged(lang, names.join(separator))}</p> }
    });
    view! {
        <h3 id="version-title" tabindex="-1">{title}</h3>
        <p>{told}</p>
        {damaged}
        {(count > 0).then(|| view! { <p class="hint">{say::version_marks(lang)}</p> })}
        {whole}
        {fields}
    }
    .into_any()
}

/// What the version says differently from now, marked in one text.
pub(super) fn marked(then: &str, now: &str) -> AnyView {
    let runs: Vec<_> = difference(then, now)
        .into_iter()
        .map(|run| match run {
            Run::Same(text) => view! { <span>{text}</span> }.into_any(),
            Run::Gone(text) => view! { <del>{text}</del> }.into_any(),
            Run::New(text) => view! { <ins>{text}</ins> }.into_any(),
        })
        .collect();
    view! { <blockquote class="runs">{runs}</blockquote> }.into_any()
}

fn version_title(version: &Version, lang: Lang) -> String {
    let (from, to) = (clock::local(version.from), clock::local_time(version.to));
    let title = if clock::local_time(version.from) == to {
        from
    } else {
        format!("{from}\u{2013}{to}")
    };
    if version.restored {
        say::version_restored_title(lang, title)
    } else {
        title
    }
}

fn field_names(fields: &[Address], rubric: &Rubric, lang: Lang) -> String {
    const NAMED: usize = 3;
    let ordered = in_order(fields.iter().collect(), |one: &&Address, other| {
        SELF_ASSESSMENT.rank(one).cmp(&SELF_ASSESSMENT.rank(other))
    });
    let names: Vec<String> = ordered
        .into_iter()
        .take(NAMED)
        .map(|field| field_title(field, &|at| workbench().text(at), rubric, lang))
        .collect();
    let between = if lang == Lang::Zh { "\u{3001}" } else { ", " };
    let names = names.join(between);
    if fields.len() > NAMED {
        say::VersionFields {
            names: &names,
            count: &fields.len(),
        }
        .text(lang)
    } else {
        names
    }
}
