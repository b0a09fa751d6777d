//! Browser and system in words, out of the `User-Agent` header. Anybody can send any: it helps people to tell their
//! devices apart and proves nothing. What is not in the tables is not repeated.

use crate::messages::Sentence;

/// What stands in the header, and whose it is. The first that fits counts: most browsers also name those they descend from.
const BROWSERS: [(&str, &str); 21] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("YaBrowser/", "Yandex Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Ddg/", "DuckDuckGo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("Lynx/", "Lynx"),
    ("w3m/", "w3m"),
    ("curl/", "curl"),
    ("Wget/", "Wget"),
];

/// The same for systems: Android says that it is Linux, an iPhone that it is like a Mac.
const SYSTEMS: [(&str, &str); 11] = [
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Mac OS X", "macOS"),
    ("FreeBSD", "FreeBSD"),
    ("OpenBSD", "OpenBSD"),
    ("NetBSD", "NetBSD"),
    ("Linux", "Linux"),
];

/// What is known of a browser: its name and that of its system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) browser: Option<&'static str>,
    pub(super) system: Option<&'static str>,
}

impl Known {
    pub(super) fn of(user_agent: Option<&str>) -> Self {
        let text = user_agent.unwrap_or_default();
        let first = |table: &[(&'static str, &'static str)]| {
            let mut fitting = table.iter().filter(|(part, _)| text.contains(part));
            fitting.next().map(|(_, name)| *name)
        };
        Self {
            browser: first(&BROWSERS),
            system: first(&SYSTEMS),
        }
    }

    /// `Firefox on Linux`; of nothing known, `A browser`.
    pub(super) fn sentence(self) -> Sentence {
        match (self.browser, self.system) {
            (Some(browser), Some(system)) => Sentence::of("DEVICE_BROWSER_ON_SYSTEM")
                .with("browser", browser)
                .with("system", system),
            (Some(browser), None) => Sentence::of("DEVICE_BROWSER").with("browser", browser),
            (None, Some(system)) => Sentence::of("DEVICE_ON_SYSTEM").with("system", system),
            (None, None) => Sentence::of("DEVICE_UNKNOWN"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_common_browsers_are_known_by_name() {
        for (header, browser, system) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
                "Firefox",
                "Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
                "Chrome",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                "Edge",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
                "Safari",
                "macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
                "Safari",
                "iOS",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
                "Samsung Internet",
                "Android",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
                "Chrome",
                "ChromeOS",
            ),
        ] {
            let known = Known {
                browser: Some(browser),
                system: Some(system),
            };
            assert_eq!(Known::of(Some(header)), known, "{header}");
        }
        assert_eq!(Known::of(Some("curl/8.11.0")).browser, Some("curl"));
        for nobody in [None, Some(""), Some("<b>Firefox</b>")] {
            assert_eq!(Known::of(nobody).sentence().key, "DEVICE_UNKNOWN");
        }
    }

    proptest! {
        // ASVS: 1.2.1
        #[test]
        fn whatever_the_header_says_the_words_are_ours(
            before in ".{0,80}",
            named in proptest::sample::select(BROWSERS.iter().chain(&SYSTEMS).collect::<Vec<_>>()),
            after in "[<>&\"'\\PC]{0,80}",
        ) {
            for header in [format!("{before}{after}"), format!("{before}{}{after}", named.0)] {
                let known = Known::of(Some(&header));
                let names = [known.browser, known.system];
                for name in names.into_iter().flatten() {
                    prop_assert!(BROWSERS.iter().chain(&SYSTEMS).any(|(_, ours)| *ours == name));
                    prop_assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == ' '));
                }
                prop_assert!(known.sentence().key.starts_with("DEVICE_"));
            }
        }
    }
}
