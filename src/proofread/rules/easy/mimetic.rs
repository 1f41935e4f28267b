//! 擬音語・擬態語: ぐらぐら揺れたら → 大きく揺れたら. Doubled ones are told by their form, others stand in a table.

use super::phrases::Table;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::morph::Pos;
use std::sync::LazyLock;

/// See the module.
pub struct Onomatopoeia;

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/yasashii-onomatopoeia.tsv")));

/// Doubled words that are no sound and no picture.
const WORDS: &[&str] = &[
    "いろいろ",
    "ときどき",
    "たびたび",
    "まだまだ",
    "ますます",
    "そろそろ",
    "なかなか",
    "たまたま",
    "わざわざ",
    "そもそも",
    "ところどころ",
    "しばしば",
    "いちいち",
    "ぜんぜん",
    "もろもろ",
    "おのおの",
    "いよいよ",
    "もともと",
    "だんだん",
    "どんどん",
    "つぎつぎ",
    "べつべつ",
    "なになに",
    "これこれ",
    "それそれ",
    "まあまあ",
    "はいはい",
    "いえいえ",
    "いやいや",
    "よくよく",
    "かねがね",
    "せいぜい",
    "とうとう",
    "みるみる",
    "しみじみ",
    "たまたま",
    "ほうぼう",
    "めいめい",
    "われわれ",
    "ひとりひとり",
    "ようよう",
    "まずまず",
    "もしもし",
    "しぶしぶ",
    "めったやたら",
    "ほどほど",
    "さきざき",
    "きわめて",
    "ちちはは",
    "ますます",
    "それぞれ",
    "さまざま",
    "そうそう",
    "ちかぢか",
    "ひびひび",
    "おいおい",
    "やれやれ",
    "もしも",
    "ばあばあ",
    "じいじい",
    "パパ",
    "ママ",
    "ワンワン",
    "どれどれ",
    "どこどこ",
    "だれだれ",
    "つくづく",
    "おそるおそる",
    "かえすがえす",
    "ただただ",
    "くれぐれ",
];

/// Easy words for some of them.
const EASY: &[(&str, &str)] = &[
    ("ぐらぐら", "大きく"),
    ("びしょびしょ", "とても ぬれて"),
    ("びちょびちょ", "とても ぬれて"),
    ("ずきずき", "とても"),
    ("がんがん", "とても"),
    ("きりきり", "とても"),
    ("ひりひり", "少し"),
    ("ちくちく", "少し"),
    ("どきどき", "とても 心配"),
    ("はらはら", "とても 心配"),
    ("わくわく", "楽しみ"),
    ("いらいら", "怒って"),
    ("ふらふら", "疲れて"),
    ("くらくら", "目が 回って"),
    ("ざあざあ", "たくさん"),
    ("ごろごろ", "大きな 音で"),
    ("べたべた", ""),
    ("ぎりぎり", "最後"),
    ("ばらばら", "別々"),
    ("ぼろぼろ", "古く なって"),
    ("どろどろ", "とても 汚れて"),
    ("からから", "とても かわいて"),
    ("ぺこぺこ", "とても すいて"),
    ("きらきら", "明るく"),
    ("にこにこ", "笑って"),
    ("のろのろ", "ゆっくり"),
];

impl Rule for Onomatopoeia {
    fn about(&self) -> About {
        super::easy(
            "ja.yasashii.onomatopoeia",
            Severity::Warning,
            Fixable::Ask,
            "在留支援のためのやさしい日本語ガイドライン",
        )
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for found in TABLE.find(plain) {
            // ほっと of ほっとする, not of ほっとライン: kana on both sides belong to other words.
            let starts = plain.tokens.iter().any(|token| token.span.start == found.span.start);
            if !starts {
                continue;
            }
            let hit = hits.at(plain.written(found.span));
            if let Some(severity) = found.severity {
                hit.severity(severity);
            }
            found.cures.into_iter().for_each(|cure| {
                hit.ask(cure);
            });
        }
        for token in &plain.tokens {
            let word = token.surface(&plain.text);
            // もくもくと is one word of the dictionary.
            let word = word.strip_suffix('と').filter(|word| doubled(word)).unwrap_or(word);
            let pos = matches!(
                token.pos,
                Pos::Adverb | Pos::VerbalNoun | Pos::AdjectivalNoun | Pos::Noun | Pos::Interjection
            );
            if pos && doubled(word) && !WORDS.contains(&word) {
                let hiragana: String = word.chars().map(crate::text::morph::hiragana).collect();
                let hit = hits.at(plain.written(token.span));
                if let Some((_, easy)) = EASY.iter().find(|(mimetic, easy)| *mimetic == hiragana && !easy.is_empty()) {
                    hit.ask(plain.spelled(easy));
                }
            }
        }
    }
}

/// Whether `word` is kana said twice: ぐらぐら, びしょびしょ, ガンガン.
fn doubled(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let half = chars.len() / 2;
    let hiragana = chars.iter().all(|c| matches!(c, '\u{3041}'..='\u{3096}' | 'ー'));
    let katakana = chars.iter().all(|c| matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー'));
    chars.len().is_multiple_of(2) && (2..=4).contains(&half) && (hiragana || katakana) && chars[..half] == chars[half..]
}
