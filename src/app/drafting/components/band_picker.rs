//! Scoring one clause, or one component of it: the band first, then the value inside it.

use leptos::prelude::*;
use leptos::{ev, html};

use scoring::desks::drafting::Move;
use scoring::document::{Address, Input};
use scoring::foundations::{Code, decimal_or_fraction};
use scoring::problem::{Place, Problem};
use scoring::rubric::{Method, Scale, Step};
use scoring::scoresheet::{Field, Item};
use scoring::words as say;

use crate::app::browser::{document, keys};
use crate::app::components::{
    Message, acts, attribute, click, drawn, named, nothing, text, translated, translated_text, whether,
};
use crate::app::drafting::components::{field_id, fixed, shows, storage_note, typing, workbench, written};

/// How many values a band may have to be offered as buttons.
const MOST_BUTTONS: usize = 6;

/// Band and value of a clause, or of one of its components.
#[component]
pub fn BandPicker(
    /// The clause.
    code: Code,
    /// The component, for methods that have any.
    component: Option<String>,
    /// What follows on Enter: the next component's value, or nothing for the next gap.
    next: Option<String>,
    /// The line with the score, which stands beside the value.
    score: Option<AnyView>,
) -> impl IntoView {
    let bench = workbench();
    let opened = bench.opened.get_untracked()?;
    let clause = opened.rubric_file.rubric.clause(&code)?;
    let method = clause.method.clone();
    let points = decimal_or_fraction(clause.points());
    let name = component.as_ref().and_then(|id| {
        method
            .components
            .iter()
            .find(|one| &one.id == id)
            .map(|one| one.name.clone())
    });
    let value_field = Address::from(Field::Clause(code.clone(), Item::Value(component.clone())));
    let band_field = Address::from(Field::Clause(code.clone(), Item::Band(component.clone())));
    let value_name = Item::Value(component.clone()).to_string();
    let value_id = field_id(&value_field);
    let suffix = component.as_ref().map_or_else(String::new, |id| format!("-{id}"));

    // The band that applies: the chosen one, else the one that the value lies in.
    let sources = {
        let (value, band) = (value_field.clone(), band_field.clone());
        move || [value.clone(), band.clone()].map(Input::Text)
    };
    let band = {
        let (opened, code, component) = (opened.clone(), code.clone(), component.clone());
        let sources = sources.clone();
        Memo::new(move |_| {
            let clause = opened.rubric_file.rubric.clause(&code)?;
            let band = bench.read(sources(), |draft, _| {
                draft.band(&clause, component.as_deref()).map(str::to_owned)
            });
            band.flatten()
        })
    };
    let fixed = fixed(bench);
    let choose = {
        let band_field = band_field.clone();
        move |id: &str| {
            if fixed.get_untracked() {
                return;
            }
            bench.type_in(band_field.clone(), id.to_owned());
            bench.typed();
        }
    };
    let set_value = {
        let value_field = value_field.clone();
        move |text: String| {
            if !fixed.get_untracked() {
                bench.type_in(value_field.clone(), text);
            }
        }
    };

    let bands = method.bands_of(component.as_deref()).to_vec();
    let has_bands = !bands.is_empty();
    let on_digit = {
        let (ids, choose, value_id) = (
            bands.iter().map(|band| band.id.clone()).collect::<Vec<_>>(),
            choose.clone(),
            value_id.clone(),
        );
        move |event: ev::KeyboardEvent| {
            let Some(pressed) = keys::pressed(&event).filter(|pressed| !pressed.with_alt()) else {
                return;
            };
            let chosen = pressed
                .key()
                .parse::<usize>()
                .ok()
                .and_then(|digit| ids.get(digit.checked_sub(1)?));
            if let Some(id) = chosen {
                pressed.taken();
                choose(id);
                document::focus_now(&format!("#{value_id}"));
            }
        }
    };
    let group = format!("band-{code}{suffix}");
    let options: Vec<_> = bands
        .iter()
        .map(|one| {
            let (id, sentence, label) = (one.id.clone(), one.text.clone(), one.name.clone());
            let range = format!(
                "{}\u{2013}{}",
                decimal_or_fraction(one.from),
                decimal_or_fraction(one.to)
            );
            let chosen = {
                let id = id.clone();
                whether(move || band.with(|band| band.as_deref() == Some(id.as_str())))
            };
            let below = {
                let (method, component, id) = (method.clone(), component.clone(), id.clone());
                whether(move || {
                    let current = band.get();
                    current.is_some_and(|current| {
                        let included = method.presupposed_by(component.as_deref(), &current);
                        included.iter().any(|one| one.id == id)
                    })
                })
            };
            let choose = choose.clone();
            view! {
                <label class="band" class:chosen=chosen class:included=below>
                    <input type="radio" name=group.clone() value=id.clone() autocomplete="off"
                        data-focus=format!("band{suffix}")
                        disabled=fixed
                        prop:checked=chosen
                        on:change=acts(move |_: ev::Event| choose(&id))/>
                    <span class="band-name">{named(label)}</span>
                    <span class="band-range">{range}</span>
                    <span class="band-text">{named(sentence)}</span>
                </label>
            }
        })
        .collect();

    // Faults are shown once a value is finished, not in the middle of typing it.
    let finished = RwSignal::new(true);
    let fault = {
        let (opened, code, component) = (opened.clone(), code.clone(), component.clone());
        Memo::new(move |_| {
            let clause = opened.rubric_file.rubric.clause(&code)?;
            let fault = bench.read(sources(), |draft, _| {
                draft.number(&clause, component.as_deref()).err()
            });
            let fault = fault.flatten()?;
            Some(say::fault(
                &Problem::error(Place::Clause(code.clone()), fault),
                bench.lang.get(),
            ))
        })
    };
    let input = NodeRef::<html::Input>::new();
    let typed_text = written(value_field.clone());
    shows(value_field.clone(), typed_text, move || {
        input.get().map(Into::into)
    });
    let neighbour = {
        let (opened, code, component) = (opened.clone(), code.clone(), component.clone());
        move |upwards: bool| {
            let clause = opened.rubric_file.rubric.clause(&code)?;
            let current = band.get_untracked();
            let bands = clause.method.bands_of(component.as_deref());
            let chosen = bands.iter().find(|one| Some(&one.id) == current.as_ref())?;
            let value = bench.look(|draft, _| draft.number(&clause, component.as_deref()).ok())??;
            clause.method.next_value((chosen.from, chosen.to), value, upwards)
        }
    };
    let step_to = {
        let set_value = set_value.clone();
        move |text: String| {
            set_value(text);
            finished.set(true);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(pressed) = keys::pressed(&event).filter(|pressed| !pressed.with_alt()) else {
            return;
        };
        let upwards = match pressed.key().as_str() {
            "Enter" => None,
            "ArrowUp" => Some(true),
            "ArrowDown" => Some(false),
            _ => return,
        };
        if let Some(upwards) = upwards {
            if let Some(value) = neighbour(upwards) {
                pressed.taken();
                step_to(decimal_or_fraction(value));
            }
            return;
        }
        pressed.taken();
        finished.set(true);
        bench.typed();
        if fault.get_untracked().is_none() {
            match &next {
                Some(name) => document::focus_now(&format!("[data-focus='{name}']")),
                None => bench.move_on(Move::NextGap),
            }
        }
    };
    let hint = {
        let (method, component, points) = (method.clone(), component.clone(), points.clone());
        text(move || {
            value_hint(
                &method,
                component.as_deref(),
                band.get().as_deref(),
                &points,
                bench.lang.get(),
            )
        })
    };
    let quick = {
        let (method, component, set_value) = (method.clone(), component.clone(), set_value.clone());
        drawn(move || {
            if fixed.get() {
                return nothing();
            }
            let current = band.get();
            let bands = method.bands_of(component.as_deref());
            let chosen = bands.iter().find(|one| Some(&one.id) == current.as_ref());
            let values = chosen.map(|one| method.values_between(one.from, one.to, MOST_BUTTONS + 1));
            values.filter(|values| values.len() <= MOST_BUTTONS).map_or_else(nothing, |values| {
                let buttons: Vec<_> = values
                    .into_iter()
                    .map(|value| {
                        let value = decimal_or_fraction(value);
                        let (set_value, shown, typed) = (set_value.clone(), value.clone(), value.clone());
                        view! {
                            <button type="button" class="pick"
                                aria-pressed=text(move || (typed_text.get() == shown).to_string())
                                on:click=click(move || {
                                    set_value(typed.clone());
                                    bench.typed();
                                    finished.set(true);
                                })>
                                {value}
                            </button>
                        }
                    })
                    .collect();
                view! { <span class="picks" role="group" aria-label=translated(say::value_picks)>{buttons}</span> }.into_any()
            })
        })
    };
    let clear = {
        let (set_value, choose) = (set_value.clone(), choose.clone());
        move || {
            set_value(String::new());
            choose("");
        }
    };
    let drop = drawn(move || {
        if fixed.get() {
            return nothing();
        }
        let clear = clear.clone();
        view! { <button type="button" class="quiet" on:click=click(clear)>{translated(say::clear_value)}</button> }
            .into_any()
    });
    let unit = if method.scale == Scale::Percent {
        "%".to_owned()
    } else {
        format!("/ {points}")
    };
    let composes = component.is_some();
    let label = name.map_or_else(|| translated_text(value_label(method.scale)), named);
    let legend = text(move || {
        let band = say::band_label(bench.lang.get());
        if composes {
            format!("{} \u{b7} {band}", label.get())
        } else {
            band.to_owned()
        }
    });
    let hint_id = format!("{value_id}-hint");
    let fault_id = format!("{value_id}-fault");
    let described = format!("{hint_id} {fault_id}");
    let shown_fault = text(move || fault.get().filter(|_| finished.get()).unwrap_or_default());
    let (on_input, on_composed) = typing(move |typed| {
        finished.set(false);
        set_value(typed);
    });
    let done = move || {
        finished.set(true);
        bench.typed();
    };
    let stored = storage_note(vec![band_field, value_field]);
    Some(view! {
        <div class="picker" class:component=composes>
            {has_bands.then(|| view! {
                <fieldset class="bands" on:keydown=acts(on_digit)>
                    <legend>{legend}</legend>
                    {method.cumulative.then(|| view! { <p class="hint">{translated(say::band_cumulative)}</p> })}
                    {options}
                </fieldset>
            })}
            {stored}
            <div class="value">
                <p class="value-head">
                    <label for=value_id.clone()>{label}</label>
                    <span class="hint" id=hint_id prop:textContent=hint></span>
                </p>
                <span class="value-line">
                    <input
                        id=value_id
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        data-focus=value_name
                        readonly=fixed
                        aria-describedby=described
                        aria-invalid=attribute(move || (!shown_fault.with(String::is_empty)).then_some("true"))
                        node_ref=input
                        on:input=on_input
                        on:compositionend=on_composed
                        on:change=acts(move |_: ev::Event| done())
                        on:blur=acts(move |_: ev::FocusEvent| done())
                        on:keydown=acts(on_key)
                    />
                    <span class="unit">{unit}</span>
                    {quick}
                </span>
                <div class="value-told">{score}{drop}</div>
                <p class="fault" id=fault_id role="alert" prop:textContent=shown_fault></p>
            </div>
        </div>
    })
}

/// What the number is called: a share of the clause's points, or points.
fn value_label(scale: Scale) -> Message {
    match scale {
        Scale::Percent => say::value_label,
        Scale::Points => say::value_label_points,
    }
}

/// Which numbers fit: those of the band, or those of the scale.
fn value_hint(
    method: &Method,
    component: Option<&str>,
    band: Option<&str>,
    points: &str,
    lang: scoring::foundations::Lang,
) -> String {
    let bands = method.bands_of(component);
    let (from, to) = match bands.iter().find(|one| Some(one.id.as_str()) == band) {
        Some(one) => (decimal_or_fraction(one.from), decimal_or_fraction(one.to)),
        None if method.scale == Scale::Points => ("0".to_owned(), points.to_owned()),
        None => ("0".to_owned(), "100".to_owned()),
    };
    match method.step {
        Step::Any => say::ValueHintAny { from: &from, to: &to }.text(lang),
        Step::By(step) => say::ValueHintStep {
            from: &from,
            to: &to,
            step: &decimal_or_fraction(step),
        }
        .text(lang),
    }
}
