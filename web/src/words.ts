// The words of the page in both languages.

const WORDS = {
  findings: ["问题", "Findings"],
  values: ["读出的内容", "What was read"],
  original: ["原文", "Original"],
  search: ["搜索", "Search"],
  severity: ["级别", "Severity"],
  rule: ["检查", "Check"],
  topic: ["性质", "About"],
  verdict: ["审核结论", "Verdict"],
  remark: ["审核意见", "Remark"],
  all: ["全部", "all"],
  error: ["错误", "error"],
  warning: ["警告", "warning"],
  info: ["提示", "info"],
  reading: ["读取", "reading"],
  substance: ["内容", "substance"],
  none: ["未审核", "no verdict"],
  pass: ["通过", "pass"],
  reject: ["退回", "reject"],
  hold: ["待核", "to check"],
  save: ["保存审核结果", "Save verdicts"],
  load: ["读入审核结果", "Load verdicts"],
  help: ["帮助", "Help"],
  theme: ["深色/浅色", "Dark/light"],
  language: ["English", "中文"],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  fit: ["适合宽度", "Fit width"],
  tint: ["显示底色", "Tints"],
  close: ["关闭", "Close"],
  nothing: ["没有符合条件的项", "Nothing matches"],
  noSource: ["输入是转换过的文件，没有原文可以对照", "The input was converted before; there is no original to show"],
  quote: ["原文", "Text"],
  suggestion: ["建议", "Suggestion"],
  advice: ["处理", "What to do"],
  page: ["页", "page"],
  line: ["行", "line"],
  form: ["表", "form"],
  drawnText: ["此页没有图像，按读出的文字画出", "This page has no picture; it is drawn from the text that was read"],
  missingText: [
    "文件没有内嵌部分字体，这些字由浏览器的字体画出",
    "Some fonts are not in the file; their characters are drawn in fonts of the browser",
  ],
  otherFont: ["文件没有内嵌的字体用本机字体代替：", "Fonts that are not in the file are replaced by this font: "],
  kept: ["审核结果保存在本浏览器中", "Verdicts are kept in this browser"],
  notKept: [
    "浏览器不能保存审核结果，请在离开前保存为文件",
    "The browser cannot keep verdicts: save them to a file before you leave",
  ],
  otherSource: ["这份审核结果属于另一个文件：", "These verdicts belong to another file: "],
  noReview: ["不是审核结果文件", "Not a file of verdicts"],
  loaded: ["已读入审核结果", "Verdicts loaded"],
  saved: ["已保存为文件", "Saved to a file"],
  cell: ["单元格", "cell"],
  of: ["/", "of"],
  done: ["已审核", "reviewed"],
  forms: ["表", "forms"],
  projects: ["项目", "projects"],
  indicators: ["指标", "indicators"],
  budget: ["预算", "Budget"],
  task: ["任务", "Tasks"],
  subtotal: ["合计", "Subtotals"],
  moved: ["没有原样印出，标出的是所在的单元格或行", "Not printed as it stands: its cell or row is marked"],
  name: ["文件", "File"],
  status: ["状态", "State"],
  failed: ["未转换", "not converted"],
  files: ["个文件", "files"],
} as const;

export type Word = keyof typeof WORDS;
let english = false;

export function setLanguage(language: "zh" | "en"): void {
  english = language === "en";
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
}
export const isEnglish = (): boolean => english;
export const say = (word: Word): string => WORDS[word][english ? 1 : 0];
export const pick = (zh: string, en: string): string => (english && en ? en : zh);

export const HELP: [string, string, string][] = [
  ["j / k", "下一条 / 上一条", "next / previous"],
  ["1 / 2", "问题 / 读出的内容", "findings / what was read"],
  ["/", "搜索", "search"],
  ["a / r / w", "通过 / 退回 / 待核", "pass / reject / to check"],
  ["x", "取消结论", "take the verdict back"],
  ["m", "写审核意见", "write a remark"],
  ["u", "下一条未审核的", "next without verdict"],
  ["+ / - / 0", "放大 / 缩小 / 适合宽度", "zoom in / out / fit width"],
  ["t", "显示或隐藏底色", "tints on or off"],
  ["s", "保存审核结果", "save verdicts"],
  ["Esc", "关闭，取消选择", "close, choose nothing"],
  ["?", "帮助", "help"],
];
