//! As much of TOML as the lists of this program are written in: sections, lists of sections, keys with texts, numbers and lists.
//! A test of the program reads the same files with a whole reader and compares. No crate: what a build script depends on is compiled
//! for it alone, once for each target, and every build of this program would wait for it.

use std::error::Error;

/// A value of a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    /// A number or truth value, as it is written.
    Plain(String),
    List(Vec<Value>),
    Section(Section),
}

/// The keys of a section with their values, in the order of the file.
pub(crate) type Section = Vec<(String, Value)>;

type Read<T> = Result<T, Box<dyn Error>>;

/// Reads a file.
pub(crate) fn read(text: &str) -> Read<Section> {
    let mut file = Section::new();
    let mut path: Vec<String> = Vec::new();
    let mut rest = Rest(text);
    while rest.skip_remarks() {
        if rest.takes("[[") {
            path = rest.path("]]")?;
            let (last, above) = path.split_last().ok_or("a list of sections without a name")?;
            let section = section_at(&mut file, above)?;
            match section.iter_mut().find(|(key, _)| key == last) {
                Some((_, Value::List(list))) => list.push(Value::Section(Section::new())),
                Some(_) => return Err(format!("{last} is no list of sections").into()),
                None => section.push((last.clone(), Value::List(vec![Value::Section(Section::new())]))),
            }
        } else if rest.takes("[") {
            path = rest.path("]")?;
            section_at(&mut file, &path)?;
        } else {
            let key = rest.key()?;
            rest.skip_remarks();
            if !rest.takes("=") {
                return Err(format!("no = behind {key}").into());
            }
            let value = rest.value()?;
            section_at(&mut file, &path)?.push((key, value));
        }
    }
    Ok(file)
}

/// The section of a path, made where it is missing; of a list of sections the last one.
fn section_at<'f>(file: &'f mut Section, path: &[String]) -> Read<&'f mut Section> {
    let mut section = file;
    for name in path {
        if !section.iter().any(|(key, _)| key == name) {
            section.push((name.clone(), Value::Section(Section::new())));
        }
        let (_, value) = section.iter_mut().find(|(key, _)| key == name).ok_or("a section just made")?;
        section = match value {
            Value::Section(own) => own,
            Value::List(list) => match list.last_mut() {
                Some(Value::Section(own)) => own,
                _ => return Err(format!("{name} is no list of sections").into()),
            },
            _ => return Err(format!("{name} is no section").into()),
        };
    }
    Ok(section)
}

/// What is still to be read.
struct Rest<'t>(&'t str);

impl Rest<'_> {
    /// Goes over spaces and remarks; whether anything follows.
    fn skip_remarks(&mut self) -> bool {
        self.0 = self.0.trim_start();
        while self.0.starts_with('#') {
            self.0 = self.0.split_once('\n').map_or("", |(_, behind)| behind).trim_start();
        }
        !self.0.is_empty()
    }

    fn takes(&mut self, sign: &str) -> bool {
        let behind = self.0.strip_prefix(sign);
        self.0 = behind.unwrap_or(self.0);
        behind.is_some()
    }

    /// Names with points between them, up to a closing sign.
    fn path(&mut self, close: &str) -> Read<Vec<String>> {
        let mut path = vec![self.key()?];
        while self.takes(".") {
            path.push(self.key()?);
        }
        if self.takes(close) { Ok(path) } else { Err(format!("no {close} behind {path:?}").into()) }
    }

    fn key(&mut self) -> Read<String> {
        if self.takes("\"") {
            return self.text();
        }
        let end = self.0.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(self.0.len());
        let (key, behind) = self.0.split_at(end);
        self.0 = behind;
        if key.is_empty() {
            Err(format!("no name at {}", behind.lines().next().unwrap_or_default()).into())
        } else {
            Ok(key.to_owned())
        }
    }

    /// A text whose opening quote was taken.
    fn text(&mut self) -> Read<String> {
        let (text, behind) = self.0.split_once('"').ok_or("a text without end")?;
        self.0 = behind;
        if text.contains(['\\', '\n']) {
            Err(format!("{text} is written in a way that is not read here").into())
        } else {
            Ok(text.to_owned())
        }
    }

    fn value(&mut self) -> Read<Value> {
        self.skip_remarks();
        if self.takes("\"") {
            return self.text().map(Value::Text);
        }
        if !self.takes("[") {
            let end = self.0.find([',', ']', '#', '\n']).unwrap_or(self.0.len());
            let (plain, behind) = self.0.split_at(end);
            self.0 = behind;
            return Ok(Value::Plain(plain.trim().to_owned()));
        }
        let mut list = Vec::new();
        loop {
            self.skip_remarks();
            if self.takes("]") {
                return Ok(Value::List(list));
            }
            list.push(self.value()?);
            self.skip_remarks();
            self.takes(",");
        }
    }
}
