//! How a reading in kana looks in Roman letters, for telling whether two names are one.

/// `kana` after Hepburn, long vowels and doubled consonants as they come: とうきょう is `toukyou`.
pub fn romaji(kana: &str) -> String {
    let mut written = String::new();
    let mut double = false;
    for c in kana.chars() {
        let c = hiragana(c);
        if c == 'っ' {
            double = true;
            continue;
        }
        if "ゃゅょぁぃぅぇぉ".contains(c) && written.ends_with(['i', 'u', 'e', 'o', 'a']) {
            let vowel = match c {
                'ゃ' | 'ぁ' => 'a',
                'ゅ' | 'ぅ' => 'u',
                'ょ' | 'ぉ' => 'o',
                'ぇ' => 'e',
                _ => 'i',
            };
            written.pop();
            let palatal = written.ends_with("sh") || written.ends_with("ch") || written.ends_with('j');
            if "ゃゅょ".contains(c) && !palatal {
                written.push('y');
            }
            written.push(vowel);
            continue;
        }
        let Some(syllable) = SYLLABLES.iter().find(|(k, _)| *k == c).map(|(_, r)| *r) else { continue };
        if std::mem::take(&mut double) {
            written.push(if syllable.starts_with("ch") { 't' } else { syllable.chars().next().unwrap_or('t') });
        }
        written.push_str(syllable);
    }
    written
}

fn hiragana(c: char) -> char {
    crate::text::morph::hiragana(c)
}

const SYLLABLES: &[(char, &str)] = &[
    ('あ', "a"),
    ('い', "i"),
    ('う', "u"),
    ('え', "e"),
    ('お', "o"),
    ('か', "ka"),
    ('き', "ki"),
    ('く', "ku"),
    ('け', "ke"),
    ('こ', "ko"),
    ('さ', "sa"),
    ('し', "shi"),
    ('す', "su"),
    ('せ', "se"),
    ('そ', "so"),
    ('た', "ta"),
    ('ち', "chi"),
    ('つ', "tsu"),
    ('て', "te"),
    ('と', "to"),
    ('な', "na"),
    ('に', "ni"),
    ('ぬ', "nu"),
    ('ね', "ne"),
    ('の', "no"),
    ('は', "ha"),
    ('ひ', "hi"),
    ('ふ', "fu"),
    ('へ', "he"),
    ('ほ', "ho"),
    ('ま', "ma"),
    ('み', "mi"),
    ('む', "mu"),
    ('め', "me"),
    ('も', "mo"),
    ('や', "ya"),
    ('ゆ', "yu"),
    ('よ', "yo"),
    ('ら', "ra"),
    ('り', "ri"),
    ('る', "ru"),
    ('れ', "re"),
    ('ろ', "ro"),
    ('わ', "wa"),
    ('を', "o"),
    ('ん', "n"),
    ('が', "ga"),
    ('ぎ', "gi"),
    ('ぐ', "gu"),
    ('げ', "ge"),
    ('ご', "go"),
    ('ざ', "za"),
    ('じ', "ji"),
    ('ず', "zu"),
    ('ぜ', "ze"),
    ('ぞ', "zo"),
    ('だ', "da"),
    ('ぢ', "ji"),
    ('づ', "zu"),
    ('で', "de"),
    ('ど', "do"),
    ('ば', "ba"),
    ('び', "bi"),
    ('ぶ', "bu"),
    ('べ', "be"),
    ('ぼ', "bo"),
    ('ぱ', "pa"),
    ('ぴ', "pi"),
    ('ぷ', "pu"),
    ('ぺ', "pe"),
    ('ぽ', "po"),
    ('ー', ""),
];

/// A name in Roman letters as far as spellings agree: macrons, long vowels, n before b, m and p, and case aside.
pub fn folded(name: &str) -> String {
    let mut plain: String = name
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'ā' | 'â' => Some('a'),
            'ī' | 'î' => Some('i'),
            'ū' | 'û' => Some('u'),
            'ē' | 'ê' => Some('e'),
            'ō' | 'ô' => Some('o'),
            c if c.is_ascii_alphabetic() => Some(c),
            _ => None,
        })
        .collect();
    for (long, short) in [
        ("ou", "o"),
        ("oo", "o"),
        ("uu", "u"),
        ("ei", "e"),
        ("oh", "o"),
        ("mb", "nb"),
        ("mp", "np"),
        ("mm", "nm"),
        ("tch", "cch"),
    ] {
        // おほ of 大橋 is no long vowel: `oh` before a vowel stays.
        if long == "oh" {
            let mut kept = String::new();
            let letters: Vec<char> = plain.chars().collect();
            for (at, c) in letters.iter().enumerate() {
                let silent = *c == 'h'
                    && at > 0
                    && letters[at - 1] == 'o'
                    && letters.get(at + 1).is_none_or(|n| !"aiueo".contains(*n));
                if !silent {
                    kept.push(*c);
                }
            }
            plain = kept;
        } else {
            plain = plain.replace(long, short);
        }
    }
    plain
}

/// Whether two names are one, sounds that change inside a compound (`Nakajima`, `Nakashima`) aside.
pub fn alike(a: &str, b: &str) -> bool {
    let soft = |name: &str| {
        let mut name = folded(name);
        for (voiced, plain) in [
            ("j", "sh"),
            ("z", "s"),
            ("g", "k"),
            ("b", "h"),
            ("p", "h"),
            ("d", "t"),
            ("f", "h"),
            ("ts", "s"),
            ("ch", "sh"),
        ] {
            name = name.replace(voiced, plain);
        }
        name
    };
    soft(a) == soft(b)
}

/// How many letters differ.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let here = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = here;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        assert_eq!(romaji("きょうと"), "kyouto");
        assert_eq!(romaji("さっぽろ"), "sapporo");
        assert_eq!(romaji("しんじゅく"), "shinjuku");
        assert!(alike("おおたに".chars().map(|c| romaji(&c.to_string())).collect::<String>().as_str(), "Ōtani"));
        for (a, b) in [
            ("Ohno", "Ōno"),
            ("Nakajima", "NAKASHIMA"),
            ("Homma", "Honma"),
            ("Kouno", "Kōno"),
            ("Yamazaki", "Yamasaki"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [("Sato", "Suzuki"), ("Minato", "Minami"), ("Takahashi", "Takanashi")] {
            assert!(!alike(a, b), "{a} {b}");
        }
        assert_eq!(distance("takahashi", "takanashi"), 1);
    }
}
