//! The table of goals and figures.

/// What a figure should be.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    Most(f64),
    Least(f64),
}

/// One figure, measured several times.
pub(crate) struct Line {
    pub(crate) figure: String,
    pub(crate) database: String,
    pub(crate) goal: Goal,
    pub(crate) unit: &'static str,
    pub(crate) values: Vec<f64>,
}

impl Line {
    /// The value in the middle.
    pub(crate) fn median(&self) -> f64 {
        median(&self.values)
    }

    /// Whether the value in the middle is as it should be.
    pub(crate) fn is_met(&self) -> bool {
        match self.goal {
            Goal::Most(most) => self.median() <= most,
            Goal::Least(least) => self.median() >= least,
        }
    }

    fn cells(&self) -> [String; 7] {
        let goal = match self.goal {
            Goal::Most(most) => format!("≤ {} {}", number(most), self.unit),
            Goal::Least(least) => format!("≥ {} {}", number(least), self.unit),
        };
        let (least, most) = range(&self.values);
        [
            self.figure.clone(),
            self.database.clone(),
            goal,
            format!("{} {}", number(self.median()), self.unit),
            format!("{} .. {}", number(least), number(most)),
            self.values.len().to_string(),
            if self.is_met() { "met" } else { "NOT MET" }.to_owned(),
        ]
    }
}

const TITLES: [&str; 7] = [
    "figure",
    "database",
    "goal",
    "median",
    "min .. max",
    "n",
    "",
];

/// The table as text.
pub(crate) fn table(lines: &[Line]) -> String {
    let mut rows = vec![TITLES.map(str::to_owned)];
    rows.extend(lines.iter().map(Line::cells));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..TITLES.len()).map(|n| width(n).unwrap_or(0)).collect();
    let mut text = String::new();
    for (n, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&widths);
        let cells = cells.map(|(cell, width)| format!("{cell:<width$}"));
        text.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
        if n == 0 {
            let rule = widths.iter().map(|width| "-".repeat(width + 2));
            text.push_str(&format!("|{}|\n", rule.collect::<Vec<_>>().join("|")));
        }
    }
    text
}

/// The value in the middle of some.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}

fn range(values: &[f64]) -> (f64, f64) {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (least, most)
}

/// Three digits that matter.
pub(crate) fn number(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        size if size >= 100.0 || size.fract() == 0.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
