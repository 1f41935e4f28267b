use super::*;
use crate::text::Message;
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
        "⟦PERSON_1⟧様の電話は⟦PHONE_2⟧です。⟦PERSON_1⟧様に電話する。",
    );
    check("氏名：山田　太郎\n山田太郎様\n山田様", "氏名：⟦PERSON_1⟧\n⟦PERSON_1B⟧様\n⟦PERSON_1C⟧様");
    check("山田様\n氏名：山田太郎", "⟦PERSON_1B⟧様\n氏名：⟦PERSON_1⟧");
    check("山田様\n山田太郎様\n山田花子様", "⟦PERSON_1⟧様\n⟦PERSON_2⟧様\n⟦PERSON_3⟧様");
    check("090-1234-5678、０９０－１２３４－５６７８", "⟦PHONE_1⟧、⟦PHONE_1B⟧");
}

#[test]
fn what_looks_like_a_placeholder_is_masked_too() {
    check("⟦PERSON_1⟧と書く。山田太郎様", "⟦TEXT_2⟧と書く。⟦PERSON_1⟧様");
    check("[氏名1]欄 <person 3> PERSON_7", "⟦TEXT_1⟧欄 ⟦TEXT_2⟧ ⟦TEXT_3⟧");
    check("【別紙1】と［図2］", "【別紙1】と［図2］");
}

#[test]
fn bent_placeholders_are_known() {
    let (sent, map) = masked("山田太郎様 090-1234-5678");
    let back = |answer: &str| {
        let (text, report) = restore(answer, &map, &sent.counts);
        (text, report.deviations.iter().map(Message::id).collect::<Vec<_>>())
    };
    for bent in [
        "⟦person_1⟧",
        "⟦ PERSON _ 1 ⟧",
        "［ＰＥＲＳＯＮ＿１］",
        "[[PERSON_1]]",
        "【PERSON-1】",
        "<PERSON_1>",
        "&lt;PERSON_1&gt;",
        "⟦**PERSON_1**⟧",
        "PERSON_1",
        "[PERSON\\_1]",
        "⟦PERSON 1⟧",
        "{{PERSON_1}}",
    ] {
        let (text, deviations) = back(&format!("{bent}様、⟦PHONE_2⟧へ"));
        assert_eq!(
            (text.as_str(), &deviations[..]),
            ("山田太郎様、090-1234-5678へ", &["masking-altered"][..]),
            "{bent}"
        );
    }
    for translated in ["⟦人物1⟧", "［氏名1］", "⟦姓名_1⟧", "【名前１】", "⟦Persona 1⟧"] {
        let (text, deviations) = back(&format!("{translated}様、⟦PHONE_2⟧へ"));
        assert_eq!(
            (text.as_str(), &deviations[..]),
            ("山田太郎様、090-1234-5678へ", &["masking-translated"][..]),
            "{translated}"
        );
    }
    for unknown in ["⟦PERSON_99⟧", "⟦PHONE_1⟧", "［住所1］", "⟦PERSON_1B⟧", "[[電話1]]"] {
        let (text, report) = restore(&format!("⟦PERSON_1⟧と{unknown}と⟦PHONE_2⟧"), &map, &sent.counts);
        assert!(report.blocks() && text.contains(unknown), "{unknown}: {text}");
        assert_eq!(&text[report.unknown[0].range()], unknown);
    }
    assert_eq!(back("⟦PHONE_2⟧へ").1, ["masking-missing"]);
    assert_eq!(back("⟦PERSON_1⟧⟦PERSON_1⟧⟦PHONE_2⟧").1, ["masking-duplicated"]);
    assert_eq!(back("⟦PERSON_1⟧ [1] 【別紙2】 ⟦PHONE_2⟧ [注1]").1, Vec::<&str>::new());
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
    assert_eq!((own.blocked.len(), own.text.as_str()), (1, "⟦TERM_1⟧の資料 ⟦TERM_2⟧"));
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
            3 => text.push_str(&format!("見本の⟦PERSON_{}⟧は例である。", random.below(20))),
            _ => text.push_str(PLAIN[random.below(8)]),
        }
    }
    text
}

/// What a model may do to the placeholder at one place of an answer.
fn bend(behaviour: &str, placeholder: &str) -> String {
    let inner = placeholder.trim_matches(['⟦', '⟧']);
    match behaviour {
        "drop" => String::new(),
        "dup" => format!("{placeholder}{placeholder}"),
        "fullwidth" => {
            let wide = inner.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c));
            format!("［{}］", wide.collect::<String>())
        }
        "lower" => format!("⟦{}⟧", inner.to_lowercase()),
        "space" => format!("⟦ {} ⟧", inner.replace('_', " _ ")),
        "new" => format!("{placeholder}⟦PERSON_987⟧"),
        "translate" => {
            let (word, number) = inner.split_once('_').unwrap();
            let word = match word {
                "PERSON" => "人物",
                "PHONE" => "電話番号",
                "EMAIL" => "メールアドレス",
                _ => "記述",
            };
            format!("⟦{word}{number}⟧")
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
        for behaviour in ["echo", "drop", "dup", "fullwidth", "lower", "space", "new", "translate"] {
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
                        "new" => format!("{value}⟦PERSON_987⟧"),
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
    fn any_text_comes_back_as_it_was(text in "[⟦⟧\\[\\]【】<>&;_PERSON人物氏名1-9 a\n山田太郎様090-]{0,60}") {
        let (sent, map) = masked(&text);
        let (back, report) = restore(&sent.text, &map, &sent.counts);
        prop_assert_eq!(back, text);
        prop_assert!(report.is_clean(), "{:?}", report);
    }
}
