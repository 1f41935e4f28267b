//! Forms of verbs, to put an easy word where a hard one stood: 記入して → 書いて.

use crate::text::morph::{self, Class, Form, Pos};

/// The form `form` of a verb or of a phrase that ends in one (`base`: its dictionary form). [`Form::Past`] comes with
/// its て: 書いて. `None` where `base` does not end in a verb, or has no such form.
pub fn conjugate(base: &str, form: Form) -> Option<String> {
    conjugate_as(base, None, form)
}

/// The same for a verb that is known to conjugate as `class`: 割る is a verb of two.
pub fn conjugate_as(base: &str, class: Option<Class>, form: Form) -> Option<String> {
    let last = morph::tokens(base).into_iter().next_back()?;
    if !matches!(last.pos, Pos::Verb | Pos::BoundVerb | Pos::VerbSuffix) || last.form != Form::Base {
        return None;
    }
    let (head, word) = base.split_at(last.span.start);
    let end = word.chars().next_back()?;
    let stem = &word[..word.len() - end.len_utf8()];
    // する alone is also a verb for rubbing.
    let class = if word == "する" { Class::Suru } else { class.unwrap_or(last.class) };
    let formed = match class {
        Class::Suru => {
            let stem = word.strip_suffix("する")?;
            let end = match form {
                Form::Base => "する",
                Form::Negative | Form::Continuative => "し",
                Form::Past => "して",
                Form::Conditional => "すれ",
                Form::Volitional => "しよ",
                Form::Imperative => "しろ",
                _ => return None,
            };
            format!("{stem}{end}")
        }
        Class::Kuru => {
            let kana = word.starts_with('く');
            let pick = |hiragana: &str, rest: &str| format!("{}{rest}", if kana { hiragana } else { "来" });
            match form {
                Form::Base => word.to_owned(),
                Form::Negative => pick("こ", ""),
                Form::Continuative => pick("き", ""),
                Form::Past => pick("き", "て"),
                Form::Conditional => pick("く", "れ"),
                Form::Volitional => pick("こ", "よ"),
                Form::Imperative => pick("こ", "い"),
                _ => return None,
            }
        }
        Class::Ichidan => {
            let end = match form {
                Form::Base => "る",
                Form::Negative | Form::Continuative => "",
                Form::Past => "て",
                Form::Conditional => "れ",
                Form::Volitional => "よ",
                Form::Imperative => "ろ",
                _ => return None,
            };
            format!("{stem}{end}")
        }
        Class::Godan => {
            let row = [
                "わいうえお",
                "かきくけこ",
                "がぎぐげご",
                "さしすせそ",
                "たちつてと",
                "なにぬねの",
                "ばびぶべぼ",
                "まみむめも",
                "らりるれろ",
            ];
            let row: Vec<char> = row.iter().find(|row| row.chars().nth(2) == Some(end))?.chars().collect();
            let vowel = |index: usize| format!("{stem}{}", row[index]);
            match form {
                Form::Base => word.to_owned(),
                Form::Negative => vowel(0),
                Form::Continuative => vowel(1),
                Form::Conditional | Form::Imperative => vowel(3),
                Form::Volitional => vowel(4),
                Form::Past if word.ends_with("行く") || word == "いく" => format!("{stem}って"),
                Form::Past => {
                    let end = match end {
                        'う' | 'つ' | 'る' => "って",
                        'く' => "いて",
                        'ぐ' => "いで",
                        'す' => "して",
                        _ => "んで",
                    };
                    format!("{stem}{end}")
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(format!("{head}{formed}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs() {
        let check = |base: &str, form: Form, expected: &str| {
            assert_eq!(conjugate(base, form).as_deref(), Some(expected), "{base} {form:?}");
        };
        check("書く", Form::Past, "書いて");
        check("書く", Form::Continuative, "書き");
        check("行く", Form::Past, "行って");
        check("病院に行く", Form::Past, "病院に行って");
        check("休む", Form::Past, "休んで");
        check("払う", Form::Negative, "払わ");
        check("出す", Form::Past, "出して");
        check("確かめる", Form::Past, "確かめて");
        check("持って来る", Form::Past, "持って来て");
        check("持って来る", Form::Negative, "持って来");
        check("申し込む", Form::Conditional, "申し込め");
        check("する", Form::Past, "して");
        check("注射をする", Form::Continuative, "注射をし");
        assert_eq!(conjugate("もらえるお金", Form::Past), None);
    }
}
