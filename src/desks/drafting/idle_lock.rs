//! Locking an encrypted draft after a time without activity.

use crate::desks::drafting::model::Context;
use crate::desks::drafting::{Activity, Effect, Event, Session};
use crate::foundations::Instant;
use crate::keeper::{self, RandomSource};

/// The minutes to choose from after which an encrypted draft is locked; 0 is never.
pub const IDLE_MINUTES: [u32; 4] = [0, 5, 15, 30];

/// Since when nobody has been there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct IdleTimer {
    /// After how many minutes; 0 is never.
    pub(super) minutes: u32,
    /// When somebody was there last.
    active: Option<Instant>,
    /// The moment of the last event.
    seen: Option<Instant>,
}

impl IdleTimer {
    /// Takes note of the moment, and of somebody who is there. A clock that is set back makes no idle time longer or
    /// shorter; a machine that slept was idle.
    pub(super) fn note(&mut self, is_active: bool, now: Instant) {
        let back = self
            .seen
            .map_or(0, |seen| seen.unix_seconds() - now.unix_seconds());
        let active = self.active.filter(|_| !is_active);
        self.active = Some(active.map_or(now, |active| {
            Instant::from_unix_seconds(active.unix_seconds() - back.max(0))
        }));
        self.seen = Some(now);
    }

    /// Whether nobody has been there for so long that a draft is to be locked.
    fn is_over(self, now: Instant) -> bool {
        let idle = self
            .active
            .map_or(0, |active| now.unix_seconds() - active.unix_seconds());
        self.minutes > 0 && idle >= i64::from(self.minutes) * 60
    }
}

impl Session {
    /// Time has passed: an encrypted draft is locked when nobody is there, and a copy is written when one is due.
    pub(super) fn time_passed(&mut self, seen: &[Activity], context: &mut Context<'_, impl RandomSource>) {
        // Whatever it was: whoever reads moves the pointer, and types nothing.
        self.idle_timer.note(!seen.is_empty(), context.now);
        if self.idle_timer.is_over(context.now) {
            // The keeper locks an encrypted draft alone, and none with texts that are in no storage.
            self.send_to_keeper(keeper::Event::Relock, context);
        }
        if self.copy_check.is_due(context.now) {
            self.copy_due(context);
        }
    }

    /// Whether an event locks the open draft, if all of it is in a storage. The shell then also reads what an input method
    /// has composed so far: with the field goes the only place where that stands.
    pub fn is_locked_by(&self, event: &Event, now: Instant) -> bool {
        let locks = match event {
            Event::Relock => true,
            Event::LockedElsewhere(id) => self.open_id() == Some(id),
            Event::TimePassed(seen) => {
                let mut timer = self.idle_timer;
                timer.note(!seen.is_empty(), now);
                timer.is_over(now)
            }
            _ => false,
        };
        locks && self.keeper().key().is_some()
    }

    pub(super) fn choose_idle_minutes(&mut self, minutes: u32, context: &mut Context<'_, impl RandomSource>) {
        self.idle_timer.minutes = minutes;
        context.ask(Effect::RememberIdleMinutes(minutes));
    }

    /// What is remembered is one of the choices, or nothing.
    pub(super) fn remember_idle_minutes(&mut self, text: Option<&str>) {
        let minutes = text.and_then(|text| text.parse().ok());
        self.idle_timer.minutes = minutes
            .filter(|minutes| IDLE_MINUTES.contains(minutes))
            .unwrap_or_default();
    }

    /// After how many minutes without any activity an encrypted draft is locked; 0 is never.
    pub fn idle_minutes(&self) -> u32 {
        self.idle_timer.minutes
    }
}
