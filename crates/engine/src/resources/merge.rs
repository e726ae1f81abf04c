//! The three-way merge of one value that was changed here, and perhaps elsewhere too. Pure.

/// What becomes of a change that was made to `base` here, where others may have changed it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Merge {
    /// Both sides are the same: nothing is left to be told.
    Agreed,
    /// Only this side changed it.
    Mine,
    /// Only the other side changed it.
    Theirs,
    /// Both changed it, to different values. A person has to choose.
    Conflict,
}

pub(crate) fn merge<T: PartialEq>(base: &T, mine: &T, theirs: &T) -> Merge {
    if mine == theirs {
        Merge::Agreed
    } else if theirs == base {
        Merge::Mine
    } else if mine == base {
        Merge::Theirs
    } else {
        Merge::Conflict
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What stands after a merge that nobody had to choose in.
    fn merged(base: u8, mine: u8, theirs: u8) -> Option<u8> {
        match merge(&base, &mine, &theirs) {
            Merge::Agreed | Merge::Mine => Some(mine),
            Merge::Theirs => Some(theirs),
            Merge::Conflict => None,
        }
    }

    proptest! {
        #[test]
        fn nothing_changed_is_nothing_changed(base in 0..4u8) {
            prop_assert_eq!(merge(&base, &base, &base), Merge::Agreed);
        }

        #[test]
        fn what_one_side_alone_changed_stands(base in 0..4u8, changed in 0..4u8) {
            prop_assert_eq!(merged(base, changed, base), Some(changed));
            prop_assert_eq!(merged(base, base, changed), Some(changed));
        }

        #[test]
        fn what_both_changed_to_the_same_is_no_conflict(base in 0..4u8, changed in 0..4u8) {
            prop_assert_eq!(merge(&base, &changed, &changed), Merge::Agreed);
        }

        #[test]
        fn there_is_a_conflict_only_where_three_values_differ(base in 0..4u8, mine in 0..4u8, theirs in 0..4u8) {
            let all_differ = base != mine && mine != theirs && theirs != base;
            prop_assert_eq!(merge(&base, &mine, &theirs) == Merge::Conflict, all_differ);
        }

        #[test]
        fn it_makes_no_difference_which_side_is_called_mine(base in 0..4u8, mine in 0..4u8, theirs in 0..4u8) {
            prop_assert_eq!(merged(base, mine, theirs), merged(base, theirs, mine));
        }

        /// Associative as far as nobody has to choose: three devices that changed one value come to the same, whichever
        /// two of them meet first.
        #[test]
        fn it_makes_no_difference_who_meets_first(base in 0..4u8, a in 0..4u8, b in 0..4u8, c in 0..4u8) {
            let left = merged(base, a, b).and_then(|ab| merged(base, ab, c));
            let right = merged(base, b, c).and_then(|bc| merged(base, a, bc));
            if let (Some(left), Some(right)) = (left, right) {
                prop_assert_eq!(left, right);
            }
        }
    }
}
