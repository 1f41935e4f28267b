use super::*;

/// What is found in `text`, as `kind=words`, information in brackets.
fn found(text: &str) -> Vec<String> {
    let one = |p: &Personal| {
        let words = &text[p.span.range()];
        if p.is_information() { format!("({}={words})", p.kind.code()) } else { format!("{}={words}", p.kind.code()) }
    };
    find(text, None).iter().map(one).collect()
}

#[test]
fn spans_are_those_of_the_text_as_written() {
    assert_eq!(found("個人番号は１２３４－５６７８－９０１８です。"), ["my_number=１２３４－５６７８－９０１８"]);
    assert_eq!(found("連絡先（携帯）〇九〇−一二三四−五六七八"), ["phone=〇九〇−一二三四−五六七八"]);
    assert_eq!(found("氏名：ﾔﾏﾀﾞ ﾀﾛｳ"), ["person=ﾔﾏﾀﾞ ﾀﾛｳ"]);
}

#[test]
fn a_longer_number_is_judged_as_a_whole() {
    assert_eq!(found("法人番号 8000020998008"), ["(houjin=8000020998008)"]);
    assert_eq!(found("登録番号 T8000012010038"), ["(houjin=T8000012010038)"]);
    assert!(found("伝票番号 123456789018").is_empty());
    assert!(found("予算額 123456789018円").is_empty());
}
