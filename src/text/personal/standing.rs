//! Family names that stand free, with nothing beside them but particles and marks: 丸山らは, 前田いわく, 大西か小島のどちらか. Where a
//! word is hardly anything else, it is somebody, unless the sentence speaks of places.

use super::Finder;
use super::cues::is_kanji;
use super::lexicon;
use super::people::{Line, SINGLE, WORDS, is_hiragana, is_katakana};
use crate::text::morph::senses::Senses;
use std::sync::LazyLock;

fn words(name: &str) -> Vec<&'static str> {
    let file = include_str!("../../../assets/names/said.txt");
    let line = file.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or("");
    line.split('|').collect()
}

/// What stands behind people and hardly behind places.
static BEHIND: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("behind"));

/// What stands behind people and nothing else, whatever the word before is besides.
static SURELY: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("surely"));

/// What a sentence speaks of that speaks of places.
static PLACES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("places"));

/// What stands behind a place, right behind it.
const AT_A_PLACE: [&str; 30] = [
    "での",
    "では",
    "でも",
    "で開",
    "で行",
    "で発",
    "で実",
    "で、",
    "で起",
    "で観",
    "にある",
    "にあり",
    "に所在",
    "に位置",
    "に至",
    "に向か",
    "に到",
    "に住",
    "に移",
    "に支",
    "に本",
    "に進",
    "を通",
    "を結",
    "を経",
    "を訪",
    "を流",
    "を目指",
    "へ向",
    "へ移",
];

/// Particles that stand behind somebody.
const GO_ON: [char; 14] = ['が', 'は', 'も', 'に', 'へ', 'と', 'を', 'で', 'か', 'や', 'よ', 'ま', 'だ', 'ら'];

/// What the word for somebody's name is beside it, right behind: 「側」, 「ら」, 「いわく」.
pub(super) fn tells_behind(tail: &str) -> bool {
    BEHIND.iter().chain(SURELY.iter()).any(|word| tail.starts_with(word)) || is_one_of_two(tail) || is_reached(tail)
}

/// 檜垣まで（内線2345）お願いします: whether `tail` says how somebody is reached.
fn is_reached(tail: &str) -> bool {
    let Some((inside, _)) = tail.strip_prefix("まで(").and_then(|rest| rest.split_once(')')) else { return false };
    inside.contains('@') || inside.chars().any(|c| c.is_ascii_digit())
}

/// 松本か小島のどちらかが: whether `tail` goes on with かsomebody else, and that it is one of the two.
fn is_one_of_two(tail: &str) -> bool {
    let Some(rest) = tail.strip_prefix('か') else {
        return tail.starts_with("のどちらか") || tail.starts_with("のいずれか");
    };
    let other: usize = rest.chars().take(5).take_while(|c| is_kanji(*c)).map(char::len_utf8).sum();
    other > 0 && (rest[other..].starts_with("のどちら") || rest[other..].starts_with("のいずれ"))
}

impl Finder<'_> {
    /// Whether the word from `at` to `stop` is a family name that stands free and is most likely somebody.
    pub(super) fn stands_free(&self, line: &Line<'_>, at: usize, stop: usize, senses: &Senses) -> bool {
        let word = &line.text[at..stop];
        let count = word.chars().count();
        let Some(surname) = senses.surname else { return false };
        let single = count == 1;
        // 山中と名乗る, 森から電話があり: a word and a place are somebody where only people are spoken of so.
        let tail = line.rest(stop);
        let closed = |c: char| is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric();
        if SURELY.iter().any(|word| tail.starts_with(word)) || is_one_of_two(tail) && !single {
            return !line.lead(at).ends_with(closed)
                && line.divides(at)
                && line.divides(stop)
                && (!single || word.chars().all(|c| SINGLE.contains(c)))
                && !WORDS.nobody.contains(&word) | single
                && !WORDS.titles.contains(&word);
        }
        if senses.common.is_some() {
            return false;
        }
        if single && !word.chars().all(|c| SINGLE.contains(c))
            || WORDS.nobody.contains(&word)
            || WORDS.titles.contains(&word)
            || senses.proper.is_some_and(|proper| proper < surname)
            || word.ends_with(['町', '村', '島']) && senses.place.is_some_and(|place| place < surname)
        {
            return false;
        }
        let lead = line.lead(at);
        if lead.ends_with(closed) || !line.divides(at) || !line.divides(stop) || !self.ends(line, stop) {
            return false;
        }
        let told = tells_behind(tail);
        // 潮見の漁師, 潮見そば, 西町、南町: what may be a place as well goes on in more ways than a name does.
        let particle = tail.is_empty() || !tail.starts_with(is_hiragana) || tail.starts_with(GO_ON);
        if !told && (!particle || tail.starts_with('の') || word.ends_with(['町', '村', '市', '区'])) {
            return false;
        }
        let Some(place) = senses.place else {
            // 塙の車両: one kanji that is no word and no place.
            return !single || told || line.is_name(at);
        };
        if single || lexicon::is_town(word) && place < surname || !told && surname > place && !line.is_name(at) {
            return false;
        }
        // 運転していたのは曽我部で、
        let said = lead.ends_with("のは") || lead.ends_with("者は");
        if !said && AT_A_PLACE.iter().any(|behind| tail.starts_with(behind)) || lead.ends_with('の') && !told {
            return false;
        }
        let text = &line.text[line.range.clone()];
        let from = lead.rfind('。').map_or(0, |stop| stop + '。'.len_utf8());
        let end = tail.find('。').map_or(text.len(), |end| text.len() - tail.len() + end);
        let sentence = &text[from..end];
        let spoken = PLACES.iter().any(|place| sentence.contains(place));
        let stretch = tail.starts_with("から") && sentence.contains("まで") || tail.starts_with("まで") && !told;
        // 上田 is a town as well: the word alone does not say.
        let town = lexicon::is_town(word) && !told;
        (told || line.is_name(at)) && !stretch && !town && (!spoken || told && surname <= place)
    }
}

/// こばやし すみれ: a family name and a given name in hiragana with a space between, and nothing else beside them.
pub(super) fn is_pair_in_kana(family: &str, given: &str) -> bool {
    let kana = |word: &str, least: usize| (least..=6).contains(&word.chars().count()) && word.chars().all(is_hiragana);
    kana(family, 3)
        && kana(given, 2)
        && lexicon::of(family).common.is_none()
        && lexicon::reads_family(family)
        && lexicon::reads_given(given)
}

/// Whether what is said in brackets behind a name is said of a person: （42）, （高2）, （内線2210）, （代理）.
pub(super) fn tells_of_a_person(behind: &str) -> bool {
    let Some((inside, _)) = behind.split_once(')') else { return false };
    let reached = inside.contains('@') || inside.chars().filter(char::is_ascii_digit).count() >= 9;
    let figure = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let age = inside.strip_suffix('歳').or(inside.strip_suffix('才')).unwrap_or(inside);
    let age = age.strip_prefix(['小', '中', '高']).unwrap_or(age);
    let says = [
        "内線",
        "携帯",
        "電話",
        "直通",
        "TEL",
        "代理",
        "オブザーバー",
        "欠席",
        "同席",
        "記録",
        "司会",
        "旧姓",
        "仮名",
        "本人",
        "世帯主",
        "被害者",
        "加害者",
        "運転",
        "年長",
        "年中",
        "年少",
    ];
    let ends = [
        "クラス",
        "歳児",
        "学級",
        "課",
        "係",
        "室",
        "局",
        "部",
        "署",
        "国籍",
        "生",
        "年生",
        "年",
        "組",
        "班",
        "年目",
        "代",
        "担当",
    ];
    figure(age) && age.len() < 3
        || reached
        || inside.chars().count() < 20 && says.iter().any(|word| inside.starts_with(word))
        || inside.chars().count() < 16 && ends.iter().any(|word| inside.ends_with(word))
}
