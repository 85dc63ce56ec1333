//! `AbbreviatedData` → paths.

use hayro_interpret::kurbo::{BezPath, Point};

/// The path that a text describes: S and M go to a point, L draws a line, Q and B curves, A an arc, C closes. What does not belong
/// there ends it.
pub(super) fn data_to_path(data: &str) -> BezPath {
    let mut path = BezPath::new();
    let mut words = PathWords { rest: data };
    let mut begun = false;
    while let Some(operator) = words.operator() {
        if matches!(operator, 'S' | 'M') {
            let Some([x, y]) = words.numbers() else { break };
            path.move_to((x, y));
            begun = true;
            continue;
        }
        // Without a point to start from there is nothing to draw.
        if !begun {
            break;
        }
        match operator {
            'L' => {
                let Some([x, y]) = words.numbers() else { break };
                path.line_to((x, y));
            }
            'Q' => {
                let Some([a, b, x, y]) = words.numbers() else { break };
                path.quad_to((a, b), (x, y));
            }
            'B' => {
                let Some([a, b, c, d, x, y]) = words.numbers() else { break };
                path.curve_to((a, b), (c, d), (x, y));
            }
            'A' => {
                // Radii, angle and two flags: all that matters here is that it is no straight line, and where it ends.
                let Some([_, _, _, _, _, x, y]) = words.numbers() else { break };
                let end = Point::new(x, y);
                path.quad_to(end, end);
            }
            'C' => path.close_path(),
            _ => break,
        }
    }
    path
}

struct PathWords<'a> {
    rest: &'a str,
}

impl PathWords<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n', ',']);
    }

    /// The next letter. Numbers in front of it are more than the operator before takes, and are passed over.
    fn operator(&mut self) -> Option<char> {
        loop {
            self.skip();
            let c = self.rest.chars().next()?;
            if c.is_ascii_alphabetic() {
                self.rest = self.rest.get(1..)?;
                return Some(c);
            }
            self.number()?;
        }
    }

    fn number(&mut self) -> Option<f64> {
        self.skip();
        let mut exponent = false;
        let end = self.rest.char_indices().find(|(at, c)| {
            let goes_on = match c {
                '0'..='9' | '.' => true,
                '-' | '+' => *at == 0 || exponent,
                'e' | 'E' => *at > 0,
                _ => false,
            };
            exponent = matches!(c, 'e' | 'E');
            !goes_on
        });
        let (number, rest) = self.rest.split_at_checked(end.map_or(self.rest.len(), |(at, _)| at))?;
        self.rest = rest;
        number.parse().ok().filter(|n: &f64| n.is_finite())
    }

    fn numbers<const N: usize>(&mut self) -> Option<[f64; N]> {
        let mut out = [0.0; N];
        for slot in &mut out {
            *slot = self.number()?;
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(data: &str) -> String {
        data_to_path(data).to_svg()
    }

    #[test]
    fn operators_may_stand_close_to_their_numbers() {
        assert_eq!(svg("M 0 0.5 L 8 0.5 C "), svg("M0,.5L8 .5C"));
        assert_eq!(svg("M 0 -1 L 1e1-2"), "M0,-1 L10,-2");
        assert_eq!(svg("S 1 1 B 1 2 3 4 5 6 Q 1 1 2 2 A 1 1 0 1 1 3 3"), "M1,1 C1,2 3,4 5,6 Q1,1 2,2 Q3,3 3,3");
    }

    #[test]
    fn a_path_ends_where_it_makes_no_sense_any_more() {
        assert_eq!(svg("L 1 1"), "");
        assert_eq!(svg("M 1 1 2 L 2 2 L 3"), "M1,1 L2,2");
        assert_eq!(svg("M 1 1 L 2 2 年 L 3 3"), "M1,1 L2,2");
    }
}
