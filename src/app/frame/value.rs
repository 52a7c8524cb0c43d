//! Values that the page follows, for as long as it lives.
//!
//! The framework's own signals bring their whole machinery for each type of value. Here the type is known to reading and
//! writing alone, and who follows a value is kept in one way for all.

use std::sync::{PoisonError, RwLock};

use leptos::prelude::*;

/// A value that can be read; whoever reads it where something is drawn is drawn anew when it is set.
pub struct Readable<T: 'static>(&'static Cell<T>);

/// The same value, to be written.
pub struct Writable<T: 'static>(&'static Cell<T>);

struct Cell<T> {
    value: RwLock<T>,
    changed: ArcTrigger,
}

impl<T> Cell<T> {
    fn read<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.value.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T> Clone for Readable<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Readable<T> {}

impl<T> Clone for Writable<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Writable<T> {}

impl<T> Readable<T> {
    /// Follows the value without reading it.
    pub fn track(self) {
        self.0.changed.track();
    }

    /// Reads the value.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.0.changed.track();
        self.0.read(read)
    }

    /// Reads the value without following it.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.0.read(read)
    }
}

impl<T: Clone> Readable<T> {
    /// The value.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, which is not followed.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T> Writable<T> {
    /// A new value. It is never freed: it is made once when the program starts, and never where something is drawn.
    pub fn new(value: T) -> Self {
        Self(Box::leak(Box::new(Cell {
            value: RwLock::new(value),
            changed: ArcTrigger::new(),
        })))
    }

    /// The value, to be read alone.
    pub fn read_only(self) -> Readable<T> {
        Readable(self.0)
    }

    /// Reads the value without following it.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.0.read(read)
    }

    /// Sets the value and notifies its readers.
    pub fn set(self, value: T) {
        *self.0.value.write().unwrap_or_else(PoisonError::into_inner) = value;
        self.0.changed.notify();
    }

    /// Changes the value and notifies its readers.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.value.write().unwrap_or_else(PoisonError::into_inner));
        self.0.changed.notify();
    }
}
