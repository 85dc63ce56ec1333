//! Rasters of a page: shades of grey, and ink on paper.

use std::ops::Range;

use crate::model::Picture;

/// Shades from 0 (black) to 255 (white), row by row from the top.
#[derive(Debug, Clone)]
pub(super) struct Grey {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

/// White paper.
pub(super) const PAPER: u8 = 255;

impl Grey {
    /// All of one shade.
    pub(super) fn plain(width: usize, height: usize, shade: u8) -> Self {
        Self { width, height, dots: vec![shade; width * height] }
    }

    /// Of a picture in colours, the brightest of the three: stamps in red and ink in blue are nearly paper then, and black stays.
    pub(super) fn of_picture(picture: &Picture) -> Self {
        let dots = picture.dots.iter().map(|[red, green, blue]| *red.max(green).max(blue)).collect();
        Self { width: picture.width as usize, height: picture.height as usize, dots }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// The shade of a dot; paper beyond the edges.
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width { self.dots.get(y * self.width + x).copied().unwrap_or(PAPER) } else { PAPER }
    }

    /// Shades made anew from where they stand and what they are.
    pub(super) fn map(&self, shade: impl Fn(usize, usize, u8) -> u8) -> Self {
        let mut dots = Vec::with_capacity(self.dots.len());
        for (y, row) in self.rows().enumerate() {
            dots.extend(row.iter().enumerate().map(|(x, dot)| shade(x, y, *dot)));
        }
        Self { dots, ..*self }
    }

    /// Sets the shade of a dot; nothing beyond the edges.
    pub(super) fn set(&mut self, x: usize, y: usize, shade: u8) {
        if x < self.width
            && let Some(dot) = self.dots.get_mut(y * self.width + x)
        {
            *dot = shade;
        }
    }

    /// Paper, but for these dots and those around them, no further than so many across and down, which stay as they are.
    pub(super) fn only_around(&self, dots: impl Iterator<Item = (usize, usize)>, by: usize) -> Self {
        let mut shown = Self::plain(self.width, self.height, PAPER);
        for (x, y) in dots {
            let columns = x.saturating_sub(by)..(x + by + 1).min(self.width);
            for row in y.saturating_sub(by)..(y + by + 1).min(self.height) {
                let within = row * self.width + columns.start..row * self.width + columns.end;
                if !columns.is_empty() {
                    shown.dots[within.clone()].copy_from_slice(&self.dots[within]);
                }
            }
        }
        shown
    }

    pub(super) fn rows(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.dots.chunks_exact(self.width.max(1))
    }

    /// Of rows of so many dots, as many as there are.
    pub(super) fn of_rows(width: usize, dots: Vec<u8>) -> Self {
        Self { width, height: dots.len() / width.max(1), dots }
    }

    /// Upside down.
    pub(super) fn turned_over(&self) -> Self {
        Self { dots: self.dots.iter().rev().copied().collect(), ..*self }
    }

    /// Turned clockwise by a quarter: columns from the bottom up become rows.
    pub(super) fn turned_clockwise(&self) -> Self {
        let column = |x: usize| self.dots.iter().skip(x).step_by(self.width.max(1)).rev();
        let dots = (0..self.width).flat_map(column).copied().collect();
        Self { width: self.height, height: self.width, dots }
    }

    /// A part of it, which may reach beyond its edges.
    pub(super) fn part(&self, x: &Range<isize>, y: &Range<isize>) -> Self {
        let mut part = Self::plain(x.len(), y.len(), PAPER);
        let columns = x.start.max(0).cast_unsigned()..x.end.clamp(0, self.width.cast_signed()).cast_unsigned();
        let right = (-x.start).max(0).cast_unsigned();
        let below = (-y.start).max(0).cast_unsigned();
        let shown = self.rows().skip(y.start.max(0).cast_unsigned());
        for (own, row) in part.dots.chunks_exact_mut(x.len().max(1)).skip(below).zip(shown) {
            let dots = row.iter().skip(columns.start).take(columns.len());
            own.iter_mut().skip(right).zip(dots).for_each(|(own, dot)| *own = *dot);
        }
        part
    }

    /// The shade between dots, by the four around it.
    fn between(&self, x: f64, y: f64) -> u8 {
        if x < -1.0 || y < -1.0 {
            return PAPER;
        }
        // What is cast is not negative: cut off is rounded down.
        let (column, row) = (x.max(0.0) as usize, y.max(0.0) as usize);
        let (right, below) = ((x - column as f64).clamp(0.0, 1.0) as f32, (y - row as f64).clamp(0.0, 1.0) as f32);
        let start = row * self.width + column;
        let pairs = (self.dots.get(start..start + 2), self.dots.get(start + self.width..start + self.width + 2));
        let (Some(&[a, b]), Some(&[c, d])) = pairs else { return self.at(column, row) };
        if column + 1 >= self.width {
            return self.at(column, row);
        }
        let upper = f32::from(a) * (1.0 - right) + f32::from(b) * right;
        let lower = f32::from(c) * (1.0 - right) + f32::from(d) * right;
        (upper * (1.0 - below) + lower * below + 0.5) as u8
    }

    /// So many times as wide and as high.
    pub(super) fn enlarged(&self, times: usize) -> Self {
        let times = times.max(1);
        let old = |at: usize| ((at as f64 + 0.5) / times as f64 - 0.5).max(0.0);
        Self::plain(self.width * times, self.height * times, PAPER).map(|x, y, _| self.between(old(x), old(y)))
    }

    /// Turned about its middle so that what falls to the right by `slope` (dots down for each dot across) lies level.
    pub(super) fn levelled(&self, slope: f64) -> Self {
        let (middle_x, middle_y) = (self.width as f64 / 2.0, self.height as f64 / 2.0);
        let (sine, cosine) = slope.atan().sin_cos();
        self.map(|x, y, _| {
            let (across, down) = (x as f64 - middle_x, y as f64 - middle_y);
            self.between(middle_x + across * cosine - down * sine, middle_y + across * sine + down * cosine)
        })
    }
}

/// Which dots hold ink, row by row from the top.
#[derive(Debug, Clone)]
pub(super) struct Bitmap {
    width: usize,
    height: usize,
    dots: Vec<bool>,
}

impl Bitmap {
    /// Without ink.
    pub(super) fn blank(width: usize, height: usize) -> Self {
        Self { width, height, dots: vec![false; width * height] }
    }

    /// With ink at these dots.
    pub(super) fn of_dots(width: usize, height: usize, dots: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut ink = Self::blank(width, height);
        dots.for_each(|(x, y)| ink.set(x, y, true));
        ink
    }

    /// Where a raster is darker than a shade.
    pub(super) fn darker(grey: &Grey, than: u8) -> Self {
        Self { width: grey.width, height: grey.height, dots: grey.dots.iter().map(|dot| *dot < than).collect() }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// Whether a dot holds ink; none does beyond the edges.
    pub(super) fn at(&self, x: usize, y: usize) -> bool {
        x < self.width && self.dots.get(y * self.width + x).is_some_and(|ink| *ink)
    }

    pub(super) fn set(&mut self, x: usize, y: usize, ink: bool) {
        if x < self.width
            && let Some(dot) = self.dots.get_mut(y * self.width + x)
        {
            *dot = ink;
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dots.chunks_exact(self.width.max(1))
    }

    /// The dots with ink, row by row: across and down.
    pub(super) fn inked(&self) -> impl Iterator<Item = (usize, usize)> {
        self.rows().enumerate().flat_map(|(y, row)| inked_columns(row).map(move |x| (x, y)))
    }

    /// A part of it.
    pub(super) fn part(&self, x: &Range<usize>, y: &Range<usize>) -> Self {
        let mut part = Self::blank(x.len(), y.len());
        for (own, row) in part.dots.chunks_exact_mut(x.len().max(1)).zip(self.rows().skip(y.start)) {
            own.iter_mut().zip(row.iter().skip(x.start)).for_each(|(own, dot)| *own = *dot);
        }
        part
    }

    /// Rows become columns.
    pub(super) fn transposed(&self) -> Self {
        Self::of_dots(self.height, self.width, self.inked().map(|(x, y)| (y, x)))
    }

    /// The rows of ink above and below a dot that hang together with it, at most so many: how thick a line is there.
    pub(super) fn upright_run(&self, x: usize, y: usize, most: usize) -> Range<usize> {
        let up = (1..=most).take_while(|step| *step <= y && self.at(x, y - step)).count();
        let down = (1..=most).take_while(|step| self.at(x, y + step)).count();
        y - up..y + down + 1
    }
}

/// Dots of a row that are passed over at once where none holds ink.
const AT_ONCE: usize = 32;

/// The places of ink in a row: most of a page is paper, which is passed over piece by piece.
fn inked_columns(row: &[bool]) -> impl Iterator<Item = usize> {
    let pieces = row.chunks(AT_ONCE).enumerate().filter(|(_, piece)| piece.contains(&true));
    pieces.flat_map(|(at, piece)| piece.iter().enumerate().filter(|(_, ink)| **ink).map(move |(x, _)| at * AT_ONCE + x))
}
