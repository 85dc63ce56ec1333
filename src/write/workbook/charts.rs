//! The two charts of 概览: what people look at first.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSeries, ChartSolidFill,
    ChartType, Color, ObjectMovement, Worksheet, XlsxError,
};

use crate::model::fields::Record;
use crate::model::labels::severity_to_text;
use crate::model::standard::{StandardSheet, UNCLASSED};
use crate::model::{Document, Severity};

use super::cover;
use super::formats::{heading, severity_color};
use super::indicators::is_quantitative;
use super::overview::severity_index;

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];
/// Departments a chart shows; more are no longer legible.
const MOST_CATEGORIES: usize = 10;
/// Half the width of the cover, and what its rows for charts leave.
const CHART_WIDTH: u32 = 600;
const CHART_HEIGHT: u32 = cover::CHART_ROWS * cover::ROW_PIXELS;
const QUANTITATIVE: Color = Color::RGB(0x2F_5597);
const QUALITATIVE: Color = Color::RGB(0xF4_B183);
const GRIDLINE: Color = Color::RGB(0xD9_D9D9);

/// What the charts count, category by category in order of first appearance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Statistics {
    documents: usize,
    by_class: Vec<(String, [usize; 2])>,
    by_department: Vec<(String, [usize; 2], [usize; 3])>,
    by_severity: [usize; 3],
}

impl Statistics {
    pub(crate) fn add(&mut self, document: &Document) {
        self.documents += 1;
        for form in &document.forms {
            let department = self.department(form.department.as_deref());
            for (_, indicator) in form.all_indicators() {
                let kind = usize::from(!is_quantitative(indicator));
                let class = indicator.level1.as_deref().unwrap_or(UNCLASSED);
                let at = self.by_class.iter().position(|(name, _)| name == class).unwrap_or_else(|| {
                    self.by_class.push((class.to_owned(), [0; 2]));
                    self.by_class.len() - 1
                });
                self.by_class[at].1[kind] += 1;
                self.by_department[department].1[kind] += 1;
            }
        }
        for finding in &document.findings {
            let severity = severity_index(finding.severity);
            self.by_severity[severity] += 1;
            let form = Record::of_finding(document, finding).map(|about| about.form());
            let at = self.department(form.and_then(|form| form.department.as_deref()));
            self.by_department[at].2[severity] += 1;
        }
    }

    /// Which of the departments one is; forms without one are counted together.
    fn department(&mut self, name: Option<&str>) -> usize {
        let name = name.unwrap_or(UNCLASSED);
        // A workbook has at most some hundred departments.
        self.by_department.iter().position(|(n, ..)| n == name).unwrap_or_else(|| {
            self.by_department.push((name.to_owned(), [0; 2], [0; 3]));
            self.by_department.len() - 1
        })
    }

    /// Heading and rows of the first chart's table.
    fn indicators(&self) -> (&'static str, Vec<(String, Vec<usize>)>) {
        if self.documents > 1 {
            let mut rows: Vec<_> = self.by_department.iter().map(|(n, c, _)| (n.clone(), c.to_vec())).collect();
            largest(&mut rows);
            return ("部门", rows);
        }
        ("一级指标", self.by_class.iter().map(|(n, c)| (n.clone(), c.to_vec())).collect())
    }

    fn findings(&self) -> (&'static str, Vec<(String, Vec<usize>)>) {
        if self.documents > 1 {
            let mut rows: Vec<_> = self.by_department.iter().map(|(n, _, c)| (n.clone(), c.to_vec())).collect();
            largest(&mut rows);
            return ("部门", rows);
        }
        let of = |s: Severity| vec![self.by_severity[severity_index(s)]];
        ("级别", SEVERITIES.map(|s| (severity_to_text(s).to_owned(), of(s))).to_vec())
    }
}

/// The categories with the most, most first.
fn largest(rows: &mut Vec<(String, Vec<usize>)>) {
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<usize>()));
    rows.truncate(MOST_CATEGORIES);
}

/// Draws the charts on the cover. Their numbers stand at the right of the forms, outside what is printed.
pub(crate) fn add(
    worksheet: &mut Worksheet,
    statistics: &Statistics,
    last_row: u32,
    columns: usize,
) -> Result<(), XlsxError> {
    let first = columns as u16 + 1;
    // What stands behind the columns of the cover would make it two pages wide.
    worksheet.set_print_area(0, 0, last_row, (columns.max(1) as u16 - 1).min(cover::LAST))?;
    let many = statistics.documents > 1;
    let (label, rows) = statistics.indicators();
    if !rows.is_empty() {
        let series = [("定量", QUANTITATIVE), ("定性", QUALITATIVE)];
        let title = if many { "各部门指标数" } else { "各一级指标的指标数" };
        let table = ChartTable { column: first, label, series: &series, rows: &rows };
        table.write(worksheet)?;
        let chart = table.chart(title, ChartType::ColumnStacked);
        worksheet.insert_chart_with_offset(cover::CHART_ROW, 0, &chart, 4, 0)?;
    }
    if statistics.by_severity == [0; 3] {
        return Ok(());
    }
    let (label, rows) = statistics.findings();
    let title = if many { "各部门问题数" } else { "各级别问题数" };
    let by_department = SEVERITIES.map(|s| (severity_to_text(s), severity_color(s)));
    let series = if many { by_department.to_vec() } else { vec![("问题数", severity_color(Severity::Info))] };
    let table = ChartTable { column: first + 4, label, series: &series, rows: &rows };
    table.write(worksheet)?;
    let mut chart = if many { table.chart(title, ChartType::ColumnStacked) } else { table.chart_by_severity(title) };
    if !many {
        chart.legend().set_hidden();
    }
    worksheet.insert_chart_with_offset(cover::CHART_ROW, 0, &chart, CHART_WIDTH + 12, 0)?;
    Ok(())
}

/// The numbers of a chart as cells: it reads them from there.
struct ChartTable<'a> {
    column: u16,
    label: &'a str,
    series: &'a [(&'a str, Color)],
    rows: &'a [(String, Vec<usize>)],
}

impl ChartTable<'_> {
    fn write(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let format = heading();
        worksheet.write_string_with_format(0, self.column, self.label, &format)?;
        worksheet.set_column_width(self.column, 16)?;
        for (n, (name, _)) in self.series.iter().enumerate() {
            worksheet.write_string_with_format(0, self.column + 1 + n as u16, *name, &format)?;
        }
        for (row, (name, counts)) in (1..).zip(self.rows) {
            worksheet.write_string(row, self.column, name)?;
            for (n, count) in counts.iter().enumerate() {
                worksheet.write_number(row, self.column + 1 + n as u16, *count as f64)?;
            }
        }
        Ok(())
    }

    /// One series whose columns have the colours of their severities, with their numbers.
    fn chart_by_severity(&self, title: &str) -> Chart {
        let mut chart = self.chart(title, ChartType::Column);
        let sheet = StandardSheet::Overview.name();
        let last = self.rows.len() as u32;
        let mut series = ChartSeries::new();
        series
            .set_name((sheet, 0, self.column + 1))
            .set_categories((sheet, 1, self.column, last, self.column))
            .set_values((sheet, 1, self.column + 1, last, self.column + 1))
            .set_gap(60)
            .set_point_colors(&SEVERITIES.map(severity_color))
            .set_data_label(ChartDataLabel::new().show_value());
        chart.push_series(&series);
        chart
    }

    fn chart(&self, title: &str, chart_type: ChartType) -> Chart {
        let mut chart = Chart::new(chart_type);
        let sheet = StandardSheet::Overview.name();
        let last = self.rows.len() as u32;
        // A single series is drawn by the one who wants it.
        for (n, (_, color)) in self.series.iter().enumerate().filter(|_| self.series.len() > 1) {
            let column = self.column + 1 + n as u16;
            let mut fill = ChartSolidFill::new();
            fill.set_color(*color);
            chart
                .add_series()
                .set_name((sheet, 0, column))
                .set_categories((sheet, 1, self.column, last, self.column))
                .set_values((sheet, 1, column, last, column))
                .set_gap(60)
                .set_data_label(ChartDataLabel::new().show_value().set_num_format("0;;;"))
                .set_format(ChartFormat::new().set_solid_fill(&fill));
        }
        let mut font = ChartFont::new();
        font.set_bold().set_size(10);
        chart.title().set_name(title).set_font(&font);
        chart.legend().set_position(ChartLegendPosition::Right);
        let mut line = ChartLine::new();
        line.set_color(GRIDLINE);
        chart.y_axis().set_num_format("0").set_min(0).set_major_gridlines_line(&line);
        chart
            .set_width(CHART_WIDTH)
            .set_height(CHART_HEIGHT)
            .set_object_movement(ObjectMovement::DontMoveOrSizeWithCells);
        chart.set_alt_text(title);
        chart
    }
}
