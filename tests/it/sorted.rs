//! Maps, sets and lists in order, against those of the standard library.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use scoring::foundations::{SortedMap, SortedSet, in_order};

use crate::support::chances;

/// What may happen to a map.
#[derive(Clone, Debug)]
enum Step {
    Insert(u8, u16),
    Remove(u8),
    Add(u8),
    Extend(Vec<(u8, u16)>),
    Keep(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0_u8..12, any::<u16>()).prop_map(|(key, value)| Step::Insert(key, value)),
        (0_u8..12).prop_map(Step::Remove),
        (0_u8..12).prop_map(Step::Add),
        prop::collection::vec((0_u8..12, any::<u16>()), 0..6).prop_map(Step::Extend),
        (1_u8..5).prop_map(Step::Keep),
    ]
}

proptest! {
    #![proptest_config(chances())]

    #[test]
    fn a_map_is_what_a_tree_is(steps in prop::collection::vec(step(), 0..30), from in 0_u8..13) {
        let (mut map, mut tree) = (SortedMap::new(), BTreeMap::new());
        for step in steps {
            match step {
                Step::Insert(key, value) => prop_assert_eq!(map.insert(key, value), tree.insert(key, value)),
                Step::Remove(key) => prop_assert_eq!(map.remove(&key), tree.remove(&key)),
                Step::Add(key) => {
                    *map.slot(key) |= 1;
                    *tree.entry(key).or_default() |= 1;
                }
                Step::Extend(entries) => {
                    map.extend(entries.clone());
                    tree.extend(entries);
                }
                Step::Keep(part) => {
                    map.retain(|key, _| key % part == 0);
                    tree.retain(|key, _| key % part == 0);
                }
            }
            prop_assert!(map.iter().eq(tree.iter()));
            prop_assert_eq!((map.len(), map.is_empty()), (tree.len(), tree.is_empty()));
            prop_assert_eq!(map.last_key_value(), tree.last_key_value());
        }
        prop_assert_eq!((map.get(&from), map.contains_key(&from)), (tree.get(&from), tree.contains_key(&from)));
        prop_assert!(map.from(&from).eq(tree.range(from..)));
        prop_assert!(map.keys().eq(tree.keys()) && map.values().eq(tree.values()));
        prop_assert!(map.into_iter().eq(tree));
    }

    #[test]
    fn a_set_is_what_a_tree_is(items in prop::collection::vec(0_u8..12, 0..20), others in prop::collection::vec(0_u8..12, 0..8)) {
        let mut set: SortedSet<u8> = items.iter().copied().collect();
        let mut tree: BTreeSet<u8> = items.into_iter().collect();
        for item in others {
            prop_assert_eq!(set.contains(&item), tree.contains(&item));
            prop_assert_eq!(set.remove(&item), tree.remove(&item));
            prop_assert_eq!(set.insert(item / 2), tree.insert(item / 2));
            prop_assert_eq!((set.first(), set.last()), (tree.first(), tree.last()));
        }
        prop_assert!(set.iter().eq(&tree));
        while let Some(first) = tree.pop_first() {
            prop_assert_eq!(set.pop_first(), Some(first));
        }
        prop_assert_eq!(set.pop_first(), None);
    }

    #[test]
    fn equal_items_keep_their_order(items in prop::collection::vec((0_u8..5, any::<u16>()), 0..40)) {
        let mut sorted = items.clone();
        sorted.sort_by_key(|item| item.0);
        prop_assert_eq!(in_order(items, |one, other| one.0.cmp(&other.0)), sorted);
    }
}
