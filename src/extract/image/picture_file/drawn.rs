//! A decoded picture in the size a page is drawn with.

use super::decoded::Decoded;
use crate::extract::image::resample::shares;
use crate::model::Picture;

/// A picture in so many dots across and down.
pub(super) fn to_picture(decoded: &Decoded, width: u32, height: u32) -> Picture {
    let stride = decoded.width * decoded.channels;
    let rows = || decoded.bytes.chunks_exact(stride.max(1));
    let across = shares(decoded.width, width as usize, decoded.width as f64 / f64::from(width.max(1)));
    let down = shares(decoded.height, height as usize, decoded.height as f64 / f64::from(height.max(1)));
    let mut dots = Vec::with_capacity(across.len() * down.len());
    let mut blended = vec![0.0_f32; stride];
    for share in down {
        share.blend(rows(), &mut blended);
        if decoded.channels == 1 {
            dots.extend(across.iter().map(|share| [shade(share.grey(&blended)); 3]));
        } else {
            dots.extend(across.iter().map(|share| share.color(&blended).map(shade)));
        }
    }
    Picture { width, height, dots, font: None }
}

fn shade(sum: f32) -> u8 {
    (sum + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_same_size_it_is_the_same_and_of_another_as_bright() {
        let bytes: Vec<u8> = (0..4800).map(|at| if at % 5 == 0 { 0 } else { 200 }).collect();
        let decoded = Decoded { width: 80, height: 60, channels: 1, bytes };
        let same = to_picture(&decoded, 80, 60);
        assert!(same.dots.iter().zip(&decoded.bytes).all(|(dot, byte)| *dot == [*byte; 3]));
        let mean = |picture: &Picture| {
            picture.dots.iter().map(|dot| f64::from(dot[0])).sum::<f64>() / picture.dots.len() as f64
        };
        for (width, height) in [(160, 120), (40, 30), (50, 110)] {
            let drawn = to_picture(&decoded, width, height);
            assert_eq!(drawn.dots.len(), (width * height) as usize);
            assert!((mean(&drawn) - mean(&same)).abs() < 8.0, "{width}");
        }
    }
}
