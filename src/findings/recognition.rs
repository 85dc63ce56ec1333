//! Codes of pages read from their pictures.

use super::entry::codes;

codes! {
    RECOGNISED_PAGE = "recognised-page" Reading {
        name "由图片识别的页" "pages read from their pictures"
        meaning "这一页没有可用的文字，其文字由程序从图片识别，可能有误。"
                "The page has no text that can be used; its characters were recognised from the picture and may be wrong."
        advice "对照图片核对，尤其是数字。" "Compare it with the picture, numbers above all."
        Warning RecognisedPage { page, characters, percent } "第{page}页由图片识别，共{characters}个字符，平均可信度{percent}%。请对照图片核对。"
            "Page {page} was read from its picture: {characters} characters, {percent} % sure on average. Compare it with the picture."
        Warning BlankPicture { page } "第{page}页是图片，没有识别出文字。"
            "Page {page} is a picture in which no characters were recognised."
    }
    OCR_CHARACTER_DOUBTFUL = "ocr-character-doubtful" Reading {
        name "识别不确定的字" "characters that are not surely recognised"
        meaning "这一行里有识别把握不大的字，或两次识别结果不同。"
                "In this line are characters that were not surely recognised, or that two readings tell differently."
        advice "对照图片核对。" "Compare them with the picture."
        Warning DoubtfulCharacters { read, doubtful } "识别为“{read}”，其中“{doubtful}”把握不大。请对照图片核对。"
            "Read as “{read}”, of which “{doubtful}” is not sure. Compare it with the picture."
        Warning KnownWord { read, taken } "识别为“{read}”，按表中常用词取作“{taken}”（识别时的备选字）。请对照图片核对。"
            "Read as “{read}”; taken for the known word “{taken}”, which was thought of when it was read. Compare it with the picture."
    }
    OCR_NUMBER_DOUBTFUL = "ocr-number-doubtful" Reading {
        name "识别不确定的数字" "numbers that are not surely recognised"
        meaning "同一处数字识别两次结果不同，或把握不大，或字形、高矮与其他数字不符。"
                "A number was recognised twice with different results, or not surely, or a digit of it does not look like the others, or is not as high."
        advice "对照图片核对这个数字。" "Compare the number with the picture."
        Warning DoubtfulNumber { first, second } "数字识别不确定：一次读作“{first}”，另一次读作“{second}”。请对照图片核对。"
            "A number is not sure: read as “{first}” and as “{second}”. Compare it with the picture."
        Warning OddDigit { read } "数字“{read}”中有字形或高矮与其他数字不符，可能识别有误。请对照图片核对。"
            "In the number “{read}” a digit does not look like the others of its kind, or is not as high as they are, and may be wrong. Compare it with the picture."
        Warning UnsureNumber { read, percent } "数字“{read}”识别把握只有{percent}%。请对照图片核对。"
            "The number “{read}” was recognised with {percent} % only. Compare it with the picture."
    }
    OCR_LAYER_DIFFERS = "ocr-layer-differs" Reading {
        name "与原有识别层不同" "another reading than the layer of recognised text"
        meaning "文件里原有一层识别文字，与本程序从图片识别的结果不同；采用本程序的结果。"
                "The file has a layer of recognised text that differs from what this program read in the picture; the latter is taken."
        advice "对照图片核对。" "Compare with the picture."
        Warning LayerDiffers { page, layer, read } "第{page}页原有识别层与本次识别不同（识别层：{layer}；本次：{read}），采用本次识别。请对照图片核对。"
            "The layer of recognised text of page {page} differs from this reading (layer: {layer}; here: {read}); this reading is taken. Compare it with the picture."
    }
}
