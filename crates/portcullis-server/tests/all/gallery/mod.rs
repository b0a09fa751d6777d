//! Every page of the gallery in a real browser: wide and light, on phones, from right to left, with large text, in forced
//! colours, in a language that is longer than all. axe finds nothing, nothing lies on anything, nothing moves sideways, and
//! the console is empty.

mod sheet;

use std::fs;

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::{
    browser::Chromium,
    process::{Place, client},
};

const LAYOUT: &str = include_str!("layout.js");

/// One way to look at all pages.
struct Setup {
    name: &'static str,
    lang: &'static str,
    /// The window, in CSS pixels.
    width: u32,
    height: u32,
    /// What the browser says that the person prefers.
    media: &'static [(&'static str, &'static str)],
    /// The size of text, in percent.
    text: u32,
}

const WIDE: Setup = Setup {
    name: "wide-light",
    lang: "en",
    width: 1280,
    height: 800,
    media: &[("prefers-color-scheme", "light")],
    text: 100,
};

const SETUPS: [Setup; 7] = [
    WIDE,
    Setup {
        name: "phone-dark",
        lang: "de",
        width: 360,
        height: 740,
        media: &[("prefers-color-scheme", "dark")],
        ..WIDE
    },
    Setup {
        name: "narrow",
        lang: "fr",
        width: 320,
        height: 640,
        ..WIDE
    },
    Setup {
        name: "right-to-left",
        lang: "ar",
        width: 360,
        height: 740,
        ..WIDE
    },
    Setup {
        name: "large-text",
        text: 200,
        ..WIDE
    },
    Setup {
        name: "forced-colours",
        media: &[
            ("forced-colors", "active"),
            ("prefers-color-scheme", "dark"),
        ],
        ..WIDE
    },
    Setup {
        name: "made-language",
        lang: "en-XA",
        width: 360,
        height: 740,
        ..WIDE
    },
];

/// The script of axe. Panics with the cure where there is none.
fn axe() -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "the test command says where it is"
    )]
    let path = std::env::var("PORTCULLIS_AXE")
        .expect("PORTCULLIS_AXE: run scripts/test, which installs axe");
    fs::read_to_string(path).expect("the script of axe")
}

/// A browser into which axe comes with every page.
async fn looking() -> Chromium {
    let browser = Chromium::start().await;
    let source = json!({ "source": axe() });
    let command = "Page.addScriptToEvaluateOnNewDocument";
    browser.command(command, source).await;
    browser
}

async fn prepare(browser: &Chromium, setup: &Setup) {
    let window = json!({
        "width": setup.width,
        "height": setup.height,
        "deviceScaleFactor": 1,
        "mobile": false,
    });
    let command = "Emulation.setDeviceMetricsOverride";
    browser.command(command, window).await;
    let media = setup.media.iter();
    let media: Vec<Value> = media
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    let command = "Emulation.setEmulatedMedia";
    browser.command(command, json!({ "features": media })).await;
}

/// Opens a page as the set-up says; `more` is done to it before anybody looks.
async fn open(browser: &Chromium, setup: &Setup, url: &str, more: &str) {
    browser.page.goto(url).await.expect("the page opens");
    let size = format!(
        "document.documentElement.style.fontSize = '{}%'; {more}",
        setup.text
    );
    browser.evaluate(&size).await;
}

/// What is wrong with the page that is open, a sentence each.
async fn faults(browser: &Chromium, url: &str) -> Vec<String> {
    let script = format!(
        "axe.run({{ resultTypes: ['violations'], rules: {{ 'target-size': {{ enabled: true }} }} }})
            .then(({{ violations }}) => violations.map(({{ id, nodes }}) =>
                `axe: ${{id}}: ` + nodes.map((node) => node.html.slice(0, 160)).join(' ')))
            .then((found) => found.concat({LAYOUT}))"
    );
    let found = browser.evaluate(&script).await;
    let mut found: Vec<String> = serde_json::from_value(found).expect("a list of sentences");
    for (source, message) in browser.console().await {
        // That the page itself came with 404 or its like is no news.
        let is_own = message.starts_with(url) || message.contains("/favicon.ico");
        if source != "network" || !is_own {
            found.push(format!("console: {source}: {message}"));
        }
    }
    found
}

/// The paths of all samples.
async fn paths(base: &str) -> Vec<String> {
    let request = client().get(format!("{base}/dev/pages"));
    let request = request.header("accept", "application/json");
    let answer = request.send().await.expect("the gallery answers");
    let answer: Value = answer.json().await.expect("JSON");
    let groups = answer["response"]["groups"].as_array().expect("groups");
    let links = groups.iter().flat_map(|group| group["links"].as_array());
    let path = |link: &Value| link["path"].as_str().expect("a path").to_owned();
    links.flatten().map(path).collect()
}

/// Looks at all pages in these set-ups, one after the other.
async fn walk(base: &str, paths: &[String], setups: impl Iterator<Item = &Setup>) -> Vec<String> {
    let browser = looking().await;
    let mut wrong = Vec::new();
    for setup in setups {
        prepare(&browser, setup).await;
        let mut sheet = sheet::Sheet::wanted(setup.name);
        for path in paths {
            let url = format!("{base}{path}?lang={}", setup.lang);
            open(&browser, setup, &url, "").await;
            for fault in faults(&browser, &url).await {
                wrong.push(format!("{} {path}: {fault}", setup.name));
            }
            if let Some(sheet) = &mut sheet {
                sheet.take(&browser, path, setup.width).await;
            }
        }
        if let Some(sheet) = sheet {
            sheet.write(&browser).await;
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_in_every_state_is_sound_however_it_is_looked_at() {
    let place = Place::new();
    let (_running, base) = crate::development::served(&place).await;
    let paths = paths(&base).await;
    assert!(paths.len() >= 60, "{}", paths.len());
    let (one, other) = SETUPS.split_at(SETUPS.len() / 2);
    let (mut wrong, more) = tokio::join!(
        walk(&base, &paths, one.iter()),
        walk(&base, &paths, other.iter())
    );
    wrong.extend(more);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is done to a page, and how it is found.
const PLANTED: &[(&str, &str)] = &[
    ("document.querySelector('label').remove()", "axe: label"),
    (
        "document.querySelector('.lead, h1').style.color = '#bbb'",
        "axe: color-contrast",
    ),
    (
        "document.querySelector('.show').style.marginInlineStart = '-3rem'",
        "lie on each other",
    ),
    (
        "document.querySelector('.hint').style.marginBlockStart = '-2rem'",
        "lies on <input",
    ),
    (
        "document.querySelector('h1').style.width = '2000px'",
        "scrolls sideways",
    ),
    (
        "document.querySelector('.button').style.cssText = 'overflow:hidden;white-space:nowrap;padding:0;width:2rem'",
        "does not fit",
    ),
    (
        "document.body.append(Object.assign(document.createElement('script'), { text: '1' }))",
        "console: security",
    ),
];

#[tokio::test]
async fn what_is_wrong_with_a_page_is_found() {
    let place = Place::new();
    let (_running, base) = crate::development::served(&place).await;
    let url = format!("{base}/dev/pages/register_user/empty?lang=en");
    let browser = looking().await;
    prepare(&browser, &WIDE).await;
    open(&browser, &WIDE, &url, "").await;
    assert_eq!(faults(&browser, &url).await, Vec::<String>::new());
    for (planted, expected) in PLANTED {
        open(&browser, &WIDE, &url, &format!("{planted}; 0")).await;
        let found = faults(&browser, &url).await.join("\n");
        assert!(found.contains(expected), "{planted}: {found}");
    }
}

#[tokio::test]
async fn a_typed_password_is_shown_and_hidden_again_before_it_is_sent() {
    let place = Place::new();
    let (_running, base) = crate::development::served(&place).await;
    let browser = Chromium::start().await;
    let page = &browser.page;
    page.goto(&format!("{base}/login"))
        .await
        .expect("the page opens");
    let button = page.find(Locator::Css(".secret > button")).await;
    let button = button.expect("a button that shows the password");
    let pressed = async || button.attr("aria-pressed").await.expect("a state");
    let kind = "document.querySelector('#password').type";
    assert_eq!(
        button.attr("aria-label").await.expect("a name").as_deref(),
        Some("Show password")
    );
    assert_eq!(pressed().await.as_deref(), Some("false"));
    button.click().await.expect("it can be pressed");
    assert_eq!(pressed().await.as_deref(), Some("true"));
    assert_eq!(browser.evaluate(kind).await, "text");
    let sent = "let sent; document.forms[0].addEventListener('submit', (event) => { event.preventDefault(); sent = document.querySelector('#password').type; });
        document.forms[0].dispatchEvent(new Event('submit', { cancelable: true })); sent";
    assert_eq!(browser.evaluate(sent).await, "password");

    // Without scripts there is no button, and the form is whole.
    browser
        .command(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
    page.goto(&format!("{base}/login"))
        .await
        .expect("the page opens");
    let buttons = page.find_all(Locator::Css(".show, [aria-pressed]")).await;
    assert!(buttons.expect("a list").is_empty());
    assert!(
        page.find(Locator::Css("input[type=password]"))
            .await
            .is_ok()
    );
}
