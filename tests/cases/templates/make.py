#!/usr/bin/env python3
"""Makes the templates of this folder the way offices make them: empty forms without any placeholder. Needs openpyxl."""
import datetime
import pathlib
import re
import zipfile

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

HERE = pathlib.Path(__file__).parent
THIN = Side(style="thin")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)


def rule(ws, area, height=None):
    for row in ws[area]:
        for cell in row:
            cell.border, cell.alignment, cell.font = GRID, CENTER, Font(name="宋体", size=10)
        if height:
            ws.row_dimensions[row[0].row].height = height


def title(ws, area, text):
    ws.merge_cells(area)
    cell = ws[area.split(":")[0]]
    cell.value, cell.font, cell.alignment = text, Font(name="方正小标宋简体", size=18), CENTER


def put(ws, values):
    for address, value in values.items():
        ws[address] = value


def save(wb, name):
    wb.properties.created = wb.properties.modified = datetime.datetime(2024, 1, 1)
    wb.save(HERE / name)
    same_bytes(HERE / name)


def same_bytes(path):
    # The same bytes on every run: openpyxl stamps the time of saving.
    with zipfile.ZipFile(path) as old:
        parts = [(i.filename, old.read(i)) for i in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in parts:
            if part == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def two_row_header():
    """A project list whose header has two rows, three ruled rows, totals and a note below, and a print area."""
    wb = Workbook()
    ws = wb.active
    ws.title = "项目表"
    title(ws, "A1:I1", "项目支出绩效目标表")
    put(ws, {"A2": "部门名称：", "H2": "单位：万元"})
    rule(ws, "A3:I8", 30)
    for area in ("A3:A4", "B3:B4", "C3:C4", "D3:G3", "H3:H4", "I3:I4"):
        ws.merge_cells(area)
    put(ws, {"A3": "序号", "B3": "预算单位", "C3": "项目名称", "D3": "资金（万元）", "D4": "总计", "E4": "财政拨款",
             "F4": "财政专户拨款", "G4": "其他资金", "H3": "绩效目标", "I3": "绩效指标"})
    ws.merge_cells("A8:C8")
    ws["A8"] = "合计"
    for column in "DEFG":
        ws[f"{column}8"] = f"=SUM({column}5:{column}7)"
        for row in range(5, 9):
            ws[f"{column}{row}"].number_format = "#,##0.00"
    ws.merge_cells("A9:I9")
    ws["A9"] = "注：不含保密项目。"
    ws.print_area, ws.print_title_rows = "A1:I9", "3:4"
    ws.freeze_panes = "A5"
    save(wb, "two-row-header.xlsx")


def card():
    """A card for one project: labels at the left, some written downwards, classes in merged cells, a total below."""
    wb = Workbook()
    ws = wb.active
    ws.title = "申报表"
    title(ws, "A1:H1", "项目支出绩效目标申报表")
    ws["A2"] = "（     年度）"
    ws.merge_cells("A2:H2")
    rule(ws, "A3:H21", 24)
    for area in ("A3:B3", "C3:H3", "A4:B4", "C4:D4", "E4:F4", "G4:H4", "A5:B7", "C5:E5", "F5:H5", "C6:E6", "F6:H6", "C7:E7",
                 "F7:H7", "A9:B9", "C9:H9", "A10:A20", "D10:F10", "A21:G21", "A8:B8", "C8:H8"):
        ws.merge_cells(area)
    put(ws, {"A3": "项目名称", "A4": "主管部门\n及代码", "E4": "实施单位", "A5": "项目资金\n（万元）", "C5": "年度资金总额：",
             "C6": "其中：财政拨款", "C7": "      其他资金", "A8": "项目期", "A9": "年度\n总体\n目标", "A10": "绩\n效\n指\n标",
             "B10": "一级指标", "C10": "二级指标", "D10": "三级指标", "G10": "指标值", "H10": "分值"})
    ws.row_dimensions[9].height = 80
    classes = {"产出指标": ["数量指标", "质量指标", "时效指标", "成本指标"],
               "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"], "满意度指标": ["服务对象\n满意度指标"]}
    row = 11
    for level1, below in classes.items():
        ws[f"B{row}"] = level1
        if len(below) > 1:
            ws.merge_cells(f"B{row}:B{row + len(below) - 1}")
        for level2 in below:
            ws[f"C{row}"] = level2
            ws.merge_cells(f"D{row}:F{row}")
            row += 1
    ws.merge_cells("B20:F20")
    ws["B20"] = "总分"
    ws["H20"] = "=SUM(H11:H19)"
    ws["A21"] = "填报人：                联系电话：                填报日期："
    ws.page_setup.orientation, ws.page_setup.fitToHeight = "portrait", 1
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    save(wb, "card.xlsx")


def form_per_sheet():
    """Self-evaluations, one sheet a project, and a sheet of codes that is no form."""
    wb = Workbook()
    wb.remove(wb.active)
    for n in range(1, 4):
        ws = wb.create_sheet(f"自评{n}")
        title(ws, "A1:H1", "项目支出绩效自评表")
        rule(ws, "A2:H14", 22)
        for area in ("B2:H2", "B3:D3", "F3:H3", "A4:A8", "A9:A10", "B9:E9", "F9:H9", "B10:E10", "F10:H10", "A14:F14"):
            ws.merge_cells(area)
        put(ws, {"A2": "项目名称", "A3": "主管部门", "E3": "实施单位", "A4": "项目资金\n（万元）", "C4": "年初预算数", "D4": "全年预算数",
                 "E4": "全年执行数", "F4": "分值", "G4": "执行率", "H4": "得分", "B5": "年度资金总额", "B6": "其中：当年财政拨款",
                 "B7": "上年结转资金", "B8": "其他资金", "A9": "年度总体目标", "B9": "预期目标", "F9": "实际完成情况",
                 "A11": "一级指标", "B11": "二级指标", "C11": "三级指标", "D11": "年度指标值", "E11": "实际完成值", "F11": "分值",
                 "G11": "得分", "H11": "偏差原因分析及改进措施", "A14": "总分", "G14": "=SUM(G12:G13)+H5"})
        ws.row_dimensions[10].height = 90
    codes = wb.create_sheet("代码表")
    put(codes, {"A1": "一级指标", "A2": "产出指标", "A3": "效益指标", "A4": "满意度指标"})
    codes.sheet_state = "hidden"
    save(wb, "form-per-sheet.xlsx")


def flat_list():
    """One row an indicator, sign, value and unit in columns of their own; the project's columns merged downwards."""
    wb = Workbook()
    ws = wb.active
    ws.title = "绩效指标汇总"
    title(ws, "A1:L1", "部门项目绩效目标汇总表")
    put(ws, {"A2": "金额单位：万元"})
    rule(ws, "A3:L9", 20)
    heads = ["单位名称", "项目名称", "年度预算数", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位",
             "权重", "备注"]
    for column, head in zip("ABCDEFGHIJKL", heads):
        ws[f"{column}3"] = head
        ws[f"{column}3"].fill = PatternFill("solid", fgColor="D9E1F2")
    for column in "ABCD":
        ws.merge_cells(f"{column}4:{column}6")
        ws.merge_cells(f"{column}7:{column}8")
    ws.merge_cells("A9:B9")
    put(ws, {"A9": "合  计", "C9": "=SUM(C4:C8)", "A10": "填表说明：指标性质填≥、≤、=或定性。"})
    signs = DataValidation(type="list", formula1='"≥,≤,=,>,<,定性"', allow_blank=True)
    signs.add("H4:H8")
    ws.add_data_validation(signs)
    ws.auto_filter.ref = "A3:L8"
    save(wb, "flat-list.xlsx")


def department():
    """The form of a whole department as WPS users make it: budget side by side, tasks, indicators, no examples."""
    wb = Workbook()
    ws = wb.active
    ws.title = "Sheet1"
    title(ws, "A1:F1", "部门整体预算绩效目标申报表")
    rule(ws, "A2:F24", 26)
    for area in ("B2:F2", "A3:A8", "E3:F3", "E4:F4", "E5:F5", "E6:F6", "E7:F7", "E8:F8", "B9:F9", "A10:A12", "E10:F10",
                 "E11:F11", "E12:F12", "B13:F13", "A14:A24", "B15:B18", "B19:B22"):
        ws.merge_cells(area)
    put(ws, {"A2": "部 门 名 称", "A3": "预算整体情况", "B3": "部门预算支出", "C3": "预算金额（万元）", "D3": "收入来源",
             "E3": "预算金额（万元）", "B4": "基本支出", "D4": "财政拨款", "B5": "项目支出", "D5": "其他资金", "B6": "事业发展性支出",
             "C6": "预算金额", "D6": "按预算级次划分", "E6": "预算金额", "B7": "财政专项资金", "D7": "区本级使用资金",
             "B8": "其他事业发展性支出", "D8": "拟用于对下转移支付资金", "A9": "总体绩效目标", "A10": "年度重点工作任务", "B10": "名称",
             "C10": "主要实施内容", "D10": "拟投入的资金（万元）", "E10": "期望达到的目标（概述）", "A13": "其他需完成的任务（可选填）",
             "A14": "绩\n效\n指\n标", "B14": "一级指标", "C14": "二级指标", "D14": "三级指标", "E14": "实施周期指标值",
             "F14": "年度指标值", "B15": "产出指标", "C15": "数量指标", "C16": "质量指标", "C17": "时效指标", "C18": "成本指标",
             "B19": "效益指标", "C19": "经济效益指标", "C20": "社会效益指标", "C21": "生态效益指标", "C22": "可持续影响指标",
             "B23": "满意度指标", "C23": "服务对象满意度指标"})
    ws.row_dimensions[9].height = 120
    save(wb, "department.xlsx")


def small_card(ws, top):
    """A card of ten rows whose total has a reference that is fixed."""
    rule(ws, f"A{top + 1}:F{top + 8}")
    for area in (f"A{top}:F{top}", f"B{top + 1}:F{top + 1}", f"B{top + 3}:F{top + 3}"):
        ws.merge_cells(area)
    heads = ["一级指标", "二级指标", "三级指标", "指标值", "分值", "备注"]
    put(ws, {f"A{top}": "项目支出绩效目标申报表", f"A{top + 1}": "项目名称", f"A{top + 2}": "主管部门", f"D{top + 2}": "资金总额（万元）",
             f"A{top + 3}": "绩效目标", f"A{top + 7}": "总分", f"E{top + 7}": f"=SUM(E{top + 5}:E${top + 6})"})
    put(ws, {f"{column}{top + 4}": head for column, head in zip("ABCDEF", heads)})
    ws.row_dimensions[top + 3].height = 66
    yes = DataValidation(type="list", formula1='"是,否"')
    yes.add(f"F{top + 5}:F{top + 6}")
    ws.add_data_validation(yes)
    ws.conditional_formatting.add(f"E{top + 5}:E{top + 6}", CellIsRule("greaterThan", ["50"], fill=PatternFill("solid", bgColor="FFFF00")))


def stacked_cards():
    """Three cards below each other, a line for the seal below the last, and a sheet that adds them up."""
    wb = Workbook()
    ws = wb.active
    ws.title = "申报表"
    for top in (1, 11, 21):
        small_card(ws, top)
    ws["A31"], ws.print_area = "填报单位盖章：", "A1:F31"
    wb.create_sheet("汇总")["B1"] = "=申报表!E28+申报表!E8"
    save(wb, "stacked-cards.xlsx")


def card_with_parts():
    """One card with a comment, a chart, a validation by another sheet, print titles, and formulas that name its sheet."""
    wb = Workbook()
    ws = wb.active
    ws.title = "申报表"
    small_card(ws, 1)
    ws["A2"].comment = Comment("填全称", "审核")
    ws["H1"] = "=申报表!E8*2"
    chart = BarChart()
    chart.add_data(Reference(ws, min_col=5, min_row=6, max_row=7))
    ws.add_chart(chart, "H10")
    ws.print_area, ws.print_title_rows = "A1:F9", "1:1"
    codes = wb.create_sheet("代码")
    put(codes, {"A1": "是", "A2": "否", "C1": "=申报表!E8"})
    codes.print_area = "A1:A2"
    by_codes = DataValidation(type="list", formula1="=代码!$A$1:$A$2")
    by_codes.add("F6:F7")
    ws.add_data_validation(by_codes)
    wb.active = 1
    save(wb, "card-with-parts.xlsx")


if __name__ == "__main__":
    for make in (two_row_header, card, form_per_sheet, flat_list, department, stacked_cards, card_with_parts):
        make()
