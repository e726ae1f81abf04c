//! Recovery codes: what stands in for the authenticator app that was lost, each once.

use sha2::{Digest as _, Sha256};

use crate::db::{DbError, WriteTransaction};

/// How many an account is given.
const COUNT: usize = 10;

/// Letters that nobody takes for another one (Crockford's Base32), in lower case.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Letters of a code: 80 random bits, too many to be guessed from the hash, which needs no salt and no slowness then.
const LENGTH: usize = 16;

/// Gives the account new codes in the place of all that it has; they are shown this once.
pub(super) async fn renew(tx: &mut WriteTransaction, account_id: &str) -> Result<Vec<String>, DbError> {
    forget(tx, account_id).await?;
    let codes: Vec<String> = (0..COUNT).map(|_| issue()).collect();
    for code in &codes {
        sqlx::query("INSERT INTO recovery_codes (account_id, code_hash) VALUES ($1, $2)")
            .bind(account_id)
            .bind(hash(account_id, &plain(code)))
            .execute(&mut **tx)
            .await?;
    }
    Ok(codes)
}

pub(super) async fn forget(tx: &mut WriteTransaction, account_id: &str) -> Result<(), DbError> {
    sqlx::query("DELETE FROM recovery_codes WHERE account_id = $1").bind(account_id).execute(&mut **tx).await?;
    Ok(())
}

/// Uses a code up; answers how many are left, `None` where the account has no such code.
pub(super) async fn take(tx: &mut WriteTransaction, account_id: &str, typed: &str) -> Result<Option<i64>, DbError> {
    let taken = sqlx::query("DELETE FROM recovery_codes WHERE account_id = $1 AND code_hash = $2")
        .bind(account_id)
        .bind(hash(account_id, &plain(typed)))
        .execute(&mut **tx)
        .await?;
    if taken.rows_affected() != 1 {
        return Ok(None);
    }
    let left = sqlx::query_scalar("SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1")
        .bind(account_id)
        .fetch_one(&mut **tx)
        .await?;
    Ok(Some(left))
}

/// A new code, in groups of four.
fn issue() -> String {
    let bits: u128 = rand::random();
    let letters = (0..LENGTH).map(|at| char::from(LETTERS[((bits >> (5 * at)) & 31) as usize]));
    let mut code = String::new();
    for (at, letter) in letters.enumerate() {
        if at > 0 && at.is_multiple_of(4) {
            code.push('-');
        }
        code.push(letter);
    }
    code
}

/// A code as a person typed it, without what stands between its letters, and with those meant that look alike.
fn plain(typed: &str) -> String {
    let letters =
        typed.chars().filter(|letter| letter.is_ascii_alphanumeric()).map(|letter| letter.to_ascii_lowercase());
    letters
        .map(|letter| match letter {
            'o' => '0',
            'i' | 'l' => '1',
            letter => letter,
        })
        .take(LENGTH + 1)
        .collect()
}

fn hash(account_id: &str, plain: &str) -> String {
    hex::encode(Sha256::digest(format!("{account_id} {plain}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_a_person_writes_it() {
        let code = issue();
        assert_eq!((code.len(), plain(&code).len()), (19, 16));
        assert_eq!(plain(&code.to_uppercase().replace('-', " ")), plain(&code));
        assert_eq!(plain("O0-Il L1"), "001111");
        assert_ne!(issue(), code);
    }
}
