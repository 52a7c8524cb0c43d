//! Desks as sessions without a screen: events in, effects out, and a view to draw. No desk imports another.

pub mod drafting;
pub mod secretariat;
