//! Codes of checks: what a form must have, and what must not stand in it..

use super::entry::codes;
use crate::wording::text;

codes! {
    GOAL_MISSING = "goal-missing" Substance rule "R-05" {
        name "没有绩效目标" "missing goals"
        meaning "项目没有写绩效目标，无从评价。" "The project has no goal to be judged by."
        advice "请填报单位补充。" "Ask the department for it."
        Error GoalMissing { name } "“{name}”没有绩效目标" "{name}: no goal"
    }
    BLANK_PROJECT = "blank-project" Substance rule "R-05" {
        name "空白表" "blank forms"
        meaning "模板的这一处什么也没有填。" "Nothing was filled in at this place of the template."
        advice "确认是多余的空表还是漏填。" "Find out whether it is left over or was forgotten."
        Info BlankProject { } "空白的项目：没有名称、目标、指标和金额" "a blank project: nothing is filled in"
    }
    INDICATORS_MISSING = "indicators-missing" Substance rule "R-06" {
        name "没有绩效指标" "projects without indicators"
        meaning "项目没有任何绩效指标，目标无法衡量。" "The project has no indicator; its goal cannot be measured."
        advice "请填报单位补充。" "Ask the department for them."
        Error IndicatorsMissing { name } "“{name}”没有绩效指标" "{name}: no indicators"
    }
    FEW_INDICATORS = "few-indicators" Substance rule "R-06" {
        name "指标过少" "too few indicators"
        meaning "项目的指标少于规定的数量（minimum）。" "The project has fewer indicators than asked for (minimum)."
        advice "请填报单位补充，或确认项目很小。" "Ask for more, unless the project is tiny."
        Warning FewIndicators { name, count, minimum } "“{name}”只有{count}项指标，少于{minimum}项"
            "{name}: {count} indicators, fewer than {minimum}"
    }
    INDICATOR_INCOMPLETE = "indicator-incomplete" Substance rule "R-07" {
        name "指标不完整" "incomplete indicators"
        meaning "指标缺类别、名称或指标值。" "The indicator lacks its class, its name or its value."
        advice "对照原文件补上。" "Complete it from the original."
        Error IndicatorIncomplete { lacking } "指标不完整：缺{lacking}" "incomplete indicator: {lacking}"
    }
    INDICATOR_CUT = "indicator-cut" Substance rule "R-08" {
        name "指标文字截断" "indicators that break off"
        meaning "指标值停在“不少于”“≥”之类的词后，数字丢失；或原文不全。"
                "The value stops behind a word such as 不少于 or ≥, its number is lost; or the text is incomplete."
        advice "从原始工作簿补上。" "Complete it from the original workbook."
        Error ValueBreaksOff { end } "指标值在“{end}”之后中断" "the value breaks off after {end}"
        Error IndicatorCut { } "指标文字被截断，原文不全" "the indicator's text is cut off"
    }
    GOAL_CUT = "goal-cut" Substance rule "R-08" {
        name "目标文字截断" "goals that break off"
        meaning "绩效目标停在半句，或另一处有同样开头而更长的文字。"
                "The goal stops in the middle of a sentence, or a longer text with the same beginning stands elsewhere."
        advice "从原始工作簿补上；建议栏是更长的文字。" "Complete it from the original workbook; the suggestion is the longer text."
        Error GoalCut { } "绩效目标文字中断，原文可能不全" "the goal stops in the middle of a sentence"
    }
    NUMBERING = "numbering" Substance rule "R-09" {
        name "编号不连续" "numbers that restart, jump or repeat"
        meaning "指标的编号跳号、重号或重新开始：可能漏了指标，或把两份清单并在一起。"
                "The numbers of indicators jump, repeat or restart: an indicator may be missing, or two lists were put together."
        advice "对照原文件核对条目。" "Compare the items with the original."
        Warning NumberingStartsAt { seq } "编号从{seq}开始" "numbering starts at {seq}"
        Warning NumberingRestarts { after } "编号在第{after}项后重新从1开始，可能由两份清单合并而成"
            "numbering restarts after item {after}: probably two lists were put together"
        Warning NumberTwice { seq } "编号{seq}重复" "number {seq} occurs twice"
        Warning NumberingJumps { from, to } "编号由{from}跳到{to}" "numbering jumps from {from} to {to}"
    }
    DOUBLED_PUNCTUATION = "doubled-punctuation" Substance rule "R-10" {
        name "标点重复" "doubled punctuation"
        meaning "两个标点连在一起，中间可能缺字。" "Two marks stand side by side; words between them may be missing."
        advice "核对引文。" "Check the quoted text."
        Warning DoubledPunctuation { marks } "标点重复：“{marks}”，可能缺字" "doubled punctuation: {marks}"
    }
    UNBALANCED_PUNCTUATION = "unbalanced-punctuation" Substance rule "R-10" {
        name "括号、引号不成对" "brackets and quotes without counterpart"
        meaning "括号、书名号或引号缺了一半，可能缺字。" "One half of a pair of brackets or quotes is missing, and perhaps words with it."
        advice "核对引文。" "Check the quoted text."
        Warning UnbalancedPunctuation { mark } "“{mark}”不成对" "{mark} has no counterpart"
    }
    SUSPECTED_TYPO = "suspected-typo" Substance rule "R-11" {
        name "疑似错字" "suspected misreadings and typing errors"
        meaning "这几个字与相邻的字很少连用，而形近的字常用；可能是错字或识别错误。只作建议，不改原文。"
                "These characters hardly ever stand together, look-alikes often do: a slip, or misrecognised. A suggestion only; nothing is changed."
        advice "核对原文件。" "Look it up in the original."
        Warning SuspectedTypo { text, right } "疑似错字：“{text}”，可能应为“{right}”" "suspected error: {text}, perhaps {right}"
    }
    CLASS_MISSING = "class-missing" Substance rule "R-12" {
        name "缺少指标类别" "missing classes of indicators"
        meaning "项目没有产出、效益或满意度指标（2021年以后的表还有成本指标）。"
                "The project has no indicator of output, benefit or satisfaction (in forms since 2021: or cost)."
        advice "请填报单位补充。" "Ask for them."
        Warning ClassMissing { name, classes } "“{name}”缺少{classes}" "{name}: {classes} indicators"
    }
    DUPLICATE_PROJECT = "duplicate-project" Substance rule "R-14" {
        name "项目之间重复" "projects with the goal or indicators of another"
        meaning "两个项目的绩效目标或指标完全相同，可能是复制后忘了改。"
                "Two projects have the same goal or indicators: probably copied and not changed."
        advice "核对哪一个是原件。" "Find out which one is the original."
        Warning DuplicateProject { what, other } "{what}与“{other}”完全相同" "the {what} are those of {other}"
    }
    PROJECT_TWICE = "project-twice" Substance rule "R-14" {
        name "项目重复列入" "projects that stand twice"
        meaning "同一单位的同名项目在表中出现两次，资金可能重复计算。"
                "A project of one agency stands twice in the list: its money may be counted twice."
        advice "核对是否同一项目；分批下达的，请在名称中写明。" "Find out whether it is one project."
        Warning ProjectTwice { row } "与第{row}个项目同名" "the same name as project {row}"
    }
    SIMILAR_GOAL = "similar-goal" Substance rule "R-14" {
        name "绩效目标雷同" "goals that are nearly another's"
        meaning "绩效目标与另一个项目的几乎相同，可能复制后只改了几个字。"
                "The goal is nearly that of another project: probably copied, and a few words changed."
        advice "核对两个项目的目标。" "Compare the goals of both projects."
        Info SimilarGoal { other, percent } "绩效目标与“{other}”的{percent}%相同" "{percent} % of the goal are that of {other}"
    }
    BOILERPLATE = "boilerplate" Substance rule "R-14" {
        name "套用的指标" "indicators of nearly all projects"
        meaning "表中大多数项目都有这项定性指标，指标值也相同：没有针对本项目。"
                "Most projects have this indicator, with the same value and no number: it says nothing about any of them."
        advice "请填报单位按项目设置指标。" "Ask for indicators of the project's own."
        Info Boilerplate { count } "{count}个项目有这项指标，指标值也相同" "{count} projects have this indicator with the same value"
    }
    SIMILAR_INDICATOR = "similar-indicator" Substance rule "R-15" {
        name "指标雷同" "indicators that are nearly another"
        meaning "名称与本项目另一项指标几乎相同，指标值也相同，可能重复考核一件事。"
                "The name is nearly that of another indicator of the project, and the value is the same: one thing may be judged twice."
        advice "合并，或写明区别。" "Put them together, or say how they differ."
        Info SimilarIndicator { item } "与本项目第{item}项指标几乎相同" "nearly the same as indicator {item} of the project"
    }
    DUPLICATE_NAME = "duplicate-name" Substance rule "R-15" {
        name "指标同名" "indicators of one name"
        meaning "同一项目同一类别中有两条同名的指标。" "Two indicators of one class of the project have one name."
        advice "合并或改名。" "Put them together, or rename one."
        Warning DuplicateName { item } "与本项目第{item}项指标同名" "the same name as indicator {item} of the project"
    }
    DUPLICATE_VALUE = "duplicate-value" Substance rule "R-15" {
        name "指标值重复" "indicators of one wordy value"
        meaning "两条指标的文字指标值完全相同，其中一条可能填错。" "Two indicators have the same wordy value; one of them is probably wrong."
        advice "核对与名称不符的一条。" "Check the one whose name it does not fit."
        Warning DuplicateValue { item } "指标值与本项目第{item}项指标完全相同" "the same value as indicator {item} of the project"
    }
    VALUES_ROTATED = "values-rotated" Substance rule "R-16" {
        name "指标值互相错位" "values rotated among indicators"
        meaning "几条指标的值互相填错了位置，建议栏是应有的值；数据没有改动。"
                "The values of several indicators stand beside each other's names; the suggestion is the fitting one. Nothing was changed."
        advice "按建议核对并更正。" "Check the suggestion and correct the form."
        Warning ValuesRotated { item, name } "指标值错位：这个值与第{item}项“{name}”对应，几项指标的值互相错位"
            "values rotated: this value belongs to item {item}, {name}"
    }
    VALUE_OF_ANOTHER = "value-of-another" Substance rule "R-16" {
        name "指标值与名称不对应" "values that belong to another indicator"
        meaning "指标值说的是另一条指标的事。" "The value speaks of what another indicator is about."
        advice "核对并更正。" "Check and correct it."
        Warning ValueOfAnother { item, name } "指标值与名称不对应：这个值更像第{item}项“{name}”的"
            "the value does not belong to this name but rather to item {item}, {name}"
    }
    VALUE_OF_ANOTHER_PROJECT = "value-of-another-project" Substance rule "R-16" {
        name "指标值与名称无关" "values that resemble another project's indicator"
        meaning "指标值与本指标的名称无关，却与另一项目的指标相近，可能是复制后忘了改。"
                "The value has nothing to do with its name and resembles an indicator of another project: probably copied."
        advice "核对并更正。" "Check and correct it."
        Info ValueOfAnotherProject { project, name } "指标值与名称无关，与“{project}”的指标“{name}”相近"
            "the value has nothing to do with its name; it resembles {name} of {project}"
    }
    ROW_REPAIRED = "row-repaired" Reading rule "R-23" {
        name "修复过的行" "rows that were put right"
        meaning "读取时有行经过修复（归位、拼接、合并），检查结果中注明在哪里；修复本身另有提示。"
                "Rows were put right while reading; the outcome of the check says where. The repairs are reported by their own codes."
        advice "抽查这些行。" "Look at some of these rows."
        Info RowRepaired { } "此行在读取时经过修复" "this row was put right while it was read"
    }
    YEAR_MISSING = "year-missing" Substance rule "R-24" {
        name "没有年度" "forms without a year"
        meaning "表中没有写明年度；年度不作猜测。" "The form does not say of which year it is, and it is not guessed."
        advice "按文件来源补上。" "Add it from where the file comes from."
        Info YearMissing { } "表中没有写明年度" "the form does not say of which year it is"
    }
    YEAR_DIFFERS = "year-differs" Substance rule "R-24" {
        name "年份不同" "project names with another year"
        meaning "项目名称中的年份不是这张表的年度，可能是结转项目，也可能是旧表。"
                "The project's name has another year than the form: carried over, or an old form."
        advice "确认项目属于哪一年。" "Find out to which year the project belongs."
        Info YearDiffers { year } "项目名称中的年份与表的年度{year}不同，可能是结转项目"
            "the project's name has another year than the form, {year}: perhaps carried over"
    }
    TEXT_YEAR = "text-year" Substance rule "R-24" {
        name "目标中的年份不同" "goals of another year"
        meaning "绩效目标说的是别的年份，可能沿用了以前的文字。" "The goal speaks of another year than the form: perhaps a text of then."
        advice "核对年份。" "Check the year."
        Info TextYear { found, year } "绩效目标提到{found}年，表的年度是{year}" "the goal speaks of {found}, the form is of {year}"
    }
    GOAL_NUMBER_WITHOUT_INDICATOR = "goal-number-without-indicator" Substance rule "R-25" {
        name "目标中的数字没有指标" "numbers of the goal without indicator"
        meaning "绩效目标承诺了一个百分比，却没有指标衡量它。" "The goal promises a percentage that no indicator measures."
        advice "请填报单位补充指标。" "Ask for an indicator."
        Info GoalNumberWithoutIndicator { number } "绩效目标提到{number}%，但没有相应的指标" "the goal names {number} %, no indicator does"
    }
    GOAL_OBJECT_WITHOUT_INDICATOR = "goal-object-without-indicator" Substance rule "R-25" {
        name "目标中的事项没有指标" "objects of the goal without indicator"
        meaning "绩效目标说要购置或建设的东西，没有指标提到。" "The goal says that something will be bought or built, and no indicator names it."
        advice "请填报单位补充指标。" "Ask for an indicator."
        Info GoalObjectWithoutIndicator { clause } "绩效目标提到“{clause}”，但没有相应的指标" "the goal names “{clause}”, no indicator does"
    }
    GOAL_IS_STATUTE = "goal-is-statute" Substance rule "R-25" {
        name "目标照抄法规" "goals that are the text of a law"
        meaning "绩效目标是法规条文，不是项目要做的事。" "The goal is the text of a law and says nothing about the project."
        advice "请填报单位重写。" "Ask for a goal."
        Info GoalIsStatute { } "绩效目标照抄法规条文，不是本项目的目标" "the goal is the text of a law"
    }
    PLACEHOLDER = "placeholder" Substance rule "R-28" {
        name "占位文字" "placeholders"
        meaning "模板的提示或占位文字（XX、请填写……）没有替换。" "A hint or placeholder of the template (XX, 请填写 …) was left."
        advice "请填报单位填写。" "Ask for it to be filled in."
        Warning PlaceholderLeft { } "模板占位文字未填写" "a placeholder of the template was left"
    }
    PUBLISHED_COUNT = "published-count" Substance rule "R-31" {
        name "文字与表不符" "prose that contradicts the table"
        meaning "文字说明给出的项目数与表中的行数不同。" "The prose gives another number of projects than the table has."
        advice "核对是否有项目漏列。" "Check whether projects are missing."
        Info PublishedCount { stated, rows } "文字说明有{stated}个项目，表中有{rows}个"
            "the prose speaks of {stated} projects, the table has {rows}"
    }
}

text!(NoGoals { } "表中没有绩效目标栏" "the form has no goals");
text!(IndicatorsCut { } "有指标被截断，不知缺哪一类" "indicators are cut off: lost classes cannot be told");
text!(IndicatorsWithoutClass { } "有指标没有类别" "indicators without a class");
text!(NoNumbers { } "指标没有编号" "indicators have no numbers");
text!(NoYear { } "表中没有写明年度" "the form names no year");
text!(TooMuchText { } "文字过多，未作错字检查" "too much text to be searched for errors");
text!(TextNotRead { } "表中有没有读出的文字" "some text of the form was not read");
