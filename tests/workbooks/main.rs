//! Documents → workbooks, templates, tables of data, pages of review, and back.

mod fields;
mod fields_in_templates;
mod outputs;
mod pages_of_review;
mod template;
mod template_others;
mod template_read;
mod template_safe;
mod workbook;
mod workbook_cases;
mod workbook_review;
