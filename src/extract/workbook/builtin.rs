//! The number formats that every spreadsheet program knows by number, as a Chinese one shows them ([ECMA-376] 18.8.30).

/// The code of a format by its number; `None` for what is shown as stored.
pub(super) fn id_to_code(id: u16) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 | 37 | 38 => "#,##0;-#,##0",
        7 | 8 | 39 | 40 => "#,##0.00;-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "yyyy/m/d",
        15 => "d-mm-yy",
        16 => "d-mm",
        17 => "mm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "AM/PMh\"时\"mm\"分\"",
        35 | 56 => "AM/PMh\"时\"mm\"分\"ss\"秒\"",
        41 | 42 => "#,##0",
        43 | 44 => "#,##0.00",
        45 | 47 => "mm:ss",
        _ => return None,
    })
}

/// The code of a format that spreadsheet programs write by name.
pub(in crate::extract) fn name_to_code(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "general" | "general number" => "General",
        "text" => "@",
        "fixed" => "0.00",
        "standard" | "currency" | "euro currency" => "#,##0.00",
        "percent" => "0.00%",
        "short date" => "yyyy/m/d",
        "medium date" | "general date" => "yyyy/m/d",
        "long date" => "yyyy\"年\"m\"月\"d\"日\"",
        "short time" => "h:mm",
        "medium time" | "long time" => "h:mm:ss",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::display::NumberFormat;
    use super::super::stored::stored;
    use super::*;

    #[test]
    fn every_code_is_understood() {
        for id in 0..=60 {
            let Some(code) = id_to_code(id) else { continue };
            assert_ne!(NumberFormat::parse(code), NumberFormat::General, "{id} {code}");
        }
        let shown = |id, own, number| stored(number).map(|s| NumberFormat::by_id(id, own).display(s, number, false));
        assert_eq!(shown(10, None, 0.954).as_deref(), Some("95.40%"));
        assert_eq!(shown(31, None, 44_927.0).as_deref(), Some("2023年1月1日"));
        assert_eq!(shown(164, Some("0.0"), 2.25).as_deref(), Some("2.3"));
        assert_eq!(shown(164, None, 2.25).as_deref(), Some("2.25"));
    }
}
