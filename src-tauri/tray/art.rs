//! The tray's ring, drawn in code: how much is left is its length, and what that means is its shape as well as
//! its colour.

use std::f32::consts::TAU;

use infuse_engine::snapshot::{CreditLevel, TrayIcon, UsageNow};
use tiny_skia::{Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

/// What the ring tells. Equal arts are equal pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Art {
    /// Nothing was heard yet: an empty outline.
    Unknown,
    Known {
        /// A dot stands in a ring that is low; one that is exhausted is struck through.
        level: CreditLevel,
        /// Length of the ring, in parts of [`STEPS`].
        left: u8,
        /// Whether this is how it is now. What is not is drawn hollow.
        live: bool,
    },
}

/// How it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    Ring,
    /// With how many percent are left within the ring, 0 to 100; without a number, where that is not known.
    Number(Option<u8>),
    /// In one colour.
    Monochrome,
}

/// The ring grows in so many steps, so that not every credit draws it anew.
const STEPS: u8 = 60;

/// Sizes in pixels that Linux trays pick from, small to large.
#[cfg(any(test, target_os = "linux"))]
pub(crate) const SIZES: [u32; 6] = [16, 22, 24, 32, 48, 64];

impl Style {
    pub(crate) fn of(icon: TrayIcon, usage: Option<&UsageNow>) -> Self {
        match icon {
            TrayIcon::Ring => Self::Ring,
            // The last credit still shows: only nothing is 0.
            TrayIcon::Number => Self::Number(usage.map(|usage| {
                let least = u16::from(usage.left_per_mille > 0);
                u8::try_from((usage.left_per_mille / 10).max(least)).unwrap_or(100)
            })),
            TrayIcon::Monochrome => Self::Monochrome,
        }
    }

    fn colour(self, level: CreditLevel) -> [u8; 4] {
        match self {
            Self::Ring | Self::Number(_) => colour_of(level),
            Self::Monochrome => MONOCHROME,
        }
    }

    fn track(self) -> [u8; 4] {
        match self {
            Self::Ring | Self::Number(_) => TRACK,
            Self::Monochrome => faded(MONOCHROME, TRACK[3]),
        }
    }

    fn outline(self) -> [u8; 4] {
        match self {
            Self::Ring | Self::Number(_) => OUTLINE,
            Self::Monochrome => faded(MONOCHROME, OUTLINE[3]),
        }
    }
}

impl Art {
    pub(crate) fn of(usage: &UsageNow, live: bool) -> Self {
        let steps = usage.left_per_mille * u16::from(STEPS) / 1_000;
        // The last credit still shows: only nothing is an empty ring.
        let least = u16::from(usage.left_per_mille > 0);
        let left = u8::try_from(steps.max(least)).unwrap_or(STEPS);
        Self::Known { level: usage.level, left, live }
    }
}

/// The picture in `size` × `size` pixels: rows of red, green, blue and alpha, not premultiplied.
pub(crate) fn draw(art: Art, style: Style, size: u32) -> Vec<u8> {
    let Some(mut pixmap) = Pixmap::new(size, size) else { return Vec::new() };
    let ring = Ring::of(size, style);
    match art {
        Art::Unknown => ring.outline(&mut pixmap, 1.0, style.outline()),
        Art::Known { level, left, live } => {
            let colour = style.colour(level);
            let share = f32::from(left) / f32::from(STEPS);
            if live {
                ring.fill(&mut pixmap, 1.0, style.track());
                ring.fill(&mut pixmap, share, colour);
            } else {
                ring.outline(&mut pixmap, 1.0, style.outline());
                ring.outline(&mut pixmap, share, colour);
            }
            match (style, level) {
                // The number says what dot and strike say.
                (Style::Number(Some(number)), _) => write(&mut pixmap, number, size, colour),
                (_, CreditLevel::Enough) => {}
                (_, CreditLevel::Low) => ring.dot(&mut pixmap, colour),
                (_, CreditLevel::Exhausted) => ring.strike(&mut pixmap, colour),
            }
        }
    }
    pixmap
        .pixels()
        .iter()
        .map(|pixel| pixel.demultiply())
        .flat_map(|c| [c.red(), c.green(), c.blue(), c.alpha()])
        .collect()
}

// Middle tones, because panels are light as often as dark.
const TRACK: [u8; 4] = [0x8a, 0x97, 0x9f, 0x78];
const OUTLINE: [u8; 4] = [0x8a, 0x97, 0x9f, 0xb8];
const ENOUGH: [u8; 4] = [0x16, 0xa8, 0x8f, 0xff];
const LOW: [u8; 4] = [0xe8, 0x8a, 0x1a, 0xff];
const EXHAUSTED: [u8; 4] = [0xe0, 0x4f, 0x42, 0xff];
const MONOCHROME: [u8; 4] = [0x80, 0x80, 0x80, 0xff];

const fn faded([red, green, blue, _]: [u8; 4], alpha: u8) -> [u8; 4] {
    [red, green, blue, alpha]
}

fn colour_of(level: CreditLevel) -> [u8; 4] {
    match level {
        CreditLevel::Enough => ENOUGH,
        CreditLevel::Low => LOW,
        CreditLevel::Exhausted => EXHAUSTED,
    }
}

/// Measures of the ring at one size, in pixels.
struct Ring {
    centre: f32,
    outer: f32,
    inner: f32,
    line: f32,
}

impl Ring {
    fn of(size: u32, style: Style) -> Self {
        let size = size as f32;
        let line = (size / 20.0).max(1.0);
        // A number needs room.
        let inner = if matches!(style, Style::Number(_)) { 0.38 } else { 0.29 };
        Self { centre: size / 2.0, outer: size * 0.47, inner: size * inner, line }
    }

    fn fill(&self, pixmap: &mut Pixmap, share: f32, colour: [u8; 4]) {
        if let Some(path) = self.sector(share, 0.0) {
            pixmap.fill_path(&path, &paint(colour), FillRule::EvenOdd, Transform::identity(), None);
        }
    }

    fn outline(&self, pixmap: &mut Pixmap, share: f32, colour: [u8; 4]) {
        if let Some(path) = self.sector(share, self.line / 2.0) {
            self.stroke(pixmap, &path, self.line, colour);
        }
    }

    fn dot(&self, pixmap: &mut Pixmap, colour: [u8; 4]) {
        if let Some(path) = PathBuilder::from_circle(self.centre, self.centre, self.inner * 0.5) {
            pixmap.fill_path(&path, &paint(colour), FillRule::Winding, Transform::identity(), None);
        }
    }

    /// A line across the whole ring, from its lower left to its upper right.
    fn strike(&self, pixmap: &mut Pixmap, colour: [u8; 4]) {
        let reach = self.outer * 0.72;
        let mut line = PathBuilder::new();
        line.move_to(self.centre - reach, self.centre + reach);
        line.line_to(self.centre + reach, self.centre - reach);
        if let Some(path) = line.finish() {
            self.stroke(pixmap, &path, self.line * 2.2, colour);
        }
    }

    fn stroke(&self, pixmap: &mut Pixmap, path: &Path, width: f32, colour: [u8; 4]) {
        let stroke = Stroke { width, line_cap: LineCap::Round, ..Stroke::default() };
        pixmap.stroke_path(path, &paint(colour), &stroke, Transform::identity(), None);
    }

    /// The outline of the first `share` of the ring, clockwise from the top, drawn in by `inset`.
    fn sector(&self, share: f32, inset: f32) -> Option<Path> {
        if share <= 0.0 {
            return None;
        }
        let (outer, inner) = (self.outer - inset, self.inner + inset);
        let mut path = PathBuilder::new();
        if share >= 1.0 {
            path.push_circle(self.centre, self.centre, outer);
            path.push_circle(self.centre, self.centre, inner);
            return path.finish();
        }
        // Sixty chords to a turn are closer to the arc than a pixel at every size that is drawn.
        let chords = (share * 60.0).ceil() as u16;
        let angle = |chord: u16| TAU * share * f32::from(chord) / f32::from(chords);
        let at = |radius: f32, angle: f32| (self.centre + radius * angle.sin(), self.centre - radius * angle.cos());
        let there = (0..=chords).map(|chord| at(outer, angle(chord)));
        let back = (0..=chords).rev().map(|chord| at(inner, angle(chord)));
        for (index, (x, y)) in there.chain(back).enumerate() {
            if index == 0 {
                path.move_to(x, y);
            } else {
                path.line_to(x, y);
            }
        }
        path.close();
        path.finish()
    }
}

/// Digits of three by five squares, from the top, the left square of a row as the highest bit; a 1 is one square wide.
const DIGITS: [(u32, [u8; 5]); 10] = [
    (3, [0b111, 0b101, 0b101, 0b101, 0b111]),
    (1, [0b1, 0b1, 0b1, 0b1, 0b1]),
    (3, [0b111, 0b001, 0b111, 0b100, 0b111]),
    (3, [0b111, 0b001, 0b111, 0b001, 0b111]),
    (3, [0b101, 0b101, 0b111, 0b001, 0b001]),
    (3, [0b111, 0b100, 0b111, 0b001, 0b111]),
    (3, [0b111, 0b100, 0b111, 0b101, 0b111]),
    (3, [0b111, 0b001, 0b001, 0b001, 0b001]),
    (3, [0b111, 0b101, 0b111, 0b101, 0b111]),
    (3, [0b111, 0b101, 0b111, 0b001, 0b111]),
];
const DIGIT_HEIGHT: u32 = 5;

/// Writes a number into the middle. Its squares are whole pixels, so that it is as crisp as it can be in so few.
fn write(pixmap: &mut Pixmap, number: u8, size: u32, colour: [u8; 4]) {
    let digits: Vec<(u32, [u8; 5])> =
        number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0') % DIGITS.len()]).collect();
    let square = (size / 16).max(1);
    let squares: u32 = digits.iter().map(|(width, _)| width + 1).sum::<u32>() - 1;
    let mut left = (size - (squares * square).min(size)) / 2;
    let top = (size - DIGIT_HEIGHT * square) / 2;
    for (width, rows) in digits {
        for (row, bits) in (0..).zip(rows) {
            for column in (0..width).filter(|column| (bits >> (width - 1 - column)) & 1 == 1) {
                let (x, y) = (left + column * square, top + row * square);
                if let Some(rect) = Rect::from_xywh(x as f32, y as f32, square as f32, square as f32) {
                    pixmap.fill_rect(rect, &paint(colour), Transform::identity(), None);
                }
            }
        }
        left += (width + 1) * square;
    }
}

fn paint([red, green, blue, alpha]: [u8; 4]) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(Color::from_rgba8(red, green, blue, alpha));
    paint
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn known(level: CreditLevel, left: u8, live: bool) -> Art {
        Art::Known { level, left, live }
    }

    /// What is left of a picture for an eye that sees no colours.
    fn shape(art: Art, style: Style, size: u32) -> Vec<bool> {
        draw(art, style, size).chunks(4).map(|pixel| pixel[3] > 0x40).collect()
    }

    #[test]
    fn every_size_is_drawn_whole_and_within_its_edges() {
        for size in SIZES {
            let picture = draw(known(CreditLevel::Enough, 40, true), Style::Ring, size);
            assert_eq!(picture.len(), (size * size * 4) as usize);
            let corners = [0, size - 1, size * (size - 1), size * size - 1];
            assert!(corners.iter().all(|corner| picture[*corner as usize * 4 + 3] == 0));
        }
    }

    #[test]
    fn low_exhausted_stale_and_unknown_differ_by_shape_at_every_size() {
        let arts = [
            known(CreditLevel::Enough, 60, true),
            known(CreditLevel::Enough, 30, true),
            known(CreditLevel::Low, 1, true),
            known(CreditLevel::Exhausted, 0, true),
            known(CreditLevel::Enough, 30, false),
            known(CreditLevel::Low, 1, false),
            Art::Unknown,
        ];
        // In one colour more than ever.
        for (style, size) in
            [Style::Ring, Style::Monochrome].into_iter().flat_map(|style| SIZES.map(|size| (style, size)))
        {
            for (index, one) in arts.iter().enumerate() {
                for other in &arts[index + 1..] {
                    let (one_shape, other_shape) = (shape(*one, style, size), shape(*other, style, size));
                    let differing = one_shape.iter().zip(&other_shape).filter(|(a, b)| a != b).count();
                    assert!(differing >= 3, "{one:?} and {other:?} look alike at {size} pixels");
                }
            }
        }
    }

    #[test]
    fn each_number_within_the_ring_is_another_picture_at_every_size() {
        let full = known(CreditLevel::Enough, STEPS, true);
        for size in SIZES {
            let pictures: HashSet<Vec<u8>> =
                (0..=100).map(|number| draw(full, Style::Number(Some(number)), size)).collect();
            assert_eq!(pictures.len(), 101, "at {size} pixels");
        }
    }

    #[test]
    fn a_number_is_crisp_and_touches_no_ring() {
        let empty = known(CreditLevel::Enough, 0, true);
        for (size, number) in SIZES.into_iter().flat_map(|size| [8, 27, 88, 100].map(|number| (size, number))) {
            let ring = draw(empty, Style::Number(None), size);
            let with_number = draw(empty, Style::Number(Some(number)), size);
            for (bare, written) in ring.chunks(4).zip(with_number.chunks(4)).filter(|(bare, written)| bare != written) {
                assert_eq!(bare[3], 0, "{number} lies on the ring at {size} pixels");
                assert_eq!(written, ENOUGH, "{number} is blurred at {size} pixels");
            }
        }
    }

    #[test]
    fn what_is_drawn_in_one_colour_is_seen_on_a_light_panel_and_on_a_dark_one() {
        for level in [CreditLevel::Enough, CreditLevel::Low, CreditLevel::Exhausted] {
            let picture = draw(known(level, 30, true), Style::Monochrome, 32);
            let inked = picture.chunks(4).filter(|pixel| pixel[3] > 0xf0);
            for pixel in inked {
                assert!(pixel[..3].iter().all(|channel| channel.abs_diff(0x80) <= 2), "{pixel:?}");
            }
        }
        // WCAG 2.2, 1.4.11: graphics stand out by 3 : 1.
        let grey = luminance(MONOCHROME[0]);
        assert!((1.0 + 0.05) / (grey + 0.05) >= 3.0 && (grey + 0.05) / 0.05 >= 3.0);
    }

    /// Of a grey (WCAG 2.2, relative luminance).
    fn luminance(channel: u8) -> f64 {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    }

    #[test]
    fn the_last_credit_is_no_zero() {
        let number = |left_per_mille| {
            let usage = UsageNow { left_per_mille, ..crate::tray::face::tests::snapshot_of_ada().usage.unwrap() };
            Style::of(TrayIcon::Number, Some(&usage))
        };
        assert_eq!([0, 1, 253, 1_000].map(number), [0, 1, 25, 100].map(|number| Style::Number(Some(number))));
        assert_eq!(Style::of(TrayIcon::Number, None), Style::Number(None));
    }

    #[test]
    fn the_ring_is_as_long_as_what_is_left() {
        // The track is fainter than the ring on it.
        let ink = |left| {
            draw(known(CreditLevel::Enough, left, true), Style::Ring, 64)
                .chunks(4)
                .filter(|pixel| pixel[3] > 0xa0)
                .count()
        };
        let (quarter, half, whole) = (ink(15), ink(30), ink(60));
        assert!(quarter.abs_diff(whole / 4) < whole / 50);
        assert!(half.abs_diff(whole / 2) < whole / 50);
    }
}
