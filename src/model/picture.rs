//! What a page looks like, as dots.

/// A page drawn as it is printed, on white paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Dots across.
    pub width: u32,
    /// Dots down.
    pub height: u32,
    /// Red, green, blue of each dot, row after row: `width` × `height` of them.
    pub dots: Vec<[u8; 3]>,
    /// The font of this computer that stands for those the file does not hold, where one was used.
    pub font: Option<String>,
}

impl Picture {
    /// Whether all dots of an area are of one colour: nothing is drawn there. In dots, the ends left out, cut to the picture.
    #[must_use]
    pub(crate) fn is_plain(&self, columns: std::ops::Range<u32>, rows: std::ops::Range<u32>) -> bool {
        let columns = columns.start.min(self.width) as usize..columns.end.min(self.width) as usize;
        let mut dots = (rows.start..rows.end.min(self.height)).flat_map(|row| {
            let start = row as usize * self.width as usize;
            self.dots.get(start + columns.start..start + columns.end).unwrap_or_default()
        });
        let first = dots.next();
        dots.all(|dot| Some(dot) == first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_plain_until_a_dot_differs() {
        let mut picture = Picture { width: 3, height: 2, dots: vec![[255; 3]; 6], font: None };
        assert!(picture.is_plain(0..9, 0..9));
        picture.dots[5] = [0; 3];
        assert!(picture.is_plain(0..2, 0..2) && picture.is_plain(0..3, 0..1));
        assert!(!picture.is_plain(1..3, 0..2));
    }
}
