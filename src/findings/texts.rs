//! Codes of text dumps: how their lines were read as tables.

use super::entry::codes;

codes! {
    REPEATED_HEADER = "repeated-header" Reading {
        name "重复打印的表头" "headers printed again"
        meaning "换页后又印了一次表头或标题，只计一次。" "A header or title is printed again on a new page; it was read once."
        advice "通常无需处理。" "Usually nothing."
        Info RepeatedHeader { } "换页后重复打印的表头或标题未重复计入"
            "header or title printed again on a new page was read once"
    }
    PAGE_FURNITURE = "page-furniture" Reading {
        name "页码和页脚" "page numbers and footers"
        meaning "表格中间的页码或页脚不是内容，没有计入。" "A page number or footer inside the table is no content and was left out."
        advice "引文若是内容，请补上。" "Fill the quoted text in where it is content."
        Info PageFurniture { } "页码或页脚未计入表格" "a page number or footer was left out of the table"
    }
    READING_AMBIGUOUS = "reading-ambiguous" Reading {
        name "两可的读法" "ambiguous readings"
        meaning "文本没有留下单元格的边界，两种读法的可能性相近，取了较可能的一种。"
                "The text does not say where its cells end; two readings are nearly as likely, and the better one was kept."
        advice "对照原文件核对；jixiao inspect 列出各种读法。" "Compare with the original; `jixiao inspect` lists the readings."
        Warning AmbiguousCell { } "此单元格的边界有两种相近的读法，已取较可能者，请核对"
            "two readings of this cell's borders are nearly as likely; the better was kept"
        Warning AmbiguousBlock { taken, other } "这些行按“{taken}”与按“{other}”读取的可能性相近，已取前者，请核对"
            "as {other} these lines read nearly as well as they do as {taken}; the latter was kept"
    }
    CELLS_OUT_OF_ORDER = "cells-out-of-order" Reading {
        name "脱离所在行的单元格" "cells printed apart from their rows"
        meaning "文本把一些单元格印在别处，已按次序归回各行。" "The text prints some cells apart from their rows; they were put back by their order."
        advice "抽查这些行。" "Look at some of these rows."
        Warning CellsOutOfOrder { rows } "文本中部分单元格脱离所在行打印，已按顺序归回 {rows} 行，请抽查"
            "cells printed apart from their rows were put back into {rows} rows by their order; please look at some of them"
        Warning CellsDealtOut { rows } "文本把相邻单元格的文字交错印出，已按列宽和内容分归 {rows} 行的各单元格，请核对"
            "the text prints lines of neighbouring cells in one another; they were dealt out to the cells of {rows} rows by width and content"
    }
    PRINTED_TWICE = "printed-twice" Reading {
        name "左右两半都印的内容" "what both halves print"
        meaning "表格分成左右两半打印，两半都印的内容只计一次。" "The table is printed as two halves; what both show was read once."
        advice "通常无需处理。" "Usually nothing."
        Info PrintedTwice { } "左右两半页重复打印的内容只计一次" "printed on both half pages, read once"
    }
    HALVES_DIFFER = "halves-differ" Reading {
        name "左右两半不一致" "halves that differ"
        meaning "表格分成左右两半打印，两半本应相同的内容或行数不同，对应关系可能有误。"
                "The table is printed as two halves, and what should be the same in both, or the number of their rows, differs: rows may be joined wrongly."
        advice "对照原文件核对各行。" "Compare the rows with the original."
        Warning HalvesDiffer { } "左右两半页应相同的内容不一致，已取左半页" "the half pages disagree; the left one was kept"
        Warning HalvesUneven { left, right } "左半页有 {left} 行，右半页有 {right} 行，按顺序对应，请核对"
            "the left half page has {left} rows, the right one {right}; they were joined in order"
    }
}
