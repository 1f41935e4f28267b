//! How Japanese verbs and adjectives change their ends: enough to write one line of a word table for all their forms.

/// One form of a word: what stands after its stem, and what must follow it to be sure that it is that form.
pub struct Form {
    /// After the stem: `く`, `か`, `い`.
    pub end: &'static str,
    /// One of these follows; empty where anything may.
    pub before: &'static [&'static str],
}

const fn form(end: &'static str) -> Form {
    Form { end, before: &[] }
}

const TE: &[&str] = &["て", "た"];
const DE: &[&str] = &["で", "だ"];
/// What shows that a 連用形 is the verb and not the noun made of it.
const VERBAL: &[&str] = &["ます", "まし", "ませ", "たい", "たく", "ながら", "つつ", "得", "やす", "にく", "そう"];
const VERBAL_SU: &[&str] =
    &["ます", "まし", "ませ", "たい", "たく", "ながら", "つつ", "得", "やす", "にく", "そう", "た", "て"];
/// What follows the stem of a 一段 verb.
pub const ICHIDAN: &[&str] = &[
    "る",
    "た",
    "て",
    "ます",
    "まし",
    "ませ",
    "ない",
    "なけ",
    "なく",
    "られ",
    "れば",
    "よう",
    "ず",
    "さ",
    "ながら",
    "つつ",
    "やす",
    "にく",
];

/// The forms of a word that ends in `ending`: a 五段 verb, or an adjective in `い`. `None` for any other ending. With
/// `verbal`, the 連用形 counts only where it is surely the verb (取消しました, not 取消しの).
pub fn forms(ending: &str, verbal: bool) -> Option<Vec<Form>> {
    let (plain, renyo, onbin, follow): (&[&'static str], &'static str, &'static str, &'static [&'static str]) =
        match ending {
            "く" => (&["か", "く", "け", "こ"], "き", "い", TE),
            "ぐ" => (&["が", "ぐ", "げ", "ご"], "ぎ", "い", DE),
            "す" => (&["さ", "す", "せ", "そ"], "し", "", &[]),
            "つ" => (&["た", "つ", "て", "と"], "ち", "っ", TE),
            "ぬ" => (&["な", "ぬ", "ね", "の"], "に", "ん", DE),
            "ぶ" => (&["ば", "ぶ", "べ", "ぼ"], "び", "ん", DE),
            "む" => (&["ま", "む", "め", "も"], "み", "ん", DE),
            "る" => (&["ら", "る", "れ", "ろ"], "り", "っ", TE),
            "う" => (&["わ", "う", "え", "お"], "い", "っ", TE),
            "い" => (&["い", "く", "かっ", "けれ"], "さ", "", &[]),
            _ => return None,
        };
    let mut forms: Vec<Form> = plain.iter().map(|end| form(end)).collect();
    let renyo_before = match (verbal, ending) {
        (false, _) => &[],
        (true, "す") => VERBAL_SU,
        (true, _) => VERBAL,
    };
    forms.push(Form { end: renyo, before: renyo_before });
    if !onbin.is_empty() {
        forms.push(Form { end: onbin, before: follow });
    }
    Some(forms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_has_all_its_forms() {
        let ends = |ending| forms(ending, false).map(|f| f.iter().map(|f| f.end).collect::<Vec<_>>());
        assert_eq!(ends("く"), Some(vec!["か", "く", "け", "こ", "き", "い"]));
        assert_eq!(ends("い"), Some(vec!["い", "く", "かっ", "けれ", "さ"]));
        assert_eq!(ends("ー"), None);
    }
}
