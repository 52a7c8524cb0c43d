//! Desks as sessions without a screen: events in, effects out, and a view to draw. No desk imports another.
//! A desk is a folder; what every desk has is a file beside them.

pub mod drafting;
pub mod rubrics;
pub mod secretariat;
