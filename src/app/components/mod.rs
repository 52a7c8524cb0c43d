//! Pieces of pages that every desk has. One file a piece, one style sheet section of the same name.

mod charts;
mod drop_zone;
mod help;
mod masthead;
pub mod newer_version;
pub mod notices;
mod offline_state;
mod paper;

pub use charts::{Bar, HUES, RadarChart, axes};
pub use drop_zone::DropZone;
pub use help::Help;
pub use masthead::{Masthead, SkipLink};
pub use newer_version::NewerVersion;
pub use notices::{Label, Notices};
pub use offline_state::OfflineState;
pub use paper::Paper;

use leptos::ev;
use leptos::prelude::*;

use scoring::foundations::{Lang, Text, visible};

use crate::app::frame::Frame;

/// A message without arguments.
pub type Message = fn(Lang) -> &'static str;
/// What an input does when something is typed.
pub type OnInput = Box<dyn FnMut(ev::Event)>;
/// What an input does when an input method is done.
pub type OnComposed = Box<dyn FnMut(ev::CompositionEvent)>;

/// What every page has.
pub fn frame() -> Frame {
    expect_context::<Frame>()
}

/// A message in the language of the moment.
pub fn translated(message: Message) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let bench = frame();
    move || message(bench.lang.get())
}

// What is generic over a closure is compiled once for each closure. The functions below put closures into boxes
// of a few types, so that the page carries the drawing code once.

/// A text that follows what it reads.
pub fn text(say: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(say)
}

/// A text out of a file, or that somebody typed, as it is shown: what nobody would see is made visible.
pub fn visible_text(text: &str) -> String {
    visible(text).into_owned()
}

/// A text of the rubric in the language of the moment.
pub fn named(name: Text) -> Signal<String> {
    let bench = frame();
    text(move || visible_text(name.get(bench.lang.get())))
}

/// A message as a text, for pieces that take texts.
pub fn translated_text(message: Message) -> Signal<String> {
    let bench = frame();
    text(move || message(bench.lang.get()).to_owned())
}

/// A yes or no that follows what it reads.
pub fn whether(test: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(test)
}

/// An attribute that is there only now and then.
pub fn attribute(
    value: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    Signal::derive(value)
}

/// A piece of the page that is drawn anew when what it reads changes.
pub fn drawn(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let draw: Box<dyn Fn() -> AnyView + Send> = Box::new(draw);
    draw.into_any()
}

/// Nothing to see.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// What a click does.
pub fn click(mut act: impl FnMut() + 'static) -> Box<dyn FnMut(ev::MouseEvent)> {
    Box::new(move |_| act())
}

/// What another event does.
pub fn acts<E: 'static>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(act)
}
