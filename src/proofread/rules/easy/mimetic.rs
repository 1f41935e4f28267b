//! 擬音語・擬態語: ぐらぐら揺れたら → 大きく揺れたら. Doubled ones are told by their form, others stand in a table.

use super::phrases::Table;
use crate::proofread::plain::Plain;
use crate::proofread::search::ready;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::Pos;
use std::sync::LazyLock;

/// See the module.
pub struct Onomatopoeia;

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(ready!("yasashii-onomatopoeia")));

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
    "おなおな",
    "みなみな",
    "たまたま",
    "いくいく",
    "いるいる",
    "あるある",
    "ばんばん",
    "ここここ",
    "もももも",
    "はははは",
    "ほんとほんと",
    "まえまえ",
    "まえもまえも",
    "ままま",
    "ただいまただいま",
    "あれあれ",
    "すみすみ",
    "ちょいちょい",
    "かたがた",
    "ひとびと",
    "くにぐに",
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
        for found in plain.phrases(&TABLE).iter() {
            // ほっと of ほっとする, not of ほっとライン: kana on both sides belong to other words.
            let starts = plain.tokens.iter().any(|token| token.span.start == found.span.start);
            if !starts {
                continue;
            }
            let hit = hits.at(plain.written(found.span));
            if let Some(severity) = found.severity {
                hit.severity(severity);
            }
            found.cures.iter().for_each(|cure| {
                hit.ask(cure.as_str());
            });
        }
        for span in spoken(plain).into_iter().filter(|span| !is_named(&plain.text, *span)) {
            let hiragana: String = plain.text[span.range()].chars().map(crate::text::morph::hiragana).collect();
            let hit = hits.at(plain.written(span));
            if let Some((_, easy)) = EASY.iter().find(|(mimetic, easy)| *mimetic == hiragana && !easy.is_empty()) {
                hit.ask(plain.spelled(easy));
            }
        }
    }
}

/// Whether the word at `span` begins a name: ぴかぴか号, わくわく広場, 「ふわふわ館」.
fn is_named(text: &str, span: Span) -> bool {
    const NAMED: &[&str] = &[
        "号",
        "館",
        "岩",
        "広場",
        "ひろば",
        "園",
        "ランド",
        "教室",
        "クラブ",
        "サークル",
        "祭",
        "まつり",
        "公園",
        "塾",
        "隊",
        "便",
        "体操",
        "食堂",
        "フェスタ",
        "フェア",
        "ネット",
        "ポイント",
        "カード",
        "ルーム",
        "バス",
        "マーケット",
        "市場",
        "村",
        "城",
        "山",
        "川",
        "橋",
        "坂",
        "通り",
        "湯",
        "温泉",
        "亭",
        "文庫",
        "工房",
        "ホーム",
        "保育",
        "劇場",
        "ホール",
        "センター",
        "カフェ",
        "キッチン",
        "ステーション",
        "ハウス",
        "パーク",
        "プラザ",
        "タウン",
        "デー",
        "の会",
        "の家",
        "の森",
        "の里",
        "の湯",
        "の丘",
        "の部屋",
        "農園",
        "商店",
        "薬局",
        "歯科",
        "クリニック",
        "だより",
        "便り",
        "ちゃん",
        "くん",
        "先生",
        "プール",
        "滝",
        "島",
        "池",
        "湖",
        "浜",
        "岬",
        "タクシー",
        "サロン",
        "ラジオ",
        "テレビ",
        "アプリ",
        "メール",
        "ダイヤル",
        "電話",
        "相談室",
        "プラン",
        "コース",
        "キャンプ",
        "ツアー",
        "マラソン",
        "大会",
    ];
    let rest = text[span.end..].trim_start_matches([' ', '　', '・', '！', '♪']);
    let start = text[..span.start].ends_with(['「', '『']);
    let quoted = start.then(|| rest.split(['」', '』']).next().unwrap_or_default());
    // 「きらきら子ども」 is a name; 「どきどきします」 is what somebody says.
    let said = |words: &str| words.is_empty() || words.ends_with(['す', 'る', 'い', 'た', 'と', 'て', '。']);
    let named =
        quoted.is_some_and(|words| !said(words) && words.chars().count() <= 12 && !words.contains(['、', '。']));
    named || NAMED.iter().any(|name| rest.starts_with(name))
}

/// Where sounds and pictures are spoken: words said twice (もくもく), and adverbs like きっちり. They are looked for between the
/// borders of words, for the dictionary has few of them.
fn spoken(plain: &Plain) -> Vec<Span> {
    let mut found = Vec::new();
    let tokens = &plain.tokens;
    for (at, token) in tokens.iter().enumerate() {
        let start = token.span.start;
        if found.last().is_some_and(|last: &Span| last.end > start) {
            continue;
        }
        let words = tokens[at..].iter().take(4).map(|token| Span::new(start, token.span.end));
        let twice = words.filter(|span| span.len() <= 24).find(|span| {
            let word = &plain.text[span.range()];
            doubled(word) && !WORDS.contains(&word)
        });
        // もくもくと: the dictionary may cut the と along.
        let twice = twice.or_else(|| {
            [4, 6].map(|count| cut(&plain.text[start..], count)).into_iter().flatten().find_map(|word| {
                let told =
                    doubled(word) && !WORDS.contains(&word) && plain.text[start + word.len()..].starts_with('と');
                told.then(|| Span::new(start, start + word.len()))
            })
        });
        let word = token.surface(&plain.text);
        let single = token.pos == Pos::Adverb && clipped(word);
        if let Some(span) = twice.or_else(|| single.then_some(token.span)) {
            found.push(span);
        }
    }
    let listed = plain.phrases(&TABLE);
    found.retain(|span| !listed.iter().any(|known| known.span.overlaps(*span)));
    found
}

/// The first `count` letters of `text`.
fn cut(text: &str, count: usize) -> Option<&str> {
    let (at, last) = text.char_indices().nth(count - 1)?;
    Some(&text[..at + last.len_utf8()])
}

/// Whether `word` is kana like きっちり and こんがり.
fn clipped(word: &str) -> bool {
    let chars: Vec<char> = word.chars().map(crate::text::morph::hiragana).collect();
    let easy = ["ゆっくり", "はっきり", "すっかり", "やっぱり", "あんまり", "ちょっぴり"];
    chars.len() == 4 && matches!(chars[1], 'っ' | 'ん') && chars[3] == 'り' && !easy.contains(&word)
}

/// Whether `word` is kana said twice: ぐらぐら, びしょびしょ, ガンガン.
fn doubled(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let half = chars.len() / 2;
    let hiragana = chars.iter().all(|c| matches!(c, '\u{3041}'..='\u{3096}' | 'ー'));
    let katakana = chars.iter().all(|c| matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー'));
    chars.len().is_multiple_of(2) && (2..=4).contains(&half) && (hiragana || katakana) && chars[..half] == chars[half..]
}
