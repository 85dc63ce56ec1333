//! The fields of a task.

use super::field::{Field, Holds, number, text};
use crate::model::form::Task;

type TaskField = Field<Task>;

pub(super) static FIELDS: &[TaskField] = &[
    TaskField::new("name", ["任务名称", "task"], Holds::Text, text!(name)).labels(&["task_name"]),
    TaskField::new("content", ["主要实施内容", "content of the task"], Holds::Prose, text!(content))
        .labels(&["task_content"]),
    TaskField::new("funds", ["拟投入资金", "funds of the task"], Holds::Amount, number!(funds))
        .labels(&["task_funds", "amount_total"]),
    TaskField::new("expected", ["期望目标", "what is expected of the task"], Holds::Prose, text!(expected))
        .labels(&["task_expected"]),
];
