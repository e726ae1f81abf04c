use super::State;

impl State {
    /// Where the stream of a home was left, for `Last-Event-ID`; `None` when it was never heard.
    pub(crate) async fn stream_position(&self, home_id: &str) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT position FROM stream_positions WHERE home_id = $1")
            .bind(home_id)
            .fetch_optional(&self.positions)
            .await
    }

    /// Notes where the stream of a home stands, after what it said was taken in. It moves many times a second, so
    /// it does not wait for the disk: a power cut may set it back, and what is then heard again is known already.
    pub(crate) async fn keep_stream_position(&self, home_id: &str, position: &str) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO stream_positions (home_id, position) VALUES ($1, $2) \
             ON CONFLICT (home_id) DO UPDATE SET position = excluded.position",
        )
        .bind(home_id)
        .bind(position)
        .execute(&self.positions)
        .await?;
        Ok(())
    }
}
