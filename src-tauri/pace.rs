//! How often what changes is drawn: nobody reads faster, and drawing takes time.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// The shortest time between two drawings.
const SHORTEST: Duration = Duration::from_millis(100);

/// Lets one change through at once, and the next ones after a pause. Whoever waits here takes afterwards what is so by
/// then: what was overtaken is left out, and the last is never.
#[derive(Default)]
pub(crate) struct Pace {
    next: Option<Instant>,
}

impl Pace {
    /// Waits until it may be drawn again, which is now. Nothing is lost when it is dropped.
    pub(crate) async fn turn(&mut self) {
        if let Some(next) = self.next {
            sleep_until(next).await;
        }
        self.next = Some(Instant::now() + SHORTEST);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use proptest::prelude::*;
    use tokio::sync::watch;

    use super::*;

    /// Draws what a watch says until it is gone; answers when what was drawn.
    async fn draw(changes: Vec<u64>) -> Vec<(Duration, usize)> {
        let (sender, mut receiver) = watch::channel(0);
        let start = Instant::now();
        let drawn = Arc::new(Mutex::new(Vec::new()));
        let notes = drawn.clone();
        let drawing = tokio::spawn(async move {
            let mut pace = Pace::default();
            while receiver.changed().await.is_ok() {
                pace.turn().await;
                let value = *receiver.borrow_and_update();
                notes.lock().unwrap().push((start.elapsed(), value));
            }
        });
        for (number, pause) in changes.iter().enumerate() {
            tokio::time::sleep(Duration::from_millis(*pause)).await;
            sender.send_replace(number + 1);
            tokio::task::yield_now().await;
        }
        tokio::time::sleep(SHORTEST * 2).await;
        drop(sender);
        drawing.await.unwrap();
        Arc::into_inner(drawn).unwrap().into_inner().unwrap()
    }

    proptest! {
        #[test]
        fn the_first_change_is_drawn_at_once_the_last_always_and_never_more_than_ten_in_a_second(
            changes in proptest::collection::vec(0u64..300, 1..40)
        ) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
            let drawn = runtime.block_on(draw(changes.clone()));
            prop_assert_eq!(drawn[0], (Duration::from_millis(changes[0]), 1));
            prop_assert_eq!(drawn.last().map(|(_, value)| *value), Some(changes.len()));
            for pair in drawn.windows(2) {
                prop_assert!(pair[1].0 - pair[0].0 >= SHORTEST && pair[0].1 < pair[1].1);
            }
        }
    }
}
