//! The words of real prose: parts of speech, forms, readings, and what must not go wrong on bad prose.

#![allow(clippy::unwrap_used)]

use kian::text::morph::{self, Class, Form, Pos, Token};
use proptest::prelude::*;

/// The words of `text`, divided by `|`.
fn cut(text: &str) -> String {
    morph::tokens(text).iter().map(|token| token.surface(text)).collect::<Vec<_>>().join("|")
}

/// The word of `text` that is written `surface`.
fn word(text: &str, surface: &str) -> Token {
    let tokens = morph::tokens(text);
    let found = tokens.iter().find(|token| token.surface(text) == surface);
    *found.unwrap_or_else(|| panic!("no {surface} in {}", cut(text)))
}

#[test]
fn prose_is_cut_into_words() {
    let check = |text: &str, expected: &str| assert_eq!(cut(text), expected);
    check("書類を書いた人は市役所に来てください。", "書類|を|書い|た|人|は|市役所|に|来|て|ください|。");
    check("申請を受け付けています。", "申請|を|受け付け|て|い|ます|。");
    check("すもももももももものうち", "すもも|も|もも|も|もも|の|うち");
    check("令和7年4月1日から", "令和|7|年|4|月|1|日|から");
    check("費用は1,500円（税込み）で、3.5％の増です。", "費用|は|1,500|円|（|税込み|）|で|、|3.5|％|の|増|です|。");
    check("市役所へ 行って ください", "市役所|へ|行っ|て|ください");
    check("　記\n1　日時", "記|1|日時");
    check("会計年度任用職員とマイナンバーカード", "会計年度任用職員|と|マイナンバーカード");
}

#[test]
fn a_word_inside_a_word_is_no_word() {
    let has = |text: &str, base: &str| morph::tokens(text).iter().any(|token| token.base(text) == base);
    for (text, base) in [
        ("新しい事業を始める", "事"),
        ("山の頂上に着く", "頂く"),
        ("物品を購入する", "物"),
        ("時間を守る", "時"),
        ("当所は休みです", "所"),
        ("下記により実施する", "下"),
        ("有無を問わない", "有る"),
        ("出入口に立つ", "出る"),
    ] {
        assert!(!has(text, base), "{base} in {}", cut(text));
    }
    for (text, base) in
        [("そういう事である", "事"), ("賞状を頂いた", "頂く"), ("雨の時は中止", "時"), ("出て来る", "出る")]
    {
        assert!(has(text, base), "no {base} in {}", cut(text));
    }
}

#[test]
fn parts_of_speech() {
    let check = |text: &str, surface: &str, pos: Pos| {
        let token = word(text, surface);
        assert_eq!(token.pos, pos, "{surface} in {text}: {}", token.detail());
    };
    check("受付は1階です", "受付", Pos::VerbalNoun);
    check("書類を受け付けます", "受け付け", Pos::Verb);
    check("報告して下さい", "下さい", Pos::BoundVerb);
    check("水を下さい", "下さい", Pos::Verb);
    check("提出すること", "こと", Pos::BoundNoun);
    check("税金が計算されます", "れ", Pos::VerbSuffix);
    check("薬を飲ませる", "せる", Pos::VerbSuffix);
    check("会長の報告", "の", Pos::AdnominalParticle);
    check("雨が降ったので", "ので", Pos::ConjunctiveParticle);
    check("雨ですが、行きます", "が", Pos::ConjunctiveParticle);
    check("雨が降る", "が", Pos::CaseParticle);
    check("3人が来た", "人", Pos::Counter);
    check("3人が来た", "3", Pos::Number);
    check("雨である。", "。", Pos::Mark);
    check("☆印", "☆", Pos::Mark);
    check("また、次の", "また", Pos::Conjunction);
    check("この件", "この", Pos::Adnominal);
    check("速やかに", "速やか", Pos::AdjectivalNoun);
}

#[test]
fn forms_and_bases() {
    let check = |text: &str, surface: &str, base: &str, class: Class, form: Form| {
        let token = word(text, surface);
        assert_eq!((token.base(text), token.class, token.form), (base, class, form), "{surface}: {}", token.detail());
    };
    check("書類を書いた", "書い", "書く", Class::Godan, Form::Past);
    check("書類を書かない", "書か", "書く", Class::Godan, Form::Negative);
    check("書類を書こう", "書こ", "書く", Class::Godan, Form::Volitional);
    check("書類を書けば", "書け", "書く", Class::Godan, Form::Conditional);
    check("書類を見た", "見", "見る", Class::Ichidan, Form::Continuative);
    check("人が来ます", "来", "来る", Class::Kuru, Form::Continuative);
    check("申請します", "し", "する", Class::Suru, Form::Continuative);
    check("高くない", "高く", "高い", Class::Adjective, Form::Continuative);
    check("雨でした", "でし", "です", Class::Auxiliary, Form::Continuative);
    check("申請書", "申請", "申請", Class::None, Form::None);
}

#[test]
fn readings() {
    let check = |text: &str, expected: &str| {
        let read: String = morph::tokens(text).iter().filter_map(|token| token.reading()).collect();
        assert_eq!(read, expected);
    };
    check("市役所は避難所です", "しやくしょはひなんじょです");
    check("子どもの医療費を届け出る", "こどものいりょうひをとどけでる");
    check("住民票の写し", "じゅうみんひょうのうつし");
    assert_eq!(word("5月に", "月").reading().as_deref(), Some("がつ"));
    assert_eq!(word("ＫＩＡＮ島", "ＫＩＡＮ").reading(), None);
}

/// What must be true of the words of any text.
fn sound(text: &str) {
    let tokens = morph::tokens(text);
    let mut end = 0;
    for token in &tokens {
        assert!(token.span.start >= end && !token.span.is_empty());
        assert!(text[end..token.span.start].trim().is_empty(), "nothing but spaces is left out");
        assert!(!token.base(text).is_empty());
        token.reading();
        end = token.span.end;
    }
    assert!(text[end..].trim().is_empty());
}

#[test]
fn bad_prose_does_no_harm() {
    for text in [
        "",
        " ",
        "\n\n",
        "\u{FEFF}",
        "\0",
        "👨‍👩‍👧",
        "か\u{3099}",
        "葛\u{E0100}城",
        "ﾊﾝｶｸ",
        "𠮟る",
        "،،",
        "a\u{3000}",
        "1,",
        ",1",
        "1.,2",
    ] {
        sound(text);
    }
}

#[test]
fn a_long_line_is_cut_where_no_word_is() {
    let sentence = "会計年度任用職員の任用について、次のとおり定める。";
    let many = 2_000;
    let tokens = morph::tokens(&sentence.repeat(many));
    assert_eq!(tokens.len(), many * morph::tokens(sentence).len());
    sound(&"あ".repeat(30_000));
    sound(&"漢".repeat(30_000));
    sound(&"9".repeat(30_000));
    sound(&"ア".repeat(30_000));
}

#[test]
fn every_addition_is_a_word() {
    for line in include_str!("../assets/dictionary/additions.tsv").lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [surface, reading, pos, _] = cells.as_slice() else { panic!("{line}: four cells") };
        let text = if *pos == "名詞,接尾,助数詞" { format!("3{surface}") } else { (*surface).to_owned() };
        let token = word(&text, surface);
        assert_eq!(token.reading().as_deref(), Some(*reading), "{line}");
        assert!(token.detail().starts_with(pos), "{line}: {}", token.detail());
    }
}

proptest! {
    #[test]
    fn any_text_is_cut_whole(text in "[ぁ-んァ-ヶ一-龠a-z0-9、。（）\\n 　,.]{0,80}|\\PC{0,60}") {
        sound(&text);
    }
}
