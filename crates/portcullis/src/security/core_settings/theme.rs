//! The look of the pages: what a deployer may set without touching a template.

mod colour;

use std::fmt::Write;

use colour::Colour;
use portcullis_kit::settings::within;

use super::checks;

portcullis_kit::settings! {
    /// The look of pages, and where they lead for help. Colours are written `#2851d8`; one that people could not read is
    /// refused, with the nearest one that they can (WCAG 2.2, 1.4.3 and 1.4.11).
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # fn build(db: Db) {
    /// let builder = Security::builder(db).core(|core| {
    ///     core.theme.theme_brand = "#7a1f5c".into();
    ///     core.theme.help_url = "/help".into();
    /// });
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Theme {
        /// The colour of buttons and links on light pages.
        THEME_BRAND: theme_brand: String = "#2851d8".to_owned() => brand,
        /// The same on dark pages.
        THEME_BRAND_DARK: theme_brand_dark: String = "#86a8ff".to_owned() => brand_dark,
        /// Behind the card on light pages.
        THEME_BACKGROUND: theme_background: String = "#f5f6f8".to_owned() => background,
        /// The same on dark pages.
        THEME_BACKGROUND_DARK: theme_background_dark: String = "#0e1014".to_owned() => background_dark,
        /// The card on light pages.
        THEME_SURFACE: theme_surface: String = "#ffffff".to_owned() => background,
        /// The same on dark pages.
        THEME_SURFACE_DARK: theme_surface_dark: String = "#171a20".to_owned() => background_dark,
        /// How round corners of fields and buttons are, in CSS pixels: 0 to 22.
        THEME_RADIUS: theme_radius: u64 = 8 => within(0, 22),
        /// How round corners of the card are, in CSS pixels: 0 to 32.
        THEME_RADIUS_CARD: theme_radius_card: u64 = 12 => within(0, 32),
        /// Fonts that are on people's machines, as CSS names them. Nothing is loaded from anywhere.
        THEME_FONT: theme_font: String =
            "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"Liberation Sans\", sans-serif".to_owned() => font,
        /// A picture in the place of the first letter of the app's name: a path on this origin, or a `data:` URL. 40 by 40 CSS pixels.
        THEME_LOGO: theme_logo: String = String::new() => picture,
        /// Where "Help" at the foot of each page leads, always in the same place (WCAG 2.2, 3.2.6); empty for no such link.
        HELP_URL: help_url: String = String::new() => checks::view,
        /// Where "Privacy" at the foot of each page leads; empty for no such link.
        PRIVACY_URL: privacy_url: String = String::new() => checks::view,
        /// The terms that people accept by signing up, named under the button; empty for none.
        TERMS_URL: terms_url: String = String::new() => checks::view,
    }
}

/// The text of our pages.
const TEXT: Colour = Colour::new(0x15, 0x18, 0x1e);
/// The hints of our pages, the faintest text there is.
const MUTED: Colour = Colour::new(0x53, 0x5a, 0x66);
const TEXT_DARK: Colour = Colour::new(0xf2, 0xf4, 0xf7);
const MUTED_DARK: Colour = Colour::new(0xa9, 0xb0, 0xbc);
/// The lightest and the darkest that stand behind a link unless a setting changes them.
const LIGHT: Colour = Colour::new(0xf5, 0xf6, 0xf8);
const DARK: Colour = Colour::new(0x17, 0x1a, 0x20);

/// What a link on light ground must be like.
fn brand(text: &str) -> Result<(), String> {
    Colour::parse(text)?.readable_on(&[LIGHT])
}

fn brand_dark(text: &str) -> Result<(), String> {
    Colour::parse(text)?.readable_on(&[DARK])
}

fn background(text: &str) -> Result<(), String> {
    Colour::parse(text)?.readable_on(&[TEXT, MUTED])
}

fn background_dark(text: &str) -> Result<(), String> {
    Colour::parse(text)?.readable_on(&[TEXT_DARK, MUTED_DARK])
}

fn font(text: &str) -> Result<(), String> {
    let plain = |c: char| c.is_alphanumeric() || " ,-_\"'".contains(c);
    if !text.is_empty()
        && text.len() <= 300
        && text.chars().all(plain)
        && text.matches('"').count().is_multiple_of(2)
    {
        return Ok(());
    }
    Err(
        "expected names of fonts as in CSS, for example \"Inter, system-ui, sans-serif\""
            .to_owned(),
    )
}

fn picture(text: &str) -> Result<(), String> {
    let own = text.starts_with('/') && !text.starts_with("//");
    let inside = text.starts_with("data:image/");
    let plain = text.chars().all(|c| c.is_ascii_graphic());
    if text.is_empty() || ((own || inside) && plain && text.len() <= 16_384) {
        return Ok(());
    }
    Err(
        "expected a path on this origin, such as \"/logo.svg\", or a data: URL of a picture"
            .to_owned(),
    )
}

impl Theme {
    /// The variables of the stylesheet, after its own and so in their place.
    pub(crate) fn css(&self) -> String {
        let mut css = String::new();
        let light = [
            &self.theme_brand,
            &self.theme_background,
            &self.theme_surface,
        ];
        let dark = [
            &self.theme_brand_dark,
            &self.theme_background_dark,
            &self.theme_surface_dark,
        ];
        let fixed = format!(
            "--radius:{}px;--radius-card:{}px;--font:{};",
            self.theme_radius, self.theme_radius_card, self.theme_font
        );
        let _ = write!(css, ":root{{{fixed}{}}}", variables(light, Colour::darker));
        let _ = write!(
            css,
            "@media(prefers-color-scheme:dark){{:root{{{}}}}}",
            variables(dark, Colour::lighter)
        );
        css
    }
}

/// Brand, background, surface; the brand under the pointer, and what is written on it.
fn variables([brand, background, surface]: [&String; 3], strong: fn(Colour) -> Colour) -> String {
    // Checked when the settings were read.
    let colour = Colour::parse(brand).unwrap_or(TEXT);
    format!(
        "--brand:{colour};--brand-strong:{};--on-brand:{};--bg:{background};--surface:{surface};",
        strong(colour),
        colour.text_on_it(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_that_nobody_could_read_is_refused_with_the_nearest_that_people_can() {
        assert_eq!(brand("#2851d8"), Ok(()));
        let refused = brand("#ffd400").unwrap_err();
        assert!(refused.contains("contrast of 1.3 to 1"), "{refused}");
        let nearest = refused.rsplit('"').nth(1).unwrap();
        assert_eq!(brand(nearest), Ok(()), "{refused}");
        assert!(brand_dark("#2851d8").is_err() && brand_dark("#86a8ff").is_ok());
        assert!(background("#808080").is_err() && background_dark("#808080").is_err());
        for odd in ["", "#12345", "#12345g", "red", "2851d8", "#2851d8;}"] {
            assert!(
                brand(odd).unwrap_err().contains("such as \"#2851d8\""),
                "{odd}"
            );
        }
    }

    #[test]
    fn nothing_but_fonts_and_pictures_gets_into_the_pages() {
        assert!(font("Inter, \"Segoe UI\", sans-serif").is_ok());
        for odd in ["", "a;}", "url(x)", "\"a", "a\nb"] {
            assert!(font(odd).is_err(), "{odd}");
        }
        assert!(picture("/logo.svg").is_ok() && picture("data:image/png;base64,AAAA").is_ok());
        for odd in [
            "https://elsewhere.test/x.png",
            "//elsewhere.test/x",
            "data:text/html,x",
            "/a b",
        ] {
            assert!(picture(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn what_is_written_on_the_brand_can_be_read() {
        for brand in ["#2851d8", "#86a8ff", "#0a7d33", "#ffd400"] {
            let theme = Theme {
                theme_brand: brand.into(),
                ..Theme::default()
            };
            let css = theme.css();
            assert!(
                css.starts_with(":root{--radius:8px;--radius-card:12px;--font:system-ui"),
                "{css}"
            );
            let on = css
                .split("--on-brand:")
                .nth(1)
                .unwrap()
                .split(';')
                .next()
                .unwrap();
            let contrast = Colour::parse(on)
                .unwrap()
                .contrast(Colour::parse(brand).unwrap());
            assert!(contrast >= 4.5, "{brand} {on} {contrast}");
        }
    }
}
