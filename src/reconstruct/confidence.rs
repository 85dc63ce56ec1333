//! Indicators of pages that were read from pictures: how sure their least sure characters are.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::{Form, Page, Place, Spot, UnicodeSource};

/// Says of each indicator how surely it was recognised; nothing of what is printed as text.
pub(crate) fn say_confidence(forms: &mut [Form], recognised: &[Arc<Page>]) {
    if recognised.is_empty() {
        return;
    }
    let indicators = forms.iter_mut().flat_map(|form| {
        let of_projects = form.projects.iter_mut().flat_map(|project| &mut project.indicators);
        form.indicators.iter_mut().chain(of_projects)
    });
    for indicator in indicators {
        indicator.confidence = least_sure(&indicator.place, recognised).map(|percent| Decimal::new(percent.into(), 2));
    }
}

/// Percent of the least sure recognised character at a place.
fn least_sure(place: &Place, recognised: &[Arc<Page>]) -> Option<u8> {
    let spots = std::iter::once(&place.spot).chain(&place.also);
    let percents = spots.flat_map(|spot| {
        let (number, area) = match spot {
            Spot::Page { page, bbox } => (Some(*page), Some(bbox)),
            _ => (None, None),
        };
        let pages = recognised.iter().filter(move |page| Some(page.number) == number);
        let glyphs = pages.flat_map(|page| &page.glyphs);
        let within = glyphs
            .filter(move |glyph| area.is_some_and(|area| area.contains(glyph.bbox.center_x(), glyph.bbox.center_y())));
        within.filter_map(|glyph| match glyph.source {
            UnicodeSource::Picture { percent } => Some(percent),
            _ => None,
        })
    });
    percents.min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BBox, Glyph, Indicator, Ink, Kind, WritingDirection};

    fn glyph(left: f64, percent: u8) -> Glyph {
        Glyph {
            text: "字".into(),
            bbox: BBox::new(left, 100.0, left + 10.0, 110.0),
            size: 10.0,
            direction: WritingDirection::Right,
            source: UnicodeSource::Picture { percent },
            mcid: None,
            invisible: false,
            ink: Ink::default(),
        }
    }

    #[test]
    fn an_indicator_is_as_sure_as_its_least_sure_character() {
        let glyphs = vec![glyph(100.0, 97), glyph(110.0, 64), glyph(300.0, 20)];
        let page = Arc::new(Page { number: 2, width: 600.0, height: 800.0, glyphs, ..Page::default() });
        let at = |page: u32| Place::page(page, BBox::new(90.0, 95.0, 130.0, 115.0));
        assert_eq!(least_sure(&at(2), std::slice::from_ref(&page)), Some(64));
        assert_eq!(least_sure(&at(1), std::slice::from_ref(&page)), None);
        let mut form = Form { indicators: vec![Indicator::new(at(2))], ..Form::new(Kind::ProjectCard, at(2)) };
        say_confidence(std::slice::from_mut(&mut form), &[page]);
        assert_eq!(form.indicators[0].confidence, Some(Decimal::new(64, 2)));
    }
}
