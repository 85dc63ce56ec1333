//! Brackets and quotes: pairs, what stands inside, what stands before them.

/// The closing partner of an opening bracket or quote. Straight quotes have none: they close themselves.
#[must_use]
pub(crate) fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '〔' => '〕',
        '﹝' => '﹞',
        '〈' => '〉',
        '《' => '》',
        '「' => '」',
        '“' => '”',
        '‘' => '’',
        _ => return None,
    })
}

/// Of each character whether it stands inside a closed pair, the outermost brackets included. Brackets without a partner
/// count as any other character: 》90% is no end of a title.
#[must_use]
pub(crate) fn inside(text: &[char]) -> Vec<bool> {
    let mut marked = vec![false; text.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut straight: Option<usize> = None;
    for (n, &c) in text.iter().enumerate() {
        if c == '"' {
            match straight.take() {
                Some(from) => mark(&mut marked, from, n),
                None => straight = Some(n),
            }
        } else if let Some(close) = closing(c) {
            open.push((n, close));
        } else if let Some(at) = open.iter().rposition(|&(_, close)| close == c)
            && let Some((from, _)) = open.drain(at..).next()
        {
            mark(&mut marked, from, n);
        }
    }
    marked
}

/// Marks the characters of a closed pair, both brackets included.
fn mark(marked: &mut [bool], from: usize, to: usize) {
    marked.iter_mut().take(to + 1).skip(from).for_each(|marked| *marked = true);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        inside(&chars).into_iter().map(|m| if m { '#' } else { '.' }).collect()
    }

    #[test]
    fn closed_pairs_are_marked() {
        assert_eq!(shown("a(b[c])d"), ".######.");
        assert_eq!(shown("《说》9〉8"), "###...");
        assert_eq!(shown("》90%"), "....");
        assert_eq!(shown("(90%"), "....");
        assert_eq!(shown("\"1\"2"), "###.");
    }
}
