//! 表記揺れ: one word written in two ways within a document; the fewer are pointed at.

use super::warning;
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Note, Passage, Profile, Rule, Whole};
use crate::text::Span;
use std::sync::LazyLock;

/// Ways to write one word. Where each stands alone is in the table: its cure is the number of its group here.
struct Group {
    /// In the order they are preferred when there are as many of each.
    forms: &'static [&'static str],
    /// Only where no other rule decides.
    relaxed: bool,
}

const GROUPS: &[Group] = &[
    Group { forms: &["子供", "子ども", "こども"], relaxed: false },
    Group { forms: &["障害", "障がい", "障碍"], relaxed: false },
    Group { forms: &["ホームページ", "ウェブサイト", "Webサイト", "WEBサイト"], relaxed: false },
    Group { forms: &["電子メール", "Eメール", "メール"], relaxed: false },
    Group { forms: &["マイナンバーカード", "個人番号カード"], relaxed: false },
    Group { forms: &["スマートフォン", "スマホ"], relaxed: false },
    Group { forms: &["一人暮らし", "独り暮らし", "ひとり暮らし"], relaxed: false },
    Group { forms: &["まちづくり", "街づくり", "町づくり"], relaxed: false },
    Group { forms: &["ごみ", "ゴミ"], relaxed: false },
    Group { forms: &["けが", "ケガ"], relaxed: false },
    Group { forms: &["たばこ", "タバコ"], relaxed: false },
    Group { forms: &["ファクス", "ファックス", "ファクシミリ", "FAX"], relaxed: false },
    Group { forms: &["パソコン", "PC"], relaxed: false },
    Group { forms: &["高齢者", "お年寄り"], relaxed: false },
    Group { forms: &["電話番号", "TEL"], relaxed: false },
    Group { forms: &["箇所", "個所"], relaxed: false },
    Group { forms: &["年齢", "年令"], relaxed: false },
    Group { forms: &["引越し", "引っ越し"], relaxed: false },
    Group { forms: &["インターネット", "ネット"], relaxed: false },
    Group { forms: &["パーセント", "％", "%"], relaxed: false },
    Group { forms: &["取組", "取り組み"], relaxed: true },
    Group { forms: &["問合せ", "問い合わせ"], relaxed: true },
    Group { forms: &["打合せ", "打ち合わせ"], relaxed: true },
    Group { forms: &["子ども食堂", "こども食堂", "子供食堂"], relaxed: false },
    Group { forms: &["申込み", "申し込み"], relaxed: true },
    Group { forms: &["手続", "手続き"], relaxed: true },
    Group { forms: &["受付", "受け付け"], relaxed: true },
    Group { forms: &["及び", "および"], relaxed: true },
    Group { forms: &["又は", "または"], relaxed: true },
    Group { forms: &["全て", "すべて"], relaxed: true },
    Group { forms: &["附属", "付属"], relaxed: false },
    Group { forms: &["寄附", "寄付"], relaxed: false },
    Group { forms: &["歳", "才"], relaxed: false },
    Group { forms: &["本市", "当市"], relaxed: false },
    Group { forms: &["本県", "当県"], relaxed: false },
    Group { forms: &["本町", "当町"], relaxed: false },
    Group { forms: &["本村", "当村"], relaxed: false },
    Group { forms: &["猫", "ネコ"], relaxed: false },
    Group { forms: &["犬", "イヌ"], relaxed: false },
    Group { forms: &["見積り", "見積もり"], relaxed: true },
    Group { forms: &["引継ぎ", "引き継ぎ"], relaxed: true },
    Group { forms: &["届出", "届け出"], relaxed: true },
    Group { forms: &["受渡し", "受け渡し"], relaxed: true },
    Group { forms: &["ウェブ会議", "オンライン会議", "Web会議"], relaxed: false },
    Group { forms: &["ヘルプデスク", "お問い合わせ窓口"], relaxed: true },
    Group { forms: &["がん", "ガン", "癌"], relaxed: false },
    Group { forms: &["カラス", "からす"], relaxed: false },
    Group { forms: &["イノシシ", "いのしし"], relaxed: false },
    Group { forms: &["ネズミ", "ねずみ"], relaxed: false },
    Group { forms: &["ツバメ", "つばめ"], relaxed: false },
    Group { forms: &["町内会", "自治会"], relaxed: false },
    Group { forms: &["きのこ", "キノコ"], relaxed: false },
    Group { forms: &["たけのこ", "タケノコ"], relaxed: false },
    Group { forms: &["りんご", "リンゴ"], relaxed: false },
    Group { forms: &["みかん", "ミカン"], relaxed: false },
    Group { forms: &["ぶどう", "ブドウ"], relaxed: false },
    Group { forms: &["いちご", "イチゴ"], relaxed: false },
    Group { forms: &["すいか", "スイカ"], relaxed: false },
    Group { forms: &["かぼちゃ", "カボチャ"], relaxed: false },
    Group { forms: &["じゃがいも", "ジャガイモ"], relaxed: false },
    Group { forms: &["とうもろこし", "トウモロコシ"], relaxed: false },
    Group { forms: &["さつまいも", "サツマイモ"], relaxed: false },
    Group { forms: &["きゅうり", "キュウリ"], relaxed: false },
    Group { forms: &["ひまわり", "ヒマワリ"], relaxed: false },
    Group { forms: &["うさぎ", "ウサギ"], relaxed: false },
    Group { forms: &["たぬき", "タヌキ"], relaxed: false },
    Group { forms: &["きつね", "キツネ"], relaxed: false },
    Group { forms: &["ほたる", "ホタル"], relaxed: false },
    Group { forms: &["めだか", "メダカ"], relaxed: false },
    Group { forms: &["すずめばち", "スズメバチ"], relaxed: false },
    Group { forms: &["まだに", "マダニ"], relaxed: false },
    Group { forms: &["わかめ", "ワカメ"], relaxed: false },
    Group { forms: &["ほたて", "ホタテ"], relaxed: false },
    Group { forms: &["ひのき", "ヒノキ"], relaxed: false },
    Group { forms: &["どんぐり", "ドングリ"], relaxed: false },
    Group { forms: &["ろうそく", "ロウソク"], relaxed: false },
    Group { forms: &["めがね", "メガネ"], relaxed: false },
];

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-variant-mixed.tsv")));

const ID: &str = "ja.variant.mixed";

/// `ja.variant.mixed`.
pub struct Mixed;

impl Rule for Mixed {
    fn about(&self) -> About {
        warning(ID, Fixable::Ask, "公用文作成の考え方(令和4年) Ⅰ", JAPANESE)
    }

    fn needs(&self) -> Needs {
        WORDS.needs()
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        for (span, entry) in WORDS.find_in(passage).filter(|(span, _)| !passage.is_protected(*span)) {
            // お申し込みください is what one does, 申込み what one has done.
            let asked = ["ください", "下さい", "いただ", "になる", "になり"]
                .iter()
                .any(|s| passage.text[span.end..].starts_with(s));
            // ■お申し込み: neither is a heading of those who read it.
            let heads = passage.text[span.end..].trim().is_empty();
            if (asked || heads) && passage.before(span.start) == Some('お') {
                continue;
            }
            // メール soumu@… is a label of its own.
            let label = passage.text[span.end..].starts_with([' ', '\u{3000}', '：', ':', '\t']);
            if entry.wrong == "メール" && label {
                continue;
            }
            notes.push(Note { span, kind: 0, word: entry.wrong.to_string() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let mut places: Vec<Vec<(usize, Span)>> = vec![Vec::new(); GROUPS.len()];
        for note in whole.notes(ID) {
            if let Some((group, form)) = group_of(note.word) {
                places[group].push((form, note.span));
            }
        }
        for (group, places) in GROUPS.iter().zip(&places) {
            if group.relaxed && whole.profile != Profile::Public {
                continue;
            }
            let count = |form: usize| places.iter().filter(|(f, _)| *f == form).count();
            let most = (0..group.forms.len()).max_by_key(|form| (count(*form), std::cmp::Reverse(*form)));
            let Some(most) = most else { continue };
            let mut counts: Vec<(usize, usize)> = (0..group.forms.len()).map(|form| (form, count(form))).collect();
            counts.sort_by_key(|(form, times)| (*form != most, std::cmp::Reverse(*times)));
            counts.retain(|(_, times)| *times > 0);
            let told: Vec<String> =
                counts.iter().map(|(form, times)| format!("{} {times}", group.forms[*form])).collect();
            // 町内会・自治会: bodies of two kinds, unless one of them is named once among many.
            if group.forms[0] == "町内会" && (count(most) < 2 || places.len() != count(most) + 1) {
                continue;
            }
            for (form, span) in places.iter().filter(|(form, _)| *form != most) {
                let words = whole.words(*span);
                let tail = words.strip_prefix(group.forms[*form]).unwrap_or("");
                hits.at(*span).arg("counts", told.join(" / ")).ask(format!("{}{tail}", group.forms[most]));
            }
        }
    }
}

/// The group and the place in it of a form.
fn group_of(form: &str) -> Option<(usize, usize)> {
    // 障害者 and 障害のある are written alike.
    let form = ["者", "児", "のある"]
        .iter()
        .find_map(|tail| form.strip_suffix(tail))
        .filter(|_| form.starts_with('障'))
        .unwrap_or(form);
    GROUPS.iter().enumerate().find_map(|(group, g)| Some((group, g.forms.iter().position(|f| *f == form)?)))
}
