//! Laws and their articles, document numbers, things numbered: 別紙1, 様式第2号, `Attachment 1`.

use super::Kind;
use super::cursor::{At, Word, fold, folded, is_dash, is_kana, is_kanji};
use super::figures;
use super::scan::Scanner;
use super::units;
use super::value::Value;

/// How far back a law's name is looked for, characters.
const NAME: usize = 40;
/// The same for a title that is a clause, 個人情報の保護に関する法律.
const TITLE: usize = 48;

/// What ends the name of a law or rule.
const LAWS: [&str; 16] = [
    "法", "法律", "令", "政令", "省令", "府令", "条例", "規則", "規程", "要綱", "要領", "憲法", "告示", "訓令", "協定",
    "約款",
];

/// The word for `act` of those whose number is a law's: 平成28年法律第51号.
const ACTS: [(&str, &str); 9] = [
    ("法律", "act"),
    ("政令", "order"),
    ("省令", "ordinance"),
    ("府令", "ordinance"),
    ("条例", "ordinance"),
    ("規則", "rules"),
    ("告示", "notice"),
    ("訓令", "directive"),
    ("要綱", "outline"),
];

/// Numbered things, a longer name first.
const THINGS: [(&str, &str); 18] = [
    ("添付資料", "attachment"),
    ("添付書類", "attachment"),
    ("別添資料", "attachment"),
    ("別記様式", "form"),
    ("別紙様式", "form"),
    ("参考資料", "reference"),
    ("附属資料", "attachment"),
    ("別紙", "attachment"),
    ("別添", "attachment"),
    ("別表", "appended table"),
    ("別図", "appended figure"),
    ("添付", "attachment"),
    ("様式", "form"),
    ("資料", "material"),
    ("参考", "reference"),
    ("付録", "appendix"),
    ("図", "figure"),
    ("表", "table"),
];

impl<'t> Scanner<'t> {
    /// 第…: an article, a document number, the how-manieth of something.
    pub fn ordinal(&mut self, start: At<'t>) -> Option<At<'t>> {
        let after = start.skip();
        let figure = figures::japanese(after.spaces())?;
        let at = figure.after.spaces();
        match at.peek()? {
            '条' if figure.value.whole().is_some() => self.article(start),
            '項' => {
                let (path, end) = path_from(start, "paragraph")?;
                self.push(Kind::Law, start, end, Value::Law { name: String::new(), path });
                Some(end)
            }
            '号' => self.numbered(start, figure.value.whole()?, at.skip(), figure.kanji),
            _ => {
                if let Some(end) = at.eat_str("四半期").or(at.eat_str("半期")) {
                    self.push(Kind::Number, start, end, Value::Number { amount: figure.value, unit: "quarter" });
                    return Some(end);
                }
                let counted = at.raw().is_some_and(|c| "回期次章節款版巻部種位学類区分会小中地段群班".contains(c));
                if figure.kanji && !at.raw().is_some_and(|c| "回期章節款次".contains(c))
                    || figure.power > 0 && figure.kanji && !counted
                {
                    return None;
                }
                // A plain ordinal: 第2回, 第3小学校, 第2次.
                let end = if counted { at.skip() } else { figure.after };
                self.push(Kind::Number, start, end, Value::Number { amount: figure.value, unit: "ordinal" });
                Some(end)
            }
        }
    }

    /// 第3条第2項第1号 with the law's name before it.
    fn article(&mut self, start: At<'t>) -> Option<At<'t>> {
        let (path, end) = path_from(start, "article")?;
        let name = self.law_before(start);
        let from = At::new(self.text, start.pos - name.map_or(0, str::len));
        let name = name
            .filter(|n| !matches!(*n, "法" | "同法" | "本法" | "条例" | "同条例" | "令" | "規則"))
            .map_or(String::new(), folded);
        self.push(Kind::Law, from, end, Value::Law { name, path });
        Some(end)
    }

    /// The name of a law directly before `at`.
    fn law_before(&self, at: At<'t>) -> Option<&'t str> {
        let before = &self.text[self.end..at.pos];
        let start = before
            .char_indices()
            .rev()
            .take(NAME)
            .take_while(|(_, c)| (is_kanji(*c) || matches!(c, 'ァ'..='ヺ' | 'ー')) && !"又及若並".contains(*c))
            .last()
            .map(|(at, _)| at)?;
        let name = &before[start..];
        let name = LAWS.iter().any(|law| name.ends_with(law)).then_some(name)?;
        Some(self.whole_title(before, name))
    }

    /// 個人情報の保護に関する法律 for 法律: a title that is a clause, from the last comma, bracket or は, が before it on.
    fn whole_title(&self, before: &'t str, name: &'t str) -> &'t str {
        let bare = matches!(name, "法律" | "条例" | "規則" | "政令" | "省令" | "規程" | "要綱" | "要領");
        let lead = &before[..before.len() - name.len()];
        if !bare || !["する", "るための", "に係る", "についての"].iter().any(|words| lead.ends_with(words))
        {
            return name;
        }
        let start = lead
            .char_indices()
            .rev()
            .take(TITLE)
            .take_while(|(_, c)| (is_kanji(*c) || is_kana(*c) || *c == '・') && !"はが".contains(*c))
            .last()
            .map_or(lead.len(), |(at, _)| at);
        let title = &before[start..];
        ["また", "なお", "ただし", "及び", "又は", "並びに"].iter().find_map(|w| title.strip_prefix(w)).unwrap_or(title)
    }

    /// 民法709条, 憲法25条1項: an article whose 第 is left out, directly behind its law.
    pub fn bare_article(&mut self, start: At<'t>, figure: &figures::Figure<'t>) -> Option<At<'t>> {
        let name = self.law_before(start).filter(|name| name.ends_with('法') || name.ends_with("条例"))?;
        let mut end = figure.after.spaces().eat('条')?;
        let mut path = vec![("article", figure.value.whole()?.to_string())];
        if let Some(branch) = end.eat('の').and_then(figures::japanese).filter(|f| (1..=3).contains(&f.digits)) {
            path[0].1 = format!("{}-{}", path[0].1, branch.value);
            end = branch.after;
        }
        for (level, mark) in [("paragraph", '項'), ("item", '号')] {
            let found = figures::japanese(end).and_then(|f| f.value.whole().zip(f.after.eat(mark)));
            if let Some((number, after)) = found {
                path.push((level, number.to_string()));
                end = after;
            }
        }
        let from = At::new(self.text, start.pos - name.len());
        let value = Value::Law { name: folded(name), path };
        self.push(Kind::Law, from, end, value);
        Some(end)
    }

    /// 第123号 behind what it is the number of; `end` stands behind 号.
    fn numbered(&mut self, start: At<'t>, number: u64, end: At<'t>, kanji: bool) -> Option<At<'t>> {
        if let Some((unit, end)) =
            end.eat_one(&[("室", "room"), ("線", "route"), ("車", "car"), ("館", "building"), ("棟", "building")])
        {
            self.push(Kind::Number, start, end, Value::Number { amount: number.into(), unit });
            return Some(end);
        }
        let prefix = self.prefix_before(start);
        let from = At::new(self.text, start.pos - prefix.len());
        let number = number.to_string();
        if let Some((_, act)) = ACTS.iter().find(|(word, _)| prefix.ends_with(word)) {
            let path = vec![(*act, number)];
            self.push(Kind::Law, from, end, Value::Law { name: String::new(), path });
            return Some(end);
        }
        let prefix = folded(prefix);
        let item = prefix.is_empty() || prefix.ends_with(['項', '条', '同', '前', '各']);
        if item {
            let end = end.eat_str("議案").unwrap_or(end);
            if kanji && prefix.is_empty() && number.len() < 2 && start.before().is_none() {
                return None;
            }
            let path = vec![("item", number)];
            self.push(Kind::Law, start, end, Value::Law { name: String::new(), path });
            return Some(end);
        }
        if let Some((_, what)) = THINGS.iter().find(|(word, _)| prefix == *word) {
            self.push(Kind::Reference, from, end, Value::Numbered((*what).to_owned(), number));
            return Some(end);
        }
        self.push(Kind::DocumentNumber, from, end, Value::Numbered(prefix, number));
        Some(end)
    }

    /// The letters a document number begins with: 総行, 8文庁, 環境発.
    fn prefix_before(&self, at: At<'t>) -> &'t str {
        let before = &self.text[self.end.min(at.pos)..at.pos];
        let start = before
            .char_indices()
            .rev()
            .take(10)
            .take_while(|(_, c)| is_kanji(*c) || fold(*c).is_ascii_alphanumeric())
            .last()
            .map_or(before.len(), |(at, _)| at);
        // 令和7年（行ウ）第123号: the mark a court files a case under.
        if let Some(inside) = before.strip_suffix([')', '）'])
            && let Some(open) = inside.rfind(['(', '（'])
            && (1..=3).contains(&inside[open..].chars().skip(1).count())
            && inside[open..].chars().skip(1).all(|c| is_kanji(c) || is_kana(c))
        {
            return &before[open..];
        }
        before[start..].trim_start_matches(['年', '度', '付'])
    }

    /// Whether digits are the year before a document number, 8総第12号: `end` stands behind them.
    pub fn begins_document_number(&self, end: At<'t>) -> bool {
        if !end.raw().is_some_and(|c| is_kanji(c) && !"年月日時分円人件名部回条項号番第".contains(c)) {
            return false;
        }
        let mut at = end;
        for _ in 0..6 {
            match at.eat_if(|c| is_kanji(c) && c != '第') {
                Some((_, next)) => at = next,
                None => break,
            }
        }
        at.eat('第').and_then(figures::japanese).is_some_and(|f| f.after.eat('号').is_some())
    }

    /// 総行123号 and 台風10号: a number with 号 behind and no 第.
    pub fn number_behind(&mut self, start: At<'t>, number: u64, end: At<'t>) -> Option<At<'t>> {
        if start.before().is_some_and(|c| is_kanji(c) || c.is_ascii_alphabetic())
            || end.peek().is_some_and(|c| "室線車館棟".contains(c))
        {
            return self.numbered(start, number, end, false);
        }
        None
    }

    /// 別紙1, 様式第2号, 資料3: from the first character of the word on.
    pub fn thing(&mut self, start: At<'t>) -> Option<At<'t>> {
        let (what, at) = start.eat_one(&THINGS)?;
        if matches!(what, "figure" | "table" | "material" | "reference" | "attachment")
            && start.before().is_some_and(is_kanji)
        {
            return None;
        }
        let mut at = at.spaces();
        let ordinal = at.eat('第');
        at = ordinal.unwrap_or(at);
        let figure = figures::japanese(at)?;
        let number = figure
            .value
            .whole()
            .filter(|n| *n < 1000 && !figure.grouped && (!figure.kanji || ordinal.is_some() || what == "attachment"))?;
        let mut end = figure.after;
        if ordinal.is_some() {
            end = end.eat('号').unwrap_or(end);
        } else if units::japanese(end).is_some_and(|(unit, _)| unit != "ordinal")
            || end.peek().is_some_and(|c| "年月日円時割分%".contains(c))
        {
            return None;
        }
        let mut written = number.to_string();
        let branch = end.eat_if(is_dash).map(|(_, next)| next).or_else(|| end.eat('の'));
        if let Some((count, Some(sub), after)) = branch.and_then(figures::digits)
            && count <= 2
            && units::japanese(after).is_none()
            // 別表第1の2の項 is row 2 of it.
            && !["の項", "の部", "の欄", "の行"].iter().any(|row| after.eat_str(row).is_some())
            && !after.peek().is_some_and(|c| "年月日円時割分%.,点つ".contains(c))
        {
            written = format!("{written}-{sub}");
            end = after;
        }
        self.push(Kind::Reference, start, end, Value::Numbered(what.to_owned(), written));
        Some(end)
    }

    /// `Article 3, paragraph 2, item 1 of the Local Autonomy Act`, `Act No. 51`, `No. 123`, `Attachment 1`, `Room 301`.
    pub fn english_number(&mut self, start: At<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        let level = match word.as_str() {
            "article" | "articles" | "art" => "article",
            "paragraph" | "paragraphs" | "para" => "paragraph",
            "item" | "items" => "item",
            _ => "",
        };
        if !level.is_empty() {
            let end = self.english_article(start, level, after)?;
            return Some(if word.as_str().ends_with('s') { self.more_articles(level, end) } else { end });
        }
        if matches!(word.as_str(), "no" | "nos") {
            return self.english_no(start, word, after);
        }
        let what = match word.as_str() {
            "attachment" | "attachments" | "annex" | "enclosure" | "attached" => "attachment",
            "appendix" => "appendix",
            "form" | "forms" => "form",
            "table" | "tables" => "table",
            "figure" | "figures" | "fig" => "figure",
            "reference" => "reference",
            "material" | "document" | "handout" => "material",
            "room" => "room",
            _ => return None,
        };
        let at = after.eat('.').unwrap_or(after).gap()?;
        let at = at.eat_word("no").and_then(|a| a.eat('.')).map_or(at, At::spaces);
        let (count, number, mut end) = figures::digits(at)?;
        let number = number.filter(|_| count <= 4)?;
        if what == "room" {
            self.push(Kind::Number, start, end, Value::Number { amount: number.into(), unit: "room" });
            return Some(end);
        }
        let mut written = number.to_string();
        if let Some((_, next)) = end.eat_if(is_dash)
            && let Some((count, Some(sub), after)) = figures::digits(next)
            && count <= 2
        {
            written = format!("{written}-{sub}");
            end = after;
        }
        self.push(Kind::Reference, start, end, Value::Numbered(what.to_owned(), written));
        if word.as_str().ends_with('s') && word.as_str() != "annex" {
            while let Some((next, after)) = one_more(end).and_then(|at| Some((at, figures::digits(at)?)))
                && let (1..=3, Some(number), after) = after
            {
                self.push(Kind::Reference, next, after, Value::Numbered(what.to_owned(), number.to_string()));
                end = after;
            }
        }
        Some(end)
    }

    /// The rest of `Articles 7 through 9`, `paragraphs (1) and (2)`, `items (i) to (iii)`.
    fn more_articles(&mut self, level: &'static str, end: At<'t>) -> At<'t> {
        let mut end = end;
        while let Some(next) = one_more(end)
            && let Some((number, after)) = bracketed(next)
            && number.starts_with(|c: char| c.is_ascii_digit())
        {
            self.push(Kind::Law, next, after, Value::Law { name: String::new(), path: vec![(level, number)] });
            end = after;
        }
        end
    }

    fn english_article(&mut self, start: At<'t>, level: &'static str, after: At<'t>) -> Option<At<'t>> {
        let at = after.eat('.').unwrap_or(after).gap()?;
        let (first, mut end) = bracketed(at)?;
        let mut path = vec![(level, first)];
        for _ in 0..3 {
            let at = end.eat(',').unwrap_or(end);
            if let Some((word, next)) = at.gap().and_then(At::word) {
                let level = match word.as_str() {
                    "paragraph" | "para" => "paragraph",
                    "item" | "subparagraph" => "item",
                    "article" if path[0].0 != "article" => "article",
                    "of" if path[0].0 != "article" => {
                        // paragraph 2 of Article 3
                        let found =
                            next.gap().and_then(|a| a.eat_word("article")).and_then(At::gap).and_then(bracketed);
                        match found {
                            Some((number, after)) => {
                                path.insert(0, ("article", number));
                                end = after;
                                continue;
                            }
                            None => break,
                        }
                    }
                    _ => break,
                };
                let Some((number, after)) = next.gap().and_then(bracketed) else { break };
                path.push((level, number));
                end = after;
            } else if at.eat('(').is_some() && path.len() < 3 {
                // Article 3(2)(i)
                let Some((number, after)) = bracketed(at) else { break };
                path.push((if path.len() == 1 { "paragraph" } else { "item" }, number));
                end = after;
            } else {
                break;
            }
        }
        path.sort_by_key(|(level, _)| ["article", "paragraph", "item"].iter().position(|l| l == level));
        let (name, end) = act_behind(end).unwrap_or((String::new(), end));
        self.push(Kind::Law, start, end, Value::Law { name, path });
        Some(end)
    }

    fn english_no(&mut self, start: At<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        if !word.capital {
            return None;
        }
        let at = after.eat('.')?.spaces();
        let (_, number, mut end) = figures::digits(at)?;
        let mut written = number?.to_string();
        while let Some((_, next)) = end.eat_if(is_dash)
            && let Some((_, Some(sub), after)) = figures::digits(next)
            && written.len() < 20
        {
            written = format!("{written}-{sub}");
            end = after;
        }
        // The capitalised words before it: SouGyo No. 123, Cabinet Order No. 12.
        let before = self.text[self.end.min(start.pos)..start.pos].trim_end_matches(' ');
        let last = before
            .char_indices()
            .rev()
            .take(24)
            .take_while(|(_, c)| c.is_ascii_alphanumeric() || *c == '-')
            .last()
            .map(|(at, _)| &before[at..])
            .filter(|w| w.starts_with(|c: char| c.is_ascii_uppercase()))
            .unwrap_or("");
        let act = match last {
            "Act" | "Law" => Some("act"),
            "Order" => Some("order"),
            "Ordinance" => Some("ordinance"),
            "Rules" | "Rule" => Some("rules"),
            "Notice" | "Notification" => Some("notice"),
            "Directive" => Some("directive"),
            _ => None,
        };
        let from = if last.is_empty() {
            start
        } else {
            At::new(self.text, start.pos - (start.pos - self.end.min(start.pos) - before.len()) - last.len())
        };
        match act {
            Some(act) => {
                let path = vec![(act, written)];
                self.push(Kind::Law, from, end, Value::Law { name: String::new(), path });
            }
            None => {
                let value = Value::Numbered(last.to_owned(), written);
                self.push(Kind::DocumentNumber, from, end, value);
            }
        }
        Some(end)
    }
}

/// 第3条の2第4項第5号 from its first 第 on, which is of `level`.
fn path_from<'t>(start: At<'t>, level: &'static str) -> Option<(Vec<(&'static str, String)>, At<'t>)> {
    const MARKS: [(&str, char); 3] = [("article", '条'), ("paragraph", '項'), ("item", '号')];
    let mut path = Vec::new();
    let mut at = start;
    let mut next = MARKS.iter().position(|(l, _)| *l == level)?;
    while next < MARKS.len() {
        let Some(figure) = at.eat('第').and_then(|a| figures::japanese(a.spaces())) else { break };
        let Some(found) = MARKS[next..].iter().position(|(_, mark)| figure.after.spaces().eat(*mark).is_some()) else {
            break;
        };
        let (level, mark) = MARKS[next + found];
        let Some(mut end) = figure.after.spaces().eat(mark) else { break };
        let mut number = figure.value.whole()?.to_string();
        // 第3条の2の4
        for _ in 0..3 {
            match end.eat('の').and_then(figures::japanese).filter(|f| f.digits > 0 && f.digits <= 3) {
                Some(branch) => {
                    number = format!("{number}-{}", branch.value);
                    end = branch.after;
                }
                None => break,
            }
        }
        path.push((level, number));
        at = end;
        next += found + 1;
    }
    (!path.is_empty()).then_some((path, at))
}

/// Behind what joins one number of a series to the next: `and`, `through`, a comma, a dash.
fn one_more(end: At<'_>) -> Option<At<'_>> {
    let at = end.eat(',').unwrap_or(end);
    if let Some((word, after)) = at.gap().and_then(At::word) {
        return ["and", "or", "through", "to"].contains(&word.as_str()).then(|| after.gap()).flatten();
    }
    match end.eat(',') {
        Some(comma) => comma.gap(),
        None => end.eat_if(is_dash).map(|(_, at)| at),
    }
}

/// `2`, `(2)`, `3-2`, `(i)`.
fn bracketed(at: At<'_>) -> Option<(String, At<'_>)> {
    let open = at.eat('(');
    let at = open.unwrap_or(at);
    let (number, end) = match figures::digits(at) {
        Some((_, number, mut end)) => {
            let mut written = number?.to_string();
            while let Some((_, next)) = end.eat_if(is_dash)
                && let Some((count, Some(sub), after)) = figures::digits(next)
                && count <= 3
                && written.len() < 12
            {
                written = format!("{written}-{sub}");
                end = after;
            }
            (written, end)
        }
        None => {
            let (word, end) = at.word()?;
            let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
            (roman.iter().position(|r| *r == word.as_str()).filter(|_| !word.capital)?.checked_add(1)?.to_string(), end)
        }
    };
    Some((number, if open.is_some() { end.eat(')')? } else { end }))
}

/// `of the Local Autonomy Act`.
fn act_behind(at: At<'_>) -> Option<(String, At<'_>)> {
    let mut end = at.gap()?.eat_word("of")?.gap()?;
    end = end.eat_word("the").and_then(At::gap).unwrap_or(end);
    let start = end;
    for _ in 0..12 {
        let (word, after) = end.word()?;
        if word.capital
            && matches!(
                word.as_str(),
                "act"
                    | "law"
                    | "ordinance"
                    | "code"
                    | "constitution"
                    | "order"
                    | "rules"
                    | "regulations"
                    | "guidelines"
            )
        {
            return Some((start.until(after).split_whitespace().collect::<Vec<_>>().join(" "), after));
        }
        if !word.capital
            && !matches!(word.as_str(), "of" | "and" | "for" | "on" | "the" | "to" | "concerning")
            && !word.as_str().is_empty()
        {
            return None;
        }
        let after = after.eat(',').unwrap_or(after);
        end = after.gap()?;
    }
    None
}
