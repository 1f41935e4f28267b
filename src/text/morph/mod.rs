//! The words of Japanese: where they are, what part of speech, in which form, from which base form, how they are read.
//!
//! [`tokens`] cuts a text into [`Token`]s; a rule asks its `Passage` for them, which cuts once and only if asked. Spaces
//! are no tokens, everything else belongs to one. There is nothing to load and nothing to wait for: the dictionary
//! (IPADIC with additions of ours, see `assets/dictionary/`) is read where it lies in the program.
//!
//! ```
//! use kian::text::morph::{self, Form, Pos};
//! let text = "書類を書いた。";
//! let tokens = morph::tokens(text);
//! let verb = tokens.iter().find(|t| t.pos == Pos::Verb).unwrap();
//! assert_eq!((verb.surface(text), verb.base(text), verb.form), ("書い", "書く", Form::Past));
//! assert_eq!(tokens[0].reading().as_deref(), Some("しょるい"));
//! ```
//!
//! What a rule should know:
//! - Words are short: 受け付けています is 受け付け・て・い・ます, 住民基本台帳 is 住民・基本・台帳. れる・られる・せる・させる are
//!   [`Pos::VerbSuffix`]; いる・いただく・できる after て are [`Pos::BoundVerb`]; こと・もの・とき・ため are
//!   [`Pos::BoundNoun`] unless they are part of a word (事業).
//! - A noun made of a verb (受付, 打合せ) is a [`Pos::Noun`] or [`Pos::VerbalNoun`]; the same letters before ます a verb.
//! - Base forms keep the spelling of the text: 頂い is 頂く, いただい is いただく. Compare with [`Token::is`].
//! - A word in no dictionary ([`Token::is_known`]) is guessed from its letters and has no reading. Trust it least.
//! - It errs now and then, mostly over hiragana in a row and over nouns that are also stems of verbs. A rule that warns
//!   should look at the letters around as well, and let its examples decide.

mod dictionary;
mod lattice;
pub mod neighbours;
pub mod ruby;
pub mod senses;

use super::Span;
use dictionary::{Dictionary, UNKNOWN};
use lattice::Lattice;
use std::cell::RefCell;

/// A part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pos {
    /// 名詞.
    Noun,
    /// 名詞 that makes a verb with する: 申請, 受付.
    VerbalNoun,
    /// 形容動詞の語幹: 必要, 静か.
    AdjectivalNoun,
    /// 名詞 that may be an adverb: 今日, 以上, 場合.
    AdverbialNoun,
    /// 固有名詞: people, places, organisations.
    ProperNoun,
    /// 代名詞.
    Pronoun,
    /// 数.
    Number,
    /// 助数詞: 円, 人, 月, か所.
    Counter,
    /// 形式名詞: こと, もの, とき, ため, の of 行くのは.
    BoundNoun,
    /// よう, そう, みたい.
    AuxiliaryNoun,
    /// 接尾辞: 者, 等, 的, さん.
    NounSuffix,
    /// 接頭辞: お, ご, 新, 第.
    Prefix,
    /// 動詞.
    Verb,
    /// 補助動詞: いる of している, ください.
    BoundVerb,
    /// れる, られる, せる, させる.
    VerbSuffix,
    /// 形容詞.
    Adjective,
    /// 補助形容詞: ない of でない, ほしい, やすい.
    BoundAdjective,
    /// っぽい, らしい.
    AdjectiveSuffix,
    /// 副詞.
    Adverb,
    /// 連体詞.
    Adnominal,
    /// 接続詞.
    Conjunction,
    /// 感動詞.
    Interjection,
    /// 助動詞: た, ない, ます, です, だ.
    Auxiliary,
    /// 格助詞, also について, による.
    CaseParticle,
    /// 係助詞: は, も.
    TopicParticle,
    /// 接続助詞: て, が, ので, ば.
    ConjunctiveParticle,
    /// 並立助詞: や, たり, とか.
    ParallelParticle,
    /// 終助詞: か, ね.
    FinalParticle,
    /// の between nouns.
    AdnominalParticle,
    /// 副助詞 and the rest: など, だけ, まで.
    AdverbialParticle,
    /// 記号.
    Mark,
}

impl Pos {
    /// Whether it is a noun that can stand alone.
    pub fn is_noun(self) -> bool {
        use Pos::*;
        matches!(self, Noun | VerbalNoun | AdjectivalNoun | AdverbialNoun | ProperNoun | Pronoun | Number)
    }

    /// Whether it is written without a space before it, even where words are spaced.
    fn clings(self) -> bool {
        matches!(self, Pos::NounSuffix | Pos::Counter)
    }

    /// Whether it is a particle.
    pub fn is_particle(self) -> bool {
        use Pos::*;
        matches!(self, CaseParticle | TopicParticle | ConjunctiveParticle | ParallelParticle | FinalParticle)
            || matches!(self, AdnominalParticle | AdverbialParticle)
    }
}

/// A kind of conjugation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// It does not conjugate.
    None,
    /// 五段: the row is that of the base form's last letter.
    Godan,
    /// 一段.
    Ichidan,
    /// 来る.
    Kuru,
    /// する, 〜ずる.
    Suru,
    /// 形容詞.
    Adjective,
    /// 文語.
    Classical,
    /// た, ない, ます, です, だ and the like.
    Auxiliary,
}

/// A form of a conjugated word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// It does not conjugate.
    None,
    /// 基本形: 書く.
    Base,
    /// 未然形: 書か.
    Negative,
    /// 未然形 before う: 書こ.
    Volitional,
    /// 連用形: 書き.
    Continuative,
    /// 連用形 before た and て: 書い.
    Past,
    /// 体言接続: な of だ.
    Adnominal,
    /// 仮定形: 書け.
    Conditional,
    /// 命令形: 書け.
    Imperative,
    /// The stem alone: 高 of 高すぎる.
    Stem,
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text that was cut.
    pub span: Span,
    /// Its part of speech.
    pub pos: Pos,
    /// How it conjugates.
    pub class: Class,
    /// Its form.
    pub form: Form,
    id: u16,
    entry: u32,
}

impl Token {
    /// What stands in `text`, the text that was cut.
    pub fn surface(self, text: &str) -> &str {
        &text[self.span.range()]
    }

    /// Its base form: 書い → 書く. Words that do not conjugate are their own.
    pub fn base(self, text: &str) -> &str {
        let known = if self.is_known() { Dictionary::get().base(self.entry) } else { None };
        known.unwrap_or_else(|| self.surface(text))
    }

    /// Whether it is a form of `base` and a `pos`.
    pub fn is(self, text: &str, pos: Pos, base: &str) -> bool {
        self.pos == pos && self.base(text) == base
    }

    /// How it is read, in hiragana, as it is written with kana (は, not わ); `None` where no dictionary says.
    pub fn reading(self) -> Option<String> {
        Dictionary::get().reading(self.entry)
    }

    /// Whether a dictionary has it.
    pub fn is_known(self) -> bool {
        self.entry != UNKNOWN
    }

    /// Everything the dictionary says of its kind, in its own words: `動詞,自立,*,*,五段・カ行イ音便,連用タ接続`.
    pub fn detail(self) -> &'static str {
        Dictionary::get().feature(self.id).text
    }
}

/// Bytes of text that are searched at once. Longer stretches are cut where a word is least likely to be: a long line
/// costs time, not memory.
const STRETCH: usize = 6_000;

/// The words of `text`, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    cut(text).0
}

/// How unlikely the words of `text` are in their order: the costs of IPADIC, which grow with every word.
pub fn cost(text: &str) -> i32 {
    cut(text).1
}

/// The words of `text` and what they cost.
fn cut(text: &str) -> (Vec<Token>, i32) {
    thread_local! {
        static LATTICE: RefCell<Lattice> = RefCell::new(Lattice::new());
    }
    LATTICE.with_borrow_mut(|lattice| {
        let (mut tokens, mut cost) = (Vec::new(), 0i32);
        let mut at = 0;
        while at < text.len() {
            let end = at + stretch(&text[at..]);
            cost = cost.saturating_add(lattice.cut(&text[at..end], at, &mut tokens));
            at = end;
        }
        (tokens, cost)
    })
}

/// How many bytes of `text` are searched at once: to the end of a line, and of a long one to the last 。, then 、 or
/// space, then change of script, then anywhere.
fn stretch(text: &str) -> usize {
    let most = text.floor_char_boundary(STRETCH);
    let window = &text[..most];
    if let Some(line) = window.find('\n') {
        return line + 1;
    }
    if most == text.len() {
        return most;
    }
    let after = |found: Option<(usize, &str)>| found.map(|(at, mark)| at + mark.len());
    let kanji = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c) || c == '々';
    let change = || {
        let chars = window.char_indices().rev();
        let pairs = chars.clone().skip(1).zip(chars);
        pairs.into_iter().find(|((_, a), (_, b))| !kanji(*a) && kanji(*b)).map(|(_, (at, _))| at)
    };
    after(window.rmatch_indices(['。', '．', '！', '？']).next())
        .or_else(|| after(window.rmatch_indices(['、', '，', ',', ' ', '\u{3000}', '」', '）']).next()))
        .or_else(change)
        .filter(|at| *at > 0)
        .unwrap_or(most)
}

/// A katakana character as hiragana; others as they are.
pub fn hiragana(c: char) -> char {
    match c {
        '\u{30A1}'..='\u{30F6}' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    }
}
