//! `POST /v1/approvals/check`: what becomes of something before it is done.

use axum::extract::State;
use infuse_protocol::personalization::{
    Approval, ApprovalCategory, ApprovalQuestion, ApprovalRule, Effective, Field, Inherited, Source,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::*;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(check_approval))
}

/// Whether the assistant may do something, has to ask, or must not, and by which rule
///
/// What spends more than `spend_over` credits is of the category `spend_credits`, too: the stricter of the two decides.
#[utoipa::path(
    post, path = "/v1/approvals/check", tag = "personalization", request_body = ApprovalQuestion,
    responses((status = 200, description = "The rule that decides", body = ApprovalRule))
)]
async fn check_approval(
    State(app): State<App>,
    caller: Caller,
    Json(question): Json<ApprovalQuestion>,
) -> Result<Json<ApprovalRule>, ApiError> {
    let workspace_id = place(&app, &caller, question.workspace_id).await?;
    let mut faults = Faults::default();
    if question.category == ApprovalCategory::Other {
        faults.add("/category", "unknown", "It must be one of the categories that there are.");
    }
    if let Some(credits) = question.credits {
        faults.range("/credits", credits, 0..=i64::MAX);
    }
    faults.into_result()?;
    rule(&app, caller.account_id(), &workspace_id, question.category, question.credits).await.map(Json)
}

/// What becomes of something that an account's assistant is about to do in a workspace.
pub(crate) async fn rule(
    app: &App,
    account_id: &str,
    workspace_id: &str,
    category: ApprovalCategory,
    credits: Option<i64>,
) -> Result<ApprovalRule, ApiError> {
    let stored = store::read(&app.db, account_id, workspace_id).await?;
    let effective = effective(&stored.personal, &stored.workspace, &stored.locked);
    Ok(decide(&effective, category, credits))
}

/// What becomes of something of a category that spends so many credits, where that is known.
fn decide(effective: &Effective, category: ApprovalCategory, credits: Option<i64>) -> ApprovalRule {
    let of_spending = || match credits {
        Some(credits) if credits <= effective.spend_over.value => {
            by_field(Approval::Allow, Field::SpendOver, &effective.spend_over)
        }
        _ => of_category(effective, ApprovalCategory::SpendCredits),
    };
    match category {
        ApprovalCategory::SpendCredits => of_spending(),
        category => {
            let own = of_category(effective, category);
            let spending = credits.map(|_| of_spending());
            match spending {
                Some(spending) if strictness(spending.decision) > strictness(own.decision) => spending,
                _ => own,
            }
        }
    }
}

fn of_category(effective: &Effective, category: ApprovalCategory) -> ApprovalRule {
    match (effective.approvals.of(category), category.field()) {
        (Some(holds), Some(field)) => by_field(holds.value, field, holds),
        // What nobody knows is asked for.
        _ => ApprovalRule { decision: Approval::Ask, rule: Field::Other, source: Source::Default, locked: false },
    }
}

fn by_field<T>(decision: Approval, field: Field, of: &Inherited<T>) -> ApprovalRule {
    ApprovalRule { decision, rule: field, source: of.source, locked: of.locked }
}

const fn strictness(approval: Approval) -> u8 {
    match approval {
        Approval::Allow => 0,
        Approval::Ask | Approval::Other => 1,
        Approval::Never => 2,
    }
}

#[cfg(test)]
mod tests {
    use infuse_protocol::personalization::{Approvals, Choices};

    use super::*;

    fn decided(approvals: Approvals, category: ApprovalCategory, credits: Option<i64>) -> (Approval, Field) {
        let personal = Choices { approvals, spend_over: Some(100), ..Choices::default() };
        let rule = decide(&effective(&personal, &Choices::default(), &[]), category, credits);
        (rule.decision, rule.rule)
    }

    #[test]
    fn the_stricter_of_category_and_spending_decides() {
        let approvals = || Approvals {
            run_commands: Some(Approval::Allow),
            delete_data: Some(Approval::Never),
            spend_credits: Some(Approval::Ask),
            ..Approvals::default()
        };
        let of = |category, credits| decided(approvals(), category, credits);
        use ApprovalCategory::{DeleteData, RunCommands, SpendCredits};
        assert_eq!(of(RunCommands, None), (Approval::Allow, Field::RunCommands));
        assert_eq!(of(RunCommands, Some(100)), (Approval::Allow, Field::RunCommands));
        assert_eq!(of(RunCommands, Some(101)), (Approval::Ask, Field::SpendCredits));
        assert_eq!(of(DeleteData, Some(101)), (Approval::Never, Field::DeleteData));
        assert_eq!(of(SpendCredits, Some(100)), (Approval::Allow, Field::SpendOver));
        assert_eq!(of(SpendCredits, Some(101)), (Approval::Ask, Field::SpendCredits));
        // How much it spends is not known.
        assert_eq!(of(SpendCredits, None), (Approval::Ask, Field::SpendCredits));
    }
}
