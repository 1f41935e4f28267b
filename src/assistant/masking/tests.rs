use super::*;
use crate::text::{Lang, Message};
use proptest::prelude::*;

fn masked(text: &str) -> (Masked, Map) {
    let mut map = Map::default();
    let masked = mask(text, None, &MaskingRules::local(), &mut map);
    (masked, map)
}

fn check(text: &str, expected: &str) {
    let (masked, map) = masked(text);
    assert_eq!(masked.text, expected);
    let (back, report) = restore(&masked.text, &map, &masked.counts);
    assert_eq!(back, text);
    assert!(report.is_clean(), "{report:?}");
    for place in &masked.places {
        assert!(map.get(&masked.text[place.range()]).is_some());
    }
}

#[test]
fn one_value_one_number_and_each_spelling_comes_back_as_it_was() {
    check(
        "山田太郎様の電話は090-1234-5678です。山田太郎様に電話する。",
        "［氏名1］様の電話は［電話2］です。［氏名1］様に電話する。",
    );
    check("氏名：山田　太郎\n山田太郎様\n山田様", "氏名：［氏名1］\n［氏名1B］様\n［氏名1C］様");
    check("山田様\n氏名：山田太郎", "［氏名1B］様\n氏名：［氏名1］");
    check("山田様\n山田太郎様\n山田花子様", "［氏名1］様\n［氏名2］様\n［氏名3］様");
    check("090-1234-5678、０９０－１２３４－５６７８", "［電話1］、［電話1B］");
}

#[test]
fn what_looks_like_a_placeholder_stays_and_its_number_is_nobodys() {
    check("［氏名1］と書く。山田太郎様", "［氏名1］と書く。［氏名2］様");
    check(
        "[氏名1]欄 <person 2> PERSON_4 山田太郎様 090-1234-5678",
        "[氏名1]欄 <person 2> PERSON_4 ［氏名3］様 ［電話5］",
    );
    check("氏名1と氏名２の欄。山田太郎様", "氏名1と氏名２の欄。［氏名3］様");
    check("【別紙1】と［図2］", "【別紙1】と［図2］");
    // It is missed when it goes, and known when it is bent.
    let (sent, map) = masked("［氏名1］様と山田太郎様");
    let (text, report) = restore("[Name 1]様と［氏名2］様", &map, &sent.counts);
    assert_eq!((text.as_str(), report.deviations[0].id()), ("［氏名1］様と山田太郎様", "masking-translated"));
    let (_, report) = restore("［氏名2］様", &map, &sent.counts);
    assert_eq!(report.missing().collect::<Vec<_>>(), [("［氏名1］", 1)]);
    // Words of the text that have the form without brackets are words.
    let (sent, map) = masked("氏名1の欄に山田太郎様と書く。");
    let (text, report) = restore("［氏名2］様は氏名1の欄に書く。氏名1が先。", &map, &sent.counts);
    assert_eq!((text.as_str(), report.is_clean()), ("山田太郎様は氏名1の欄に書く。氏名1が先。", true));
}

#[test]
fn english_texts_have_english_placeholders() {
    let mut map = Map::new(Lang::En);
    let text = "Mr. John Smith (applicant) lives with Ms. Mary Brown. Mobile: 090-1234-5678.";
    let sent = mask(text, Some(Lang::En), &MaskingRules::local(), &mut map);
    assert!(sent.text.contains("[Name 1]") && sent.text.contains("[Name 2]") && sent.text.contains("[Phone 3]"));
    assert_eq!(restore(&sent.text, &map, &sent.counts).0, text);
    for bent in ["［Name 1］", "[name1]", "Name 1", "[NAME_1]", "{Name 1}", "[Name 1", "Name 1]"] {
        let (text, report) = restore(&format!("{bent} called."), &map, &BTreeMap::new());
        assert_eq!(text, "John Smith called.", "{bent}");
        assert_eq!(report.deviations.iter().map(Message::id).collect::<Vec<_>>(), ["masking-altered"], "{bent}");
    }
    for translated in ["［氏名1］", "[Full Name 1]", "[姓名1]", "⟦PERSON_1⟧", "[Nombre 1]"] {
        let (text, report) = restore(&format!("{translated} called."), &map, &BTreeMap::new());
        assert_eq!(text, "John Smith called.", "{translated}");
        assert_eq!(report.deviations.iter().map(Message::id).collect::<Vec<_>>(), ["masking-translated"]);
    }
    let plain = "Card 3 and Name 12 of Phase 1, Names 1 and 2, Phone 30 people.";
    assert_eq!(restore(plain, &map, &BTreeMap::new()), (plain.to_owned(), Report::default()));
}

#[test]
fn brackets_that_were_lost_are_put_right_where_that_is_certain() {
    let (_, map) = masked("山田太郎様 090-1234-5678");
    let back = |answer: &str| restore(answer, &map, &BTreeMap::new());
    for lost in ["氏名1様", "氏名１様", "氏名1］様", "［氏名1様", "「氏名1」様", "氏名 1様"] {
        let (text, report) = back(&format!("本日、{lost}が来庁した。"));
        let name = if lost.contains('「') { "「山田太郎」様" } else { "山田太郎様" };
        assert_eq!(text, format!("本日、{name}が来庁した。"), "{lost}");
        assert_eq!(report.deviations.iter().map(Message::id).collect::<Vec<_>>(), ["masking-altered"], "{lost}");
    }
    for words in ["電話2本", "電話2台を置く", "旧氏名1号", "住所1は", "氏名10は", "電話2-3", "携帯電話2は"]
    {
        assert_eq!(back(words), (words.to_owned(), Report::default()), "{words}");
    }
}

#[test]
fn what_earlier_versions_wrote_still_comes_back() {
    let stored =
        [("⟦PERSON_1⟧", "山田太郎"), ("⟦PERSON_1B⟧", "山田"), ("⟦PHONE_2⟧", "090-1234-5678"), ("⟦TEXT_3⟧", "[氏名9]")];
    let map = Map::from_stored(stored.map(|(p, v)| (p.to_owned(), v.to_owned()))).unwrap();
    let (text, report) = restore("⟦PERSON_1⟧様、⟦PERSON_1B⟧様、⟦PHONE_2⟧、⟦TEXT_3⟧", &map, &BTreeMap::new());
    assert_eq!((text.as_str(), report.is_clean()), ("山田太郎様、山田様、090-1234-5678、[氏名9]", true));
    let (text, report) = restore("［氏名1］様、[person_1b]様", &map, &BTreeMap::new());
    assert_eq!((text.as_str(), report.deviations.len()), ("山田太郎様、山田様", 2));
    for wrong in ["PERSON_1", "［氏名］", "［人物1］", "⟦PERSON_1", ""] {
        assert!(Map::from_stored([(wrong.to_owned(), "山田".to_owned())]).is_err(), "{wrong}");
    }
}

#[test]
fn the_next_text_of_a_document_has_the_same_numbers() {
    let mut map = Map::default();
    let mut text = |text: &str| mask(text, None, &MaskingRules::local(), &mut map).text;
    assert_eq!(text("山田太郎様と佐藤花子様"), "［氏名1］様と［氏名2］様");
    assert_eq!(text("佐藤花子様と鈴木一郎様"), "［氏名2］様と［氏名3］様");
    // What looks like one that is somebody's by now gets another.
    assert_eq!(text("［氏名1］の欄"), "［文字列4］の欄");
    let english = map.clone().in_lang(Lang::En);
    assert!(english.get("[Name 2]").is_some_and(|entry| entry.value() == "佐藤花子"));
    let mut other = Map::default();
    mask("高橋美咲様", None, &MaskingRules::local(), &mut other);
    other.absorb(&map);
    assert_eq!(other.get("［氏名1］").map(Entry::value), Some("高橋美咲"));
    assert_eq!(other.get("［氏名2］").map(Entry::value), Some("佐藤花子"));
}

#[test]
fn bent_placeholders_are_known() {
    let (sent, map) = masked("山田太郎様 090-1234-5678");
    let back = |answer: &str| {
        let (text, report) = restore(answer, &map, &sent.counts);
        (text, report.deviations.iter().map(Message::id).collect::<Vec<_>>())
    };
    for bent in [
        "[氏名1]",
        "［ 氏名 １ ］",
        "［氏名１］",
        "[[氏名1]]",
        "【氏名-1】",
        "〈氏名1〉",
        "<氏名1>",
        "&lt;氏名1&gt;",
        "［**氏名1**］",
        "[氏名\\_1]",
        "⟦氏名1⟧",
        "{{氏名1}}",
        "氏名1",
    ] {
        let (text, deviations) = back(&format!("{bent}様、［電話2］へ"));
        assert_eq!(
            (text.as_str(), &deviations[..]),
            ("山田太郎様、090-1234-5678へ", &["masking-altered"][..]),
            "{bent}"
        );
    }
    for translated in
        ["⟦人物1⟧", "[Name 1]", "［姓名_1］", "【名前１】", "⟦Persona 1⟧", "⟦PERSON_1⟧", "PERSON_1", "［이름1］"]
    {
        let (text, deviations) = back(&format!("{translated}様、［電話2］へ"));
        assert_eq!(
            (text.as_str(), &deviations[..]),
            ("山田太郎様、090-1234-5678へ", &["masking-translated"][..]),
            "{translated}"
        );
    }
    for unknown in ["［氏名99］", "［電話1］", "［住所1］", "［氏名1B］", "[[電話1]]", "⟦PERSON_7⟧"]
    {
        let (text, report) = restore(&format!("［氏名1］と{unknown}と［電話2］"), &map, &sent.counts);
        assert!(report.blocks() && text.contains(unknown), "{unknown}: {text}");
        assert_eq!(&text[report.unknown[0].range()], unknown);
    }
    assert_eq!(back("［電話2］へ").1, ["masking-missing"]);
    assert_eq!(back("［氏名1］［氏名1］［電話2］").1, ["masking-duplicated"]);
    assert_eq!(back("［氏名1］ [1] 【別紙2】 ［電話2］ [注1]").1, Vec::<&str>::new());
}

#[test]
fn nothing_is_shown_of_a_map() {
    let (sent, map) = masked("山田太郎様 090-1234-5678");
    let shown = format!("{map:?} {sent:?} {:?}", Restorer::new(map.clone()));
    assert!(!shown.contains("山田") && !shown.contains("5678"), "{shown}");
}

#[test]
fn rules_say_what_becomes_of_what() {
    let text = "個人番号 123456789018、山田太郎様、株式会社みどり（電話 03-1234-5678）";
    let sent = |rules: &MaskingRules| mask(text, None, rules, &mut Map::default());
    let careful = sent(&MaskingRules::default());
    assert_eq!((careful.blocked.len(), careful.replaced.len(), careful.warned.len()), (1, 2, 0));
    assert!(careful.text.contains("03-1234-5678"), "an office's telephone is public");
    let warning = sent(&MaskingRules::warning());
    assert_eq!((warning.blocked.len(), warning.warned.len()), (1, 1));
    assert!(warning.text.contains("山田太郎"));
    let (own, unusable) = personal::OwnWords::new(&[
        personal::OwnWord {
            written: "みどり計画".to_owned(),
            is_pattern: false,
            treatment: personal::Treatment::Block,
        },
        personal::OwnWord { written: r"K-\d{4}".to_owned(), is_pattern: true, treatment: personal::Treatment::Mask },
        personal::OwnWord { written: "(".to_owned(), is_pattern: true, treatment: personal::Treatment::Mask },
    ]);
    assert_eq!(unusable.len(), 1);
    let rules = MaskingRules { own, ..MaskingRules::default() };
    let own = mask("みどり計画の資料 Ｋ－１２３４", None, &rules, &mut Map::default());
    assert_eq!((own.blocked.len(), own.text.as_str()), (1, "［用語1］の資料 ［用語2］"));
}

/// A generator of numbers from a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

const PEOPLE: [&str; 8] =
    ["山田太郎", "佐藤花子", "鈴木一郎", "高橋美咲", "田中健一", "伊藤　誠", "渡辺由美子", "小林陽葵"];
const PLAIN: [&str; 8] = [
    "本日付けで受理しました。",
    "【別紙1】を参照してください。",
    "[注1]のとおりです。",
    "次の<b>とおり</b>とする。",
    "\n",
    "第3条の規定により、",
    "A & B を確認する。",
    "⟦END⟧の前に置く。",
];

fn document(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..3 + random.below(8) {
        match random.below(5) {
            0 => text.push_str(&format!("申請者の{}様から申請があった。", PEOPLE[random.below(8)])),
            1 => text.push_str(&format!("電話は090-{:04}-{:04}です。", random.below(10_000), random.below(10_000))),
            2 => text.push_str(&format!("メールはuser{}@example.jpです。", random.below(50))),
            3 => text.push_str(&format!("見本の［氏名{}］は例である。", random.below(20))),
            _ => text.push_str(PLAIN[random.below(8)]),
        }
    }
    text
}

/// What a model may do to the placeholder at one place of an answer.
fn bend(behaviour: &str, placeholder: &str) -> String {
    let inner = placeholder.trim_matches(['［', '］']);
    let (word, number) = inner.split_at(inner.find(|c: char| c.is_ascii_digit()).unwrap());
    match behaviour {
        "drop" => String::new(),
        "dup" => format!("{placeholder}{placeholder}"),
        "fullwidth" => {
            let wide = number.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c));
            format!("［{word}{}］", wide.collect::<String>())
        }
        "halfwidth" => format!("[{inner}]"),
        "space" => format!("［ {word} {number} ］"),
        "new" => format!("{placeholder}［氏名987］"),
        "translate" => {
            let word = match word {
                "氏名" => "Name",
                "電話" => "Telephone Number",
                "メール" => "Email",
                _ => "String",
            };
            format!("[{word} {number}]")
        }
        _ => placeholder.to_owned(),
    }
}

#[test]
fn a_thousand_documents_through_models_that_bend_placeholders() {
    for seed in 0..1_000u64 {
        let mut random = Random(seed * 2 + 1);
        let text = document(&mut random);
        let (sent, map) = masked(&text);
        for person in PEOPLE {
            assert!(!sent.text.contains(person), "seed {seed}: {}", sent.text);
        }
        for behaviour in ["echo", "drop", "dup", "fullwidth", "halfwidth", "space", "new", "translate"] {
            let chosen = random.below(sent.places.len().max(1));
            let (mut answer, mut expected, mut end, mut at) = (String::new(), String::new(), 0, 0);
            for (index, place) in sent.places.iter().enumerate() {
                let placeholder = &sent.text[place.range()];
                let value = map.get(placeholder).unwrap().value();
                answer.push_str(&sent.text[end..place.start]);
                expected.push_str(&sent.text[end..place.start]);
                if index == chosen {
                    answer.push_str(&bend(behaviour, placeholder));
                    expected.push_str(&match behaviour {
                        "drop" => String::new(),
                        "dup" => format!("{value}{value}"),
                        "new" => format!("{value}［氏名987］"),
                        _ => value.to_owned(),
                    });
                    at = expected.len();
                } else {
                    answer.push_str(placeholder);
                    expected.push_str(value);
                }
                end = place.end;
            }
            answer.push_str(&sent.text[end..]);
            expected.push_str(&sent.text[end..]);
            let (back, report) = restore(&answer, &map, &sent.counts);
            let context = || format!("seed {seed}, {behaviour}: {answer} -> {back} {report:?}");
            if sent.places.is_empty() || behaviour == "echo" {
                assert_eq!((back.as_str(), report.is_clean()), (text.as_str(), true), "{}", context());
                continue;
            }
            let ids: Vec<&str> = report.deviations.iter().map(Message::id).collect();
            let wanted = match behaviour {
                "drop" => "masking-missing",
                "dup" => "masking-duplicated",
                "new" => "masking-unknown",
                "translate" => "masking-translated",
                _ => "masking-altered",
            };
            let _ = at;
            assert_eq!(ids, [wanted], "{}", context());
            assert_eq!(back, expected, "{}", context());
            assert_eq!(report.blocks(), behaviour == "new");
            // Cut anywhere, it is the same.
            let mut restorer = Restorer::new(map.clone());
            let (mut pieces, mut rest) = (String::new(), answer.as_str());
            while !rest.is_empty() {
                let cut = rest.ceil_char_boundary(1 + random.below(7)).min(rest.len());
                pieces.push_str(&restorer.push(&rest[..cut]));
                rest = &rest[cut..];
            }
            let (tail, streamed) = restorer.finish(&sent.counts);
            assert_eq!((pieces + &tail, streamed), (back, report), "seed {seed}, {behaviour}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_comes_back_as_it_was(text in "[⟦⟧［］\\[\\]【】<>&;_PERSOName人物氏名電話1-9 a\n山田太郎様090-]{0,60}") {
        let (sent, map) = masked(&text);
        let (back, report) = restore(&sent.text, &map, &sent.counts);
        prop_assert_eq!(back, text);
        prop_assert!(report.is_clean(), "{:?}", report);
    }
}
