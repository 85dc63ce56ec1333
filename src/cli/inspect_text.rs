//! How the blocks of a text file were read, for readers.

use super::Language;
use super::messages::pick;
use crate::findings::words;
use crate::model::{TextBlock, Variant};

/// A line a block: its lines, the way it was read with its score, the next best with its own.
pub(super) fn blocks_to_lines(blocks: &[TextBlock], language: Language) -> Vec<String> {
    blocks.iter().map(|block| block_to_line(block, language)).collect()
}

fn block_to_line(block: &TextBlock, language: Language) -> String {
    let [first, last] = block.lines;
    let own = way(block.variant, block.score, language);
    let other = block.runner_up.map(|o| way(o.variant, Some(o.score), language));
    match language {
        Language::Zh => {
            let other = other.map(|o| format!("；其次：{o}")).unwrap_or_default();
            format!("第{first}–{last}行：{own}{other}")
        }
        Language::En => {
            let other = other.map(|o| format!("; next: {o}")).unwrap_or_default();
            format!("lines {first}–{last}: {own}{other}")
        }
    }
}

fn way(variant: Variant, score: Option<f32>, language: Language) -> String {
    let name = words::of_variant(variant);
    let name = pick(language, name.zh, name.en);
    score.map_or_else(|| name.to_owned(), |score| format!("{name} {score:.2}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scored;

    #[test]
    fn a_block_is_a_line_in_either_language() {
        let block = TextBlock {
            lines: [3, 40],
            variant: Variant::Spaced,
            score: Some(-0.5),
            runner_up: Some(Scored { variant: Variant::Wrapped, score: 1.25 }),
        };
        let prose = TextBlock { lines: [1, 2], variant: Variant::Prose, score: None, runner_up: None };
        assert_eq!(
            blocks_to_lines(&[prose, block], Language::Zh),
            ["第1–2行：文字", "第3–40行：空格分列 -0.50；其次：逐行 1.25"]
        );
        assert_eq!(
            blocks_to_lines(&[block], Language::En),
            ["lines 3–40: columns of spaces -0.50; next: wrapped lines 1.25"]
        );
    }
}
