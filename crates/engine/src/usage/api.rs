use infuse_protocol::Page;
use infuse_protocol::usage::{Entry, EventResults, Events, Gauges, RaisedAlert, Usage};
use reqwest::Method;

use crate::api::{Api, ApiError, PAGE, Repeat};

impl Api {
    pub(crate) async fn usage(&self, workspace_id: &str) -> Result<Usage, ApiError> {
        self.get(&format!("/v1/workspaces/{workspace_id}/usage")).await
    }

    /// The entries behind `after`, in order, at most a page of them.
    pub(crate) async fn entries_after(&self, workspace_id: &str, after: i64) -> Result<Vec<Entry>, ApiError> {
        let path = format!("/v1/workspaces/{workspace_id}/usage/entries?after={after}&limit={PAGE}");
        Ok(self.get::<Page<Entry>>(&path).await?.items)
    }

    /// The alerts behind `after`, in order, all of them.
    pub(crate) async fn alerts_after(&self, workspace_id: &str, after: i64) -> Result<Vec<RaisedAlert>, ApiError> {
        let mut alerts: Vec<RaisedAlert> = Vec::new();
        loop {
            let after = alerts.last().map_or(after, |alert| alert.seq);
            let path = format!("/v1/workspaces/{workspace_id}/usage/alerts?after={after}&limit={PAGE}");
            let page = self.get::<Page<RaisedAlert>>(&path).await?;
            let goes_on = page.next_cursor.is_some() && page.items.last().is_some_and(|alert| alert.seq > after);
            alerts.extend(page.items);
            if !goes_on {
                return Ok(alerts);
            }
        }
    }

    /// The entry of that number; absent where the journal is shorter.
    pub(crate) async fn entry(&self, workspace_id: &str, seq: i64) -> Result<Option<Entry>, ApiError> {
        let path = format!("/v1/workspaces/{workspace_id}/usage/entries?after={}&limit=1", seq - 1);
        Ok(self.get::<Page<Entry>>(&path).await?.items.pop())
    }

    /// Reports events. Each is debited once, however often it is sent.
    pub(crate) async fn report_events(&self, workspace_id: &str, events: &Events) -> Result<EventResults, ApiError> {
        let path = format!("/v1/workspaces/{workspace_id}/usage/events");
        self.send(Method::POST, &path, events, Repeat::Safe).await
    }

    pub(crate) async fn report_gauges(&self, workspace_id: &str, gauges: &Gauges) -> Result<(), ApiError> {
        self.tell(Method::PUT, &format!("/v1/workspaces/{workspace_id}/usage/gauges"), gauges).await
    }
}
