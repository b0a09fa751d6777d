//! What a page may weigh and must bring, in every language.

use super::{places::*, *};

/// CSS for all pages together, in bytes.
const CSS_MOST: usize = 15 * 1024;
/// JavaScript for all pages together, in bytes.
const JS_MOST: usize = 2 * 1024;
/// One page, in bytes.
const PAGE_MOST: usize = 12 * 1024;

/// The parts of a page that begin with this tag, up to its end.
fn tags<'a>(html: &'a str, tag: &str) -> Vec<&'a str> {
    let opening = format!("<{tag} ");
    let starts = html
        .match_indices(&opening)
        .map(|(at, _)| &html[at + tag.len() + 2..]);
    starts.filter_map(|rest| rest.split('>').next()).collect()
}

/// What is wrong with a page.
fn faults(html: &str, lang: &str, dir: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |right: bool, what: &str| {
        if !right {
            faults.push(what.to_owned());
        }
    };
    must(html.len() <= PAGE_MOST, "it is too large");
    must(
        html.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")),
        "it is in another language",
    );
    let inline = ["<script>", "<style", " style=", " onclick=", "javascript:"];
    must(
        inline.iter().all(|bad| !html.contains(bad)),
        "something is inline",
    );
    must(
        tags(html, "link").len() == 1,
        "it loads more than the stylesheet",
    );
    let scripts = tags(html, "script");
    let deferred = |script: &&str| script.starts_with("src=\"") && script.ends_with(" defer");
    must(
        scripts.len() <= 1 && scripts.iter().all(deferred),
        "it runs more than the script, or not after the page is read",
    );
    for input in tags(html, "input") {
        let hidden = input.contains("type=\"hidden\"");
        let box_ = input.contains("type=\"checkbox\"");
        must(
            hidden || box_ || input.contains("autocomplete=\""),
            "an input without autocomplete",
        );
        let id = input
            .split("id=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let labelled = id.is_some_and(|id| html.contains(&format!("<label for=\"{id}\"")));
        must(hidden || box_ || labelled, "an input without a label");
    }
    // A key in the place of a sentence.
    let words = html.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let mut keys = words.filter(|word| {
        word.contains('_') && word.chars().all(|c| c.is_ascii_uppercase() || c == '_')
    });
    must(
        keys.next().is_none(),
        "a key that no language has a sentence for",
    );
    faults
}

#[tokio::test]
async fn every_page_is_light_and_whole_in_every_language() {
    let app = whole_app().await;
    let languages: Vec<(String, &str)> = app
        .security
        .messages()
        .offered()
        .map(|(locale, _)| (locale.to_string(), locale.direction()))
        .collect();
    assert_eq!(languages.len(), 7);
    let ada = app.security.find_user(ADA).await.unwrap().unwrap();
    let mut seen = 0;
    for place in places(&app).await {
        if place.is_for_all() || place.path.starts_with("/dev/") {
            continue;
        }
        for (lang, dir) in &languages {
            // One device: the page of devices is as long as their list.
            app.security.reset_user_access(&ada).await.unwrap();
            // It deletes the account of whoever has no password any more.
            app.security.undo_user_deletion(&ada).await.unwrap();
            for browser in [app.browser(), app.login_as(ADA).await] {
                let mut browser = browser.with_header("accept-language", lang);
                for page in [
                    browser.get(&place.path).await,
                    browser.post(&place.path, &[]).await,
                ] {
                    if !page.header("content-type").starts_with("text/html") || page.body.is_empty()
                    {
                        continue;
                    }
                    let found = faults(&page.body, lang, dir);
                    assert!(
                        found.is_empty(),
                        "{} in {lang}: {found:?}\n{}",
                        place.path,
                        page.body
                    );
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[tokio::test]
async fn the_stylesheet_and_the_script_are_small() {
    let app = whole_app().await;
    let page = app.browser().get("/login").await;
    let loaded = async |tag: &str, attribute: &str| {
        let link = tags(&page.body, tag)[0].split(attribute).nth(1).unwrap();
        let path = link.split('"').next().unwrap().replace("&#x2f;", "/");
        app.browser().get(&path).await
    };
    let js = loaded("script", "src=\"").await;
    assert_eq!(js.status, 200);
    assert!(js.body.len() <= JS_MOST, "{}", js.body.len());
    let css = loaded("link", "href=\"").await;
    assert_eq!(css.status, 200);
    assert!(css.body.len() <= CSS_MOST, "{}", css.body.len());
    assert!(css.body.contains("--brand:#2851d8"));
}

#[test]
fn a_page_that_breaks_a_rule_is_found() {
    let page = "<html lang=\"en\" dir=\"ltr\"><link rel=\"stylesheet\"><label for=\"a\">A</label><input id=\"a\" autocomplete=\"off\">";
    assert_eq!(faults(page, "en", "ltr"), Vec::<String>::new());
    assert_eq!(faults(page, "ar", "rtl").len(), 1);
    for more in [
        "<script>",
        "<script src=\"x\">",
        "<link rel=\"preload\">",
        "<input id=\"b\" autocomplete=\"off\">",
        "<input id=\"a\">",
        "LOGIN_TITLE",
        &"x".repeat(13_000),
    ] {
        assert_eq!(
            faults(&format!("{page}{more}"), "en", "ltr").len(),
            1,
            "{more}"
        );
    }
}
