//! Who is next: one bounded queue in which each share (a network, say) has its turn.
//!
//! Within a share first come, first served. Between shares one each in turn, so that a flood from one network delays the
//! others by one hash for each round.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

/// Where something waits.
#[derive(Clone)]
pub(super) struct Place {
    share: Arc<str>,
    number: u64,
}

/// What waits.
pub(super) struct Queue<T> {
    most: usize,
    waiting: usize,
    next_number: u64,
    shares: HashMap<Arc<str>, BTreeMap<u64, T>>,
    /// Each share in which something waits, once; the first is next.
    turns: VecDeque<Arc<str>>,
}

impl<T> Queue<T> {
    /// A queue in which so many can wait.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            waiting: 0,
            next_number: 0,
            shares: HashMap::new(),
            turns: VecDeque::new(),
        }
    }

    /// Lets something wait, and gives what had to make room for it, if anything had.
    ///
    /// # Errors
    ///
    /// Gives it back when all places are taken, and no share has so many more than this one that it would still have as
    /// many after one was taken from it.
    pub(super) fn push(&mut self, share: &str, entry: T) -> Result<(Place, Option<T>), T> {
        let mut made_room = None;
        if self.waiting >= self.most {
            let Some(longest) = self.longer_than(share) else {
                return Err(entry);
            };
            made_room = self.take(&longest, BTreeMap::pop_last);
        }
        let share = match self.shares.get_key_value(share) {
            Some((share, _)) => Arc::clone(share),
            None => Arc::from(share),
        };
        let number = self.next_number;
        self.next_number += 1;
        let entries = self.shares.entry(Arc::clone(&share)).or_default();
        if entries.is_empty() {
            self.turns.push_back(Arc::clone(&share));
        }
        entries.insert(number, entry);
        self.waiting += 1;
        Ok((Place { share, number }, made_room))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting == 0
    }

    /// How many were ever let in.
    #[cfg(test)]
    pub(super) fn pushed(&self) -> u64 {
        self.next_number
    }

    /// Whose turn it is.
    pub(super) fn pop(&mut self) -> Option<T> {
        let share = Arc::clone(self.turns.front()?);
        // To the end before it is taken from: there it leaves the circle if that was its last.
        self.turns.rotate_left(1);
        self.take(&share, BTreeMap::pop_first)
    }

    /// Takes out what no longer wants to wait; `None` when it does not wait any more.
    pub(super) fn remove(&mut self, place: &Place) -> Option<T> {
        self.take(&place.share, |entries| entries.remove_entry(&place.number))
    }

    /// The share with the most, if it has at least two more than this one.
    fn longer_than(&self, share: &str) -> Option<Arc<str>> {
        let mine = self.shares.get(share).map_or(0, BTreeMap::len);
        let longest = self.shares.iter().max_by_key(|(_, entries)| entries.len());
        let (longest, _) = longest.filter(|(_, entries)| entries.len() > mine + 1)?;
        Some(Arc::clone(longest))
    }

    fn take(
        &mut self,
        share: &Arc<str>,
        from: impl FnOnce(&mut BTreeMap<u64, T>) -> Option<(u64, T)>,
    ) -> Option<T> {
        let entries = self.shares.get_mut(share)?;
        let (_, entry) = from(entries)?;
        self.waiting -= 1;
        if entries.is_empty() {
            self.shares.remove(share);
            self.turns.retain(|other| other != share);
        }
        Some(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(queue: &mut Queue<&'static str>) -> Vec<&'static str> {
        std::iter::from_fn(|| queue.pop()).collect()
    }

    fn push(
        queue: &mut Queue<&'static str>,
        share: &str,
        entry: &'static str,
    ) -> Option<&'static str> {
        let (_, made_room) = queue.push(share, entry).unwrap();
        made_room
    }

    #[test]
    fn each_share_has_its_turn_and_within_it_the_first_is_first() {
        let mut queue = Queue::new(10);
        for (share, entry) in [
            ("a", "a1"),
            ("a", "a2"),
            ("a", "a3"),
            ("b", "b1"),
            ("c", "c1"),
            ("b", "b2"),
        ] {
            assert_eq!(push(&mut queue, share, entry), None);
        }
        assert_eq!(all(&mut queue), ["a1", "b1", "c1", "a2", "b2", "a3"]);
        assert!(queue.shares.is_empty() && queue.turns.is_empty());
    }

    #[test]
    fn a_share_that_comes_back_goes_to_the_end_of_the_round() {
        let mut queue = Queue::new(10);
        push(&mut queue, "a", "a1");
        push(&mut queue, "b", "b1");
        assert_eq!(queue.pop(), Some("a1"));
        push(&mut queue, "a", "a2");
        push(&mut queue, "c", "c1");
        assert_eq!(all(&mut queue), ["b1", "a2", "c1"]);
    }

    #[test]
    fn when_all_places_are_taken_the_newest_of_the_longest_share_makes_room() {
        let mut queue = Queue::new(4);
        for entry in ["a1", "a2", "a3", "a4"] {
            push(&mut queue, "a", entry);
        }
        assert_eq!(queue.push("a", "a5").err(), Some("a5"));
        assert_eq!(push(&mut queue, "b", "b1"), Some("a4"));
        assert_eq!(push(&mut queue, "c", "c1"), Some("a3"));
        // Now one more would only take from one what it gives to the other.
        assert_eq!(queue.push("b", "b2").err(), Some("b2"));
        assert_eq!(
            queue.push("d", "d1").map(|(_, out)| out).ok(),
            Some(Some("a2"))
        );
        assert_eq!(queue.push("e", "e1").err(), Some("e1"));
        assert_eq!(all(&mut queue), ["a1", "b1", "c1", "d1"]);
    }

    #[test]
    fn what_no_longer_waits_leaves_its_place_to_another() {
        let mut queue = Queue::new(2);
        let (first, _) = queue.push("a", "a1").unwrap();
        let (second, _) = queue.push("a", "a2").unwrap();
        assert!(queue.push("a", "a3").is_err());
        assert_eq!(queue.remove(&first), Some("a1"));
        assert_eq!(queue.remove(&first), None, "only once");
        push(&mut queue, "a", "a3");
        assert_eq!(queue.pop(), Some("a2"));
        assert_eq!(queue.remove(&second), None, "it is being worked on");
        assert_eq!(all(&mut queue), ["a3"]);
    }
}
