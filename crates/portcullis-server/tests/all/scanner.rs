//! Mail scanners open each link before its reader does: with `HEAD`, with `GET`, some with a browser that runs scripts and
//! waits. The reader's click still has to work.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    browser::Chromium,
    process::{Place, client, until},
};

const ZOE: &str = "zoe@example.test";
const FIRST: &str = "four words make a password";
const SECOND: &str = "and four others make the next";

/// A virus scanner, a preview of a mail program, a link checker of a company.
const SCANNERS: [&str; 3] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 SafeLinks",
    "curl/8.5.0",
    "Mozilla/5.0 (compatible; MailPreview/1.0; +https://mail.example)",
];

/// How long a scanner's browser looks at a page.
const LOOK: Duration = Duration::from_secs(5);

/// The reader: a browser that keeps cookies.
struct Reader {
    http: reqwest::Client,
    base: String,
}

impl Reader {
    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> u16 {
        let url = if path.contains("://") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        let request = self.http.post(url).header("sec-fetch-site", "same-origin");
        let answer = request.form(fields).send().await;
        answer.expect("the server answers").status().as_u16()
    }

    /// The first link of the newest mail, once there are so many.
    async fn link(&self, count: usize) -> String {
        until("the mail is there", async || {
            let mails = client().get(format!("{}/dev/mail.json", self.base));
            let mails = mails.send().await.ok()?.json::<Value>().await.ok()?;
            let mails = mails["messages"].as_array()?;
            let text = mails.first().filter(|_| mails.len() >= count)?["text"].as_str()?;
            let link = text.split_whitespace().find(|word| word.contains("://"))?;
            Some(link.to_owned())
        })
        .await
    }
}

/// All of them open the link, each in its way.
async fn scan(browser: &Chromium, link: &str) {
    for scanner in SCANNERS {
        for method in [reqwest::Method::HEAD, reqwest::Method::GET] {
            let request = client().request(method, link);
            let answer = request.header("user-agent", scanner).send().await;
            let status = answer.expect("the server answers").status().as_u16();
            assert_eq!(status, 200, "{scanner}: {link}");
        }
    }
    let agent = json!({ "userAgent": SCANNERS[0] });
    browser
        .command("Emulation.setUserAgentOverride", agent)
        .await;
    browser.page.goto(link).await.expect("the page opens");
    tokio::time::sleep(LOOK).await;
    let at = browser.page.current_url().await.expect("a URL");
    assert_eq!(at.as_str(), link, "nothing was pressed, nobody was led on");
}

#[tokio::test]
async fn a_scanner_that_opens_each_link_first_takes_nothing_from_the_person() {
    let place = Place::new();
    let (_running, base) = crate::development::served(&place).await;
    let browser = Chromium::start().await;
    let reader = Reader {
        http: client(),
        base,
    };
    let first = [("email", ZOE), ("password", FIRST)];
    let second = [("email", ZOE), ("password", SECOND)];

    assert_eq!(reader.send("/register", &first).await, 303);
    let confirm = reader.link(1).await;
    scan(&browser, &confirm).await;
    assert_eq!(reader.send(&confirm, &[]).await, 303);
    assert_eq!(reader.send("/login", &first).await, 303);
    assert_eq!(reader.send("/logout", &[]).await, 303);

    assert_eq!(reader.send("/reset", &[("email", ZOE)]).await, 303);
    let reset = reader.link(2).await;
    scan(&browser, &reset).await;
    assert_eq!(reader.send(&reset, &[("password", SECOND)]).await, 303);
    // The notice has a link too: it is opened by all of them, and the account is as it was.
    let not_me = reader.link(3).await;
    scan(&browser, &not_me).await;
    assert_eq!(reader.send("/login", &second).await, 303);
    assert_eq!(reader.send("/logout", &[]).await, 303);

    assert_eq!(reader.send("/login/link", &[("email", ZOE)]).await, 303);
    let login = reader.link(4).await;
    scan(&browser, &login).await;
    assert_eq!(reader.send(&login, &[]).await, 303);

    let delete = [("password", SECOND)];
    assert_eq!(reader.send("/account/delete", &delete).await, 303);
    let undo = reader.link(5).await;
    scan(&browser, &undo).await;
    assert_eq!(reader.send(&undo, &[]).await, 303);
    assert_eq!(reader.send("/login", &second).await, 303);
}
