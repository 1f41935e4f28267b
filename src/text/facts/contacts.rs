//! How somebody is reached: telephone, fax and extension numbers, mail and web addresses, postal codes, places.

use super::Kind;
use super::cursor::{At, fold, folded, is_dash, is_kana, is_kanji};
use super::figures;
use super::scan::Scanner;
use super::value::Value;

/// Longest part of a mail address before its @, characters.
const LOCAL_PART: usize = 64;
/// How far back the words are looked for that say what a number is, characters.
const LABEL: usize = 14;

const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

/// What the words directly before a number say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Phone,
    Fax,
    None,
}

fn label(at: At<'_>) -> Label {
    let before: String = at.text[..at.pos].chars().rev().take(LABEL).take_while(|c| *c != '\n').map(fold).collect();
    let before: String = before.chars().rev().collect::<String>().to_lowercase();
    let before = before.trim_end_matches(|c: char| " :.()・番号/".contains(c) || c == '（');
    let ends = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
    if ends(&["fax", "ファクス", "ファックス", "ファクシミリ", "facsimile", "fax no", "fax number"]) {
        Label::Fax
    } else if ends(&[
        "電話",
        "tel",
        "telephone",
        "phone",
        "℡",
        "直通",
        "代表",
        "携帯",
        "at",
        "call",
        "☎",
        "tel no",
        "number",
    ]) {
        Label::Phone
    } else {
        Label::None
    }
}

impl<'t> Scanner<'t> {
    /// A telephone or fax number: 03-1234-5678, (03)1234-5678, +81-3-1234-5678, 0312345678.
    pub fn phone(&mut self, start: At<'t>) -> Option<At<'t>> {
        let mut digits = String::new();
        let mut at = start;
        let abroad = at.eat('+');
        at = abroad.unwrap_or(at);
        let (mut groups, mut bracket) = (0, false);
        loop {
            if let Some(open) = at.eat('(') {
                if bracket {
                    break;
                }
                bracket = true;
                at = open;
            }
            let Some((count, _, end)) = figures::digits(at) else { break };
            if digits.len() + count as usize > 15 {
                return None;
            }
            // +81 (0)3 …: the zero is dialled within the country.
            let zero = abroad.is_some() && bracket && digits == "81" && at.until(end).chars().map(fold).eq("0".chars());
            digits.extend(at.until(end).chars().map(fold).filter(|_| !zero));
            groups += 1;
            at = end;
            if bracket && let Some(close) = at.eat(')') {
                bracket = false;
                let next = close.eat_if(is_dash).map_or(close.spaces(), |(_, n)| n);
                if next.peek().is_some_and(|c| c.is_ascii_digit()) {
                    at = next;
                    continue;
                }
                break;
            }
            let digit = |at: At<'_>| at.peek().is_some_and(|c| c.is_ascii_digit());
            let dashed = at.eat_if(is_dash).map(|(_, next)| next);
            let spaced = at.eat(' ').filter(|_| digits.starts_with('0') || abroad.is_some());
            let next = [dashed, spaced].into_iter().flatten().find(|n| digit(*n));
            match next.or_else(|| at.eat('(').filter(|n| digit(*n)).map(|_| at)) {
                Some(next) => at = next,
                None => break,
            }
        }
        if bracket || at.before() == Some('(') {
            return None;
        }
        if abroad.is_some() {
            digits = format!("0{}", digits.strip_prefix("81")?.trim_start_matches('0'));
        }
        let label = label(start);
        let national = digits.starts_with('0') && (10..=11).contains(&digits.len());
        let local = label != Label::None && groups >= 2 && (6..=8).contains(&digits.len());
        if !(national || local) || at.peek().is_some_and(|c| "円件人名%".contains(c)) {
            return None;
        }
        let kind = if label == Label::Fax { Kind::Fax } else { Kind::Phone };
        self.push(kind, start, at, Value::Text(digits));
        Some(at)
    }

    /// 内線123, （内123）, `ext. 123`: `at` stands behind the word.
    pub fn extension(&mut self, start: At<'t>, at: At<'t>) -> Option<At<'t>> {
        let at = at.eat('.').or(at.eat(':')).unwrap_or(at).spaces();
        let at = at.eat_str("番号").unwrap_or(at).spaces();
        let at = at.eat(':').unwrap_or(at).spaces();
        let at = at.eat('(').filter(|inside| inside.peek().is_some_and(|c| c.is_ascii_digit())).unwrap_or(at);
        let (count, _, mut end) = figures::digits(at)?;
        if count > 6 {
            return None;
        }
        let mut number = folded(at.until(end));
        // 内線1234・1235 and 1234-5 are kept as they are.
        if let Some((_, next)) = end.eat_if(is_dash)
            && let Some((_, _, last)) = figures::digits(next)
        {
            end = last;
            number = folded(at.until(end));
        }
        let end = if start.until(end).contains(['(', '（']) { end.eat(')').unwrap_or(end) } else { end };
        self.push(Kind::Extension, start, end, Value::Text(number));
        Some(end)
    }

    /// 〒123-4567, 123-4567.
    pub fn postal(&mut self, start: At<'t>) -> Option<At<'t>> {
        let marked = start.eat('〒');
        let at = marked.map_or(start, At::spaces);
        let (3, Some(_), middle) = figures::digits(at)? else { return None };
        let next = middle.eat_if(is_dash).map(|(_, n)| n);
        let (4, Some(_), end) = figures::digits(next?)? else { return None };
        if end.peek().is_some_and(|c| is_dash(c) || c.is_ascii_alphanumeric()) && marked.is_none() {
            return None;
        }
        if marked.is_none() && (at.before().is_some_and(is_dash) || label(start) != Label::None) {
            return None;
        }
        let digits: String = folded(at.until(end)).chars().filter(char::is_ascii_digit).collect();
        self.push(Kind::Postal, start, end, Value::Text(format!("{}-{}", &digits[..3], &digits[3..])));
        Some(end)
    }

    /// `name@example.jp` from its first letter on.
    pub fn mail(&mut self, start: At<'t>) -> Option<At<'t>> {
        let mut at = start;
        let mut count = 0;
        while let Some((_, next)) = at.eat_if(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c)) {
            at = next;
            count += 1;
            if count > LOCAL_PART {
                return None;
            }
        }
        let mut end = at.eat('@')?;
        let host = end;
        while let Some((_, next)) = end.eat_if(|c| c.is_ascii_alphanumeric() || ".-".contains(c)) {
            end = next;
            if end.pos - host.pos > 260 {
                return None;
            }
        }
        while matches!(end.before(), Some('.' | '-')) && end.pos > host.pos {
            end = At::new(self.text, end.pos - self.text[..end.pos].chars().next_back().map_or(1, char::len_utf8));
        }
        let address = folded(start.until(end)).to_lowercase();
        address.rsplit_once('.').filter(|(_, top)| top.len() >= 2 && count > 0)?;
        self.push(Kind::Mail, start, end, Value::Text(address));
        Some(end)
    }

    /// `https://…`, `www.…` from the first letter on.
    pub fn url(&mut self, start: At<'t>) -> Option<At<'t>> {
        let body = ["https://", "http://", "ftp://"].iter().find_map(|s| start.eat_str(s));
        let at = body.or_else(|| start.eat_str("www.").map(|_| start))?;
        let mut end = at;
        while let Some((_, next)) = end
            .eat_if(|c| c.is_ascii_graphic() && !"<>\"`{}|\\^".contains(c))
            .filter(|_| end.raw().is_some_and(|c| !"（）「」、。".contains(c)))
        {
            end = next;
        }
        let whole = start.until(end);
        let open = whole.matches(['(', '（']).count();
        let mut cut = whole;
        loop {
            let close = cut.matches(')').count();
            let next = cut.trim_end_matches([',', '.', ';', ':', '!', '?', '\'', '’', ']', '*']);
            let next = if close > open { next.strip_suffix(')').unwrap_or(next) } else { next };
            if next.len() == cut.len() {
                break;
            }
            cut = next;
        }
        let end = At::new(self.text, start.pos + cut.len());
        if end.pos <= at.pos {
            return None;
        }
        let written = folded(cut);
        let bare = written.split_once("://").map_or(written.as_str(), |(_, rest)| rest);
        let (host, path) = bare.split_once('/').map_or((bare, String::new()), |(h, p)| (h, format!("/{p}")));
        let scheme = written.split_once("://").map_or("https", |(scheme, _)| scheme).to_lowercase();
        let value = format!("{scheme}://{}{}", host.to_lowercase(), path.trim_end_matches('/'));
        self.push(Kind::Url, start, end, Value::Text(value));
        Some(end)
    }

    /// A prefecture and the city, ward, town or village in it, with its numbers if they follow.
    pub fn prefecture(&mut self, start: At<'t>) -> Option<At<'t>> {
        let first = self.text.as_bytes().get(start.pos..start.pos + 6)?;
        let at = PREFECTURES.iter().filter(|p| p.as_bytes().starts_with(first)).find_map(|p| start.eat_str(p))?;
        let mut end = at;
        let mut found = None;
        for _ in 0..12 {
            let Some((c, next)) = end.eat_if(|c| is_kanji(c) || is_kana(c)) else { break };
            end = next;
            if "市区町村郡".contains(c) && end.pos > at.pos + 3 {
                found = Some(end);
                break;
            }
        }
        let mut end = found?;
        if end.peek().is_some_and(|c| "役長議民内立".contains(c)) {
            // 青森県青森市長: an office, not a place.
            return None;
        }
        // On through the rest of the place to its numbers, if they come soon.
        let mut ahead = end;
        for _ in 0..20 {
            if ahead
                .peek()
                .is_some_and(|c| c.is_ascii_digit() || (figures::begins_kanji(c) && numbers(ahead).is_some()))
            {
                if let Some((_, behind)) = numbers(ahead) {
                    end = behind;
                    break;
                }
                // 北1条西2丁目
                match figures::japanese(ahead).and_then(|f| f.after.eat('条')) {
                    Some(next) if next.peek().is_some_and(|c| "東西南北".contains(c)) => {
                        ahead = next;
                        continue;
                    }
                    _ => break,
                }
            }
            // 霞が関, 自由が丘
            let inside = ahead
                .eat('が')
                .filter(|next| next.peek().is_some_and(|c| "関丘原台浜谷崎岳森峰池城沢島野".contains(c)));
            if let Some(next) = inside {
                ahead = next;
                continue;
            }
            match ahead.eat_if(|c| (is_kanji(c) || is_kana(c)) && !"はがをにでへとも".contains(c)) {
                Some((_, next)) => ahead = next,
                None => break,
            }
        }
        self.push_address(start, end);
        Some(end)
    }

    /// 中央1丁目2番3号, 本町3-4-5: the numbers of a place, with its name before them.
    pub fn place_numbers(&mut self, figure_at: At<'t>) -> Option<At<'t>> {
        let (sure, end) = numbers(figure_at)?;
        let mut start = figure_at;
        for (at, c) in self.text[..figure_at.pos].char_indices().rev().take(30) {
            // 寺町通御池上る
            let turned = c == 'る' && self.text[..at].ends_with(['上', '下']);
            if at < self.end || !(is_kanji(c) || turned || matches!(c, 'ァ'..='ヺ' | 'ー') || "がのヶケ".contains(c))
            {
                break;
            }
            start = At::new(self.text, at);
        }
        let named = start.pos < figure_at.pos;
        let place = |c| "町市区村丁通台丘原野川山田島浜央".contains(c);
        if !(sure || named && self.text[start.pos..figure_at.pos].ends_with(place)) {
            return None;
        }
        // 第3条の類 and 令和8-4-1 are no places.
        if self.text[start.pos..figure_at.pos].ends_with(['第', '号', '年', '月']) {
            return None;
        }
        self.push_address(start, end);
        Some(end)
    }

    fn push_address(&mut self, start: At<'t>, end: At<'t>) {
        let mut value = String::new();
        for c in folded(start.until(end)).chars() {
            value.push(if is_dash(c) && value.ends_with(|c: char| c.is_ascii_digit()) { '-' } else { c });
        }
        // 三丁目 is 3丁目.
        if let Some(mark) = value.find("丁目") {
            let from = value[..mark].char_indices().rev().take_while(|(_, c)| figures::begins_kanji(*c)).last();
            if let Some(figure) =
                from.and_then(|(from, _)| figures::japanese(At::new(&value, from)).map(|f| (from, f.value)))
            {
                value.replace_range(figure.0..mark, &figure.1.to_string());
            }
        }
        for (words, mark) in [("丁目", "-"), ("番地の", "-"), ("番地", "-"), ("番", "-"), ("号", "")] {
            value = value.replace(words, mark);
        }
        let value = value.trim_end_matches('-').to_owned();
        self.push(Kind::Address, start, end, Value::Text(value));
    }
}

/// The numbers of a place from the first on, and whether the words beside them leave no doubt that they are such.
fn numbers(start: At<'_>) -> Option<(bool, At<'_>)> {
    let (mut at, mut sure, mut count) = (start, false, 0);
    loop {
        let figure = figures::japanese(at)?;
        if figure.digits == 0 && !figure.kanji || figure.small().is_none() {
            return None;
        }
        at = figure.after;
        count += 1;
        let marked = ["丁目", "番地の", "番地", "番", "号"].iter().find_map(|w| at.eat_str(w).map(|a| (*w, a)));
        if let Some((word, next)) = marked {
            if word == "番" && !next.peek().is_some_and(|c| c.is_ascii_digit() || is_dash(c)) {
                // 1番窓口, 3番目: only 2番3号 is of a place.
                return (sure && count > 1).then_some((sure, at));
            }
            if word == "号" && (!sure || next.peek().is_some_and(|c| "室館棟線車".contains(c))) {
                return (count > 2 && sure).then_some((sure, at));
            }
            sure |= word != "号";
            at = next;
            if word == "号" {
                break;
            }
            let next = at.eat_if(is_dash).map_or(at, |(_, n)| n).spaces();
            if !next
                .peek()
                .is_some_and(|c| c.is_ascii_digit() || (figures::kanji_digit(c).is_some() && numbers_go_on(next)))
            {
                break;
            }
            // 3丁目2人 is a place and something else.
            match figures::japanese(next).map(|f| f.after) {
                Some(a)
                    if a.peek()
                        .is_none_or(|c| is_dash(c) || "番号丁 \n、。)(".contains(c) || !(is_kanji(c) || c == '時')) =>
                {
                    at = next
                }
                _ => break,
            }
        } else if let Some((_, next)) = at.eat_if(|c| is_dash(c) && c != '―')
            && next.peek().is_some_and(|c| c.is_ascii_digit())
        {
            at = next;
        } else {
            break;
        }
        if count > 5 {
            return None;
        }
    }
    (count > 1 || sure).then_some((sure, at))
}

fn numbers_go_on(at: At<'_>) -> bool {
    figures::japanese(at).is_some_and(|f| f.after.peek().is_some_and(|c| "番号丁".contains(c)))
}
