//! The proxies that are believed: a kind of setting.

use std::net::IpAddr;

use ipnet::IpNet;
use portcullis_kit::settings::{Raw, SettingValue};

/// Ranges of addresses; a single address is the range of itself.
///
/// ```
/// # use portcullis::security::core_settings::{Http, Proxies};
/// let trusted_proxies = Proxies(vec!["10.0.0.0/8".parse()?, "::1/128".parse()?]);
/// let http = Http { trusted_proxies, ..Http::default() };
/// # assert_eq!(http.trusted_proxies.0.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(pub Vec<IpNet>);

impl SettingValue for Proxies {
    const KIND: &'static str = "list of address ranges";

    fn read(raw: &Raw) -> Result<Self, String> {
        let texts = Vec::<String>::read(raw).ok();
        let ranges = texts.and_then(|texts| texts.iter().map(|text| range(text)).collect());
        ranges.map(Self).ok_or_else(|| {
            "expected addresses or ranges of them, for example [\"10.0.0.0/8\", \"::1\"]".to_owned()
        })
    }

    fn show(&self) -> String {
        let texts: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        texts.show()
    }
}

fn range(text: &str) -> Option<IpNet> {
    text.parse::<IpNet>()
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .ok()
}
