//! Fields of all records beside each other.

use super::field::{About, Accessor, Field};
use super::{budget, form, indicator, project, task};
use crate::model::amounts::Subtotal;
use crate::model::form::{BudgetLine, Form, Task};
use crate::model::indicator::Indicator;
use crate::model::project::Project;

/// A field of some record.
#[derive(Debug, Clone, Copy)]
pub enum AnyField {
    /// Of a form.
    Form(&'static Field<Form>),
    /// Of a project.
    Project(&'static Field<Project>),
    /// Of an indicator.
    Indicator(&'static Field<Indicator>),
    /// Of a task.
    Task(&'static Field<Task>),
    /// Of a line of a department's budget.
    Budget(&'static Field<BudgetLine>),
    /// Of a 合计 or agency row.
    Subtotal(&'static Field<Subtotal>),
}

/// A record that the register knows.
pub trait Registered: Sized + 'static {
    /// Its fields, in the order of the workbook's columns.
    fn fields() -> &'static [Field<Self>];
    /// A field beside those of other records.
    fn any(field: &'static Field<Self>) -> AnyField;
    /// The field where it is one of this record.
    fn own(field: AnyField) -> Option<&'static Field<Self>>;

    /// The field of a JSON name.
    #[must_use]
    fn field(json: &str) -> Option<&'static Field<Self>> {
        Self::fields().iter().find(|f| f.about.json == json)
    }

    /// All its fields beside those of other records.
    fn all() -> impl Iterator<Item = AnyField> {
        Self::fields().iter().map(Self::any)
    }
}

macro_rules! registered {
    ($($record:ident: $variant:ident = $fields:expr;)+) => {$(
        impl Registered for $record {
            fn fields() -> &'static [Field<Self>] {
                $fields
            }
            fn any(field: &'static Field<Self>) -> AnyField {
                AnyField::$variant(field)
            }
            fn own(field: AnyField) -> Option<&'static Field<Self>> {
                if let AnyField::$variant(field) = field { Some(field) } else { None }
            }
        }
    )+};
}

registered! {
    Form: Form = form::FIELDS;
    Project: Project = project::FIELDS;
    Indicator: Indicator = indicator::FIELDS;
    Task: Task = task::FIELDS;
    BudgetLine: Budget = budget::BUDGET;
    Subtotal: Subtotal = budget::SUBTOTAL;
}

/// All fields there are.
///
/// # Example
/// ```
/// use jixiao::model::fields;
///
/// let names: Vec<_> = fields::all().map(|field| field.about().json).collect();
/// assert!(names.contains(&"annual_target"));
/// ```
pub fn all() -> impl Iterator<Item = AnyField> {
    let own = Form::all().chain(Project::all()).chain(Indicator::all());
    own.chain(Task::all()).chain(BudgetLine::all()).chain(Subtotal::all())
}

impl AnyField {
    /// What it is.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::fields;
    ///
    /// let weight = fields::all().find(|field| field.about().json == "weight").expect("indicators have a weight");
    /// assert_eq!(weight.about().json, "weight");
    /// ```
    #[must_use]
    pub const fn about(self) -> &'static About {
        match self {
            Self::Form(field) => &field.about,
            Self::Project(field) => &field.about,
            Self::Indicator(field) => &field.about,
            Self::Task(field) => &field.about,
            Self::Budget(field) => &field.about,
            Self::Subtotal(field) => &field.about,
        }
    }

    /// Whether it is a target.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::fields;
    ///
    /// let targets: Vec<_> = fields::all().filter(|field| field.is_target()).map(|field| field.about().json).collect();
    /// assert_eq!(targets, ["period_target", "annual_target", "actual"]);
    /// ```
    #[must_use]
    pub const fn is_target(self) -> bool {
        matches!(self, Self::Indicator(Field { access: Accessor::Target(..), .. }))
    }
}

impl PartialEq for AnyField {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other) && self.about().json == other.about().json
    }
}

impl Eq for AnyField {}
