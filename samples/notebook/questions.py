# %% [markdown]
# # 300 files, ten questions
#
# Every sample of this repository is converted until there are 300 documents, and DuckDB is asked what an analyst asks. The tables go
# from jixiao to DuckDB by Arrow, without a copy and without a file. Needs `pip install jixiao duckdb pyarrow`.

# %%
import itertools
import pathlib

import duckdb
import jixiao
import pyarrow

here = pathlib.Path(__file__).parent if "__file__" in globals() else pathlib.Path.cwd()
samples = sorted(here.parent.glob("*/input.*"))
files = list(itertools.islice(itertools.cycle(samples), 300))
data = {name: pyarrow.table(table) for name, table in jixiao.collect(jixiao.convert_many(files)).items()}
documents, forms, projects, amounts = (data[name] for name in ("documents", "forms", "projects", "amounts"))
indicators, findings = data["indicators"], data["findings"]
database = duckdb.connect()
for name, table in data.items():
    database.register(name, table)


def ask(question: str, sql: str) -> list[tuple]:
    answer = database.sql(sql)
    rows = answer.fetchall()
    print(question, answer.columns, *rows[:5], sep="\n  ")
    return rows


# %% 1
ask(
    "What was read, and what was not?",
    "select media_type, count(*) as files, count(error_code) as failed, sum(projects) as projects from documents group by all order by all",
)
# %% 2
ask(
    "How much money has each department, in yuan?",
    """select coalesce(p.department, f.department) as department, sum(a.yuan) as yuan
       from amounts a join projects p using (document_sha256, form, project) join forms f using (document_sha256, form)
       where a.item = 'amounts_total' group by all order by yuan desc nulls last""",
)
# %% 3
ask(
    "Which are the ten largest projects?",
    "select distinct p.name, a.yuan from amounts a join projects p using (document_sha256, form, project) "
    "where a.item = 'amounts_total' order by a.yuan desc nulls last limit 10",
)
# %% 4
ask(
    "Which satisfaction targets are below 90 %?",
    "select distinct level3, annual_target from indicators "
    "where level1 like '%满意%' and annual_target_unit = '%' and annual_target_value < 90 order by all",
)
# %% 5
ask(
    "Where is the result below the plan?",
    "select distinct level3, annual_target, actual from indicators "
    "where annual_target_operator = '≥' and actual_value < annual_target_value and actual_unit = annual_target_unit order by all",
)
# %% 6
ask("Findings by rule", "select rule, severity, count(*) as findings from findings group by all order by findings desc, rule")
# %% 7
ask(
    "What share of the indicators is quantitative?",
    "select level1, count(*) as indicators, round(avg((annual_target_kind = 'quantitative')::int), 3) as share "
    "from indicators group by all order by indicators desc, level1",
)
# %% 8
ask(
    "Which projects have no indicator of satisfaction?",
    """select distinct name from projects p where indicators > 0 and not exists (select 1 from indicators i
       where (i.document_sha256, i.form, i.project) = (p.document_sha256, p.form, p.project) and i.level1 like '%满意%') order by name""",
)
# %% 9
ask(
    "Do 合计 rows agree with their projects?",
    """select f.department, s.label, s.amounts_total as printed, sum(p.amounts_total) as added from subtotals s
       join forms f using (document_sha256, form) join (select distinct on (document_sha256, form, project) * from projects) p
       using (document_sha256, form) where s.label like '%合计%' group by all order by all""",
)
# %% 10
ask(
    "Where do I look? Pages with most findings",
    "select source_name, place[1].page as page, count(*) as findings from findings group by all "
    "order by findings desc, source_name, page limit 10",
)
