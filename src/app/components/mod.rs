//! Pieces of pages. One file a piece, one style sheet section of the same name.

mod band_picker;
mod charts;
mod drop_zone;
mod help;
mod notices;
mod save_state;
mod written_field;

pub use band_picker::{BandPicker, first_focus};
pub use charts::{Axis, Bar, HUES, RadarChart};
pub use drop_zone::DropZone;
pub use help::Help;
pub use notices::{Label, Notices};
pub use save_state::SaveState;
pub use written_field::{LineField, WrittenField, field_id};

use leptos::prelude::*;

use scoring::foundations::Lang;

use crate::app::workbench::Workbench;

/// The state of the app.
pub fn workbench() -> Workbench {
    expect_context::<Workbench>()
}

/// A message in the language of the moment.
pub fn said(message: fn(Lang) -> &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let bench = workbench();
    move || message(bench.lang.get())
}
