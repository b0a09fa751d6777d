//! A lock as the operator sees and lifts it.

use serde_json::{Value, json};

use crate::process::{PASSWORD, Place, client};

#[tokio::test]
async fn an_operator_sees_a_lock_and_lifts_it() {
    let place = Place::configured("MAIL_FOLDER = 'mails'\n");
    let ada = "ada@example.test";
    place
        .create_user(ada, PASSWORD, &["-a", "--confirmed"])
        .await;
    let served = place.serve().await;
    let browser = client();
    let sign_in = async |password: &str| {
        let form = json!({ "email": ada, "password": password });
        let answer = browser.post(served.at("/login")).json(&form).send().await;
        answer.unwrap()
    };
    for _ in 0..10 {
        assert_eq!(sign_in("raise the drawbridge").await.status(), 400);
    }
    let refused = sign_in(PASSWORD).await;
    assert_eq!(refused.status(), 429);
    let seconds: u64 = refused.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=360).contains(&seconds));
    let shown = place.json(&["users", "show", ada]).await;
    let throttle =
        json!({ "failures": 10, "most_failures": 80, "locked": false, "next_try": null });
    assert_eq!(shown["throttle"], throttle);
    let unlock = ["users", "unlock", "Ada@EXAMPLE.test"];
    assert_eq!(place.json(&unlock).await["changed"], true);
    assert_eq!(place.json(&unlock).await["changed"], false);
    let unknown = place.json(&["users", "unlock", "eve@example.test"]).await;
    assert_eq!(unknown["changed"], Value::Bool(false));
    assert_eq!(sign_in(PASSWORD).await.status(), 200);
}
