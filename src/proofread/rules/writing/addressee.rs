//! Whom a letter is for, and how it calls them.

use super::{NOTICE, japanese};
use crate::document::Role;
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 各位様 → 各位, 総務課長 御中 → 様: persons are 様 or 殿, bodies 御中, several 各位, and one of them is enough.
pub struct Addressee;

const ID: &str = "ja.form.addressee";
const SAMA: u8 = 0;
const DONO: u8 = 1;

static PATTERNS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    [
        (r"(?P<x>各位[\s　]*(?:宛て?)?(?:様|さま|殿|御中))", "各位"),
        (r"[^\s　](?P<x>(?:御|ご)各位)", "各位"),
        // 受講生の皆様各位; お客様各位 is a greeting.
        (r"(?P<x>の?皆(?:様|さま)[\s　]*各位)", "各位"),
        (r"(?P<x>様[\s　]*様)[\s　]*$", "様"),
        (r"(?P<x>御中[\s　]*(?:様|殿|各位))", "御中"),
        // 管理者様各位, 保護者様　各位: several are called once.
        (r"[^\s　お皆御][\s　]*(?P<x>(?:様方?|殿|御中)[\s　]*各位)", "各位"),
        (r"(?P<x>様[\s　]*(?:殿|御中))", "様"),
        (r"貴(?:社|校|団体|店|院|園|会|組合|課|所|館)(?P<x>様)[^子方式々相]", ""),
        (r"(?P<x>殿[\s　]*(?:様|御中))", "殿"),
        (r"(?P<x>(?:御|ご)?一同(?:様方|様[\s　]*各位|殿|御中|[\s　]*各位))", "各位"),
        (r"(?P<x>先生[\s　]*(?:様|殿))[\s　]*$", "先生"),
        (r"(?P<x>氏[\s　]*(?:様|殿))[\s　]*$", "様"),
        // A person: a post, or a body and a name behind it.
        (r"長[\s　]*(?P<x>御中)[\s　]*$", "様"),
        (r"(?:代表者|担当者|責任者|保護者|受講者|参加者|利用者|知事|議員|主任|係員|教授|代表|院長|理事)[\s　]*(?P<x>御中)[\s　]*$", "様"),
        (r"(?:課|部|係|局|室|社|会|所|校|組合|センター)[\s　]+[一-龥々]{1,3}[\s　]?[一-龥々ぁ-んァ-ヶ]{0,2}[[一-龥々ぁ-んァ-ヶ]--[課係部局室班会署]][\s　]+(?P<x>御中)[\s　]*$", "様"),
        (r"(?:学長|総長|学部長|支店長|局長|室長|支部長|議長|市長|町長|村長|区長|組合長|次長|隊長|団長|代表理事|専務理事|施設長|教授|准教授|講師|所長|部長|課長|係長|理事長|会長|代表|代表取締役|社長|委員長|校長|園長|館長|院長|主査|主任|弁護士|税理士)[\s　]+[一-龥々ぁ-んァ-ヶ]{1,4}[\s　]?[一-龥々ぁ-んァ-ヶ]{1,4}[\s　]+(?P<x>御中)[\s　]*$", "様"),
        (r"^(?:株式会社|有限会社|合同会社|合名会社|一般社団法人|公益社団法人|一般財団法人|公益財団法人|社会福祉法人|学校法人|医療法人|特定非営利活動法人)[^\s　]{1,16}[^\s　長役者事員人当][\s　]+(?P<x>様|さま|殿)[\s　]*$", "御中"),
        (r"^[\s　]*(?:各)?[^\s　]{0,16}(?:部|市役所|町役場|村役場|役場|県庁|府庁|市議会|町議会|保育園|幼稚園|保育所|小学校|中学校|高等学校|銀行|農園|商店|事業所|施設|研究所|公民館|図書館|消防署|警察署|財団|社団|振興局|実行委員会|婦人会|保護者会|後援会|同窓会|老人会|商工会|会議所|観光協会|クラブ|サークル)[\s　]*(?P<x>様方?|さま|殿)[\s　]*$", "御中"),
        // One body, by its full name, is not several.
        (r"^[\s　]*(?:株式会社|有限会社|合同会社|(?:一般|公益)[社財]団法人|社会福祉法人|学校法人|医療法人|特定非営利活動法人)[^\s　・]{2,20}[\s　]+(?P<x>各位)[\s　]*$", "御中"),
        (r"^[\s　]*[ぁ-ん]{2,8}\p{Han}{0,4}(?:組合|協会|協議会|消防団)[\s　]+(?P<x>各位)[\s　]*$", "御中"),
        (r"^[\s　]*[^\s　各内外関係市町村区県全近隣]{1,3}[市町村](?:社会福祉協議会|観光協会|商工会|商工会議所|消防団|教育委員会)[\s　]+(?P<x>各位)[\s　]*$", "御中"),
        (r"^[\s　]*[^\s　各内外関係市町村区県全近隣]{1,3}[市町村](?:社会福祉協議会会長|観光協会会長|商工会会長|商工会議所会頭|消防団長|教育委員会教育長|議会議長)[\s　]+(?P<x>各位)[\s　]*$", "様"),
        (r"^[\s　]*[^\s　各内外関係市町村区県全近隣]{1,3}[市町村][^\s　各・]{1,8}(?:課|係|室)[\s　]+(?P<x>各位)[\s　]*$", "御中"),
        (r"(?:消防団|少年団|応援団)[\s　]*(?P<x>様|殿)[\s　]*$", "御中"),
        // A body.
        (r"(?:課|係|局|室|委員会|協会|協議会|組合|株式会社|有限会社|法人|センター|学校|事務所|自治会|町内会|連合会|審議会|支店|本店|病院|大学|医師会|薬剤師会|商工会|会議所|老人会|女性会|消防団)[\s　]*(?P<x>様方?|さま|殿)[\s　]*$", "御中"),
    ]
    .map(|(pattern, cure)| (Regex::new(pattern).expect("the pattern is sound"), cure))
    .into()
});

impl Rule for Addressee {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Ask, "Kian", NOTICE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        if !is_addressee(passage) {
            return;
        }
        if let Some(x) = person(passage.text).or_else(|| one_person(passage.text)) {
            hits.at(x).ask("様");
            return;
        }
        for (pattern, cure) in PATTERNS.iter() {
            if let Some(caught) = pattern.captures(passage.text)
                && let Some(x) = caught.name("x")
            {
                hits.at(Span::from(x.range())).ask(*cure);
                return;
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text.trim_end();
        if !is_addressee(passage) {
            return;
        }
        for (end, kind) in [("様", SAMA), ("殿", DONO)] {
            // A name or a post before it, set off by a space: 会長　様.
            if text.ends_with(end) && text.trim_end_matches(end).ends_with([' ', '　']) {
                notes.push(Note { span: Span::new(text.len() - end.len(), text.len()), kind, word: String::new() });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let polite = notes.iter().filter(|note| note.kind == SAMA).count();
        if polite == 0 || polite == notes.len() {
            return;
        }
        let (rare, cure) = if polite * 2 < notes.len() { (SAMA, "殿") } else { (DONO, "様") };
        for note in notes.iter().filter(|note| note.kind == rare) {
            hits.at(note.span).ask(cure);
        }
    }
}

/// 山本花子　御中: a name of a person's length that ends like no body.
fn person(text: &str) -> Option<Span> {
    let line = text.trim_end();
    let name = line.strip_suffix("御中")?;
    let at = name.len();
    let name = name.strip_suffix([' ', '　'])?.trim();
    let body = [
        "課", "部", "係", "局", "室", "所", "会", "社", "校", "園", "館", "署", "市", "町", "村", "区", "県", "府",
        "院", "団", "組", "行", "店", "庁", "班", "隊", "党", "家", "屋", "堂", "荘", "寺", "場", "座", "司", "道",
        "都", "協", "連", "舎", "房",
    ];
    let letters = name.chars().filter(|c| !c.is_whitespace()).count();
    let kanji = name.chars().all(|c| crate::proofread::japanese::is_kanji(c) || c.is_whitespace());
    let spaces = name.chars().filter(|c| c.is_whitespace()).count();
    (kanji && (4..=5).contains(&letters) && spaces <= 1 && !body.iter().any(|end| name.ends_with(end)))
        .then(|| Span::new(at, line.len()))
}

/// 監査委員　野口　昭一　各位: a post, and a surname and a name of one person behind it.
fn one_person(text: &str) -> Option<Span> {
    let line = text.trim_end();
    let called = line.strip_suffix("各位")?;
    let words: Vec<&str> = called.split_whitespace().collect();
    let [.., post, surname, name] = words.as_slice() else { return None };
    // 会長　副会長　監事　各位 are several.
    let of_group = "長員者会役事生部課係室局社所校園館各団組職児父母客方市町村区県";
    let is_name = |word: &&str| {
        (1..=3).contains(&word.chars().count())
            && word.chars().all(crate::proofread::japanese::is_kanji)
            && !word.contains(|c: char| of_group.contains(c))
    };
    (post.ends_with(['長', '員', '事', '授', '役']) && is_name(surname) && is_name(name))
        .then(|| Span::new(called.len(), line.len()))
}

/// A line of the address: by its role, or, in loose text, a short line without a mark that ends in one of the titles.
fn is_addressee(passage: &Passage<'_>) -> bool {
    let text = passage.text.trim();
    let titled = ["様", "さま", "殿", "御中", "各位", "様方"].iter().any(|end| text.ends_with(end));
    let greeting = ["お客様各位", "皆様", "皆さま", "仕様", "同様"].iter().any(|end| text.ends_with(end));
    let loose = passage.role == Role::Body && text.chars().count() <= 40 && !text.contains(['。', '、', '「']);
    titled && !greeting && (passage.role == Role::Addressee || loose)
}
