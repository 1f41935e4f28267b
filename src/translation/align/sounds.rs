//! What words sound like: katakana beside the English word it was taken from, a Japanese name beside its spelling in Latin
//! letters. Both are reduced until what the two writings tell apart differently is gone.

/// The consonants of a katakana word as English would have them: コンピューター gives `knpt`.
pub fn of_katakana(word: &str) -> String {
    let mut out = String::new();
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let consonant = match c {
            'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'ヵ' | 'ヶ' => 'k',
            'ガ' | 'ギ' | 'グ' | 'ゲ' | 'ゴ' => 'g',
            'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'ザ' | 'ジ' | 'ズ' | 'ゼ' | 'ゾ' | 'ヂ' | 'ヅ' => 's',
            'タ' | 'チ' | 'ツ' | 'テ' | 'ト' => 't',
            'ダ' | 'デ' | 'ド' => 'd',
            'ナ' | 'ニ' | 'ヌ' | 'ネ' | 'ノ' => 'n',
            'ン' => 'n',
            'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => 'h',
            'バ' | 'ビ' | 'ブ' | 'ベ' | 'ボ' | 'ヴ' => 'b',
            'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' => 'p',
            'マ' | 'ミ' | 'メ' | 'モ' => 'm',
            'ム' if matches!(next, Some('パ'..='ポ')) => 'n',
            'ム' => 'm',
            'ラ' | 'リ' | 'ル' | 'レ' | 'ロ' => 'r',
            _ => continue,
        };
        out.push(consonant);
    }
    out
}

/// The consonants of an English word, in each way that Japanese may have heard it.
pub fn of_english(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().map(|c| c.to_ascii_lowercase()).collect();
    let mut found = Vec::new();
    for (hard_c, hard_g) in [(false, false), (true, false), (false, true), (true, true)] {
        let skeleton = consonants(&letters, hard_c, hard_g);
        if let Some(singular) = skeleton.strip_suffix('s').filter(|_| letters.last() == Some(&'s')) {
            push(&mut found, singular.to_owned());
        }
        push(&mut found, skeleton);
    }
    found
}

fn push(found: &mut Vec<String>, skeleton: String) {
    if !found.contains(&skeleton) {
        found.push(skeleton);
    }
}

/// `hard_c`: ch is k; `hard_g`: g is g, whatever follows.
fn consonants(letters: &[char], hard_c: bool, hard_g: bool) -> String {
    let vowel = |at: usize| letters.get(at).is_some_and(|c| "aeiouy".contains(*c));
    let front = |at: usize| letters.get(at).is_some_and(|c| "eiy".contains(*c));
    let is = |at: usize, text: &str| text.chars().enumerate().all(|(i, c)| letters.get(at + i) == Some(&c));
    let mut out = String::new();
    // Whether a vowel stood since the last consonant: nn is n, nan is nn.
    let mut apart = true;
    let mut at = 0;
    while at < letters.len() {
        let (sounds, taken) = if is(at, "tion") || is(at, "sion") || is(at, "cian") {
            ("sn", 4)
        } else if is(at, "sch") {
            ("sk", 3)
        } else if is(at, "tch") {
            ("t", 3)
        } else if is(at, "ch") {
            (if hard_c { "k" } else { "t" }, 2)
        } else if is(at, "sh") || is(at, "th") {
            ("s", 2)
        } else if is(at, "ph") {
            ("h", 2)
        } else if is(at, "gh") {
            ("", 2)
        } else if is(at, "ck") || is(at, "qu") {
            ("k", 2)
        } else if at == 0 && (is(at, "kn") || is(at, "wr") || is(at, "ps")) {
            ("", 1)
        } else if is(at, "dg") {
            ("s", 2)
        } else {
            let sound = match letters[at] {
                'c' if front(at + 1) => "s",
                'c' | 'k' | 'q' => "k",
                'g' if front(at + 1) && !hard_g => "s",
                'g' => "g",
                's' | 'z' | 'j' => "s",
                't' => "t",
                'd' => "d",
                'n' => "n",
                'm' if matches!(letters.get(at + 1), Some('p' | 'b')) => "n",
                'm' => "m",
                'h' if vowel(at + 1) => "h",
                'f' => "h",
                'b' | 'v' => "b",
                'p' => "p",
                'r' if vowel(at + 1) && !(letters[at + 1] == 'e' && at + 2 == letters.len()) => "r",
                'l' => "r",
                'x' => "ks",
                _ => "",
            };
            (sound, 1)
        };
        if sounds.is_empty() {
            apart |= vowel(at);
        }
        for sound in sounds.chars() {
            if apart || !out.ends_with(sound) {
                out.push(sound);
            }
            apart = false;
        }
        at += taken;
    }
    // Sports is スポーツ: what is left of ts is t.
    if letters.ends_with(&['t', 's']) && out.ends_with("ts") {
        out.pop();
    }
    out
}

/// A reading in hiragana as a name is compared: しんじゅく gives `sinsuku`.
pub fn of_reading(reading: &str) -> String {
    let mut latin = String::with_capacity(reading.len());
    for c in reading.chars() {
        let syllable = match c {
            'あ' | 'ぁ' => "a",
            'い' | 'ぃ' => "i",
            'う' | 'ぅ' => "u",
            'え' | 'ぇ' => "e",
            'お' | 'ぉ' | 'を' => "o",
            'か' | 'が' => "ka",
            'き' | 'ぎ' => "ki",
            'く' | 'ぐ' => "ku",
            'け' | 'げ' => "ke",
            'こ' | 'ご' => "ko",
            'さ' | 'ざ' => "sa",
            'し' | 'じ' | 'ぢ' => "si",
            'す' | 'ず' | 'づ' => "su",
            'せ' | 'ぜ' => "se",
            'そ' | 'ぞ' => "so",
            'た' | 'だ' => "ta",
            'ち' => "ti",
            'つ' => "tu",
            'て' | 'で' => "te",
            'と' | 'ど' => "to",
            'な' => "na",
            'に' => "ni",
            'ぬ' => "nu",
            'ね' => "ne",
            'の' => "no",
            'は' | 'ば' | 'ぱ' => "ha",
            'ひ' | 'び' | 'ぴ' => "hi",
            'ふ' | 'ぶ' | 'ぷ' => "hu",
            'へ' | 'べ' | 'ぺ' => "he",
            'ほ' | 'ぼ' | 'ぽ' => "ho",
            'ま' => "ma",
            'み' => "mi",
            'む' => "mu",
            'め' => "me",
            'も' => "mo",
            'ら' => "ra",
            'り' => "ri",
            'る' => "ru",
            'れ' => "re",
            'ろ' => "ro",
            'わ' => "wa",
            'ん' => "n",
            'や' => "ya",
            'ゆ' => "yu",
            'よ' => "yo",
            'ゃ' | 'ゅ' | 'ょ' => {
                // The i of きょ is not spoken; しょ and ちょ are written without y.
                latin.pop();
                let glide = !latin.ends_with(['s', 't']);
                if glide {
                    latin.push('y');
                }
                match c {
                    'ゃ' => "a",
                    'ゅ' => "u",
                    _ => "o",
                }
            }
            _ => "",
        };
        latin.push_str(syllable);
    }
    short(&latin)
}

/// A name in Latin letters in the same way: `Shinjuku` gives `sinsuku`.
pub fn of_romanised(name: &str) -> String {
    let letters: Vec<char> = name
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'ā' | 'â' => Some('a'),
            'ī' | 'î' => Some('i'),
            'ū' | 'û' => Some('u'),
            'ē' | 'ê' => Some('e'),
            'ō' | 'ô' => Some('o'),
            'a'..='z' => Some(c),
            _ => None,
        })
        .collect();
    let mut latin = String::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied();
        match (letters[at], next) {
            ('s', Some('h')) => latin.push('s'),
            ('c', Some('h')) => latin.push('t'),
            ('t', Some('s')) => latin.push('t'),
            ('t', Some('c')) => {
                at += 1;
                continue;
            }
            // Ohno.
            ('o', Some('h')) if !letters.get(at + 2).is_some_and(|c| "aiueo".contains(*c)) => latin.push('o'),
            (c, _) => {
                latin.push(match c {
                    'g' => 'k',
                    'z' | 'j' => 's',
                    'd' => 't',
                    'b' | 'p' | 'f' | 'v' => 'h',
                    'm' if matches!(next, Some('b' | 'p' | 'm')) => 'n',
                    c => c,
                });
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    short(&latin)
}

/// Without what is long or doubled.
fn short(latin: &str) -> String {
    let mut out = String::with_capacity(latin.len());
    for c in latin.chars() {
        let long = match c {
            'u' => out.ends_with(['o', 'u']),
            'n' => false,
            c => out.ends_with(c),
        };
        if !long {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loanwords_sound_as_they_did() {
        for (katakana, english) in [
            ("コンピューター", "computer"),
            ("センター", "center"),
            ("ボランティア", "volunteer"),
            ("フェスティバル", "festival"),
            ("スポーツ", "sports"),
            ("チケット", "tickets"),
            ("テクノロジー", "technology"),
            ("ホール", "hall"),
            ("マーガレット", "Margaret"),
            ("メール", "mail"),
            ("コンビニエンスストア", "conveniencestore"),
        ] {
            assert!(
                of_english(english).contains(&of_katakana(katakana)),
                "{katakana} {:?} {:?}",
                of_katakana(katakana),
                of_english(english)
            );
        }
        assert!(!of_english("library").contains(&of_katakana("センター")));
    }

    #[test]
    fn names_are_the_same_in_both_writings() {
        for (reading, name) in [
            ("しんじゅく", "Shinjuku"),
            ("とうきょう", "Tokyo"),
            ("おおさか", "Ōsaka"),
            ("ちゅうおう", "Chuo"),
            ("さくらかわ", "Sakuragawa"),
            ("なんば", "Namba"),
            ("こうちょう", "Kocho"),
            ("ほっかいどう", "Hokkaido"),
            ("じょうえつ", "Joetsu"),
            ("おおの", "Ohno"),
        ] {
            assert_eq!(of_reading(reading), of_romanised(name), "{name}");
        }
    }
}
