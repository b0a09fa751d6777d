//! Every page of the gallery in a real browser: wide and light, on phones, from right to left, with large text, in forced
//! colours, in a language that is longer than all. axe finds nothing, nothing lies on anything, nothing moves sideways, and
//! the console is empty.

mod sheet;

use std::fs;

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
    // What is on its way from one colour to another has neither.
    let still = [("prefers-reduced-motion", "reduce")];
    let media = setup.media.iter().chain(&still);
    let media: Vec<Value> = media
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    let command = "Emulation.setEmulatedMedia";
    browser.command(command, json!({ "features": media })).await;
}

/// Opens a page as the set-up says, does `more` to it, and says what is wrong with it, a sentence each.
async fn faults(browser: &Chromium, setup: &Setup, url: &str, more: &str) -> Vec<String> {
    browser.page.goto(url).await.expect("the page opens");
    let script = format!(
        "document.documentElement.style.fontSize = '{}%'; {more};
        axe.run({{ resultTypes: ['violations'], rules: {{ 'target-size': {{ enabled: true }} }} }})
            .then(({{ violations }}) => violations.map(({{ id, nodes }}) =>
                `axe: ${{id}}: ` + nodes.map((node) => node.html.slice(0, 160)).join(' ')))
            .then((found) => found.concat({LAYOUT}))",
        setup.text
    );
    let found = browser.evaluate(&script).await;
    serde_json::from_value(found).expect("a list of sentences")
}

/// What was written to the console. That a page came with 404 or its like is no news: it is what it shows.
async fn complaints(browser: &Chromium) -> Vec<String> {
    let own = |message: &str| message.contains("/dev/pages/") || message.contains("/favicon.ico");
    let entries = browser.console().await.into_iter();
    entries
        .filter(|(source, message)| source != "network" || !own(message))
        .map(|(source, message)| format!("console: {source}: {message}"))
        .collect()
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
            for fault in faults(&browser, setup, &url, "").await {
                wrong.push(format!("{} {path}: {fault}", setup.name));
            }
            if let Some(sheet) = &mut sheet {
                sheet.take(&browser, path, setup.width).await;
            }
        }
        wrong.extend(complaints(&browser).await);
        if let Some(sheet) = sheet {
            sheet.write(&browser, setup.width).await;
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
    assert_eq!(
        faults(&browser, &WIDE, &url, "").await,
        Vec::<String>::new()
    );
    assert_eq!(complaints(&browser).await, Vec::<String>::new());
    for (planted, expected) in PLANTED {
        let mut found = faults(&browser, &WIDE, &url, planted).await;
        found.extend(complaints(&browser).await);
        let found = found.join("\n");
        assert!(found.contains(expected), "{planted}: {found}");
    }
}
