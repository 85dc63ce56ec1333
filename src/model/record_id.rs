//! The one name of a record of a document: the indices it is found by.

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A record of a document, by indices from 0 of form, project and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordId {
    /// The input.
    Source,
    /// A form.
    Form(usize),
    /// What a department form says of the whole year: its goal and other tasks.
    Goal(usize),
    /// A 合计 or agency row of a form.
    Subtotal(usize, usize),
    /// A project of a form.
    Project(usize, usize),
    /// An indicator of a project, or of the form itself.
    Indicator(usize, Option<usize>, usize),
    /// A printed amount of a department form.
    Budget(usize, usize),
    /// A task of a department form.
    Task(usize, usize),
    /// A finding of the document.
    Finding(usize),
}

/// As an object with one key for each index, `{"form": 0, "project": 1, "indicator": 2}`; `{"form": 0, "goal": 0}` for a goal.
impl Serialize for RecordId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match *self {
            Self::Source => {}
            Self::Form(form) => map.serialize_entry("form", &form)?,
            Self::Indicator(form, project, indicator) => {
                map.serialize_entry("form", &form)?;
                map.serialize_entry("project", &project)?;
                map.serialize_entry("indicator", &indicator)?;
            }
            Self::Finding(finding) => map.serialize_entry("finding", &finding)?,
            Self::Goal(form) => entries(&mut map, form, "goal", 0)?,
            Self::Subtotal(form, at) => entries(&mut map, form, "subtotal", at)?,
            Self::Project(form, at) => entries(&mut map, form, "project", at)?,
            Self::Budget(form, at) => entries(&mut map, form, "budget", at)?,
            Self::Task(form, at) => entries(&mut map, form, "task", at)?,
        }
        map.end()
    }
}

fn entries<M: SerializeMap>(map: &mut M, form: usize, key: &str, at: usize) -> Result<(), M::Error> {
    map.serialize_entry("form", &form)?;
    map.serialize_entry(key, &at)
}

/// The keys that may stand in the object of a record.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Keys {
    form: Option<usize>,
    project: Option<usize>,
    indicator: Option<usize>,
    goal: Option<usize>,
    subtotal: Option<usize>,
    budget: Option<usize>,
    task: Option<usize>,
    finding: Option<usize>,
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let keys = Keys::deserialize(deserializer)?;
        let Some(form) = keys.form else { return Ok(keys.finding.map_or(Self::Source, Self::Finding)) };
        Ok(if let Some(indicator) = keys.indicator {
            Self::Indicator(form, keys.project, indicator)
        } else if let Some(project) = keys.project {
            Self::Project(form, project)
        } else if let Some(task) = keys.task {
            Self::Task(form, task)
        } else if let Some(line) = keys.budget {
            Self::Budget(form, line)
        } else if let Some(subtotal) = keys.subtotal {
            Self::Subtotal(form, subtotal)
        } else if keys.goal.is_some() {
            Self::Goal(form)
        } else {
            Self::Form(form)
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn every_record_is_read_back_from_its_json() {
        let all = [
            RecordId::Source,
            RecordId::Form(1),
            RecordId::Goal(2),
            RecordId::Subtotal(0, 3),
            RecordId::Project(0, 4),
            RecordId::Indicator(0, None, 5),
            RecordId::Indicator(0, Some(1), 5),
            RecordId::Budget(1, 6),
            RecordId::Task(1, 7),
            RecordId::Finding(8),
        ];
        for record in all {
            let json = serde_json::to_value(record).unwrap();
            assert_eq!(serde_json::from_value::<RecordId>(json).unwrap(), record);
        }
    }
}
