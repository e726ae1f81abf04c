//! Randomness that a failed test can repeat.

/// The seed of this run: `INFUSE_TEST_SEED`, or a new one. It is printed, and shown when the test fails.
pub fn seed() -> u64 {
    let given = std::env::var("INFUSE_TEST_SEED").ok();
    let seed = given.map_or_else(rand::random, |text| text.parse().expect("INFUSE_TEST_SEED is a number"));
    println!("INFUSE_TEST_SEED={seed}");
    seed
}
