//! How Japanese is written and put together: figures, dates, sums, marks, characters, 敬語, grammar, the parts of a
//! document.

mod addressee;
mod arabic;
mod attachment;
mod big_unit;
mod bracket;
mod bracket_kuten;
mod bracket_pair;
mod calc_asked;
mod calc_parts;
mod calc_percent;
mod calc_rows;
mod calc_share;
mod calc_table;
mod calc_total;
mod colloquial;
mod comma;
mod compat;
mod date_era;
mod date_fiscal_year;
mod date_invalid;
mod date_range;
mod date_time;
mod date_weekday;
mod digits;
mod doubled_particle;
mod dropped;
mod exclaim;
mod ga_conj;
mod head_tail;
mod indent;
mod invisible;
mod item_number;
mod kana;
mod kanji_idiom;
mod ki_ijo;
mod kuten;
mod latin;
mod mixed;
mod no_chain;
mod platform;
mod range;
mod sentence;
mod tari;
mod title;
mod touten;
mod touten_count;
mod kanji_run;

use crate::proofread::phrases::{PhraseTable, Phrases};
use crate::proofread::search::ready;
use crate::proofread::{ALL_JAPANESE, About, Fixable, JAPANESE, Profile, Rule, STRICT, Severity};
use crate::text::Lang;
use dropped::Dropped;
use std::sync::LazyLock;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn Rule] = &[
    &arabic::Arabic,
    &kanji_idiom::KanjiIdiom,
    &comma::Comma,
    &big_unit::BigUnit,
    &COUNTER_KA,
    &range::Range,
    &date_weekday::Weekday,
    &date_era::Era,
    &date_invalid::Invalid,
    &date_fiscal_year::FiscalYear,
    &date_range::RangeOrder,
    &date_time::Time,
    &calc_total::Total,
    &calc_percent::Percent,
    &touten::Touten,
    &kuten::Kuten,
    &bracket_kuten::BracketKuten,
    &bracket_pair::BracketPair,
    &exclaim::Exclaim,
    &RANGE_MARK,
    &ODORIJI,
    &DOUBLED,
    &digits::Digits,
    &latin::Latin,
    &bracket::Bracket,
    &kana::Kana,
    &platform::Platform,
    &invisible::Invisible,
    &compat::Compat,
    &KEIGO_DOUBLE,
    &KEIGO_MISUSE,
    &SASETE_ITADAKU,
    &Dropped { table: &RA_NUKI, missing: dropped::ra, may: dropped::may_ra },
    &SA_IRE,
    &Dropped { table: &I_NUKI, missing: dropped::i, may: dropped::may_i },
    &tari::Tari,
    &no_chain::NoChain,
    &doubled_particle::DoubledParticle,
    &ga_conj::GaConj,
    &SUBEKI,
    &KARA_YORI,
    &DOUBLE_NEGATIVE,
    &mixed::Mixed,
    &DA,
    &BUNGO,
    &colloquial::Colloquial,
    &sentence::SentenceLength,
    &touten_count::ToutenCount,
    &kanji_run::KanjiRun,
    &title::Title,
    &addressee::Addressee,
    &ki_ijo::KiIjo,
    &item_number::ItemNumber,
    &attachment::Attachment,
    &head_tail::HeadTail,
    &indent::Indent,
];

/// T alone: the forms of 往復文書.
const NOTICE: &[Profile] = &[Profile::Notice];

const fn japanese(
    id: &'static str,
    severity: Severity,
    fixable: Fixable,
    source: &'static str,
    profiles: &'static [Profile],
) -> About {
    About { id, lang: Lang::Ja, severity, fixable, source, profiles }
}

/// A rule that is a table of phrases and leaves quotations as they were said.
const fn phrases(about: About, table: fn() -> PhraseTable) -> Phrases {
    Phrases { about, table: LazyLock::new(table), quoted: false }
}

/// A rule that is a table of phrases and looks inside quotations as well.
const fn everywhere(about: About, table: fn() -> PhraseTable) -> Phrases {
    Phrases { about, table: LazyLock::new(table), quoted: true }
}

/// Whether `text`, which ends before a full stop, ends like a sentence.
fn is_sentence_end(text: &str) -> bool {
    text.ends_with([
        'す', 'た', 'る', 'い', 'だ', 'う', 'く', 'つ', 'ぬ', 'む', 'ぶ', 'ぐ', 'ん', 'か', 'と', 'ず', 'ね', 'よ',
        'せ', 'り', 'め', 'の',
    ])
}

const WARNING: Severity = Severity::Warning;
const SAFE: Fixable = Fixable::Safe;
const ASK: Fixable = Fixable::Ask;

/// 3ヶ所 → 3か所.
static COUNTER_KA: Phrases =
    phrases(japanese("ja.num.counter-ka", WARNING, SAFE, "公用文作成の考え方 Ⅰ-4ケ", JAPANESE), || {
        PhraseTable::japanese(ready!("ja-num-counter-ka"))
    });

/// 10時~12時 → 10時〜12時.
static RANGE_MARK: Phrases = phrases(
    japanese("ja.punct.range-mark", Severity::Info, SAFE, "公用文作成の考え方 Ⅰ-5(2)", JAPANESE),
    || PhraseTable::japanese(ready!("ja-punct-range-mark")),
);

/// 人人 → 人々, 会社々長 → 会社社長.
static ODORIJI: Phrases =
    phrases(japanese("ja.punct.odoriji", WARNING, SAFE, "公用文作成の考え方 Ⅰ-5(3)イ", JAPANESE), || {
        PhraseTable::japanese(ready!("ja-punct-odoriji"))
    });

/// 。。 → 。.
static DOUBLED: Phrases = everywhere(japanese("ja.punct.doubled", Severity::Error, SAFE, "Kian", ALL_JAPANESE), || {
    PhraseTable::japanese(ready!("ja-punct-doubled"))
});

/// おっしゃられる → おっしゃる.
static KEIGO_DOUBLE: Phrases =
    phrases(japanese("ja.keigo.double", WARNING, ASK, "敬語の指針(平成19年)", JAPANESE), || {
        PhraseTable::japanese(ready!("ja-keigo-double"))
    });

/// 市長が申された → おっしゃった.
static KEIGO_MISUSE: Phrases =
    phrases(japanese("ja.keigo.misuse", WARNING, ASK, "敬語の指針(平成19年)", JAPANESE), || {
        PhraseTable::japanese(ready!("ja-keigo-misuse"))
    });

/// 発送させていただきます → 発送します.
static SASETE_ITADAKU: Phrases =
    phrases(japanese("ja.keigo.sasete-itadaku", Severity::Info, ASK, "敬語の指針(平成19年)", JAPANESE), || {
        PhraseTable::japanese(ready!("ja-keigo-sasete"))
    });

/// 見れる → 見られる.
static RA_NUKI: Phrases =
    phrases(japanese("ja.grammar.ra-nuki", WARNING, SAFE, "公用文作成の考え方 Ⅱ-6", ALL_JAPANESE), || {
        PhraseTable::japanese(ready!("ja-grammar-ra-nuki"))
    });

/// 行かさせる → 行かせる.
static SA_IRE: Phrases =
    phrases(japanese("ja.grammar.sa-ire", WARNING, SAFE, "公用文作成の考え方 Ⅱ-6", JAPANESE), || {
        PhraseTable::japanese(ready!("ja-grammar-sa-ire"))
    });

/// 実施してる → 実施している.
static I_NUKI: Phrases =
    phrases(japanese("ja.grammar.i-nuki", WARNING, SAFE, "公用文作成の考え方 Ⅱ-6", JAPANESE), || {
        PhraseTable::japanese(ready!("ja-grammar-i-nuki"))
    });

/// 検証するべき → 検証すべき.
static SUBEKI: Phrases =
    phrases(japanese("ja.grammar.subeki", WARNING, SAFE, "公用文作成の考え方 Ⅲ-1オ", JAPANESE), || {
        PhraseTable::japanese(ready!("ja-grammar-subeki"))
    });

/// 4月1日より受付 → から.
static KARA_YORI: Phrases = phrases(
    japanese("ja.grammar.kara-yori", WARNING, ASK, "公用文作成の考え方 Ⅱ-5イ(ア)", JAPANESE),
    || PhraseTable::japanese(ready!("ja-grammar-kara-yori")),
);

/// できないわけではない.
static DOUBLE_NEGATIVE: Phrases = phrases(
    japanese("ja.grammar.double-negative", WARNING, Fixable::None, "公用文作成の考え方 Ⅲ-3ス", JAPANESE),
    || PhraseTable::japanese(ready!("ja-grammar-double-negative")),
);

/// 重要だ。 → 重要である。
static DA: Phrases =
    phrases(japanese("ja.style.da", Severity::Info, SAFE, "公用文作成の考え方 Ⅲ-1ウ", STRICT), || {
        PhraseTable::japanese(ready!("ja-style-da"))
    });

/// 左のごとく → 次のように.
static BUNGO: Phrases =
    phrases(japanese("ja.style.bungo", WARNING, ASK, "公用文作成の考え方 Ⅲ-1エ", JAPANESE), || {
        PhraseTable::japanese(ready!("ja-style-bungo"))
    });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_sound() {
        for phrases in [
            &COUNTER_KA,
            &RANGE_MARK,
            &ODORIJI,
            &DOUBLED,
            &KEIGO_DOUBLE,
            &KEIGO_MISUSE,
            &SASETE_ITADAKU,
            &RA_NUKI,
            &SA_IRE,
            &I_NUKI,
            &SUBEKI,
            &KARA_YORI,
            &DOUBLE_NEGATIVE,
            &DA,
            &BUNGO,
        ] {
            phrases.table.compile();
        }
        super::colloquial::PHRASES.table.compile();
        super::bracket_kuten::PHRASES.table.compile();
    }
}
