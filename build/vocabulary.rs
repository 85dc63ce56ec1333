//! The embedded words of the vocabulary as the source of a constant: nothing is read or copied when the program starts.

use std::error::Error;
use std::fmt::Write;

use crate::toml::{Section, Value};

type Made<T> = Result<T, Box<dyn Error>>;

/// Variants of the fields that placeholders ask for besides columns, in the order of their type.
const ASKED: [&str; 3] = ["title", "notes", "money_unit"];

/// What the rows of a list of placeholders may be, in the order of their type.
const LISTS: [&str; 3] = ["indicators", "projects", "tasks"];

/// The source of a `Lists`. `column_source`: the file that has the type of columns, whose order its spellings take.
pub(crate) fn lists(file: &Section, column_source: &str) -> Made<String> {
    let columns = variants(column_source);
    let column = |name: &str| format!("Column::{}", camel_case(name));
    let order = |name: &str| columns.iter().position(|variant| *variant == camel_case(name));
    let mut source = String::from("Lists {\n");
    for (name, value) in file {
        let own = section(value)?;
        let made = match name.as_str() {
            "columns" => spellings(own, order, column)?,
            "composed" => composed(own, &column)?,
            "level1" | "level2" | "parents" => of_texts(own)?,
            "operators" => operators(own)?,
            "values" => fields("Values", own)?,
            "units" => fields("Units", own)?,
            "words" => fields("OtherWords", own)?,
            "titles" => fields("Titles", own)?,
            "templates" => templates(own, &order)?,
            _ => return Err(format!("{name}: no such section").into()),
        };
        writeln!(source, "    {name}: {made},")?;
    }
    source.push_str("}\n");
    Ok(source)
}

/// The variants of the type of columns.
fn variants(source: &str) -> Vec<&str> {
    let body = source.lines().skip_while(|line| !line.starts_with("pub enum Column")).take_while(|line| *line != "}");
    body.filter_map(|line| line.strip_prefix("    ")?.strip_suffix(',')).collect()
}

/// annual_value → AnnualValue.
fn camel_case(name: &str) -> String {
    let mut camel = String::new();
    for part in name.split('_') {
        let mut letters = part.chars();
        camel.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

fn section(value: &Value) -> Made<&Section> {
    if let Value::Section(section) = value { Ok(section) } else { Err(format!("{value:?} is no section").into()) }
}

fn text(value: &Value) -> Made<String> {
    if let Value::Text(text) = value {
        Ok(format!("Borrowed({text:?})"))
    } else {
        Err(format!("{value:?} is no text").into())
    }
}

/// A list of words.
fn words(value: &Value) -> Made<String> {
    let Value::List(list) = value else { return Err(format!("{value:?} is no list").into()) };
    let words: Vec<String> = list.iter().map(text).collect::<Made<_>>()?;
    Ok(format!("Borrowed(&[{}])", words.join(", ")))
}

/// The spellings of things, sorted as the things are.
fn spellings<O: Ord>(own: &Section, order: impl Fn(&str) -> Option<O>, key: impl Fn(&str) -> String) -> Made<String> {
    let mut sorted: Vec<(O, &str, &Value)> = Vec::new();
    for (name, list) in own {
        sorted.push((order(name).ok_or_else(|| format!("{name}: no such thing"))?, name, list));
    }
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    let each: Vec<String> =
        sorted.iter().map(|(_, name, list)| Ok(format!("({}, {})", key(name), words(list)?))).collect::<Made<_>>()?;
    Ok(format!("Spellings(Borrowed(&[{}]))", each.join(",\n        ")))
}

fn of_texts(own: &Section) -> Made<String> {
    spellings(own, |name| Some(name.to_owned()), |name| format!("Borrowed({name:?})"))
}

/// The sections of a type that holds one list for each key.
fn fields(name: &str, own: &Section) -> Made<String> {
    let mut source = format!("{name} {{ ");
    for (key, value) in own {
        let made = match value {
            Value::Section(pairs) => {
                let mut pairs: Vec<&(String, Value)> = pairs.iter().collect();
                pairs.sort_by(|a, b| a.0.cmp(&b.0));
                let pairs: Vec<String> = pairs
                    .iter()
                    .map(|(from, to)| Ok(format!("(Borrowed({from:?}), {})", text(to)?)))
                    .collect::<Made<_>>()?;
                format!("Replacements(Borrowed(&[{}]))", pairs.join(", "))
            }
            _ => words(value)?,
        };
        write!(source, "{key}: {made}, ")?;
    }
    source.push('}');
    Ok(source)
}

fn operators(own: &Section) -> Made<String> {
    const SIGNS: [(&str, &str); 5] =
        [("≥", "AtLeast"), ("≤", "AtMost"), (">", "MoreThan"), ("<", "LessThan"), ("=", "Equal")];
    let order = |sign: &str| SIGNS.iter().position(|(known, _)| *known == sign);
    let variant = |sign: &str| SIGNS.iter().find(|(known, _)| *known == sign).map_or("", |(_, name)| name);
    let mut source = String::from("Operators { ");
    for (name, value) in own {
        let made = match name.as_str() {
            "touching" => fields("Touching", section(value)?)?,
            _ => spellings(section(value)?, order, |sign| format!("Operator::{}", variant(sign)))?,
        };
        write!(source, "{name}: {made}, ")?;
    }
    source.push('}');
    Ok(source)
}

fn composed(own: &Section, column: &impl Fn(&str) -> String) -> Made<String> {
    let mut source = String::from("ComposedLists { ");
    for (name, value) in own {
        let made = match value {
            Value::Section(classes) => of_texts(classes)?,
            Value::List(rules) => {
                let rules: Vec<String> =
                    rules.iter().map(|rule| composing_rule(section(rule)?, column)).collect::<Made<_>>()?;
                format!("Borrowed(&[{}])", rules.join(",\n        "))
            }
            _ => return Err(format!("{name}: neither classes nor rules").into()),
        };
        write!(source, "{name}: {made}, ")?;
    }
    source.push('}');
    Ok(source)
}

/// A rule; what it does not say is as an empty list, and a core is a label alone.
fn composing_rule(own: &Section, column: &impl Fn(&str) -> String) -> Made<String> {
    let mut source = String::from("ComposingRule { ");
    for (name, value) in own {
        let made = match value {
            Value::Text(means) => column(means),
            Value::Plain(plain) => plain.clone(),
            _ => words(value)?,
        };
        write!(source, "{name}: {made}, ")?;
    }
    for (name, usual) in
        [("before", "Borrowed(&[])"), ("needs", "Borrowed(&[])"), ("behind", "Borrowed(&[])"), ("alone", "true")]
    {
        if !own.iter().any(|(key, _)| key == name) {
            write!(source, "{name}: {usual}, ")?;
        }
    }
    source.push('}');
    Ok(source)
}

fn templates(own: &Section, columns: &impl Fn(&str) -> Option<usize>) -> Made<String> {
    let order = |name: &str| {
        columns(name).or_else(|| Some(usize::MAX - ASKED.len() + ASKED.iter().position(|asked| *asked == name)?))
    };
    let asked = |name: &str| match columns(name) {
        Some(_) => format!("AskedField::Column(Column::{})", camel_case(name)),
        None => format!("AskedField::{}", camel_case(name)),
    };
    let list = |name: &str| LISTS.iter().position(|known| *known == name);
    let mut source = String::from("TemplateLists { ");
    for (name, value) in own {
        let made = match name.as_str() {
            "lists" => spellings(section(value)?, list, |name| format!("ListOf::{}", camel_case(name)))?,
            "names" => spellings(section(value)?, order, asked)?,
            "names_in_lists" => {
                let mut lists = String::from("NamesInLists { ");
                for (list, names) in section(value)? {
                    write!(lists, "{list}: {}, ", spellings(section(names)?, order, asked)?)?;
                }
                format!("{lists}}}")
            }
            "total" => format!("Some({})", text(value)?),
            _ => words(value)?,
        };
        write!(source, "{name}: {made}, ")?;
    }
    source.push('}');
    Ok(source)
}
