//! The tables of the check for misprints: words with their use, and characters that are taken for each other.

#[path = "../src/validate/typos/hashing.rs"]
mod hashing;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use hashing::{FREQUENT, HALVES, PLACES, RARE, TAKEN, WordHash, half_bit};

/// The lists.
pub(crate) const FOLDER: &str = "src/validate/typos";
/// The use of words that offices have and dictionaries lack: as that of words used some 200 times.
const USE_OF_TERMS: u32 = 9;

/// Writes the tables.
pub(crate) fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::write(out.join("words.bin"), table(&words()?)?)?;
    let families = families()?;
    std::fs::write(out.join("alike.rs"), alike(&families)?)?;
    std::fs::write(out.join("families.rs"), families_source(families)?)?;
    let (source, known) = phrases()?;
    std::fs::write(out.join("phrases.rs"), source)?;
    std::fs::write(out.join("halves.bin"), known)?;
    Ok(())
}

/// Texts behind one another, and for each key the bytes at which its text begins and ends: a table without addresses, of which
/// nothing is read before it is asked.
struct Packed<K> {
    text: String,
    places: Vec<(K, usize, usize)>,
}

impl<K> FromIterator<(K, String)> for Packed<K> {
    fn from_iter<T: IntoIterator<Item = (K, String)>>(each: T) -> Self {
        let mut packed = Self { text: String::new(), places: Vec::new() };
        for (key, own) in each {
            let from = packed.text.len();
            packed.text.push_str(&own);
            packed.places.push((key, from, packed.text.len()));
        }
        packed
    }
}

/// The lines of a list without its remarks.
fn lines(name: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let text = std::fs::read_to_string(Path::new(FOLDER).join(name))?;
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// All words with what their entries say.
fn words() -> Result<BTreeMap<String, u32>, Box<dyn Error>> {
    let mut words: BTreeMap<String, u32> = BTreeMap::new();
    for line in lines("words.txt")? {
        let mut characters = line.chars();
        let Some(head) = characters.next() else { continue };
        let mut word = String::from(head);
        for c in characters {
            if c.is_ascii_lowercase() {
                *words.entry(std::mem::replace(&mut word, String::from(head))).or_default() |= u32::from(c) - 0x60;
            } else {
                word.push(c);
            }
        }
    }
    for line in lines("terms.txt")? {
        for term in line.split_whitespace() {
            let entry = words.entry(term.to_owned()).or_default();
            if *entry < USE_OF_TERMS {
                *entry = USE_OF_TERMS;
            }
            if term.chars().count() == 2 {
                *entry |= RARE;
            }
        }
    }
    for line in lines("pairs.txt")? {
        let mut characters = line.chars();
        let Some(first) = characters.next() else { continue };
        let mut flag = FREQUENT;
        for second in characters {
            if second == '|' {
                flag = RARE;
            } else {
                *words.entry([first, second].into_iter().collect()).or_default() |= flag;
            }
        }
    }
    Ok(words)
}

/// The table: of each place the print of its word and what is said of it, four bytes.
fn table(words: &BTreeMap<String, u32>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut places = vec![0u32; PLACES];
    if words.len() * 10 > PLACES * 7 {
        return Err(format!("{} words are too many for {PLACES} places", words.len()).into());
    }
    for (word, says) in words {
        let (mut at, print) = WordHash::of(word.chars()).place_and_print();
        while places[at] != 0 {
            at = (at + 1) % PLACES;
        }
        places[at] = (print << 8) | TAKEN | says;
    }
    Ok(places.iter().flat_map(|place| place.to_le_bytes()).collect())
}

/// Set phrases of four characters by their first two and by their last two; and the bits of the places of all such halves.
fn phrases() -> Result<(String, Vec<u8>), Box<dyn Error>> {
    let mut by_half: [BTreeMap<[char; 2], String>; 2] = Default::default();
    let mut known = vec![0u8; HALVES / 8];
    for line in lines("phrases.txt")? {
        let characters: Vec<char> = line.chars().collect();
        let mut halves = characters.chunks_exact(2).filter_map(|half| <[char; 2]>::try_from(half).ok());
        let Some(head) = halves.next() else { continue };
        for tail in halves {
            for (list, half, other) in [(0, head, tail), (1, tail, head)] {
                by_half[list].entry(half).or_default().extend(other);
                let bit = half_bit(half);
                known[bit / 8] |= 1 << (bit % 8);
            }
        }
    }
    let mut source = String::from("(");
    for list in by_half {
        let packed: Packed<[char; 2]> = list.into_iter().collect();
        writeln!(source, "(\"{}\", &[", packed.text)?;
        for ([a, b], from, to) in packed.places {
            writeln!(source, "    (['{a}', '{b}'], {from}, {to}),")?;
        }
        source.push_str("]), ");
    }
    source.push_str(")\n");
    Ok((source, known))
}

/// The sounds with their characters, and for each character those of its shape and the number of its sound.
fn alike(families: &BTreeMap<char, String>) -> Result<String, Box<dyn Error>> {
    let mut shapes: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
    for line in lines("shapes.txt")? {
        let mut characters = line.chars();
        let Some(head) = characters.next() else { continue };
        for other in characters {
            shapes.entry(head).or_default().insert(other);
            shapes.entry(other).or_default().insert(head);
        }
    }
    for (c, others) in families {
        shapes.entry(*c).or_default().extend(others.chars());
    }
    let sounds = lines("sounds.txt")?;
    let mut of_sound: BTreeMap<char, usize> = BTreeMap::new();
    for (number, line) in sounds.iter().enumerate() {
        for c in line.chars() {
            shapes.entry(c).or_default();
            of_sound.insert(c, number);
        }
    }
    let mut source = String::from("(&[\n");
    for line in &sounds {
        writeln!(source, "    \"{line}\",")?;
    }
    let packed: Packed<char> = shapes.into_iter().map(|(c, others)| (c, others.into_iter().collect())).collect();
    writeln!(source, "    \"\"\n], \"{}\", &[", packed.text)?;
    for (c, from, to) in packed.places {
        let sound = of_sound.get(&c).map_or(sounds.len(), |number| *number);
        writeln!(source, "    ('{c}', {from}, {to}, {sound}),")?;
    }
    source.push_str("])\n");
    Ok(source)
}

/// For each character those that share a part with it.
fn families() -> Result<BTreeMap<char, String>, Box<dyn Error>> {
    let mut families: BTreeMap<char, String> = BTreeMap::new();
    for line in lines("families.txt")? {
        for c in line.chars() {
            families.entry(c).or_default().extend(line.chars().filter(|other| *other != c));
        }
    }
    Ok(families)
}

fn families_source(families: BTreeMap<char, String>) -> Result<String, Box<dyn Error>> {
    let packed: Packed<char> = families.into_iter().collect();
    let mut source = format!("(\"{}\", &[\n", packed.text);
    for (c, from, to) in packed.places {
        writeln!(source, "    ('{c}', {from}, {to}),")?;
    }
    source.push_str("])\n");
    Ok(source)
}
