//! A record with what it belongs to: what is asked for a field.

use super::any::AnyField;
use super::field::FieldValue;
use crate::model::amounts::Subtotal;
use crate::model::document::Document;
use crate::model::finding::Finding;
use crate::model::form::{BudgetLine, Form, Task};
use crate::model::indicator::Indicator;
use crate::model::project::Project;
use crate::model::record_id::RecordId;

/// A record of a document, with the records it belongs to.
#[derive(Debug, Clone, Copy)]
pub enum Record<'d> {
    /// A form.
    Form(&'d Form),
    /// A project of a form.
    Project(&'d Form, &'d Project),
    /// An indicator of a form or of one of its projects.
    Indicator(&'d Form, Option<&'d Project>, &'d Indicator),
    /// A task of a form.
    Task(&'d Form, &'d Task),
    /// A line of a form's budget.
    Budget(&'d Form, &'d BudgetLine),
    /// A 合计 or agency row of a form.
    Subtotal(&'d Form, &'d Subtotal),
}

impl<'d> Record<'d> {
    /// The form it is or belongs to.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::fields::Record;
    /// use jixiao::model::{Form, Kind, Place};
    ///
    /// let form = Form::new(Kind::Department, Place::page(1, Default::default()));
    /// assert_eq!(Record::Form(&form).form().kind, Kind::Department);
    /// ```
    #[must_use]
    pub const fn form(&self) -> &'d Form {
        match self {
            Self::Form(form)
            | Self::Project(form, _)
            | Self::Indicator(form, ..)
            | Self::Task(form, _)
            | Self::Budget(form, _)
            | Self::Subtotal(form, _) => form,
        }
    }

    /// The record with an id; `None` for those of input and findings, and where the document has none of that id.
    pub(crate) fn of_id(document: &'d Document, id: RecordId) -> Option<Self> {
        let form = match id {
            RecordId::Source | RecordId::Finding(_) => return None,
            RecordId::Form(f) | RecordId::Goal(f) => f,
            RecordId::Subtotal(f, _) | RecordId::Budget(f, _) | RecordId::Task(f, _) => f,
            RecordId::Project(f, _) | RecordId::Indicator(f, ..) => f,
        };
        let form = document.forms.get(form)?;
        Some(match id {
            RecordId::Subtotal(_, n) => Self::Subtotal(form, form.subtotals.get(n)?),
            RecordId::Budget(_, n) => Self::Budget(form, form.budget.get(n)?),
            RecordId::Task(_, n) => Self::Task(form, form.tasks.get(n)?),
            RecordId::Project(_, p) => Self::Project(form, form.projects.get(p)?),
            RecordId::Indicator(_, None, i) => Self::Indicator(form, None, form.indicators.get(i)?),
            RecordId::Indicator(_, Some(p), i) => {
                let project = form.projects.get(p)?;
                Self::Indicator(form, Some(project), project.indicators.get(i)?)
            }
            _ => Self::Form(form),
        })
    }

    /// The record that a finding is about, as far as it says and the document has it.
    pub(crate) fn of_finding(document: &'d Document, finding: &Finding) -> Option<Self> {
        let form = document.forms.get(finding.form?)?;
        let project = finding.project.and_then(|p| form.projects.get(p));
        let indicators = project.map_or(&form.indicators, |project| &project.indicators);
        let indicator = finding.indicator.and_then(|i| indicators.get(i));
        Some(match (project, indicator) {
            (project, Some(indicator)) => Self::Indicator(form, project, indicator),
            (Some(project), None) => Self::Project(form, project),
            (None, None) => Self::Form(form),
        })
    }

    /// The indicator it is.
    pub(crate) const fn indicator(&self) -> Option<&'d Indicator> {
        match self {
            Self::Indicator(.., indicator) => Some(indicator),
            _ => None,
        }
    }

    /// The project it is or belongs to.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::fields::Record;
    /// use jixiao::model::{Form, Kind, Place};
    ///
    /// let form = Form::new(Kind::Department, Place::page(1, Default::default()));
    /// assert!(Record::Form(&form).project().is_none());
    /// ```
    #[must_use]
    pub const fn project(&self) -> Option<&'d Project> {
        match self {
            Self::Project(_, project) => Some(project),
            Self::Indicator(_, project, _) => *project,
            _ => None,
        }
    }

    /// What it, or what it belongs to, says in a field; `None` for nothing.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::fields::{self, Record};
    /// use jixiao::model::{Form, Kind, Place};
    ///
    /// let form = Form { unit: Some("万元".to_owned()), ..Form::new(Kind::Department, Place::page(1, Default::default())) };
    /// let unit = fields::all().find(|field| field.about().json == "unit").expect("forms have a unit");
    /// assert_eq!(Record::Form(&form).value(unit).map(|value| value.into_text()).as_deref(), Some("万元"));
    /// ```
    #[must_use]
    pub fn value(&self, field: AnyField) -> Option<FieldValue<'d>> {
        match (field, *self) {
            (AnyField::Form(field), _) => field.get(self.form()),
            (AnyField::Project(field), _) => field.get(self.project()?),
            (AnyField::Indicator(field), Self::Indicator(.., indicator)) => field.get(indicator),
            (AnyField::Task(field), Self::Task(_, task)) => field.get(task),
            (AnyField::Budget(field), Self::Budget(_, line)) => field.get(line),
            (AnyField::Subtotal(field), Self::Subtotal(_, subtotal)) => field.get(subtotal),
            _ => None,
        }
    }
}
