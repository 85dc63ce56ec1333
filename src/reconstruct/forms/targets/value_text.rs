//! The text of a value, character by character: width folded, decoys masked.

/// The text of a value as characters, and which of them cannot hold the target.
pub(super) struct ValueText {
    /// As printed.
    pub(super) printed: Vec<char>,
    /// Width and case folded, one for one.
    pub(super) folded: Vec<char>,
    /// Inside brackets, quotes or a book title: (60分以上), “12348”, 《…》.
    pub(super) masked: Vec<bool>,
}

impl ValueText {
    pub(super) fn new(text: &str) -> Self {
        let printed: Vec<char> = text.chars().collect();
        let folded: Vec<char> = printed.iter().map(|&c| fold_char(c)).collect();
        let mut masked = mask(&folded);
        // A value that stands in brackets as a whole: （≥90%）.
        let outside = folded.iter().zip(&masked).any(|(c, m)| !m && c.is_alphanumeric());
        if !outside {
            masked.fill(false);
        }
        Self { printed, folded, masked }
    }

    pub(super) fn len(&self) -> usize {
        self.folded.len()
    }

    /// The folded character; a space beyond the ends.
    pub(super) fn at(&self, n: usize) -> char {
        self.folded.get(n).copied().unwrap_or(' ')
    }

    /// The folded character before position `n`.
    pub(super) fn before(&self, n: usize) -> Option<char> {
        n.checked_sub(1).and_then(|n| self.folded.get(n)).copied()
    }

    /// The text as printed between two positions.
    pub(super) fn printed(&self, from: usize, to: usize) -> String {
        self.printed.get(from..to.min(self.printed.len())).unwrap_or_default().iter().collect()
    }

    /// Whether the word stands at the position.
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        let mut n = at;
        word.chars().all(|c| {
            let same = self.folded.get(n) == Some(&c);
            n += 1;
            same
        })
    }

    /// The first position from `n` on that is not white space.
    pub(super) fn skip_space(&self, mut n: usize) -> usize {
        while self.folded.get(n).is_some_and(|c| c.is_whitespace()) {
            n += 1;
        }
        n
    }

    /// Where the clause around a position begins.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        (0..at.min(self.len())).rev().find(|&n| is_clause_end(self.at(n)) && !self.masked_at(n)).map_or(0, |n| n + 1)
    }

    /// Where the clause around a position ends.
    pub(super) fn clause_end(&self, at: usize) -> usize {
        (at..self.len()).find(|&n| is_clause_end(self.at(n)) && !self.masked_at(n)).unwrap_or(self.len())
    }

    pub(super) fn masked_at(&self, n: usize) -> bool {
        self.masked.get(n).copied().unwrap_or(false)
    }
}

/// Ends a clause: what stands behind says something of its own.
pub(super) fn is_clause_end(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | ';' | '、' | ',')
}

fn fold_char(c: char) -> char {
    match c {
        '，' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Marks what stands inside closed pairs of brackets and quotes.
fn mask(text: &[char]) -> Vec<bool> {
    let mut masked = vec![false; text.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut straight: Option<usize> = None;
    for (n, &c) in text.iter().enumerate() {
        if c == '"' {
            match straight.take() {
                Some(from) => fill(&mut masked, from, n),
                None => straight = Some(n),
            }
            continue;
        }
        if let Some(close) = closing(c) {
            // `《=` and a lone `《` before a number are signs of comparison, not a title.
            open.push((n, close));
        } else if let Some(at) = open.iter().rposition(|&(_, close)| close == c) {
            if let Some(&(from, _)) = open.first().filter(|_| at == 0) {
                fill(&mut masked, from, n);
            }
            open.truncate(at);
        }
    }
    masked
}

fn fill(masked: &mut [bool], from: usize, to: usize) {
    if let Some(range) = masked.get_mut(from..=to) {
        range.fill(true);
    }
}

fn closing(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        '[' => ']',
        '【' => '】',
        '〔' => '〕',
        '《' => '》',
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        _ => return None,
    })
}
