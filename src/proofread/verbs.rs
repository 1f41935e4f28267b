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
const NEGATIVE: &[&str] = &["な", "れ", "せ", "ず", "ざ", "ぬ", "し"];
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
    if ending == "い" {
        return Some(["い", "く", "かっ", "けれ", "さ"].map(form).into());
    }
    // 未然形, 連用形, 終止形, 仮定形, 意向形, 音便.
    let (ends, te): ([&'static str; 6], &'static [&'static str]) = match ending {
        "く" => (["か", "き", "く", "け", "こ", "い"], TE),
        "ぐ" => (["が", "ぎ", "ぐ", "げ", "ご", "い"], DE),
        "す" => (["さ", "し", "す", "せ", "そ", ""], &[]),
        "つ" => (["た", "ち", "つ", "て", "と", "っ"], TE),
        "ぬ" => (["な", "に", "ぬ", "ね", "の", "ん"], DE),
        "ぶ" => (["ば", "び", "ぶ", "べ", "ぼ", "ん"], DE),
        "む" => (["ま", "み", "む", "め", "も", "ん"], DE),
        "る" => (["ら", "り", "る", "れ", "ろ", "っ"], TE),
        "う" => (["わ", "い", "う", "え", "お", "っ"], TE),
        _ => return None,
    };
    let [negative, masu, plain, conditional, volitional, onbin] = ends;
    let verb = match (verbal, ending) {
        (false, _) => &[],
        (true, "す") => VERBAL_SU,
        (true, _) => VERBAL,
    };
    let mut forms = vec![
        // 申込まない, not 申込まで; 申し込もう, not 申込も.
        Form { end: negative, before: NEGATIVE },
        Form { end: masu, before: verb },
        form(plain),
        form(conditional),
        Form { end: volitional, before: &["う"] },
    ];
    if !onbin.is_empty() {
        forms.push(Form { end: onbin, before: te });
    }
    Some(forms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_has_all_its_forms() {
        let ends = |ending| forms(ending, false).map(|f| f.iter().map(|f| f.end).collect::<Vec<_>>());
        assert_eq!(ends("く"), Some(vec!["か", "き", "く", "け", "こ", "い"]));
        assert_eq!(ends("い"), Some(vec!["い", "く", "かっ", "けれ", "さ"]));
        assert_eq!(ends("ー"), None);
    }
}
