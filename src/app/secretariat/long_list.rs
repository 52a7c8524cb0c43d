//! Lists of thousands: only the pieces near the screen are drawn, and the others hold their place. A list of a hundred
//! is drawn whole, so that the browser finds every word of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::document;
use crate::app::browser::viewport::{ViewportObserver, Watched};
use crate::app::components::drawn;
use crate::app::secretariat::desk::Item;

/// Draws one of a list: which one, and its place in the list, from 0.
pub type Drawing = Arc<dyn Fn(u64, Signal<usize>) -> AnyView + Send + Sync>;

/// So many are drawn together.
const PIECE: usize = 20;
/// Up to so many the list is drawn whole.
const WHOLE: usize = 120;

/// What a list is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Rows of a table with so many columns: a body of the table for each piece.
    Rows(usize),
    /// Blocks.
    Blocks,
}

impl Shape {
    /// As high one is before it was drawn.
    fn height(self) -> usize {
        match self {
            Self::Rows(_) => 33,
            Self::Blocks => 62,
        }
    }
}

/// A list, in place of a table's body or of blocks.
#[component]
pub fn LongList(
    /// What is in it.
    items: Signal<Vec<Item>>,
    /// What it is made of.
    shape: Shape,
    /// Whether all of it is drawn, as on paper.
    whole: Signal<bool>,
    /// How one is drawn.
    draw: Drawing,
) -> impl IntoView {
    let near = RwSignal::new(BTreeSet::from([0]));
    let heights = StoredValue::new(BTreeMap::<usize, String>::new());
    let is_short = Memo::new(move |_| items.with(|items| items.len() <= WHOLE));
    let pieces = Memo::new(move |_| items.with(|items| items.len().div_ceil(PIECE)));
    let nearness = ViewportObserver::new(move |place, is_near, height| {
        let is_drawn = near.try_with_untracked(|near| near.contains(&place));
        let Some(is_drawn) = is_drawn.filter(|is_drawn| *is_drawn != is_near) else {
            return;
        };
        if is_drawn && is_short.get_untracked() {
            return;
        }
        if let Some(height) = height.filter(|_| is_drawn) {
            heights.update_value(|heights| {
                heights.insert(place, height);
            });
        }
        near.update(|near| {
            if is_near {
                near.insert(place);
            } else {
                near.remove(&place);
            }
        });
    });
    let nearness = StoredValue::new_local(nearness);
    // A short list is drawn whole, one piece after the other.
    let is_growing = StoredValue::new(false);
    Effect::new(move || {
        if is_short.get() && pieces.get() > 1 && !is_growing.get_value() {
            is_growing.set_value(true);
            spawn_local(async move {
                while let Some(Some(place)) = near.try_with_untracked(|near| {
                    let short = is_short.try_get_untracked() == Some(true);
                    let all = pieces.try_get_untracked().unwrap_or_default();
                    (0..all).find(|place| short && !near.contains(place))
                }) {
                    near.update(|near| {
                        near.insert(place);
                    });
                    document::yield_to_browser().await;
                }
                is_growing.try_set_value(false);
            });
        }
    });
    let piece = move |place: usize| {
        let own = Memo::new(move |_| {
            items.with(|items| {
                let own = items.iter().skip(place * PIECE).take(PIECE);
                own.copied().collect::<Vec<Item>>()
            })
        });
        let is_drawn = Memo::new(move |_| whole.get() || near.with(|near| near.contains(&place)));
        let draw = Arc::clone(&draw);
        let inside = drawn(move || {
            if is_drawn.get() {
                let draw = Arc::clone(&draw);
                let one = move |at: ReadSignal<usize>, item: Item| {
                    draw(item.0, Signal::derive(move || place * PIECE + at.get()))
                };
                return view! { <ForEnumerate each=move || own.get() key=|item| *item children=one/> }
                    .into_any();
            }
            let estimate = own.with(Vec::len) * shape.height();
            let measured = heights.with_value(|heights| heights.get(&place).cloned());
            let height = measured.unwrap_or_else(|| format!("{estimate}px"));
            match shape {
                Shape::Rows(columns) => {
                    view! { <tr aria-hidden="true"><td colspan=columns style:height=height></td></tr> }
                        .into_any()
                }
                Shape::Blocks => view! { <div aria-hidden="true" style:height=height></div> }.into_any(),
            }
        });
        let watch = move |element: &Watched| {
            nearness.with_value(|nearness| {
                if let Some(nearness) = nearness {
                    nearness.watch(element, place);
                }
            });
        };
        match shape {
            Shape::Rows(_) => {
                let body = NodeRef::<html::Tbody>::new();
                body.on_load(move |body| watch(&body));
                view! { <tbody node_ref=body>{inside}</tbody> }.into_any()
            }
            Shape::Blocks => {
                let block = NodeRef::<html::Div>::new();
                block.on_load(move |block| watch(&block));
                view! { <div class="pieces" node_ref=block>{inside}</div> }.into_any()
            }
        }
    };
    view! { <For each=move || 0..pieces.get() key=|place| *place children=piece/> }
}

/// As many rows as a table has, with its head.
pub fn row_count(rows: usize) -> String {
    (rows + 1).to_string()
}

/// The place of a row in its table, counted from 1 and with its head.
pub fn row_index(place: Signal<usize>) -> impl Fn() -> String + Clone + Send + Sync {
    move || (place.get() + 2).to_string()
}
