//! Family names by themselves: with 「・」 between them, with an office in brackets behind them, with a title and in no
//! dictionary. What tells them from places is what is said of them.

use super::Finder;
use super::cues::is_kanji;
use super::lexicon;
use super::people::{Line, WORDS, honorific, title};
use crate::text::morph::{self, senses::Senses};

/// What stands behind a family name where it is somebody who does something, or to whom something is done.
pub(super) const SOMEBODY: [&str; 70] = [
    "と名のる",
    "と名のり",
    "と名乗",
    "と署名",
    "が",
    "は",
    "も",
    "から",
    "より",
    "に確認",
    "に依頼",
    "に引き継",
    "に担当",
    "に代わ",
    "に替わ",
    "に変わ",
    "に交代",
    "に交替",
    "に一任",
    "に委嘱",
    "に連絡",
    "に電話",
    "に伝え",
    "に報告",
    "に相談",
    "に渡し",
    "に手渡",
    "に聞",
    "に御",
    "に説明",
    "によると",
    "によれば",
    "を任命",
    "を選任",
    "を指名",
    "を推薦",
    "を委員",
    "を委嘱",
    "を代理",
    "を担当",
    "を派遣",
    "を通じ",
    "の後任",
    "の代理",
    "の発言",
    "の意見",
    "の質問",
    "の報告",
    "の説明",
    "の指示",
    "の携帯",
    "の内線",
    "の連絡先",
    "の自宅",
    "の長男",
    "の長女",
    "の氏名",
    "の印",
    "まで御連絡",
    "までご連絡",
    "まで連絡",
    "までお問",
    "まで提出",
    "へ連絡",
    "へ御連絡",
    "へご連絡",
    "へ報告",
    "へ引き継",
    "と協議",
    "と面談",
];

/// Family names of one kanji that the dictionary has as other words alone.
const RARE: &str = "柊椿榎堤萩葛桧檜樋轟暁巽荻椎栃樫嵐鎌錦舘巌峯嶋";

/// Chinese and Korean family names of one character.
pub(super) const FAMILIES: &str = "金李王張朴陳楊黄崔鄭周呉徐孫馬朱胡郭何高羅林梁宋謝韓唐馮董程曹袁許傅沈曾彭呂蘇盧蒋蔡賈丁魏薛葉潘杜戴夏鍾汪任姜范方姚譚廖鄒熊陸孔白康毛邱秦江顧侯邵孟万雷湯尹黎常武喬賀頼龔文申洪全柳裵劉趙";

impl Finder<'_> {
    /// Whether nothing but family names with 「・」 between them stand from `at` on, with 「の3名」 or the like behind them.
    pub(super) fn heads_a_list(&self, line: &Line<'_>, at: usize) -> bool {
        let rest = line.rest(at);
        let run = rest.find(|c| !is_kanji(c) && c != '・' && c != 'ヶ' && c != '々').unwrap_or(rest.len());
        let names: Vec<&str> = rest[..run].split('・').collect();
        let tail = &rest[run..];
        let persons = tail.strip_prefix('の').is_some_and(|tail| {
            let counted = tail.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
            counted.len() < tail.len() && counted.starts_with(['名', '人'])
                || tail.starts_with("各氏")
                || tail.starts_with('両')
        });
        let family = |word: &&str| (2..=4).contains(&word.chars().count()) && lexicon::of(word).surname.is_some();
        // 金城 is a word too; between two names it is one.
        let plain = names.iter().filter(|word| lexicon::of(word).common.is_none()).count();
        let sure = |word: &&str| {
            let known = lexicon::of(word);
            known.common.is_none() && (known.place.is_none() || known.surname <= known.place)
        };
        let persons = persons || (tail.is_empty() || tail.starts_with(['。', ')'])) && names.iter().all(sure);
        persons && names.len() > 1 && plain * 2 >= names.len() && names.iter().all(family)
    }

    /// Whether 「・」 and another family name follow at `stop`, and then nothing that belongs to it.
    pub(super) fn beside_another(&self, line: &Line<'_>, stop: usize) -> bool {
        let start = stop + '・'.len_utf8();
        let Some(token) = line.token(start).filter(|_| line.rest(stop).starts_with(['・', '→'])) else {
            return false;
        };
        let end = start + token.span.len();
        let word = line.text.get(start..end).unwrap_or("");
        token.detail().starts_with("名詞,固有名詞,人名,姓")
            && word.chars().count() > 1
            && !lexicon::is_town(word)
            && line.rest(end).starts_with([' ', '、', '。', '(', 'の', 'が', 'は', '両'])
    }

    /// 五味渕課長補佐: where two or three kanji end that no dictionary has, between the beginning of something and a form of
    /// address or a title.
    pub(super) fn unheard_of(&self, line: &Line<'_>, at: usize) -> Option<usize> {
        let lead = line.lead(at);
        let begins = lead.is_empty()
            || lead.ends_with([
                '。', '、', ' ', '・', '「', '(', ')', '○', ':', 'の', 'は', 'と', 'を', 'に', 'が', 'へ', 'も', 'や',
            ]);
        if !begins {
            return None;
        }
        let rest = line.rest(at);
        // 柊議員
        if let Some(first) = rest.chars().next().filter(|c| RARE.contains(*c)) {
            let tail = line.rest(at + first.len_utf8());
            let post = title(tail).filter(|post| !WORDS.of_places.contains(post) && post.chars().count() > 1);
            if post.is_some() || ["様", "さん", "氏"].iter().any(|h| tail.starts_with(h)) && honorific(tail).is_some()
            {
                return Some(at + first.len_utf8());
            }
        }
        for count in [3, 2] {
            let word: String = rest.chars().take_while(|c| is_kanji(*c)).take(count).collect();
            let tail = line.rest(at + word.len());
            let beside = title(tail).is_some_and(|post| !WORDS.of_places.contains(&post) && post.chars().count() > 1)
                || ["様", "さん", "氏", "殿"].iter().any(|h| tail.starts_with(h)) && honorific(tail).is_some();
            if word.chars().count() != count || !beside || lexicon::of(&word) != Senses::default() {
                continue;
            }
            let organised = word.contains(|c| {
                "部課局室係署会社校院園所町村市区県庁省者員家屋店手方人主師官役第各両諸全同他当本前新元現副委議総"
                    .contains(c)
            });
            // Put together of a word and something: 利用者, 大規模.
            let pieces = morph::senses::beginning(&word).iter().any(|(len, s)| *len > 3 && s.common.is_some())
                || word.char_indices().nth(1).is_some_and(|(from, _)| {
                    let of = lexicon::of(&word[from..]);
                    count > 2 && of.common.is_some()
                });
            // 大阪支店長: the title is longer than it seemed.
            let longer = word.char_indices().next_back().is_some_and(|(last, _)| {
                let shorter = title(tail).map_or(0, str::len);
                title(&rest[last..]).is_some_and(|post| post.len() > shorter)
            });
            if !organised && !longer && !pieces && !WORDS.nobody.contains(&word.as_str()) {
                return Some(at + word.len());
            }
        }
        None
    }

    /// 張偉さん, 朴恩恵様: where a Chinese or Korean name ends that begins at `at` and is addressed.
    pub(super) fn of_one_kanji(&self, line: &Line<'_>, at: usize, joined: bool) -> Option<usize> {
        let rest = line.rest(at);
        let first = rest.chars().next()?;
        if joined || !FAMILIES.contains(first) {
            return None;
        }
        let run: Vec<char> = rest.chars().take_while(|c| is_kanji(*c)).take(4).collect();
        for count in [3, 2] {
            let word: String = run.iter().take(count).collect();
            let given: String = word.chars().skip(1).collect();
            let tail = line.rest(at + word.len());
            let addressed = ["さん", "様", "氏", "君"].iter().any(|h| tail.starts_with(h)) && honorific(tail).is_some();
            let job = given
                .ends_with(['屋', '者', '員', '家', '店', '社', '手', '方', '長', '人', '主', '師', '官', '役', '齢']);
            if word.chars().count() == count && addressed && !job && lexicon::of(&word).common.is_none() {
                return Some(at + word.len());
            }
        }
        None
    }
}

/// Whether `word`, a family name and a municipality, is more often the latter, as 長野 and 福島 are; 吉田 and 上原 are people.
pub(super) fn is_rather_a_town(word: &str, known: &Senses) -> bool {
    lexicon::is_town(word)
        && match (known.surname, known.place) {
            (Some(surname), Some(place)) => place < surname,
            _ => true,
        }
}

/// Whether `rest` says in brackets in which part of an office somebody works, and then what they do: （福祉課）が.
pub(super) fn works_in(rest: &str) -> bool {
    let Some((inside, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) else { return false };
    let says = ["内線", "携帯", "電話", "直通", "TEL", "tel", "欠席", "代理", "オンライン", "記録", "司会", "進行"];
    inside.chars().count() <= 24
        && (inside.ends_with(['課', '係', '室', '局', '部', '班']) || says.iter().any(|says| inside.starts_with(says)))
        && (after.is_empty()
            || after.starts_with(['が', 'は', 'も', 'に', 'と', '、', ':', ' ', 'か', '。', 'へ', 'ま']))
}
