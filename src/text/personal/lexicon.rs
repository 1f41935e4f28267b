//! Which words are names: the dictionary, the readings in it, and lists of what it does not have.

use crate::text::morph::senses::{self, Senses};
use std::collections::HashSet;
use std::sync::LazyLock;

fn words(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

static RECENT: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../assets/names/given.txt")).collect());
static TOWNS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../assets/names/towns.txt")).collect());

/// Readings of family names and of given names, in katakana.
struct Readings {
    family: HashSet<&'static str>,
    given: HashSet<&'static str>,
}

static READINGS: LazyLock<Readings> = LazyLock::new(|| {
    let file = include_str!("../../../assets/dictionary/name-readings.txt");
    let mut lines = file.lines().filter(|line| !line.starts_with('#'));
    let mut next = || lines.next().unwrap_or("").split_whitespace().collect();
    Readings { family: next(), given: next() }
});

/// The same in Latin letters, long vowels left short, with names of other countries.
struct Latin {
    family: HashSet<String>,
    given: HashSet<String>,
    foreign_given: HashSet<&'static str>,
    foreign_family: HashSet<&'static str>,
}

static LATIN: LazyLock<Latin> = LazyLock::new(|| {
    let all = |set: &HashSet<&'static str>| set.iter().filter_map(|kana| romaji(kana)).map(|r| plain(&r)).collect();
    let mut family: HashSet<String> = all(&READINGS.family);
    let mut given: HashSet<String> = all(&READINGS.given);
    // What is more often a word than a name.
    for word in [
        "to", "no", "on", "in", "an", "so", "me", "he", "do", "go", "are", "same", "made", "site", "note", "date",
        "one", "here", "more", "sake", "age", "use", "have", "code", "area", "some", "take", "make", "mono", "home",
        "nine", "mine", "line", "mane", "time", "name", "can", "ten", "ran", "man", "men", "moon", "soon", "noon",
        "too", "i", "a", "you", "yen", "main", "rain", "juku", "tokyo", "kyoto", "nihon", "japan", "see", "bus",
    ] {
        family.remove(word);
        given.remove(word);
    }
    let file = include_str!("../../../assets/names/latin.txt");
    let line =
        |label: &str| file.lines().find_map(|l| l.strip_prefix(label)).unwrap_or("").split_whitespace().collect();
    Latin { family, given, foreign_given: line("given:"), foreign_family: line("family:") }
});

/// Lists of names the dictionary does not have, a word a line in the order of their bytes: read where they lie.
const MORE_FAMILIES: &str = include_str!("../../../assets/names/more-families.txt");
const RARE_FAMILIES: &str = include_str!("../../../assets/names/rare-families.txt");
const MORE_GIVEN: &str = include_str!("../../../assets/names/more-given.txt");
const MORE_READINGS: &str = include_str!("../../../assets/names/more-readings.txt");
const MORE_FOREIGN: &str = include_str!("../../../assets/names/more-foreign.txt");
const MORE_LATIN_GIVEN: &str = include_str!("../../../assets/names/more-latin-given.txt");
const MORE_LATIN_FAMILIES: &str = include_str!("../../../assets/names/more-latin-families.txt");

/// How usual a name of the lists is taken to be: as a rare one of the dictionary.
pub const RARE_NAME: i16 = 9_500;

/// Whether one of the lines of `file`, which are in the order of their bytes, is `word`.
fn is_listed(file: &str, word: &str) -> bool {
    let (mut low, mut high) = (0, file.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let bytes = file.as_bytes();
        let start = bytes[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|b| *b == b'\n').map_or(high, |at| middle + at);
        match file[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = (end + 1).min(high),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// `known` with what the lists have `word` as besides.
fn with_lists(word: &str, mut known: Senses) -> Senses {
    let short = word.len() <= 5 * '字'.len_utf8();
    let kata = word.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー'));
    if kata {
        if known.person.is_none() && !word.is_empty() && is_listed(MORE_FOREIGN, word) {
            known.person = Some(RARE_NAME);
        }
    } else if short {
        if known.surname.is_none() && is_listed(MORE_FAMILIES, word) {
            known.surname = Some(RARE_NAME);
        }
        if known.given.is_none() && is_listed(MORE_GIVEN, word) {
            known.given = Some(RARE_NAME);
        }
    }
    known
}

/// What `word` may be as a whole, by the dictionary and by the lists.
pub fn of(word: &str) -> Senses {
    with_lists(word, senses::of(word))
}

static SYLLABLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let file = include_str!("../../../assets/names/latin.txt");
    file.lines().find_map(|l| l.strip_prefix("syllables:")).unwrap_or("").split_whitespace().collect()
});

/// What a name may be that `text` begins with: bytes, and its senses, longest first.
pub fn families(text: &str) -> Vec<(usize, Senses)> {
    let mut found = senses::beginning(text);
    for (end, _) in text.char_indices().map(|(at, c)| (at + c.len_utf8(), c)).skip(1).take(4) {
        let word = &text[..end];
        if is_listed(MORE_FAMILIES, word) {
            match found.iter().position(|(len, _)| *len == end) {
                Some(at) => found[at].1 = with_lists(word, found[at].1),
                None => found.push((end, with_lists(word, Senses::default()))),
            }
        }
    }
    found.sort_by_key(|(len, _)| *len);
    found.retain(|(_, senses)| senses.surname.is_some());
    found.reverse();
    found
}

/// The given names `text` begins with: bytes, and whether the word is used as another word as well; longest first.
pub fn givens(text: &str) -> Vec<(usize, bool)> {
    let mut found: Vec<(usize, bool)> = senses::beginning(text)
        .into_iter()
        .filter_map(|(len, s)| {
            let given = s.given?;
            let other =
                s.common.is_some_and(|common| common < given + 1500) || s.surname.is_some_and(|c| c + 2500 < given);
            Some((len, other))
        })
        .collect();
    for (end, _) in text.char_indices().map(|(at, c)| (at + c.len_utf8(), c)).take(4) {
        let listed = RECENT.contains(&text[..end]) || is_listed(MORE_GIVEN, &text[..end]);
        if listed && !found.iter().any(|(len, _)| *len == end) {
            let common = senses::of(&text[..end]).common.is_some();
            found.push((end, common));
        }
    }
    found.sort_by_key(|(len, _)| std::cmp::Reverse(*len));
    found
}

/// Whether `word` is a given name and hardly anything else.
pub fn is_given(word: &str) -> bool {
    RECENT.contains(word) || of(word).given.is_some_and(|given| of(word).common.is_none_or(|c| c > given))
}

/// Whether children of recent decades are called so.
pub fn is_recent(word: &str) -> bool {
    RECENT.contains(word)
}

/// Whether the list of names of other countries in katakana has it.
pub fn is_listed_foreign(word: &str) -> bool {
    is_listed(MORE_FOREIGN, word)
}

/// Whether it is a rare family name: a name where something says so, and nothing alone.
pub fn is_rare_family(word: &str) -> bool {
    is_listed(RARE_FAMILIES, word)
}

/// Whether two or three kanji that no dictionary has as a word look like a given name.
pub fn looks_given(word: &str) -> bool {
    senses::of(word) == Senses::default() && may_be_given(word)
}

/// The same, although a place may be called so too.
pub fn may_be_given(word: &str) -> bool {
    const LAST: &str = "太郎子美一夫男雄郎介助也代恵香奈菜希樹斗翔真人愛花華葵音乃莉緒里紗実咲月陽輝仁平治司士志史之幸弘浩明彦哉矢吾悟彰大輔佑祐佳加江枝栄衣依絵織穂帆保歩海空心桜和輪凛羅良来生成星晴馬磨麻茉未央凪那名南夏冬秋春雪虎龍竜琉瑠玲怜麗鈴涼諒亮遼陸利理梨璃優悠祐雅昌正政将勝克俊駿隼純潤淳准順准準健建賢剛豪哲徹鉄貴孝隆崇尚直忠信伸慎晋進新裕豊寛博宏洋広恒久寿光晃洸煌宏紘繁茂守衛護昇登稔実稲蔵造蔵三二吉宜義儀仁典範憲紀規樹毅武猛威勲功巧拓匠工学聡智知朗温敦篤淑芳薫馨";
    let kanji = word.chars().count();
    let last = word.chars().next_back();
    (2..=3).contains(&kanji)
        && last.is_some_and(|c| LAST.contains(c))
        && Senses { place: None, ..senses::of(word) } == Senses::default()
        && !word.chars().any(|c| "第各両諸全他同等約計総課部局室係者員市町村区県学校院所場会社".contains(c))
}

/// Whether `rest` begins with one kanji that as a rule is a given name behind `family`, a name and
/// hardly anything else unless it is `certain` that somebody is named.
pub fn is_lone_given(rest: &str, family: &str, certain: bool) -> bool {
    let of_family = of(family);
    rest.chars().next().is_some_and(is_lone)
        && of_family.common.is_none()
        && of_family.surname.is_some_and(|surname| {
            let proper = of_family.proper.is_none_or(|proper| surname <= proper);
            certain || proper && of_family.place.is_none_or(|place| surname <= place)
        })
}

/// Whether one kanji is a given name as a rule.
pub fn is_lone(c: char) -> bool {
    const LONE: &str = "学武光新湊紬文望清茂実誠隆修昇豊潤忍薫翼直晶操譲渉伸巌稔律樹蓮蒼葵凛杏楓遥詩澪綾彩舞進勇勝弘博剛徹亮淳聡智忠昭正明洋浩治優恵愛彰稜諒涼陸巧匠司環要旭碧楽奏颯悠翠凪澄紡瞳静幸馨篤聖護守徳哲毅猛敦敬寛宏崇保尚仁健賢純俊駿隼準栞充満治繁栄功励勲貢肇創悟諭暁純";
    LONE.contains(c)
}

/// Whether a municipality or a prefecture is called so.
pub fn is_town(word: &str) -> bool {
    TOWNS.contains(word)
}

/// Whether `kana`, in either kana, is the reading of a family name.
pub fn reads_family(kana: &str) -> bool {
    READINGS.family.contains(katakana(kana).as_str())
}

/// Whether `kana`, in either kana, is the reading of a given name.
pub fn reads_given(kana: &str) -> bool {
    READINGS.given.contains(katakana(kana).as_str())
        || is_listed(MORE_READINGS, &katakana(kana))
        || RECENT.contains(hiragana(kana).as_str())
}

/// Whether a Japanese family name is written so in Latin letters.
pub fn is_latin_family(word: &str) -> bool {
    LATIN.family.contains(&plain(word))
}

/// Whether a Japanese given name is written so in Latin letters.
pub fn is_latin_given(word: &str) -> bool {
    LATIN.given.contains(&plain(word))
}

/// Whether a word is spelt in syllables of Japanese, three or more of them, and ends as family names do: Yamanoi.
pub fn is_spelt_as_japanese(word: &str) -> bool {
    const ENDS: [&str; 30] = [
        "yama", "kawa", "gawa", "moto", "mura", "hara", "wara", "naka", "saki", "zaki", "shima", "jima", "guchi",
        "kuchi", "hashi", "bashi", "sawa", "zawa", "tani", "mori", "mizu", "noi", "tsuka", "zuka", "matsu", "oka",
        "mine", "date", "uchi", "shita",
    ];
    let word = plain(word);
    let vowel = |c: char| "aiueo".contains(c);
    let mut syllables = 0;
    let mut rest = word.as_str();
    while !rest.is_empty() {
        let onset = rest.find(vowel);
        let Some(onset) = onset else { return false };
        let known = [
            "", "k", "s", "t", "n", "h", "m", "y", "r", "w", "g", "z", "d", "b", "p", "f", "j", "sh", "ch", "ts", "ky",
            "ny", "hy", "my", "ry", "gy", "by", "py", "kk", "tt", "ss", "pp", "ssh", "tch",
        ];
        let head = &rest[..onset];
        let nasal = head.strip_prefix('n').unwrap_or(head);
        if !known.contains(&head) && !known.contains(&nasal) {
            return false;
        }
        syllables += 1;
        rest = &rest[onset + 1..];
    }
    syllables > 2 && ENDS.iter().any(|end| word.ends_with(end))
}

/// Whether it is a given name of another country.
pub fn is_foreign_given(word: &str) -> bool {
    LATIN.foreign_given.contains(unmarked(word).to_lowercase().as_str())
}

/// Whether it is a family name of another country.
pub fn is_foreign_family(word: &str) -> bool {
    LATIN.foreign_family.contains(unmarked(word).to_lowercase().as_str())
}

/// Whether the list of given names of other countries has it: names that are no words of English, from many languages.
pub fn is_listed_latin_given(word: &str) -> bool {
    is_listed(MORE_LATIN_GIVEN, unmarked(word).to_lowercase().as_str())
}

/// Whether the list of family names of other countries has it.
pub fn is_listed_latin_family(word: &str) -> bool {
    is_listed(MORE_LATIN_FAMILIES, unmarked(word).to_lowercase().as_str())
}

/// A word without the marks over and under its letters: Nguyễn is looked up as Nguyen, Đặng as Dang.
pub fn unmarked(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = word.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    letters
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            'ł' => 'l',
            'ø' => 'o',
            c => c,
        })
        .collect()
}

/// Whether a word is put together of syllables that Chinese and Korean given names have, one or two of them: Lihua, Minjun.
pub fn is_syllables(word: &str) -> bool {
    let word = word.to_lowercase();
    if word.len() < 3 || !word.is_ascii() {
        return false;
    }
    let known = |part: &str| part.is_empty() || SYLLABLES.contains(part);
    (2..=word.len()).any(|at| SYLLABLES.contains(&word[..at]) && known(&word[at..]))
}

/// Whether a word is one of these syllables.
pub fn is_syllable(word: &str) -> bool {
    SYLLABLES.contains(word.to_lowercase().as_str())
}

fn katakana(kana: &str) -> String {
    let up = |c| if matches!(c, 'ぁ'..='ゖ') { char::from_u32(c as u32 + 0x60).unwrap_or(c) } else { c };
    kana.chars().map(up).collect()
}

fn hiragana(kana: &str) -> String {
    kana.chars().map(crate::text::morph::hiragana).collect()
}

/// A Latin name in small letters with its long vowels short: Satō, Satou, Satoh and Sato are one.
fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.to_lowercase().chars() {
        let c = match c {
            'ā' | 'â' => 'a',
            'ī' | 'î' => 'i',
            'ū' | 'û' => 'u',
            'ē' | 'ê' => 'e',
            'ō' | 'ô' => 'o',
            '\'' | '-' => continue,
            c => c,
        };
        out.push(c);
    }
    let mut short = String::with_capacity(out.len());
    let chars: Vec<char> = out.chars().collect();
    for (index, &c) in chars.iter().enumerate() {
        let last = short.chars().next_back();
        let next = chars.get(index + 1).copied();
        let vowel = |c: Option<char>| c.is_some_and(|c| "aiueoy".contains(c));
        let long = matches!((last, c), (Some('o'), 'u' | 'o') | (Some('u'), 'u'))
            || c == 'h' && last == Some('o') && !vowel(next);
        let nasal = c == 'm' && next.is_some_and(|c| "bpm".contains(c));
        if !long {
            short.push(if nasal { 'n' } else { c });
        }
    }
    short
}

/// Katakana in the Latin letters of passports (Hepburn); `None` if there is something else in it.
fn romaji(kana: &str) -> Option<String> {
    let mut out = String::new();
    let mut double = false;
    for c in kana.chars() {
        let small = match c {
            'ャ' => Some("a"),
            'ュ' => Some("u"),
            'ョ' => Some("o"),
            _ => None,
        };
        if let Some(vowel) = small {
            out.pop();
            // シャ is sha, キャ kya.
            if !(out.ends_with("sh") || out.ends_with("ch") || out.ends_with('j')) {
                out.push('y');
            }
            out.push_str(vowel);
            continue;
        }
        let syllable = match c {
            'ア' => "a",
            'イ' => "i",
            'ウ' => "u",
            'エ' => "e",
            'オ' => "o",
            'カ' => "ka",
            'キ' => "ki",
            'ク' => "ku",
            'ケ' => "ke",
            'コ' => "ko",
            'ガ' => "ga",
            'ギ' => "gi",
            'グ' => "gu",
            'ゲ' => "ge",
            'ゴ' => "go",
            'サ' => "sa",
            'シ' => "shi",
            'ス' => "su",
            'セ' => "se",
            'ソ' => "so",
            'ザ' => "za",
            'ジ' | 'ヂ' => "ji",
            'ズ' | 'ヅ' => "zu",
            'ゼ' => "ze",
            'ゾ' => "zo",
            'タ' => "ta",
            'チ' => "chi",
            'ツ' => "tsu",
            'テ' => "te",
            'ト' => "to",
            'ダ' => "da",
            'デ' => "de",
            'ド' => "do",
            'ナ' => "na",
            'ニ' => "ni",
            'ヌ' => "nu",
            'ネ' => "ne",
            'ノ' => "no",
            'ハ' => "ha",
            'ヒ' => "hi",
            'フ' => "fu",
            'ヘ' => "he",
            'ホ' => "ho",
            'バ' => "ba",
            'ビ' => "bi",
            'ブ' => "bu",
            'ベ' => "be",
            'ボ' => "bo",
            'パ' => "pa",
            'ピ' => "pi",
            'プ' => "pu",
            'ペ' => "pe",
            'ポ' => "po",
            'マ' => "ma",
            'ミ' => "mi",
            'ム' => "mu",
            'メ' => "me",
            'モ' => "mo",
            'ヤ' => "ya",
            'ユ' => "yu",
            'ヨ' => "yo",
            'ラ' => "ra",
            'リ' => "ri",
            'ル' => "ru",
            'レ' => "re",
            'ロ' => "ro",
            'ワ' => "wa",
            'ヲ' => "o",
            'ン' => "n",
            'ヴ' => "vu",
            'ッ' => {
                double = true;
                continue;
            }
            'ー' => continue,
            _ => return None,
        };
        if double {
            out.push(if syllable.starts_with("ch") { 't' } else { syllable.chars().next()? });
            double = false;
        }
        out.push_str(syllable);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_latin_letters_are_those_of_the_dictionary() {
        for (family, given) in [
            ("Sato", "Taro"),
            ("Satō", "Hanako"),
            ("Ohno", "Yuko"),
            ("Watanabe", "Ken'ichi"),
            ("HONMA", "SHOTA"),
            ("Homma", "Yūko"),
            ("Hatta", "Kyoko"),
        ] {
            assert!(is_latin_family(family), "{family}");
            assert!(is_latin_given(given), "{given}");
        }
        assert!(!is_latin_family("Section") && !is_latin_given("Report"));
        assert_eq!(romaji("イッチャン").as_deref(), Some("itchan"));
    }

    #[test]
    fn names_of_today() {
        assert!(is_given("陽葵") && is_given("太郎") && !is_given("大学"));
        assert!(looks_given("琉衣") && !looks_given("書類"));
        assert!(reads_family("やまだ") && reads_given("タロウ"));
        assert!(is_town("松本") && !is_town("佐藤"));
    }
}
