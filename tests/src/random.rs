//! Randomness that a failed test can repeat, and how much of it there is.

/// The seed of this run: `INFUSE_TEST_SEED`, or a new one. It is printed, and shown when the test fails.
pub fn seed() -> u64 {
    let given = std::env::var("INFUSE_TEST_SEED").ok();
    let seed = given.map_or_else(rand::random, |text| text.parse().expect("INFUSE_TEST_SEED is a number"));
    println!("INFUSE_TEST_SEED={seed}");
    seed
}

/// How often a story does something: what the variable `name` says, and never less than in the normal run.
pub fn at_least(name: &str, normally: usize) -> usize {
    let given = std::env::var(name).ok();
    given.map_or(normally, |text| text.parse::<usize>().expect("a count is a number").max(normally))
}
