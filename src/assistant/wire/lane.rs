//! A [`Lane`]: the requests on their way to one endpoint. So many go side by side; where the server asks one of them to come
//! back later, all of them wait, for the limit is the office's and not the request's.

use super::Event;
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};

/// See the module.
#[derive(Debug)]
pub struct Lane {
    places: Semaphore,
    side_by_side: usize,
    held_until: Mutex<Option<Instant>>,
}

impl Lane {
    /// A lane in which `side_by_side` requests go at once, at least one.
    pub fn new(side_by_side: usize) -> Self {
        let side_by_side = side_by_side.max(1);
        Self { places: Semaphore::new(side_by_side), side_by_side, held_until: Mutex::new(None) }
    }

    /// How many requests go at once.
    pub fn side_by_side(&self) -> usize {
        self.side_by_side
    }

    /// Waits for a place, and until nobody has to wait for the server. [`Event::Queued`] says that it takes a while.
    pub(super) async fn enter(&self, on: &mut (dyn FnMut(Event) + Send)) -> Option<SemaphorePermit<'_>> {
        let place = match self.places.try_acquire() {
            Ok(place) => place,
            Err(_) => {
                on(Event::Queued);
                // It is never closed.
                self.places.acquire().await.ok()?
            }
        };
        while let Some(until) = self.held() {
            on(Event::Retrying { wait: until.duration_since(Instant::now()) });
            sleep_until(until).await;
        }
        Some(place)
    }

    /// Nobody begins before this wait is over; a longer one that is in force stays.
    pub(super) fn hold(&self, wait: Duration) {
        let until = Instant::now() + wait;
        let mut held = self.held_until.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *held = Some(held.map_or(until, |known| known.max(until)));
    }

    /// Until when everybody waits, if that is still to come.
    fn held(&self) -> Option<Instant> {
        let held = self.held_until.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        held.filter(|until| *until > Instant::now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn so_many_go_at_once_and_all_wait_for_the_server() {
        let lane = Lane::new(2);
        let (mut first, mut third) = (Vec::new(), Vec::new());
        let a = lane.enter(&mut |event| first.push(event)).await;
        let b = lane.enter(&mut |_| {}).await;
        assert!(a.is_some() && b.is_some() && first.is_empty());
        lane.hold(Duration::from_millis(60));
        lane.hold(Duration::from_millis(1));
        let before = Instant::now();
        let mut on = |event| third.push(event);
        let mut waiting = Box::pin(lane.enter(&mut on));
        assert!(futures_util::poll!(&mut waiting).is_pending(), "both places are taken");
        drop(a);
        assert!(waiting.await.is_some());
        assert!(before.elapsed() >= Duration::from_millis(50), "the longer of two waits holds");
        assert_eq!(third[0], Event::Queued);
        assert!(matches!(third[1], Event::Retrying { .. }));
    }
}
