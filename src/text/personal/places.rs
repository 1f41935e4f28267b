//! Addresses: a municipality and the numbers in it, in Japanese and in English order. Those of a hall or an office are for
//! information only.

use super::cues::{Cue, is_kanji};
use super::{Confidence, Finder, Kind, Reason};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

const PREFECTURES: &str = "北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都|神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県|京都府|大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県|愛媛県|高知県|福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県";

/// A figure of an address.
const FIGURE: &str = "(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,4})";

/// The numbers of a place.
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        "{FIGURE} ?丁目(?: ?{FIGURE} ?(?:番地の|番地|番|-))?(?: ?{FIGURE} ?(?:号|-{FIGURE})?)?(?:-{FIGURE})?(?:号)?|{FIGURE} ?番地(?:(?:の|-)? ?{FIGURE}号?)?(?: ?{FIGURE}号)?|{FIGURE}番{FIGURE}(?:-{FIGURE}){{0,2}}号?|[0-9]{{1,5}}(?:-[0-9]{{1,5}}){{1,3}}(?:号)?"
    );
    Regex::new(&pattern).expect("a pattern")
});

static PREFECTURE: LazyLock<Regex> = LazyLock::new(|| Regex::new(PREFECTURES).expect("a pattern"));

/// A building behind an address, with the number of a room.
static BUILDING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^(?:(?: ?[\p{Han}ァ-ヶーA-Za-z・]{0,16}?[ァ-ヶー][\p{Han}ァ-ヶーA-Za-z・の]{0,14}(?:[0-9]{1,2}番館)?|",
        r" ?[\p{Han}ぁ-んァ-ヶー]{1,12}(?:荘|団地|住宅|アパート|寮|棟|マンション|ハイツ|コーポ)) ?(?:[A-Z0-9]{1,2}(?:号)?棟 ?)?-?(?:[A-Z]?[0-9]{1,4}(?:号室|号|室|階|F)?)",
        r"| (?:コーポ|ハイツ|メゾン|マンション|グラン|パーク|シャトー|レジデンス|ヴィラ|アパート|ハイム|カーサ|コーポラス)[\p{Han}ァ-ヶーA-Za-z・]{1,12}",
        r"| [\p{Han}ァ-ヶー]{1,10}(?:荘|団地|アパート|マンション|ハイツ|コーポ|ハイム)",
        r"| ?[0-9]{2,4}号室)"
    );
    Regex::new(pattern).expect("a pattern")
});

/// An address with nothing but a figure behind the name of the place: 新潟県燕市杉名321.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?:{PREFECTURES}) ?[\p{{Han}}ァ-ヶー]{{1,8}}?[市区町村郡][\p{{Han}}ァ-ヶー]{{1,14}}[0-9]{{1,5}}(?:[のノ-][0-9]{{1,4}})?"
    );
    Regex::new(&pattern).expect("a pattern")
});

/// A labelled address without figures: prefecture or city and on to the end of what is written.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    let town = r"[\p{Han}ぁ-んァ-ヶー々]";
    let pattern = format!(
        "^(?:(?:{PREFECTURES}) ?{town}{{1,8}}?[市区町村郡]{town}{{0,14}}|{town}{{1,6}}?[市区町村]{town}{{1,12}})[0-9]{{0,5}}"
    );
    Regex::new(&pattern).expect("a pattern")
});

static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    let word = r"[A-Z][A-Za-zāīūēōĀŌ']+(?:-[A-Za-zāīūēōō]+)?";
    let pattern = format!(
        "[0-9]{{1,5}}(?:-[0-9]{{1,5}}){{0,3}},? {word}(?:(?:, ?| ){word}){{1,6}}(?:,? [0-9]{{3}}-[0-9]{{4}})?(?:,? Japan)?"
    );
    Regex::new(&pattern).expect("a pattern")
});

/// A room or a building, right before an address in English.
static ROOM: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:(?:Room|Apt\.?|Apartment|Unit|No\.|#) ?[0-9A-Z-]{1,6}(?:, [A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,2})?|(?:[0-9]{1,2}F,? )?[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,2} (?:Building|Bldg\.?|Tower|Plaza)(?:,? [0-9]{1,2}F)?|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)? #?[0-9]{2,4}|#?[0-9]{2,4}),? $";
    Regex::new(pattern).expect("a pattern")
});

static ENGLISH_MARK: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"(?:-(?:ku|shi|cho|chō|machi|mura|gun|to|fu|ken|dori)\b|, ?(?:Tokyo|Osaka|Kyoto|Hokkaido|Aomori|Iwate|Miyagi|Akita|Yamagata|Fukushima|Ibaraki|Tochigi|",
        r"Gunma|Saitama|Chiba|Kanagawa|Niigata|Toyama|Ishikawa|Fukui|Yamanashi|Nagano|Gifu|Shizuoka|Aichi|Mie|Shiga|Hyogo|Nara|Wakayama|Tottori|Shimane|",
        r"Okayama|Hiroshima|Yamaguchi|Tokushima|Kagawa|Ehime|Kochi|Fukuoka|Saga|Nagasaki|Kumamoto|Oita|Miyazaki|Kagoshima|Okinawa)\b|Prefecture|Japan$|\b[A-Z][a-z]+ (?:City|Ward|Town|Village)\b)"
    );
    Regex::new(pattern).expect("a pattern")
});

/// What a public building or an organisation is called by, right behind its address.
const INSTITUTIONS: [&str; 45] = [
    "市役所",
    "区役所",
    "町役場",
    "村役場",
    "役場",
    "県庁",
    "都庁",
    "府庁",
    "道庁",
    "庁舎",
    "合同庁舎",
    "会館",
    "センター",
    "公民館",
    "ホール",
    "図書館",
    "体育館",
    "小学校",
    "中学校",
    "高等学校",
    "大学",
    "株式会社",
    "病院",
    "博物館",
    "美術館",
    "公園",
    "会議室",
    "省",
    "庁",
    "局",
    "課",
    "支所",
    "出張所",
    "City Hall",
    "City Office",
    "Ministry",
    "Agency",
    "プラザ",
    "ビルディング",
    "財団",
    "法人",
    "協会",
    "事務所",
    "保健所",
    "消防署",
];

/// Whether somebody is said to live at, or to move to, the place that ends here.
fn is_lived_at(behind: &str) -> bool {
    const LIVES: [&str; 20] = [
        "へ転居",
        "に転居",
        "に居住",
        "に在住",
        "に住",
        "に転入",
        "へ転入",
        "から転入",
        "から転居",
        "へ引っ越",
        "に引っ越",
        "から引っ越",
        "に移り住",
        "の自宅",
        "の居宅",
        "の実家",
        "の住人",
        "の住民",
        "に暮ら",
        "在住の",
    ];
    LIVES.iter().any(|lives| behind.starts_with(lives))
}

/// Whether an address seems to begin here.
pub fn begins_with_place(text: &str) -> bool {
    static BEGINNING: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = format!(r"^(?:{PREFECTURES}|[\p{{Han}}ぁ-んァ-ヶー]{{1,6}}[市区町村郡])");
        Regex::new(&pattern).expect("a pattern")
    });
    BEGINNING.is_match(text)
}

/// Whether an address in English order ends here.
pub fn ends_with_place(text: &str) -> bool {
    let from = text.floor_char_boundary(text.len().saturating_sub(40));
    let text = text[from..].trim_end_matches([',', ' ']);
    ENGLISH_MARK.find_iter(text).last().is_some_and(|m| m.end() == text.len())
}

impl Finder<'_> {
    /// The word that says that the place between `start` and `end` is an office or a hall, if one does.
    pub(super) fn place_of_office(&self, start: usize, end: usize) -> Option<String> {
        let home = [Cue::Home, Cue::Own, Cue::Name, Cue::Birth];
        let office = [Cue::Venue, Cue::Office, Cue::Houjin];
        let spoken = |said: &&super::cues::Said| home.contains(&said.cue) || office.contains(&said.cue);
        let before = self.cues.before(start).into_iter().find(spoken);
        if before.is_some_and(|said| home.contains(&said.cue)) {
            return None;
        }
        let (_, line) = self.folded.line(start);
        let behind = &self.text()[end..line.end.max(end)];
        let near: String = behind.chars().take(46).take_while(|c| *c != '。').collect();
        if let Some(word) = INSTITUTIONS.iter().find(|word| near.contains(*word)) {
            let person = self.text()[end..line.end.max(end)].contains(['様', '殿', '氏']);
            if !person {
                return Some((*word).to_owned());
            }
        }
        let above = || self.cues.around(start).into_iter().filter(|said| said.range.start < start).find(spoken);
        let said = before.or_else(above).filter(|said| office.contains(&said.cue))?;
        Some(self.cues.word(said))
    }

    /// Addresses.
    pub(super) fn addresses(&mut self) {
        let text = self.text();
        for line in self.folded.lines() {
            if text[line.clone()].bytes().any(|b| b.is_ascii_digit()) || text[line.clone()].contains(['番', '丁']) {
                self.numbered_addresses(line.clone());
                self.english_addresses(line.clone());
                self.plain_addresses(line);
            }
        }
        self.labelled_addresses();
    }

    fn numbered_addresses(&mut self, line: Range<usize>) {
        let text = self.text();
        for found in NUMBERS.find_iter(&text[line.clone()]) {
            self.numbered_address(&line, line.start + found.start()..line.start + found.end());
        }
    }

    fn plain_addresses(&mut self, line: Range<usize>) {
        let text = self.text();
        for found in PLAIN.find_iter(&text[line.clone()]) {
            let range = line.start + found.start()..line.start + found.end();
            let name = found.as_str().trim_end_matches(|c: char| c.is_ascii_digit() || "のノ-".contains(c));
            let counted = self.folded.after(range.end).is_some_and(|c| {
                "円件人名%年月時分秒条項回個台枚点号番丁線系歳度箇か所千百万億".contains(c)
                    || c.is_ascii_alphanumeric()
                    || c == '-'
            });
            if !counted && !name.ends_with(['第', '約', '計', '立', '条', '平', '和', '道']) {
                let cue = self.cues.before(range.start).into_iter().next();
                let home = cue.filter(|said| matches!(said.cue, Cue::Home | Cue::Own | Cue::Postal)).cloned();
                self.place(range, home.map(|said| self.cues.word(&said)));
            }
        }
    }

    fn numbered_address(&mut self, line: &Range<usize>, numbers: Range<usize>) {
        let text = self.text();
        let Some(start) = self.place_start(line.start, numbers.start) else { return };
        let name = &text[start..numbers.start];
        let mut numbers = numbers;
        // 二丁目五番地の空き家
        if text[numbers.clone()].ends_with(['の', 'ノ']) {
            numbers.end -= 'の'.len_utf8();
        }
        let written = &text[numbers.clone()];
        let sure =
            written.contains("丁目") || written.contains("番地") || written.contains('番') && written.contains('号');
        let dashes = written.matches('-').count();
        let city = name.contains(['市', '区', '町', '村', '郡']);
        let follows = self.folded.after(numbers.end);
        if follows
            .is_some_and(|c| "円件人名%年月時分秒条項回個台枚点".contains(c) || c.is_ascii_alphanumeric() || c == '-')
            || name.trim_end().ends_with(['第', '年', '月', '号', '：', ':'])
            // 第3条, but 平岸四条7-3-11
            || name.trim_end().ends_with('条') && !(city && dashes > 0)
        {
            return;
        }
        let cue = self
            .cues
            .before(start)
            .into_iter()
            .find(|said| matches!(said.cue, Cue::Home | Cue::Own | Cue::Postal))
            .cloned();
        let other =
            self.cues.within(start..numbers.start).into_iter().any(|said| matches!(said.cue, Cue::Phone | Cue::Other));
        let named = name.chars().filter(|c| !c.is_whitespace()).count();
        let quarter = written.ends_with("丁目");
        // 大字山田123番地4; 青葉台4-12-3 グリーンハイツ101へ転居した
        let before = self.folded.after(numbers.end) == Some('先');
        let rural = !before && (name.starts_with("大字") || name.starts_with("字") && named > 1);
        let housed = BUILDING.find(&text[numbers.end..line.end]).map_or(0, |building| building.end());
        let lived = is_lived_at(&text[numbers.end + housed..line.end]);
        let enough = match (sure, city) {
            (true, false) if rural || lived => named > 1 && !quarter,
            (false, false) if lived || housed > 0 => dashes >= 1 && named >= 2,
            // 本町三丁目 is where everybody may be.
            (true, true) => !quarter || cue.as_ref().is_some_and(|said| said.cue != Cue::Postal),
            (true, false) => cue.is_some() && named >= 1,
            (false, true) => dashes >= 1 && named >= 3,
            (false, false) => dashes >= 1 && cue.is_some() && named >= 2,
        };
        if other || !enough {
            return;
        }
        let mut end = numbers.end;
        if let Some(building) = BUILDING.find(&text[end..line.end]) {
            let words = building.as_str();
            if !INSTITUTIONS.iter().any(|word| words.contains(word)) && !words.contains(['を', 'は', 'が', 'に', 'で'])
            {
                end += building.end();
            }
        }
        self.place(start..end, cue.map(|said| self.cues.word(&said)));
    }

    /// Where the name of a place begins that goes on to its numbers at `end`: at a prefecture, or as far back as letters of
    /// such a name go and no label, particle or other finding is in the way.
    fn place_start(&self, line: usize, end: usize) -> Option<usize> {
        let text = self.text();
        let name = |c: char| is_kanji(c) || matches!(c, 'ぁ'..='ん' | 'ァ'..='ヺ' | 'ー');
        let (mut start, mut count) = (end, 0);
        let mut chars = text[line..end].char_indices().rev().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            // 北1条西2丁目; spaces stand behind the parts of a place and before its numbers.
            let figure = c.is_ascii_digit()
                && text[start..].starts_with(['条', '線', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
                && start < end;
            let space = c == ' ' && (start == end || next.is_some_and(|c| "都道府県市区町村郡".contains(c)));
            if !(name(c) || figure || space) || count > 32 {
                break;
            }
            (start, count) = (line + at, count + 1);
        }
        if let Some((_, taken)) = self.taken.range(..end).next_back() {
            start = start.max((*taken).min(end));
        }
        if let Some(prefecture) = PREFECTURE.find_iter(&text[start..end]).last() {
            return Some(start + prefecture.start());
        }
        // A label, but not one that is part of a name: 町 of 課 is none.
        let labels = self.cues.within(start..end);
        if let Some(said) = labels.iter().find(|said| {
            !matches!(said.cue, Cue::Office | Cue::Venue) || text[said.range.end..].starts_with([':', ' ', 'は', 'の'])
        }) {
            start = start.max(said.range.end);
        }
        // Particles stand before the municipality only: 職員は松本市大手.
        let city = text[start..end].rfind(['市', '区', '町', '村', '郡']).map_or(end, |at| start + at);
        let first = text[start..end].find(['市', '区', '町', '村', '郡']).map_or(city, |at| start + at);
        let particle = text[start..first].char_indices().rev().find(|(at, c)| {
            let next = text[start + at + c.len_utf8()..].chars().next();
            // みどり市: the last letter before 市 is none.
            let last = start + at + c.len_utf8() == first;
            !last
                && "はをにがとでへもやりる".contains(*c)
                && next.is_some_and(|c| is_kanji(c) || matches!(c, 'ァ'..='ヺ'))
        });
        if let Some((at, c)) = particle {
            start += at + c.len_utf8();
        }
        let rest = &text[start..end];
        start += rest.len() - rest.trim_start_matches([' ', ':', 'の', 'は', 'を', 'に', 'が', '、', '(']).len();
        (start < end).then_some(start)
    }

    /// Notes an address, as personal or as that of an office.
    fn place(&mut self, range: Range<usize>, cue: Option<String>) {
        // A code or a telephone that was taken inside is part of no address.
        if let Some(word) = self.place_of_office(range.start, range.end) {
            self.note(Kind::Address, range, Confidence::Possible, Reason::Office(word));
        } else if let Some(word) = cue {
            self.note(Kind::Address, range, Confidence::Certain, Reason::Cue(word));
        } else {
            self.note(Kind::Address, range, Confidence::Likely, Reason::Form);
        }
    }

    /// 住所：長野県松本市 … without figures.
    fn labelled_addresses(&mut self) {
        let text = self.text();
        let labels = self.cues.within(0..text.len());
        let labels: Vec<(Range<usize>, String)> = labels
            .into_iter()
            .filter(|said| matches!(said.cue, Cue::Home | Cue::Own))
            .map(|said| (said.range.clone(), self.cues.word(said)))
            .collect();
        for (range, word) in labels {
            let rest = &text[range.end..];
            let value = rest.trim_start_matches([' ', ')', '」', '】', ']']);
            let Some(value) = value.strip_prefix([':', '\t', 'は', '(']).map(|v| v.trim_start_matches([' ', '\t']))
            else {
                continue;
            };
            let start = text.len() - value.len();
            let Some(found) = LABELLED.find(value) else { continue };
            let words = found.as_str();
            let cut = words.find(['で', 'を', 'と', 'に', 'が', 'は', 'で', 'か', 'へ']).unwrap_or(words.len());
            let words = &words[..cut];
            let office = INSTITUTIONS.iter().any(|i| words.ends_with(i)) || words.ends_with(['長', '内', '外', '民']);
            if words.chars().count() >= 4 && !office && words.contains(['市', '区', '町', '村']) {
                self.note(Kind::Address, start..start + words.len(), Confidence::Likely, Reason::Cue(word));
            }
        }
    }

    fn english_addresses(&mut self, line: Range<usize>) {
        let text = self.text();
        for found in ENGLISH.find_iter(&text[line.clone()]) {
            let words = found.as_str();
            let mut range = line.start + found.start()..line.start + found.end();
            if !ENGLISH_MARK.is_match(words)
                || self.folded.before(range.start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '-')
            {
                continue;
            }
            // A figure alone before a city is a count: 12 Matsumoto City officials.
            let number = words.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect::<String>();
            if !number.contains('-')
                && !words.contains("-cho")
                && !words.contains("-ku")
                && !words.contains("-machi")
                && !words.contains("-shi")
            {
                continue;
            }
            let before = &text[line.start..range.start];
            let from = before.floor_char_boundary(before.len().saturating_sub(60));
            if let Some(room) = ROOM.find(&before[from..]) {
                range.start = line.start + from + room.start();
            }
            let cue = self
                .cues
                .before(range.start)
                .into_iter()
                .find(|said| matches!(said.cue, Cue::Home | Cue::Own))
                .cloned();
            // The postal code inside was looked for first and is part of it.
            let inside: Vec<usize> = self.taken.range(range.clone()).map(|(start, _)| *start).collect();
            if let [one] = inside[..]
                && let Some(index) = self.found.iter().position(|f| f.range.start == one && f.kind == Kind::Postal)
            {
                self.found.swap_remove(index);
                self.taken.remove(&one);
            }
            self.place(range, cue.map(|said| self.cues.word(&said)));
        }
    }
}
