//! The line in which questions to the journal wait: one after the other, in the order of asking.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Poll, Waker};

thread_local! {
    static LINE: RefCell<Line> = const { RefCell::new(Line::new()) };
}

struct Line {
    /// The number that the next one gets.
    next: u64,
    /// Who waits, the first of them having its turn, and how to wake it.
    waiting: VecDeque<(u64, Option<Waker>)>,
}

impl Line {
    const fn new() -> Self {
        Self {
            next: 0,
            waiting: VecDeque::new(),
        }
    }
}

/// A place in the line, taken when it is made and left when it is dropped.
#[derive(Debug)]
pub(super) struct Place(u64);

impl Place {
    /// Takes the last place.
    pub(super) fn take() -> Self {
        LINE.with_borrow_mut(|line| {
            let number = line.next;
            line.next += 1;
            line.waiting.push_back((number, None));
            Self(number)
        })
    }

    /// Waits until all who came before have left.
    pub(super) async fn turn(&self) {
        poll_fn(|context| {
            LINE.with_borrow_mut(|line| {
                if line.waiting.front().is_some_and(|(first, _)| *first == self.0) {
                    return Poll::Ready(());
                }
                if let Some((_, waker)) = line.waiting.iter_mut().find(|(number, _)| *number == self.0) {
                    *waker = Some(context.waker().clone());
                }
                Poll::Pending
            })
        })
        .await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let next = LINE.with_borrow_mut(|line| {
            line.waiting.retain(|(number, _)| *number != self.0);
            line.waiting.front_mut().and_then(|(_, waker)| waker.take())
        });
        if let Some(next) = next {
            next.wake();
        }
    }
}
