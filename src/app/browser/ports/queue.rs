//! The line in which questions to the journal wait: one after the other, in the order of asking.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Poll, Waker};

thread_local! {
    static QUEUE: RefCell<RequestQueue> = const { RefCell::new(RequestQueue::new()) };
}

struct RequestQueue {
    /// The number that the next one gets.
    next: u64,
    /// Who waits, the first of them having its turn, and how to wake it.
    waiting: VecDeque<(u64, Option<Waker>)>,
}

impl RequestQueue {
    const fn new() -> Self {
        Self {
            next: 0,
            waiting: VecDeque::new(),
        }
    }
}

/// A place in the line, taken when it is made and left when it is dropped.
#[derive(Debug)]
pub(super) struct QueueSlot(u64);

impl QueueSlot {
    /// Takes the last place.
    pub(super) fn take() -> Self {
        QUEUE.with_borrow_mut(|queue| {
            let number = queue.next;
            queue.next += 1;
            queue.waiting.push_back((number, None));
            Self(number)
        })
    }

    /// Waits until all who came before have left.
    pub(super) async fn wait(&self) {
        poll_fn(|context| {
            QUEUE.with_borrow_mut(|queue| {
                if queue.waiting.front().is_some_and(|(first, _)| *first == self.0) {
                    return Poll::Ready(());
                }
                if let Some((_, waker)) = queue.waiting.iter_mut().find(|(number, _)| *number == self.0) {
                    *waker = Some(context.waker().clone());
                }
                Poll::Pending
            })
        })
        .await;
    }
}

impl Drop for QueueSlot {
    fn drop(&mut self) {
        let next = QUEUE.with_borrow_mut(|queue| {
            queue.waiting.retain(|(number, _)| *number != self.0);
            queue.waiting.front_mut().and_then(|(_, waker)| waker.take())
        });
        if let Some(next) = next {
            next.wake();
        }
    }
}
