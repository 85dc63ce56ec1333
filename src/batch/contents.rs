//! Contents of inputs → the first input of each, in as little memory as it needs.

/// SHA-256 of a content.
pub(super) type Digest = [u8; 32];

/// Of a digest so much is kept: two contents that share it cannot be found on purpose either.
type Key = [u8; 16];

/// The first input of each content.
pub(super) struct Contents {
    /// What each input holds, by its number; zeros where that is not known.
    keys: Vec<Key>,
    /// Open addressing: one more than the number of an input stands at the first free slot from where its key says.
    slots: Vec<u32>,
}

/// What of a digest is kept.
fn key(content: Digest) -> Key {
    let mut key = Key::default();
    for (kept, byte) in key.iter_mut().zip(content) {
        *kept = byte;
    }
    key
}

impl Contents {
    /// For so many inputs.
    pub(super) fn new(count: usize) -> Self {
        Self { keys: Vec::with_capacity(count), slots: vec![0; (count + count / 2 + 1).next_power_of_two()] }
    }

    /// The first input with this content; `number`, which is higher than all before, where there was none.
    pub(super) fn first_with(&mut self, content: Digest, number: usize) -> usize {
        let key = key(content);
        let mut at = key.iter().take(8).fold(0, |hash: usize, byte| hash << 8 | usize::from(*byte));
        // There are more slots than inputs.
        for _ in 0..self.slots.len() {
            at &= self.slots.len() - 1;
            let Some(slot) = self.slots.get_mut(at) else { break };
            if *slot == 0 {
                *slot = number as u32 + 1;
                self.keys.resize(number, Key::default());
                self.keys.push(key);
                return number;
            }
            let first = *slot as usize - 1;
            if self.keys.get(first) == Some(&key) {
                return first;
            }
            at += 1;
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_content_is_known() {
        let mut contents = Contents::new(300);
        let content = |n: usize| [(n % 100) as u8; 32];
        let found: Vec<usize> = (0..300).map(|n| contents.first_with(content(n), n)).collect();
        assert_eq!(found, (0..300).map(|n| n % 100).collect::<Vec<_>>());
    }
}
