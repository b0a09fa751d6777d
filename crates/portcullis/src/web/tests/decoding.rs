//! What a request says is decoded once.

use super::*;
use crate::Recoverable;

// ASVS: 1.1.1
#[tokio::test]
async fn what_is_encoded_twice_is_decoded_once() {
    for app in apps_with(|app| app.with(Recoverable::default())).await {
        for (email, next, status, place) in [
            ("ada%40example.test", "%2Fcart%252Fx", 303, "/cart%2Fx"),
            ("ada%2540example.test", "%2Fcart", 422, ""),
            ("ada%40example.test", "%252Fcart", 422, ""),
            ("ada%40example.test", "%252F%252Fevil.example", 422, ""),
        ] {
            let form = format!("email={email}&next={next}&password=correct+horse+battery");
            let kind = "application/x-www-form-urlencoded";
            let page = app
                .browser()
                .post_raw("/login", kind, form.into_bytes())
                .await;
            assert_eq!(
                (page.status, page.location()),
                (status, place),
                "{email} {next}"
            );
        }
        app.browser().post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        let token = link.strip_prefix("/reset/").unwrap();
        let (first, rest) = (token.as_bytes()[0], &token[1..]);
        let once = app
            .browser()
            .get(&format!("/reset/%{first:02X}{rest}"))
            .await;
        assert_eq!(once.status, 200);
        let twice = app
            .browser()
            .get(&format!("/reset/%25{first:02X}{rest}"))
            .await;
        assert_eq!(twice.location(), "/reset");
    }
}
