#!/usr/bin/env python3
"""Makes templates as openpyxl, users of EasyExcel and LibreOffice make them, each with one thing that fillers stumble over.
Needs openpyxl; those of LibreOffice need soffice, too (their bytes are its version's)."""
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
import make as kit  # noqa: E402
from make import put, rule, title  # noqa: E402
from openpyxl import Workbook  # noqa: E402
from openpyxl.comments import Comment  # noqa: E402
from openpyxl.drawing.image import Image  # noqa: E402
from openpyxl.formatting.rule import CellIsRule, FormulaRule  # noqa: E402
from openpyxl.styles import PatternFill, Protection  # noqa: E402
from openpyxl.workbook.defined_name import DefinedName  # noqa: E402
from openpyxl.worksheet.datavalidation import DataValidation  # noqa: E402
from openpyxl.worksheet.pagebreak import Break  # noqa: E402
from openpyxl.worksheet.table import Table  # noqa: E402

EVALUATION = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
CLASSES = ["产出指标", "数量指标"], ["", "质量指标"], ["效益指标", "社会效益指标"], ["满意度指标", "服务对象满意度指标"]
GREEN = PatternFill("solid", bgColor="C6EFCE")


def new(sheet):
    wb = Workbook()
    wb.active.title = sheet
    return wb, wb.active


def row(ws, number, texts, first="A"):
    for at, text in enumerate(texts):
        if text != "":
            ws.cell(number, ord(first) - 64 + at, text)


def by_openpyxl(wb, name):
    kit.HERE = HERE
    kit.save(wb, f"{name}.xlsx")


def by_easyexcel(wb, name):
    """As POI leaves it: cells covered by merged ones, and empty ones without a style, are not in the file."""
    by_openpyxl(wb, name)
    path = HERE / f"{name}.xlsx"
    with zipfile.ZipFile(path) as old:
        parts = [(i, old.read(i)) for i in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new_file:
        for info, data in parts:
            if "worksheets/sheet" in info.filename:
                data = re.sub(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?\s*/>', b"", data)
            new_file.writestr(info, data, zipfile.ZIP_DEFLATED)


def by_libreoffice(wb, name):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / f"{name}.xlsx"
        wb.save(source)
        out = pathlib.Path(folder) / "out"
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                   "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (HERE / f"{name}.xlsx").write_bytes((out / f"{name}.xlsx").read_bytes())
    kit.same_bytes(HERE / f"{name}.xlsx")


# ---- the first half: made before the code they try

def o_list_of_one_row():
    """One blank row between header and total: every range that ends on it has to grow."""
    wb, ws = new("项目")
    title(ws, "A1:F1", "项目支出绩效目标表")
    rule(ws, "A2:F4")
    row(ws, 2, ["预算单位", "项目名称", "总计", "财政拨款", "绩效目标", "绩效指标"])
    put(ws, {"A4": "合计", "C4": "=SUM(C3:C3)", "D4": "=SUM(D3:D3)", "A5": "说明：金额单位为万元。"})
    ws.conditional_formatting.add("C3:D3", CellIsRule("greaterThan", ["100"], fill=GREEN))
    wb.defined_names["项目区"] = DefinedName("项目区", attr_text="项目!$A$3:$F$3")
    ws.print_area = "A1:F5"
    return wb


def o_table():
    """A list object with a row of totals over the list."""
    wb, ws = new("项目")
    row(ws, 1, ["预算单位", "项目名称", "总计", "绩效目标"])
    rule(ws, "A1:D4")
    ws.add_table(Table(displayName="项目表", ref="A1:D4"))
    ws["G1"], ws["H1"] = "总额", "=SUM(项目表[总计])"
    return wb


def o_protected():
    """A protected sheet whose slots are unlocked."""
    wb, ws = new("自评表")
    title(ws, "A1:H1", "项目支出绩效自评表")
    rule(ws, "A2:H8")
    ws.merge_cells("B2:D2"), ws.merge_cells("F2:H2")
    put(ws, {"A2": "项目名称", "E2": "主管部门", "A8": "总分", "F8": "=SUM(F4:F7)", "G8": "=SUM(G4:G7)"})
    row(ws, 3, EVALUATION)
    for number, classes in enumerate(CLASSES, 4):
        row(ws, number, classes)
    ws.merge_cells("A4:A5")
    for cells in ws["C4:H7"]:
        for cell in cells:
            cell.protection = Protection(locked=False)
    ws.protection.sheet, ws.protection.password = True, "jx"
    return wb


def o_side_by_side():
    """Two lists beside each other: projects at the left, tasks at the right, with totals below both."""
    wb, ws = new("总表")
    title(ws, "A1:I1", "部门预算绩效总表")
    rule(ws, "A2:D5"), rule(ws, "F2:I5")
    row(ws, 2, ["预算单位", "项目名称", "总计", "绩效目标"])
    row(ws, 2, ["任务名称", "主要实施内容", "拟投入资金", "期望达到的目标"], "F")
    put(ws, {"A6": "合计", "C6": "=SUM(C3:C5)", "F6": "合计", "H6": "=SUM(H3:H5)"})
    return wb


def o_hidden_rows():
    """Hidden rows: one of instructions below the header, one of codes inside the list."""
    wb, ws = new("项目")
    title(ws, "A1:D1", "项目支出绩效目标表")
    rule(ws, "A2:D7")
    row(ws, 2, ["预算单位", "项目名称", "总计", "绩效目标"])
    row(ws, 3, ["填全称", "与批复一致", "万元", "不超过200字"])
    put(ws, {"A7": "合计", "C7": "=SUM(C4:C6)"})
    ws.row_dimensions[3].hidden = ws.row_dimensions[8].hidden = True
    ws["A8"] = "代码 01"
    return wb


def o_formula_in_slot():
    """Formulas where values would go, and formulas that refer to slots."""
    wb, ws = new("自评表")
    title(ws, "A1:H1", "项目支出绩效自评表")
    rule(ws, "A2:H8")
    put(ws, {"A2": "项目名称", "B2": "=封面!B1", "E2": "主管部门", "F2": "", "A8": "总分", "F8": "=SUM(F4:F7)", "G8": "=SUM(G4:G7)"})
    row(ws, 3, EVALUATION)
    for number in range(4, 8):
        ws[f"G{number}"] = f'=IF(E{number}="","",F{number})'
    cover = wb.create_sheet("封面")
    put(cover, {"A1": "项目", "B1": "见附件", "A2": "得分", "B2": "=自评表!G8"})
    return wb


def o_empty_sheets():
    """Empty sheets before and behind, one of explanations full of labels, one form."""
    wb, ws = new("封皮")
    wb.create_sheet("填报说明")
    put(wb["填报说明"], {"A1": "填表说明", "A2": "项目名称：填写全称", "A3": "主管部门：填写一级预算部门", "A4": "三级指标：不少于3项"})
    ws = wb.create_sheet("表")
    title(ws, "A1:D1", "项目支出绩效目标表")
    rule(ws, "A2:D4")
    row(ws, 2, ["预算单位", "项目名称", "总计", "绩效目标"])
    wb.create_sheet("空")
    return wb


def e_fields():
    """The fields of EasyExcel: single ones, a list row, text around, braces that are text, a sum and a signature below."""
    wb, ws = new("模板")
    ws.merge_cells("A1:E1")
    put(ws, {"A1": "{department}{year}年项目支出绩效目标表", "A2": "单位：{money_unit}", "E2": r"\{内部\}"})
    rule(ws, "A3:E4")
    row(ws, 3, ["序号", "单位", "名称", "金额", "目标"])
    row(ws, 4, ["{.seq}", "{.budget_unit}", "{.name}", "{.total}", "目标：{.goal}"])
    put(ws, {"C5": "合计", "D5": "=SUM(D4:D4)", "A7": "负责人（签字）："})
    return wb


def e_two_lists():
    """Two lists with prefixes below each other, each with merged cells in its row."""
    wb, ws = new("模板")
    title(ws, "A1:F1", "项目支出绩效目标表")
    rule(ws, "A2:F3"), rule(ws, "A6:F7")
    row(ws, 2, ["单位", "项目", "", "金额", "目标"])
    ws.merge_cells("B2:C2"), ws.merge_cells("B3:C3"), ws.merge_cells("E2:F2"), ws.merge_cells("E3:F3")
    row(ws, 3, ["{projects.budget_unit}", "{projects.name}", "", "{projects.total}", "{projects.goal}"])
    put(ws, {"A4": "合计", "D4": "=SUM(D3)", "A5": "指标"})
    row(ws, 6, ["项目", "一级", "二级", "三级", "", "目标值"])
    ws.merge_cells("D6:E6"), ws.merge_cells("D7:E7")
    row(ws, 7, ["{indicators.project}", "{indicators.level1}", "{indicators.level2}", "{indicators.level3}", "", "{indicators.value}"])
    ws["A8"] = "以上。"
    return wb


def e_beside():
    """Two lists with prefixes in the same row."""
    wb, ws = new("模板")
    row(ws, 1, ["任务", "资金", "", "三级指标", "目标值"])
    row(ws, 2, ["{tasks.name}", "{tasks.funds}", "", "{indicators.level3}", "{indicators.value}"])
    rule(ws, "A1:B2"), rule(ws, "D1:E2")
    ws["B3"] = "=SUM(B2:B2)"
    return wb


def e_chinese():
    """Fields by their Chinese names, and one nobody knows."""
    wb, ws = new("模板")
    put(ws, {"A1": "{主管部门}", "D1": "{经办人员工号}"})
    row(ws, 2, ["{.项目名称}", "{.一级指标}", "{.二级指标}", "{.三级指标}", "{.年度指标值}"])
    rule(ws, "A2:E2")
    return wb


def e_picture():
    """A seal and a comment below the list, and a column of formulas in its row."""
    wb, ws = new("模板")
    row(ws, 1, ["项目", "金额", "占比"])
    row(ws, 2, ["{.name}", "{.total}", "=B2/B3"])
    rule(ws, "A1:C3")
    put(ws, {"A3": "合计", "B3": "=SUM(B2:B2)", "C3": "=SUM(C2:C2)", "A5": "（盖章）"})
    ws["A5"].comment = Comment("加盖公章", "财务")
    ws.add_image(Image(str(HERE / "seal.png")), "B5")
    return wb


def l_list():
    """A list with totals above it, an autofilter and frozen panes."""
    wb, ws = new("项目")
    put(ws, {"A1": "2024年项目绩效目标表", "A2": "合计", "C2": "=SUM(C4:C6)"})
    rule(ws, "A2:D6")
    row(ws, 3, ["预算单位", "项目名称", "总计", "绩效目标"])
    ws.auto_filter.ref, ws.freeze_panes = "A3:D6", "A4"
    return wb


def l_card():
    """A card with classes in merged cells and validation on the values."""
    wb, ws = new("申报表")
    title(ws, "A1:F1", "项目支出绩效目标申报表")
    rule(ws, "A2:F12")
    ws.merge_cells("B2:F2"), ws.merge_cells("B4:F4")
    put(ws, {"A2": "项目名称", "A3": "主管部门", "D3": "年度资金总额", "A4": "绩效目标", "A12": "总分", "E12": "=SUM(E6:E11)"})
    row(ws, 5, ["一级指标", "二级指标", "三级指标", "指标值", "分值", "备注"])
    for number, (one, two) in zip((6, 8, 9, 11), CLASSES):
        row(ws, number, [one, two])
    ws.merge_cells("A6:A8"), ws.merge_cells("B6:B7"), ws.merge_cells("A9:A10"), ws.merge_cells("B9:B10")
    yes = DataValidation(type="list", formula1='"是,否"')
    yes.add("F6:F11")
    ws.add_data_validation(yes)
    return wb


def l_department():
    """A department's form with tasks and indicators."""
    wb, ws = new("整体")
    title(ws, "A1:E1", "部门整体支出绩效目标表")
    rule(ws, "A2:E14")
    ws.merge_cells("B2:E2"), ws.merge_cells("B3:E3"), ws.merge_cells("A5:A7"), ws.merge_cells("A9:A14")
    put(ws, {"A2": "部门名称", "A3": "年度总体目标", "A4": "年度主要任务", "A8": "年度绩效指标", "A5": "任务"})
    row(ws, 4, ["任务名称", "主要内容", "预算金额（万元）", "期望达到的目标"], "B")
    row(ws, 8, ["一级指标", "二级指标", "三级指标", "指标值"], "B")
    return wb


FIRST = [
    (by_openpyxl, o_list_of_one_row), (by_openpyxl, o_table), (by_openpyxl, o_protected), (by_openpyxl, o_side_by_side),
    (by_openpyxl, o_hidden_rows), (by_openpyxl, o_formula_in_slot), (by_openpyxl, o_empty_sheets), (by_easyexcel, e_fields),
    (by_easyexcel, e_two_lists), (by_easyexcel, e_beside), (by_easyexcel, e_chinese), (by_easyexcel, e_picture),
    (by_libreoffice, l_list), (by_libreoffice, l_card), (by_libreoffice, l_department),
]


# ---- the second half: made after the code, and poured in once before anything was changed for them

def o_merged_slots():
    """A list whose slots are merged blocks of two rows and two columns."""
    wb, ws = new("项目")
    title(ws, "A1:H1", "项目支出绩效目标表")
    rule(ws, "A2:H7")
    for left, right in ("AB", "CD", "EF", "GH"):
        ws.merge_cells(f"{left}2:{right}2")
        for top in (3, 5):
            ws.merge_cells(f"{left}{top}:{right}{top + 1}")
    ws.merge_cells("A7:D7")
    put(ws, {"A2": "预算单位", "C2": "项目名称", "E2": "总计", "G2": "绩效目标", "A7": "合计", "E7": "=SUM(E3:E6)"})
    return wb


def o_formats_over_list():
    """Conditional formats, icon sets and validations over a list, all of which end on its last row."""
    wb, ws = new("指标")
    row(ws, 1, ["项目名称", "一级指标", "二级指标", "三级指标", "年度指标值", "权重"])
    rule(ws, "A1:F3")
    ws.conditional_formatting.add("A2:F3", FormulaRule(formula=['$F2>50'], fill=GREEN))
    ws.conditional_formatting.add("E2:E3", FormulaRule(formula=['ISBLANK(E2)'], fill=GREEN))
    kinds = DataValidation(type="list", formula1='"产出指标,效益指标,满意度指标"')
    kinds.add("B2:B3")
    ws.add_data_validation(kinds)
    ws["A5"] = "备注：权重合计100。"
    return wb


def o_numbered_columns():
    """A row of column numbers below the header, and the total above it."""
    wb, ws = new("项目")
    title(ws, "A1:E1", "项目支出绩效目标表")
    put(ws, {"A2": "总计", "C2": "=SUM(C5:C6)", "D2": "=SUM(D5:D6)"})
    rule(ws, "A3:E6")
    row(ws, 3, ["预算单位", "项目名称", "总计", "财政拨款", "绩效目标"])
    row(ws, 4, [1, 2, 3, 4, 5])
    return wb


def o_running_total():
    """A column of running totals, and one of shares of the total, in a list of one row."""
    wb, ws = new("项目")
    row(ws, 1, ["项目名称", "总计", "累计", "占比", "绩效目标"])
    rule(ws, "A1:E3")
    put(ws, {"C2": "=N(C1)+B2", "D2": "=B2/B$3", "A3": "合计", "B3": "=SUM(B2)"})
    return wb


def o_two_forms():
    """Two cards below each other with pictures, comments and page breaks."""
    wb, ws = new("申报表")
    for top in (1, 11):
        kit.small_card(ws, top)
        ws[f"A{top + 1}"].comment = Comment("填全称", "审核")
        ws.add_image(Image(str(HERE / "seal.png")), f"F{top + 8}")
    ws.row_breaks.append(Break(id=10))
    return wb


def o_labels_below():
    """Labels worded otherwise, values below their labels, and a label nobody knows."""
    wb, ws = new("自评表")
    title(ws, "A1:H1", "项目支出绩效自评表")
    rule(ws, "A2:H8")
    ws.merge_cells("B2:D2"), ws.merge_cells("F2:H2"), ws.merge_cells("B3:D3"), ws.merge_cells("F3:H3")
    put(ws, {"A2": "自评项目名称", "E2": "项目主管部门名称", "A3": "实施单立", "E3": "经办科室电话", "A8": "合计得分"})
    row(ws, 4, EVALUATION)
    return wb


def o_many_columns():
    """Headings over three rows, with the amounts of money in a group."""
    wb, ws = new("项目")
    title(ws, "A1:H1", "项目支出绩效目标表")
    rule(ws, "A2:H6")
    for area in ("A2:A4", "B2:B4", "C2:F2", "C3:C4", "D3:F3", "G2:G4", "H2:H4", "A6:B6"):
        ws.merge_cells(area)
    put(ws, {"A2": "预算单位", "B2": "项目名称", "C2": "项目资金", "C3": "总计", "D3": "其中", "D4": "财政拨款", "E4": "财政专户拨款",
             "F4": "其他资金", "G2": "绩效目标", "H2": "绩效指标", "A6": "合计", "C6": "=SUM(C5:C5)"})
    return wb


def e_prefixed_headings():
    """Headings above prefixed fields, units in the text of a number, and a formula that names the list's first row."""
    wb, ws = new("模板")
    row(ws, 1, ["项目名称", "总计", "绩效目标"])
    row(ws, 2, ["{projects.name}", "{projects.total}万元", "{projects.goal}"])
    rule(ws, "A1:C2")
    put(ws, {"A3": "首个项目", "B3": "=A2"})
    return wb


def e_formats():
    """A title of two formats with a field in each, and a list row of two formats."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    wb, ws = new("模板")
    ws["A1"] = CellRichText(TextBlock(InlineFont(b=True), "{department}"), TextBlock(InlineFont(color="FF0000"), "（{year}年）"))
    row(ws, 3, ["{.name}", "{.total}"])
    rule(ws, "A3:B3")
    return wb


def e_fixed_rows_below():
    """Fixed rows below the list, with fields of their own between them."""
    wb, ws = new("模板")
    row(ws, 1, ["指标", "值"])
    row(ws, 2, ["{indicators.level3}", "{indicators.value}"])
    rule(ws, "A1:B2")
    put(ws, {"A3": "单位：{department}", "B3": "（{year}）", "A4": "第一行", "A5": "第二行"})
    ws.merge_cells("A4:B4"), ws.merge_cells("A5:B5")
    return wb


def e_tasks_and_projects():
    """Three lists on three sheets."""
    wb, ws = new("任务")
    row(ws, 1, ["{tasks.name}", "{tasks.content}", "{tasks.total}"])
    row(wb.create_sheet("指标"), 1, ["{indicators.level1}", "{indicators.level2}", "{indicators.name}"])
    row(wb.create_sheet("部门"), 1, ["{department}", "{overall_goal}"])
    return wb


def e_empty_below():
    """A list row at the very end of a sheet, with columns that are not next to each other."""
    wb, ws = new("模板")
    put(ws, {"B2": "{.项目名称}", "D2": "{.总计}", "G2": "{.绩效目标}"})
    return wb


def l_many_ruled_rows():
    """Forty ruled rows, more than there are projects, with borders only."""
    wb, ws = new("项目")
    rule(ws, "A1:D42")
    row(ws, 1, ["预算单位", "项目名称", "总计", "绩效目标"])
    put(ws, {"A42": "合计", "C42": "=SUM(C2:C41)"})
    return wb


def l_evaluation():
    """A self-evaluation with funds, classes and a total of what is attained."""
    wb, ws = new("自评表")
    title(ws, "A1:H1", "项目支出绩效自评表")
    rule(ws, "A2:H14")
    for area in ("B2:H2", "A3:A6", "A7:A8", "B7:D7", "E7:H7", "B8:D8", "E8:H8"):
        ws.merge_cells(area)
    put(ws, {"A2": "项目名称", "A3": "项目资金（万元）", "C3": "年初预算数", "D3": "全年预算数", "E3": "全年执行数", "F3": "分值", "G3": "执行率",
             "H3": "得分", "B4": "年度资金总额", "B5": "其中：财政拨款", "B6": "其他资金", "A7": "年度总体目标", "B7": "预期目标", "E7": "实际完成情况",
             "A14": "总分", "F14": "=SUM(F10:F13)+F4", "G14": "=SUM(G10:G13)+H4"})
    row(ws, 9, EVALUATION)
    for number, classes in enumerate(CLASSES, 10):
        row(ws, number, classes)
    ws.merge_cells("A10:A11")
    return wb


def l_flat():
    """A list of indicators with their projects and a filter, wrapped text and rows without fixed heights."""
    wb, ws = new("汇总")
    title(ws, "A1:G1", "部门项目绩效目标汇总表")
    rule(ws, "A2:G5")
    row(ws, 2, ["项目名称", "年度预算数", "一级指标", "二级指标", "三级指标", "指标值", "备注"])
    ws.auto_filter.ref = "A2:G5"
    return wb


SECOND = [
    (by_openpyxl, o_merged_slots), (by_openpyxl, o_formats_over_list), (by_openpyxl, o_numbered_columns), (by_openpyxl, o_running_total),
    (by_openpyxl, o_two_forms), (by_openpyxl, o_labels_below), (by_openpyxl, o_many_columns), (by_easyexcel, e_prefixed_headings),
    (by_easyexcel, e_formats), (by_easyexcel, e_fixed_rows_below), (by_easyexcel, e_tasks_and_projects), (by_easyexcel, e_empty_below),
    (by_libreoffice, l_many_ruled_rows), (by_libreoffice, l_evaluation), (by_libreoffice, l_flat),
]

if __name__ == "__main__":
    wanted = sys.argv[1:]
    for way, make in FIRST + SECOND:
        name = make.__name__.replace("_", "-")
        if not wanted or name in wanted:
            way(make(), name)
