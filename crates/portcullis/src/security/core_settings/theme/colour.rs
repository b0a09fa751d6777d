//! A colour, and whether it can be read on another (WCAG 2.2: relative luminance and contrast ratio).

use std::fmt;

/// The least contrast of text (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    pub(super) const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let digits = digits.filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match number.map(u32::to_be_bytes) {
            Some([_, red, green, blue]) => Ok(Self::new(red, green, blue)),
            None => Err("expected a colour such as \"#2851d8\"".to_owned()),
        }
    }

    /// From 1 for the same colour to 21 for black and white.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// Whether this and each of the others can be told apart as text and ground.
    pub(super) fn readable_on(self, others: &[Self]) -> Result<(), String> {
        let worst = |colour: Self| {
            let contrasts = others.iter().map(|other| colour.contrast(*other));
            contrasts.fold(f64::INFINITY, f64::min)
        };
        let found = worst(self);
        if found >= READABLE {
            return Ok(());
        }
        let steps =
            (1..=100_u8).flat_map(|percent| [self.mixed(0, percent), self.mixed(255, percent)]);
        let nearest = steps.into_iter().find(|colour| worst(*colour) >= READABLE);
        let nearest = nearest.map_or_else(String::new, |nearest| {
            format!("; the nearest that can is \"{nearest}\"")
        });
        Err(format!(
            "has a contrast of {found:.1} to 1, so that people can't read it; {READABLE} is needed{nearest}"
        ))
    }

    /// So many percent nearer to black (0) or white (255).
    fn mixed(self, with: u8, percent: u8) -> Self {
        Self(self.0.map(|channel| {
            let (one, other) = (u32::from(channel), u32::from(with));
            let mixed = (one * u32::from(100 - percent) + other * u32::from(percent)) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        }))
    }

    pub(super) fn darker(self) -> Self {
        self.mixed(0, 20)
    }

    pub(super) fn lighter(self) -> Self {
        self.mixed(255, 25)
    }

    /// White or black, whichever can be read better on this.
    pub(super) fn text_on_it(self) -> Self {
        let (white, black) = (Self::new(255, 255, 255), Self::new(0x0a, 0x0d, 0x14));
        if white.contrast(self) >= black.contrast(self) {
            white
        } else {
            black
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}
