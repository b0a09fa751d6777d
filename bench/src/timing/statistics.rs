//! What two series of times say of each other. Response times are neither independent nor normal, so everything here
//! works on ranks and on pairs taken back to back (Kario, "Out of the Box Testing", IACR ePrint 2023/1441).

/// The chance that a time of `b` is longer than one of `a` (Mann and Whitney; area under the ROC curve). 0.5 tells
/// nothing; its standard error without a difference is about 1 / sqrt(6 n).
pub(crate) fn area(a: &[u64], b: &[u64]) -> f64 {
    let mut all: Vec<(u64, bool)> = a.iter().map(|time| (*time, false)).collect();
    all.extend(b.iter().map(|time| (*time, true)));
    all.sort_unstable();
    let (mut rank_sum, mut at) = (0.0, 0);
    while at < all.len() {
        let ties = all[at..]
            .iter()
            .take_while(|(time, _)| *time == all[at].0)
            .count();
        let rank = at as f64 + (ties as f64 + 1.0) / 2.0;
        let of_b = all[at..at + ties].iter().filter(|(_, is_b)| *is_b).count();
        rank_sum += rank * of_b as f64;
        at += ties;
    }
    let (n, m) = (a.len() as f64, b.len() as f64);
    (rank_sum - m * (m + 1.0) / 2.0) / (n * m)
}

/// The median of the paired differences `b - a`, in nanoseconds, with the interval that holds it in 95 of 100 resamples.
pub(crate) fn median_difference(a: &[u64], b: &[u64], chance: &mut fastrand::Rng) -> [i64; 3] {
    let pairs: Vec<i64> = a
        .iter()
        .zip(b)
        .map(|(a, b)| i64::try_from(*b).unwrap_or(i64::MAX) - i64::try_from(*a).unwrap_or(i64::MAX))
        .collect();
    let mut resampled: Vec<i64> = (0..1000)
        .map(|_| {
            median(
                (0..pairs.len())
                    .map(|_| pairs[chance.usize(..pairs.len())])
                    .collect(),
            )
        })
        .collect();
    resampled.sort_unstable();
    [resampled[25], median(pairs), resampled[974]]
}

fn median(mut of: Vec<i64>) -> i64 {
    let middle = of.len() / 2;
    *of.select_nth_unstable(middle).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_the_share_of_pairs_in_which_the_second_is_longer() {
        assert_eq!(area(&[1, 2, 3], &[4, 5, 6]), 1.0);
        assert_eq!(area(&[4, 5, 6], &[1, 2, 3]), 0.0);
        assert_eq!(area(&[1, 2], &[1, 2]), 0.5);
        assert_eq!(area(&[1, 3], &[2, 4]), 0.75);
    }

    #[test]
    fn the_median_difference_is_that_of_pairs() {
        let a: Vec<u64> = (0..100).map(|n| n * 1000).collect();
        let b: Vec<u64> = a.iter().map(|time| time + 7).collect();
        assert_eq!(
            median_difference(&a, &b, &mut fastrand::Rng::with_seed(1)),
            [7, 7, 7]
        );
    }
}
