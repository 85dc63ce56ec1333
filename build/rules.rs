//! The settings of the checks as JSON, which is read in a fraction of the time.

use std::fmt::Write;

use crate::toml::{Section, Value};

/// A file as JSON.
pub(crate) fn json(file: &Section) -> String {
    let mut json = String::new();
    section(file, &mut json);
    json
}

fn section(of: &Section, json: &mut String) {
    json.push('{');
    for (number, (key, own)) in of.iter().enumerate() {
        separate(number, json);
        text(key, json);
        json.push(':');
        value(own, json);
    }
    json.push('}');
}

fn value(of: &Value, json: &mut String) {
    match of {
        Value::Text(own) => text(own, json),
        Value::Plain(own) => json.push_str(own),
        Value::Section(own) => section(own, json),
        Value::List(list) => {
            json.push('[');
            for (number, own) in list.iter().enumerate() {
                separate(number, json);
                value(own, json);
            }
            json.push(']');
        }
    }
}

fn separate(number: usize, json: &mut String) {
    if number > 0 {
        json.push(',');
    }
}

/// A text without backslashes and line ends: the reader takes none.
fn text(of: &str, json: &mut String) {
    // A `String` takes whatever is written.
    let _ = write!(json, "\"{of}\"");
}
