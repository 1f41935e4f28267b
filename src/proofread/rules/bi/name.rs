//! Names of people, places and organisations.

use super::bi;
use crate::proofread::pairs::romaji::{alike, distance, folded, romaji};
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::rules::en::is_romaji;
use crate::proofread::{About, Rule, Severity};
use crate::text::Span;
use crate::text::morph::{self, Token};
use regex::Regex;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

/// 佐藤花子 / `SUZUKI Hanako`, 港区 / `Minami Ward`, 厚生労働省 / `Ministry of Health`.
pub struct Name;

impl Rule for Name {
    fn about(&self) -> About {
        About {
            source: "公用文等における日本人の姓名のローマ字表記について(令和元年)",
            ..bi("bi.name", Severity::Error)
        }
    }
}

impl PairRule for Name {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if pair.compares() {
            organisations(pair, hits);
            let tokens = morph::tokens(pair.ja.text);
            places(pair, &tokens, hits);
            people(pair, &tokens, hits);
            titles(pair, hits);
            for clash in pair.clashes().iter().filter(|clash| clash.rule == "bi.name") {
                hits.at(clash.ja, clash.en);
            }
        }
    }

    fn pairs(&self, pairs: &[Pair<'_>], tell: &mut dyn FnMut(usize, PairHits)) {
        spellings(pairs, tell);
    }
}

/// 厚生労働省 / `Ministry of Health`: the name is cut, or another one's.
fn organisations(pair: &Pair<'_>, hits: &mut PairHits) {
    static ANY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:ministry of(?: the)? [a-z]+(?:(?:, | and |, and )[a-z]+)*|[a-z]+ (?:and [a-z]+ )?(?:agency|office) of [a-z]+)",
        )
    });
    let lower = pair.en.lower();
    let known: Vec<_> = pair.glossary.found(pair.ja.text).filter(|(_, term)| term.organisation).collect();
    let mut others: Vec<Span> = ANY.find_iter(lower).map(|m| Span::from(m.range())).collect();
    others.retain(|span| {
        !known.iter().any(|(_, term)| {
            // Full names are longer than what the pattern takes, or shorter.
            term.en.iter().any(|name| {
                lower[span.start..].starts_with(name.as_str())
                    || name.starts_with(&lower[span.range()]) && lower[span.start..].starts_with(name.as_str())
            })
        })
    });
    for (span, term) in known {
        if term.is_in(lower) || others.is_empty() {
            continue;
        }
        let other = others.remove(0);
        let hit = hits.at(Some(span), Some(other));
        if !pair.is_from_english() {
            hit.fix(titled(&term.en[0]));
        }
    }
}

fn titled(name: &str) -> String {
    let small = ["of", "and", "the"];
    let word = |w: &str| {
        let mut letters = w.chars();
        match letters.next() {
            Some(first) if !small.contains(&w) => first.to_uppercase().chain(letters).collect(),
            _ => w.to_owned(),
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// What a municipality is called in both languages.
const KINDS: [(&str, &[&str]); 6] = [
    ("市", &["city", "shi"]),
    ("区", &["ward", "ku", "city"]),
    ("町", &["town", "cho", "machi"]),
    ("村", &["village", "mura", "son"]),
    ("県", &["prefecture", "ken"]),
    ("府", &["prefecture", "fu"]),
];

/// 港区 / `Minami Ward`.
fn places(pair: &Pair<'_>, tokens: &[Token], hits: &mut PairHits) {
    static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b([A-Z][a-zāīūēōâîûêô]+)(?:-(shi|ku|cho|machi|mura|son|ken|fu)\b| (City|Ward|Town|Village|Prefecture)\b)",
        )
    });
    let text = pair.ja.text;
    let english: Vec<(Span, &str, String)> = ENGLISH
        .captures_iter(pair.en.text)
        .filter_map(|found| {
            let name = found.get(1)?;
            let kind = found.get(2).or(found.get(3))?.as_str().to_lowercase();
            is_romaji(&folded(name.as_str())).then(|| (Span::from(name.range()), name.as_str(), kind))
        })
        .collect();
    other_kinds(pair, tokens, &english, hits);
    for (kind, words) in KINDS {
        let of_kind: Vec<&(Span, &str, String)> =
            english.iter().filter(|(_, _, k)| words.contains(&k.as_str())).collect();
        let [(place, name, _)] = of_kind[..] else { continue };
        let named: Vec<(Span, String)> = tokens
            .windows(2)
            .filter(|pair| pair[1].surface(text) == kind)
            .filter_map(|pair| Some((Span::new(pair[0].span.start, pair[1].span.end), romaji(&pair[0].reading()?))))
            .collect();
        // A place whose reading is not known might be meant.
        let marks = text.matches(kind).count();
        let [(span, reading)] = &named[..] else { continue };
        if marks != 1 || reading.len() < 2 || !begins_name(text, span.start) || alike(reading, name) {
            continue;
        }
        let (here, there) = (folded(reading), folded(name));
        let severity = if distance(&here, &there) <= 1 { Severity::Warning } else { Severity::Error };
        hits.at(Some(*span), Some(*place)).severity(severity);
    }
}

/// 潮見県 / `Shiomi City`: one name, another kind of place.
fn other_kinds(pair: &Pair<'_>, tokens: &[Token], english: &[(Span, &str, String)], hits: &mut PairHits) {
    let text = pair.ja.text;
    let [(place, name, said)] = english else { return };
    let named = tokens.windows(2).filter_map(|pair| {
        let kind = pair[1].surface(text);
        let (_, words) = KINDS.iter().find(|(known, _)| *known == kind)?;
        let reading = romaji(&pair[0].reading()?);
        alike(&reading, name).then(|| (Span::new(pair[0].span.start, pair[1].span.end), *words))
    });
    let named: Vec<_> = named.collect();
    if let [(span, words)] = &named[..]
        && !words.contains(&said.as_str())
        && begins_name(text, span.start)
    {
        hits.at(Some(*span), Some(*place)).severity(Severity::Warning);
    }
}

/// Titles, and the English that may stand for each.
const TITLES: &[(&str, &[&str])] = &[
    ("市長", &["mayor"]),
    ("町長", &["mayor", "head", "chief"]),
    ("村長", &["mayor", "head", "chief"]),
    ("区長", &["mayor", "head", "chief"]),
    ("知事", &["governor"]),
    ("教育長", &["superintendent", "education"]),
    ("議長", &["chair", "speaker", "president"]),
    ("会長", &["chair", "president", "head", "leader"]),
    ("委員長", &["chair", "head", "commissioner"]),
    ("校長", &["principal", "head"]),
    ("園長", &["principal", "director", "head"]),
    ("院長", &["director", "president", "head", "chief"]),
    ("社長", &["president", "ceo", "chief executive", "head"]),
    ("理事長", &["president", "chair", "director"]),
    ("大臣", &["minister"]),
    ("書記", &["secretary", "clerk"]),
    ("事務局長", &["secretary", "director", "head", "chief"]),
    ("課長", &["director", "manager", "head", "chief"]),
    ("部長", &["director", "manager", "head", "chief", "captain"]),
    ("局長", &["director", "manager", "head", "chief", "postmaster"]),
    ("所長", &["director", "manager", "head", "chief"]),
];

/// English titles that say plainly who somebody is.
const ENGLISH_TITLES: &[&str] = &[
    "mayor",
    "governor",
    "superintendent",
    "speaker",
    "principal",
    "minister",
    "secretary",
    "president",
    "chairperson",
];

/// 議長 / `secretary`, 副市長 / `mayor`, 環境大臣 / `Minister of Finance`.
fn titles(pair: &Pair<'_>, hits: &mut PairHits) {
    static SECOND_JA: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "副(?:市長|知事|町長|村長|区長|議長|会長|委員長|大臣|校長|院長|社長|理事長|所長|部長|課長|局長)|(?:委員長|議長|会長|市長|知事|町長|村長|課長|部長|所長)(?:職務)?(?:代理|代行)",
        )
    });
    static SECOND_EN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:deput\w*|vice\w*|acting|assistant|associate|proxy|substitute|on behalf|representative|second)\b|\bunder-?secretary\b",
        )
    });
    static NAMED_SECOND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:deputy|vice|acting|assistant)[- ](?:mayor|governor|chair\w*|speaker|president|minister|principal)\b",
        )
    });
    let (japanese, lower) = (pair.ja.text, pair.en.lower());
    let has = |word: &str| lower.match_indices(word).any(|(at, _)| !lower[..at].ends_with(char::is_alphabetic));
    if let Some(second) = SECOND_JA.find(japanese)
        && !SECOND_EN.is_match(lower)
        && ENGLISH_TITLES.iter().chain(&["chair"]).any(|title| has(title))
    {
        hits.at(Some(Span::from(second.range())), None).severity(Severity::Warning);
        return;
    }
    if let Some(second) = NAMED_SECOND.find(lower)
        && TITLES.iter().any(|(title, _)| japanese.contains(title))
        && !["副", "代理", "代行", "補佐", "次長", "助役", "次官"].iter().any(|word| japanese.contains(word))
    {
        hits.at(None, Some(Span::from(second.range()))).severity(Severity::Warning);
        return;
    }
    ministers(pair, hits);
    agencies(pair, hits);
    // A longer title holds a shorter one: 事務局長, 局長.
    let told: Vec<_> = TITLES
        .iter()
        .filter(|(title, _)| {
            japanese.contains(title)
                && !TITLES
                    .iter()
                    .any(|(longer, _)| longer != title && longer.contains(title) && japanese.contains(longer))
        })
        .collect();
    let said: Vec<&str> = ENGLISH_TITLES.iter().copied().filter(|title| has(title)).collect();
    if let ([(title, words)], [other]) = (&told[..], &said[..])
        && !words.iter().any(|word| has(word))
        && let (Some(at), Some(there)) = (japanese.find(title), lower.find(other))
    {
        let place = Span::new(there, there + other.len());
        hits.at(Some(Span::new(at, at + title.len())), Some(place)).severity(Severity::Warning);
    }
}

/// What ministers are of, in both languages.
const MINISTERS: &[(&str, &[&str])] = &[
    ("総務大臣", &["internal affairs"]),
    ("法務大臣", &["justice"]),
    ("外務大臣", &["foreign"]),
    ("財務大臣", &["finance"]),
    ("文部科学大臣", &["education"]),
    ("厚生労働大臣", &["health"]),
    ("農林水産大臣", &["agriculture"]),
    ("経済産業大臣", &["economy", "trade"]),
    ("国土交通大臣", &["land", "transport"]),
    ("環境大臣", &["environment"]),
    ("防衛大臣", &["defense", "defence"]),
    ("総理大臣", &["prime minister"]),
];

/// Agencies, and the word of each that no other one has.
const AGENCIES: &[(&str, &[&str])] = &[
    ("消防庁", &["fire"]),
    ("警察庁", &["police"]),
    ("気象庁", &["meteorolog", "weather"]),
    ("国税庁", &["tax"]),
    ("観光庁", &["tourism"]),
    ("文化庁", &["cultur"]),
    ("金融庁", &["financial"]),
    ("消費者庁", &["consumer"]),
    ("特許庁", &["patent"]),
    ("林野庁", &["forest"]),
    ("水産庁", &["fisher"]),
    ("海上保安庁", &["coast guard"]),
    ("デジタル庁", &["digital"]),
    ("復興庁", &["reconstruction"]),
    ("スポーツ庁", &["sport"]),
    ("こども家庭庁", &["child"]),
];

/// 消防庁 / `National Police Agency`.
fn agencies(pair: &Pair<'_>, hits: &mut PairHits) {
    let (japanese, lower) = (pair.ja.text, pair.en.lower());
    if !lower.contains("agency") && !lower.contains("coast guard") {
        return;
    }
    for (name, words) in AGENCIES.iter().filter(|(name, _)| japanese.contains(name)) {
        let known = words.iter().any(|word| lower.contains(word));
        let other = AGENCIES
            .iter()
            .filter(|(other, _)| !japanese.contains(other.trim_end_matches('庁')))
            .find_map(|(_, words)| words.iter().find_map(|word| lower.find(word).map(|at| (at, word.len()))));
        if let (false, Some((there, len)), Some(at)) = (known, other, japanese.find(name)) {
            let place = Span::new(there, there + len);
            hits.at(Some(Span::new(at, at + name.len())), Some(place)).severity(Severity::Warning);
        }
    }
}

fn ministers(pair: &Pair<'_>, hits: &mut PairHits) {
    let (japanese, lower) = (pair.ja.text, pair.en.lower());
    if !lower.contains("minister") {
        return;
    }
    for (title, words) in MINISTERS.iter().filter(|(title, _)| japanese.contains(title)) {
        let known = words.iter().any(|word| lower.contains(word));
        let other = MINISTERS.iter().filter(|(other, _)| !japanese.contains(other)).find_map(|(_, words)| {
            words.iter().find_map(|word| {
                lower.find(&format!("minister of {word}")).or(lower.find(&format!("minister of the {word}")))
            })
        });
        if let (false, Some(there), Some(at)) = (known, other, japanese.find(title)) {
            hits.at(Some(Span::new(at, at + title.len())), Some(Span::new(there, there + "minister".len())));
        }
    }
}

/// Whether a name may begin at `at`: no kanji stands before that might belong to it.
fn begins_name(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| {
        !crate::proofread::japanese::is_japanese(c) || "都道府県市郡はがをにでのへとも、及び".contains(c)
    })
}

/// Family names in the Japanese text, by the dictionary, with a title or a given name that makes them somebody's.
fn families(text: &str, tokens: &[Token]) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !token.detail().contains("人名,姓") && !token.detail().contains("人名,一般") {
            continue;
        }
        let given = tokens.get(at + 1).is_some_and(|next| next.detail().contains("人名,名"));
        let behind = &text[token.span.end..];
        let titled = [
            "様", "氏", "さん", "市長", "知事", "課長", "部長", "議員", "委員", "会長", "議長", "校長", "教授", "局長",
            "室長", "係長", "補佐", "主任", "主査", "医師", "先生", "大臣", "町長", "村長", "区長", "社長", "所長",
            "館長", "園長",
        ]
        .iter()
        .any(|t| behind.starts_with(t));
        let spaced = token.span.start > 0
            && text[..token.span.start].ends_with(['　', ' ', '：', ':'])
            && behind.starts_with(['　', ' ']);
        if (given || titled || spaced)
            && let Some(reading) = token.reading()
        {
            found.push((token.span, romaji(&reading)));
        }
    }
    found
}

/// Family names in the English text: in capitals, behind a title, or known as such beside a given name.
fn english_families(text: &str) -> Vec<(Span, &str)> {
    static TITLED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:Mr|Ms|Mrs|Dr|Prof|Mayor|Governor|Professor|Minister|Director|Chair|Chairperson)\.? ([A-Z][a-zāīūēōâîûêô]+|[A-Z]{2,})(?: ([A-Z][a-zāīūēōâîûêô]+|[A-Z]{2,}))?|\b([A-Z]{3,}) [A-Z][a-zāīūēōâîûêô]+\b|\b[A-Z][a-zāīūēōâîûêô]+ ([A-Z]{3,})\b|\b([A-Z][a-zāīūēōâîûêô]+), (?:[Aa]cting |[Dd]eputy |[Aa]ssistant |[Vv]ice )?(?:[Dd]irector|[Mm]anager|[Cc]hief|[Mm]ayor|[Gg]overnor|[Cc]hair\w*|[Pp]resident|[Pp]rincipal|[Pp]rofessor)",
        )
    });
    let mut found = Vec::new();
    for caught in TITLED.captures_iter(text) {
        found.extend(
            caught
                .iter()
                .skip(1)
                .flatten()
                .filter(|m| is_romaji(&folded(m.as_str())))
                .map(|m| (Span::from(m.range()), m.as_str())),
        );
    }
    found
}

/// Readings of family names that the dictionary does not give, as folded Roman letters.
fn other_readings(family: &str) -> &'static [&'static str] {
    const READINGS: &[(&str, &[&str])] = &[
        ("河野", &["kono", "kawano"]),
        ("菅野", &["kanno", "sugano"]),
        ("上村", &["uemura", "kamimura"]),
        ("新井", &["arai", "nii"]),
        ("東", &["higashi", "azuma"]),
        ("中田", &["nakata", "nakada", "chuda"]),
        ("神田", &["kanda", "kamita", "kouda"]),
        ("神谷", &["kamiya", "kamitani"]),
        ("角田", &["kakuta", "tsunoda", "sumida"]),
        ("熊谷", &["kumagai", "kumagae", "kumatani"]),
        ("渡部", &["watanabe", "watabe"]),
        ("長谷川", &["hasegawa"]),
        ("長田", &["nagata", "osada"]),
        ("三枝", &["saegusa", "mieda"]),
        ("小山", &["koyama", "oyama"]),
        ("小川", &["ogawa", "kogawa"]),
        ("小野", &["ono"]),
        ("大谷", &["otani", "oya"]),
        ("原田", &["harada"]),
        ("川内", &["kawauchi", "sendai"]),
        ("金城", &["kinjo", "kaneshiro"]),
        ("比嘉", &["higa"]),
        ("白石", &["shiraishi"]),
        ("秋山", &["akiyama"]),
        ("安部", &["abe"]),
        ("阿部", &["abe"]),
        ("生田", &["ikuta", "ikeda"]),
        ("羽田", &["haneda", "hada", "hata"]),
        ("高田", &["takada", "takata"]),
        ("浜田", &["hamada"]),
        ("柳", &["yanagi"]),
        ("林", &["hayashi", "rin"]),
        ("森", &["mori"]),
        ("岡", &["oka"]),
        ("南", &["minami"]),
        ("武田", &["takeda"]),
        ("吉川", &["yoshikawa", "kikkawa"]),
        ("谷", &["tani"]),
        ("谷口", &["taniguchi"]),
        ("谷川", &["tanigawa", "tanikawa"]),
        ("土屋", &["tsuchiya"]),
        ("日高", &["hidaka"]),
        ("平野", &["hirano"]),
        ("古川", &["furukawa"]),
        ("矢野", &["yano"]),
    ];
    READINGS.iter().find(|(name, _)| *name == family).map_or(&[], |(_, readings)| readings)
}

/// 佐藤花子 / `SUZUKI Hanako`.
fn people(pair: &Pair<'_>, tokens: &[Token], hits: &mut PairHits) {
    let families = families(pair.ja.text, tokens);
    if families.is_empty() {
        return;
    }
    let english = english_families(pair.en.text);
    let all: HashSet<String> = words(pair.en.text).map(folded).collect();
    let is_known = |(span, reading): &&(Span, String)| {
        let written = &pair.ja.text[span.range()];
        all.iter().any(|word| alike(word, reading) || other_readings(written).contains(&word.as_str()))
    };
    let lost: Vec<&(Span, String)> = families.iter().filter(|family| !is_known(family)).collect();
    let mut strangers: Vec<&(Span, &str)> = english
        .iter()
        .filter(|(_, name)| {
            !families.iter().any(|(span, reading)| {
                alike(name, reading) || other_readings(&pair.ja.text[span.range()]).contains(&folded(name).as_str())
            })
        })
        .collect();
    // Two people of the Japanese text, and one name twice in the English one.
    let mut known: Vec<String> = english.iter().map(|(_, name)| folded(name)).collect();
    known.sort();
    let twice = known.windows(2).any(|pair| pair[0] == pair[1]);
    if let ([(span, _)], true, true) = (&lost[..], twice, strangers.is_empty() && families.len() == english.len()) {
        let place = english.iter().rfind(|(_, name)| known.iter().filter(|k| **k == folded(name)).count() > 1);
        hits.at(Some(*span), place.map(|(place, _)| *place)).severity(Severity::Warning);
        return;
    }
    // Given names stand beside family names; one stranger for one lost name is what can be told.
    let given: HashSet<String> = tokens
        .iter()
        .filter(|t| t.detail().contains("人名,名"))
        .filter_map(|t| Some(folded(&romaji(&t.reading()?))))
        .collect();
    strangers.retain(|(_, name)| !given.iter().any(|g| alike(g, name)));
    given_names(pair, tokens, &families, hits);
    if let ([(span, reading)], [stranger, ..]) = (&lost[..], &strangers[..]) {
        let (place, name) = stranger;
        let close = distance(&folded(reading), &folded(name)) <= 1;
        let known = crate::proofread::rules::en::is_family_name(name);
        if close || known {
            let hit = hits.at(Some(*span), Some(*place));
            if close && !known {
                hit.severity(Severity::Warning);
            }
        }
    }
}

/// 由紀子 / `Yukio`, beside the family name that both texts have: nearly the name, and not it.
fn given_names(pair: &Pair<'_>, tokens: &[Token], families: &[(Span, String)], hits: &mut PairHits) {
    const NEAR: usize = 2;
    let english: Vec<(usize, &str)> = pair
        .en
        .text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - pair.en.text.as_ptr() as usize, word))
        .collect();
    for (family, reading) in families {
        let Some(given) = tokens.iter().find(|t| t.span.start == family.end && t.detail().contains("人名,名"))
        else {
            continue;
        };
        let Some(read) = given.reading().map(|kana| romaji(&kana)) else { continue };
        let Some(at) = english.iter().position(|(_, word)| alike(word, reading)) else { continue };
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| english.get(at));
        let beside: Vec<&(usize, &str)> =
            beside.filter(|(_, word)| word.starts_with(char::is_uppercase) && is_romaji(&folded(word))).collect();
        if beside.iter().any(|(_, word)| alike(word, &read)) {
            continue;
        }
        let near = |word: &str| (1..=NEAR).contains(&distance(&folded(word), &folded(&read)));
        if let Some((start, word)) = beside.iter().find(|(_, word)| near(word)) {
            let place = Span::new(*start, start + word.len());
            hits.at(Some(given.span), Some(place)).severity(Severity::Warning);
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().next().is_some_and(char::is_uppercase))
}

/// One person whose name is spelled in two ways in a document: `Otani` here, `Ohtani` there.
fn spellings(pairs: &[Pair<'_>], tell: &mut dyn FnMut(usize, PairHits)) {
    let mut seen: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (number, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.compares()) {
        let english = english_families(pair.en.text);
        if english.is_empty() {
            continue;
        }
        for (span, reading) in families(pair.ja.text, &morph::tokens(pair.ja.text)) {
            let Some((place, name)) = english.iter().find(|(_, name)| alike(name, &reading)) else { continue };
            let plain: String = name
                .to_lowercase()
                .chars()
                .map(|c| match c {
                    'ō' | 'ô' => 'o',
                    'ū' | 'û' => 'u',
                    'ā' | 'â' => 'a',
                    'ē' | 'ê' => 'e',
                    'ī' | 'î' => 'i',
                    c => c,
                })
                .collect();
            let family = pair.ja.text[span.range()].to_owned();
            match seen.get(&family) {
                Some((before, written)) if *before != plain => {
                    let mut hits = PairHits::default();
                    let hit = hits.at(Some(span), Some(*place)).case("spelling").severity(Severity::Warning);
                    if !pair.is_from_english() {
                        hit.fix(written.as_str());
                    }
                    tell(number, hits);
                }
                Some(_) => {}
                None => drop(seen.insert(family, (plain, (*name).to_owned()))),
            }
        }
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}
