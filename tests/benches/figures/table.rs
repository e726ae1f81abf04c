//! What was measured, for people and for programs.

use std::path::Path;

use serde_json::json;

/// How a figure must stand to its bar.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bar {
    AtLeast(f64),
    AtMost(f64),
    /// Nothing is promised: the figure is shown.
    Shown,
}

/// One figure: what it is, its runs, and the number that its bar speaks of.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) figure: String,
    /// What the runs measured, with its unit.
    pub(crate) measured: String,
    /// What it is compared with, with its unit.
    pub(crate) comparator: String,
    /// The value that is held against the bar, with its unit.
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    pub(crate) bar: Bar,
}

#[derive(Debug, Default)]
pub(crate) struct Table(Vec<Row>);

impl Bar {
    /// Whether it is met, where there is something to meet.
    fn is_met_by(self, value: f64) -> Option<bool> {
        match self {
            Self::AtLeast(bar) => Some(value >= bar),
            Self::AtMost(bar) => Some(value <= bar),
            Self::Shown => None,
        }
    }

    fn words(self, unit: &str) -> String {
        match self {
            Self::AtLeast(bar) => format!("≥ {bar} {unit}"),
            Self::AtMost(bar) => format!("≤ {bar} {unit}"),
            Self::Shown => "–".to_owned(),
        }
    }
}

impl Table {
    pub(crate) fn add(&mut self, row: Row) {
        eprintln!("{}: {} ({:.2} {})", row.figure, row.measured, row.value, row.unit);
        self.0.push(row);
    }

    /// A Markdown table.
    pub(crate) fn print(&self) {
        println!("| figure | measured | comparator | value | bar | |\n|---|---|---|---|---|---|");
        for row in &self.0 {
            let verdict = match row.bar.is_met_by(row.value) {
                Some(true) => "met",
                Some(false) => "missed",
                None => "–",
            };
            println!(
                "| {} | {} | {} | {:.2} {} | {} | {verdict} |",
                row.figure,
                row.measured,
                row.comparator,
                row.value,
                row.unit,
                row.bar.words(row.unit)
            );
        }
    }

    pub(crate) fn write_json(&self, path: &Path) {
        let rows: Vec<serde_json::Value> = self
            .0
            .iter()
            .map(|row| {
                json!({
                    "figure": row.figure,
                    "measured": row.measured,
                    "comparator": row.comparator,
                    "value": row.value,
                    "unit": row.unit,
                    "bar": row.bar.words(row.unit),
                    "met": row.bar.is_met_by(row.value),
                })
            })
            .collect();
        std::fs::write(path, json!({ "figures": rows }).to_string()).expect("the file of figures can be written");
    }
}

/// The middle of the runs, and how far they spread: `median (least–most)`.
pub(crate) fn median(runs: &[f64]) -> f64 {
    let mut sorted = runs.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// `12,345/s (11,000–13,000, 5 runs)`
pub(crate) fn rates(runs: &[f64]) -> String {
    let least = runs.iter().copied().fold(f64::INFINITY, f64::min);
    let most = runs.iter().copied().fold(0.0, f64::max);
    format!("{:.0}/s ({least:.0}–{most:.0}, {} runs)", median(runs), runs.len())
}

/// `212 ms (201–230, 5 runs)`, with decimals where whole numbers would say little.
pub(crate) fn list(runs: &[f64], unit: &str) -> String {
    let least = runs.iter().copied().fold(f64::INFINITY, f64::min);
    let most = runs.iter().copied().fold(0.0, f64::max);
    let decimals = if median(runs) < 10.0 { 2 } else { 0 };
    format!("{:.decimals$} {unit} ({least:.decimals$}–{most:.decimals$}, {} runs)", median(runs), runs.len())
}

pub(crate) fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() * percent / 100).min(values.len() - 1)]
}
