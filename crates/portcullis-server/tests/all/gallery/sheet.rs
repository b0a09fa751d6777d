//! Contact sheets: all pages of one set-up as thumbnails in one image, put together by the browser itself. Written to
//! `docs/screens` by `UPDATE_SCREENS=1 cargo test -p portcullis-server gallery`, for people to look at.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::browser::Chromium;

/// The width of a thumbnail and how many stand side by side, in pixels: of a wide window, and of a phone.
const WIDE: (u32, u32) = (200, 7);
const PHONE: (u32, u32) = (95, 14);

fn layout(width: u32) -> (u32, u32) {
    if width > 600 { WIDE } else { PHONE }
}

/// The thumbnails of one set-up.
pub(super) struct Sheet {
    name: &'static str,
    html: String,
}

impl Sheet {
    /// A sheet, if sheets are wanted.
    pub(super) fn wanted(name: &'static str) -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "whoever wants new images says so to the test"
        )]
        let wanted = std::env::var_os("UPDATE_SCREENS").is_some();
        let html = String::new();
        wanted.then_some(Self { name, html })
    }

    /// Takes the page that is open, from its top.
    pub(super) async fn take(&mut self, browser: &Chromium, path: &str, width: u32) {
        let height = "document.documentElement.scrollHeight";
        let height = browser.evaluate(height).await.as_u64().unwrap_or_default();
        let most = u64::from(width) * if width > 600 { 1 } else { 2 };
        let scale = f64::from(layout(width).0) / f64::from(width);
        let clip =
            json!({ "x": 0, "y": 0, "width": width, "height": height.min(most), "scale": scale });
        let image = capture(browser, clip).await;
        if self.name == "wide-light" && path.ends_with("/login_user/empty") {
            let clip = json!({ "x": 240, "y": 0, "width": 800, "height": 800, "scale": 0.8 });
            write("sign-in", &capture(browser, clip).await);
        }
        let label = path.trim_start_matches("/dev/pages/");
        self.html += &format!(
            "<figure><figcaption>{label}</figcaption><img src=\"data:image/png;base64,{image}\"></figure>"
        );
    }

    /// Lays the thumbnails out and writes the image.
    pub(super) async fn write(self, browser: &Chromium, width: u32) {
        let (thumbnail, columns) = layout(width);
        let width = columns * (thumbnail + 10) + 10;
        let window =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        browser
            .command("Emulation.setDeviceMetricsOverride", window)
            .await;
        browser
            .command("Emulation.setEmulatedMedia", json!({ "features": [] }))
            .await;
        browser
            .page
            .goto("about:blank")
            .await
            .expect("an empty page");
        let style = format!(
            "body {{ margin: 10px; background: #888; font: 10px sans-serif; display: grid; gap: 10px; align-items: start;
               grid-template-columns: repeat({columns}, {thumbnail}px) }}
             figure {{ margin: 0 }} figcaption {{ overflow-wrap: anywhere }} img {{ display: block }}"
        );
        let html = json!(format!("<style>{style}</style>{}", self.html));
        let script = format!(
            "document.body.innerHTML = {html}; Promise.all([...document.images].map((image) => image.decode()))
                .then(() => document.body.scrollHeight + 10)"
        );
        let height = browser.evaluate(&script).await;
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        write(self.name, &capture(browser, clip).await);
    }
}

/// An image of a part of the page, as PNG in base64.
pub(super) async fn capture(browser: &Chromium, clip: Value) -> String {
    let parameters = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
    let image = browser.command("Page.captureScreenshot", parameters).await;
    image["data"].as_str().expect("an image").to_owned()
}

/// Writes an image into `docs/screens`.
pub(super) fn write(name: &str, base64: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/screens");
    fs::create_dir_all(&folder).expect("a folder for images");
    let path = folder.join(format!("{name}.png"));
    fs::write(path, decoded(base64)).expect("an image can be written");
}

/// RFC 4648, 4.
fn decoded(base64: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in base64.bytes().filter(|letter| *letter != b'=') {
        let six = ALPHABET.iter().position(|known| *known == letter);
        let six = six.and_then(|six| u32::try_from(six).ok());
        held = held << 6 | six.expect("a letter of base64");
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).expect("eight bits"));
        }
    }
    bytes
}
