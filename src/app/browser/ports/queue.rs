//! The queue of requests to the journal: one after the other, in their order.

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
    /// The waiting slots, the first of which is active, with their wakers.
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

/// A slot in the queue, from its creation until it is dropped.
#[derive(Debug)]
pub(super) struct QueueSlot(u64);

impl QueueSlot {
    /// Takes the last slot.
    pub(super) fn take() -> Self {
        QUEUE.with_borrow_mut(|queue| {
            let number = queue.next;
            queue.next += 1;
            queue.waiting.push_back((number, None));
            Self(number)
        })
    }

    /// Waits until all earlier slots are dropped.
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
