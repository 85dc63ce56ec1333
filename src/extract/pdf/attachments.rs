//! Files of which only the attachments are encrypted: pages can be read without the password.

/// The bytes without their encryption entry, where it says that streams and strings are not encrypted (`/StmF /Identity`,
/// `/StrF /Identity`). Nothing moves, so that offsets stay right.
pub(super) fn unlock_pages(bytes: &[u8]) -> Option<Vec<u8>> {
    if !(all_are_identity(bytes, b"/StmF") && all_are_identity(bytes, b"/StrF")) {
        return None;
    }
    let mut unlocked = bytes.to_vec();
    for at in positions(bytes, b"/Encrypt") {
        let next = at + b"/Encrypt".len();
        let ends = bytes.get(next).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'<' | b'0'..=b'9'));
        if let Some(last) = unlocked.get_mut(next - 1).filter(|_| ends) {
            *last = b'_';
        }
    }
    Some(unlocked)
}

/// Whether the key stands in the file and always with the value `/Identity`.
fn all_are_identity(bytes: &[u8], key: &[u8]) -> bool {
    let mut places = positions(bytes, key).peekable();
    places.peek().is_some()
        && places.all(|at| {
            let (_, value) = bytes.split_at(at + key.len());
            value.trim_ascii_start().starts_with(b"/Identity")
        })
}

fn positions<'b>(bytes: &'b [u8], key: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    bytes.windows(key.len()).enumerate().filter(move |(_, window)| *window == key).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::unlock_pages;

    #[test]
    fn only_what_says_so_is_unlocked() {
        let file =
            |stmf: &str| format!("<</StmF {stmf}/StrF/Identity/EncryptMetadata false>> trailer <</Encrypt 5 0 R>>");
        let unlocked = unlock_pages(file("/Identity").as_bytes()).unwrap_or_default();
        assert_eq!(unlocked, file("/Identity").replace("/Encrypt ", "/Encryp_ ").into_bytes());
        assert_eq!(unlock_pages(file("/StdCF").as_bytes()), None);
        assert_eq!(unlock_pages(b"/Encrypt 5 0 R"), None);
    }
}
