//! A thousand workbooks, some of which say more than they hold: at most a hundred times as much, and at most 8 MB when opened. Two
//! threads of this process read them with a megabyte for each: every one is read or refused, and the process lives.

use std::panic::{catch_unwind, set_hook};
use std::sync::Mutex;

use jixiao::{Options, extract, reconstruct};

use crate::made::{self, Xlsx, at, binary_record, cell, long_text, record, wide};

/// Panics inside the libraries are contained; none may be in our own code.
static OWN_PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// xorshift64*: the same seed gives the same run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % n.max(1)
    }

    /// Once, seldom up to a hundred times.
    fn times(&mut self) -> u64 {
        if self.one_in(40) { 1 + self.below(100) } else { 1 }
    }

    /// One of so many, seldom one more than there are.
    fn number_of(&mut self, count: u64) -> u64 {
        if self.one_in(2_000) { count } else { self.below(count) }
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// What there is, or up to a hundred times as much.
    fn lie(&mut self, honest: u64) -> u64 {
        if self.one_in(3) { (honest + 1) * (1 + self.below(100)) } else { honest }
    }
}

fn words(random: &mut Random) -> String {
    const WORDS: [&str; 8] = ["项目名称", "绩效目标", "≥95%", "甲&amp;乙", "指标值", " ", "12.5", "数量指标"];
    let mut text = String::new();
    for _ in 0..=random.below(6) {
        text.push_str(WORDS[random.below(8) as usize]);
    }
    if random.one_in(20) { text.repeat(1 + random.below(200) as usize) } else { text }
}

fn xlsx(random: &mut Random) -> Vec<u8> {
    let texts: Vec<String> = (0..=random.below(40)).map(|_| format!("<t>{}</t>", words(random))).collect();
    let count = texts.len() as u64;
    let mut workbook = Xlsx::of("");
    workbook.parts.clear();
    workbook.sheets.clear();
    workbook.claimed_texts = Some(random.lie(count));
    workbook.texts = texts;
    let longest = if random.one_in(10) { 90 } else { 80 };
    workbook.formats = (0..random.below(30)).map(|_| "0.0".repeat(1 + random.below(longest) as usize)).collect();
    for number in 0..=random.below(4) {
        let rows = random.below(60);
        let (bottom, right) = (random.lie(rows), random.lie(10));
        let mut sheet =
            format!(r#"<dimension ref="A1:{}"/><sheetData>"#, made::place(bottom as u32, right.min(16_000) as u32));
        for row in 0..rows {
            let row = random.lie(row) as u32;
            sheet.push_str("<row>");
            for column in 0..random.below(10) as u32 {
                match random.below(4) {
                    0 => sheet.push_str(&cell(row, column, &words(random))),
                    1 => sheet.push_str(&format!(
                        r#"<c t="s" s="{}"><v>{}</v></c>"#,
                        random.below(40),
                        random.number_of(count)
                    )),
                    2 => sheet.push_str(&format!(
                        r#"<c r="{}" s="1"><v>{}.5</v></c>"#,
                        made::place(row, column),
                        random.below(1 << 40)
                    )),
                    _ => sheet.push_str(r#"<c t="str"><f>A1</f><v>甲</v></c>"#),
                }
            }
            sheet.push_str("</row>");
        }
        sheet.push_str("</sheetData><mergeCells>");
        for _ in 0..random.below(40) {
            let (top, left) = (random.below(80) as u32, random.below(12) as u32);
            let end = made::place(top + random.lie(3) as u32, left + random.lie(3) as u32);
            sheet.push_str(&format!(r#"<mergeCell ref="{}:{end}"/>"#, made::place(top, left)));
        }
        sheet.push_str("</mergeCells>");
        let part = format!("worksheets/sheet{}.xml", if random.one_in(30) { 1 } else { number });
        workbook.sheets.push((format!("表{}", if random.one_in(30) { 0 } else { number }), part.clone()));
        if !random.one_in(30) && workbook.parts.iter().all(|(name, _)| *name != part) {
            workbook.parts.push((part, made::worksheet(&sheet)));
        }
    }
    workbook.pack()
}

fn ods(random: &mut Random) -> Vec<u8> {
    let mut tables = String::new();
    for number in 0..=random.below(3) {
        tables.push_str(&format!("<table:table table:name='表{number}'>"));
        for _ in 0..random.below(60) {
            tables.push_str(&format!("<table:table-row table:number-rows-repeated='{}'>", random.times()));
            for _ in 0..random.below(8) {
                let (columns, rows, spread) = (random.times(), random.lie(1), random.lie(1));
                tables.push_str(&format!(
                    "<table:table-cell table:number-columns-repeated='{columns}' table:number-rows-spanned='{rows}' table:number-columns-spanned='{spread}'><text:p>{}</text:p></table:table-cell>",
                    words(random)
                ));
            }
            if random.one_in(200) {
                tables.push_str("<table:table-cell><table:table/></table:table-cell>");
            }
            tables.push_str("</table:table-row>");
        }
        tables.push_str("</table:table>");
    }
    made::ods(&tables)
}

fn xls(random: &mut Random) -> Vec<u8> {
    let shared: Vec<String> = (0..=random.below(30)).map(|_| words(random)).collect();
    let shared: Vec<&str> = shared.iter().map(String::as_str).collect();
    let rows = random.below(100) as u16;
    let mut records = Vec::new();
    for row in 0..rows {
        for column in 0..random.below(10) as u16 {
            let place = at(random.lie(u64::from(row)) as u16, random.lie(u64::from(column)) as u16);
            let (kind, content) = match random.below(5) {
                0 => (0x203, random.below(1 << 60).to_le_bytes().to_vec()),
                1 => (0x204, long_text(&words(random))),
                2 => (0xFD, (random.number_of(shared.len() as u64) as u32).to_le_bytes().to_vec()),
                3 => (0x27E, (random.below(1 << 32) as u32).to_le_bytes().to_vec()),
                _ => (0x06, [&[0, 0, 0, 0, 0, 0, 0xFF, 0xFF][..], &[0; 8]].concat()),
            };
            records.extend(record(kind, &[place, content].concat()));
            if kind == 0x06 {
                records.extend(record(0x207, &long_text(&words(random))));
            }
        }
    }
    let merges: Vec<u8> = (0..random.below(20))
        .flat_map(|_| (0..4).map(|_| random.below(200) as u16).collect::<Vec<_>>())
        .flat_map(u16::to_le_bytes)
        .collect();
    records.extend(record(0xE5, &[&(random.lie(merges.len() as u64 / 8) as u16).to_le_bytes()[..], &merges].concat()));
    let mut file = made::xls(&shared, (random.lie(u64::from(rows)) as u32, random.lie(10) as u16), &records);
    // A sector that is followed by another than its own.
    if random.one_in(5) {
        let entry = 512 + 4 * random.below(60) as usize;
        file[entry] = random.below(60) as u8;
    }
    file
}

fn xlsb(random: &mut Random) -> Vec<u8> {
    let count = 1 + random.below(20);
    let mut records = Vec::new();
    for row in 0..random.below(80) {
        records.extend(binary_record(0x00, &[&(random.lie(row) as u32).to_le_bytes()[..], &[0; 21]].concat(), None));
        for column in 0..random.below(10) {
            let place = [(random.lie(column) as u32).to_le_bytes(), [0; 4]].concat();
            let (kind, content) = match random.below(4) {
                0 => (0x06, wide(&words(random))),
                1 => (0x07, (random.number_of(count) as u32).to_le_bytes().to_vec()),
                2 => (0x05, random.below(1 << 60).to_le_bytes().to_vec()),
                _ => (0x02, (random.below(1 << 32) as u32).to_le_bytes().to_vec()),
            };
            let whole = [place, content].concat();
            let claimed = random.one_in(2_000).then(|| random.lie(whole.len() as u64) as usize);
            records.extend(binary_record(kind, &whole, claimed));
        }
    }
    let mut texts = binary_record(0x9F, &(random.lie(count) as u32).to_le_bytes().repeat(2), None);
    for _ in 0..count {
        let mut text = [&[0][..], &wide(&words(random))].concat();
        if random.one_in(60) {
            text[1] = text[1].wrapping_add(random.below(100) as u8);
        }
        texts.extend(binary_record(0x13, &text, None));
    }
    made::xlsb(&records, &texts)
}

/// Reads a workbook to its forms; why not, where it could not be read.
fn read(bytes: Vec<u8>) -> jixiao::Result<()> {
    let options = Options { max_memory: 1 << 20, ..Options::default() };
    let input = extract::from_bytes("workbook".to_owned(), bytes, &options)?;
    let reading = reconstruct::read(&input, &options.vocabulary);
    let _ = reconstruct::forms_within(&reading, &options.vocabulary, &input.budget);
    input.budget.check()
}

#[test]
fn a_thousand_workbooks_are_read_or_refused_and_the_host_lives() {
    // The library's own hook first, then this one over it.
    let _ = read(xlsx(&mut Random(1)));
    set_hook(Box::new(|panic| {
        if let Some(place) = panic.location().filter(|at| at.file().starts_with("src/")) {
            OWN_PANICS.lock().unwrap().push(place.to_string());
        }
    }));
    let made: Vec<Vec<u8>> = (0..1_000)
        .map(|n| {
            let random = &mut Random(n * 2 + 1_000_001);
            [xlsx, ods, xls, xlsb][n as usize % 4](random)
        })
        .collect();
    let share = |half: usize| {
        let mine = made.iter().enumerate().filter(move |(n, _)| n / 4 % 2 == half);
        mine.map(|(n, bytes)| (n % 4, catch_unwind(|| read(bytes.clone())))).collect::<Vec<_>>()
    };
    let (one, two) = std::thread::scope(|scope| {
        let other = scope.spawn(|| share(1));
        (share(0), other.join().unwrap())
    });
    drop(std::panic::take_hook());
    let own = OWN_PANICS.lock().unwrap();
    assert!(own.is_empty(), "{own:?}");
    for kind in 0..4 {
        let of_kind = || one.iter().chain(&two).filter(|(k, _)| *k == kind);
        let results: Vec<_> = of_kind().map(|(_, result)| result.as_ref().unwrap()).collect();
        let read = results.iter().filter(|result| result.is_ok()).count();
        // Neither is everything refused, nor everything believed.
        let why = results.iter().find_map(|result| result.as_ref().err());
        assert!(results.len() == 250 && (25..250).contains(&read), "format {kind}: {read} of 250 were read; {why:?}");
    }
}
