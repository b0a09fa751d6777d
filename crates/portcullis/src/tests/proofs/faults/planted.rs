//! The walk finds what it is there to find.

use super::*;

#[tokio::test]
async fn a_change_in_two_steps_is_found_to_be_half_done() {
    for app in App::on_each_database(everything).await {
        let found = walk(&app, Flow::Halves, Fault::Refused, &mut 0).await;
        let wrong = found.expect_err("planted: two statements without a transaction");
        assert!(
            wrong.contains("call 2") && wrong.contains("half done"),
            "{wrong}"
        );
    }
}
