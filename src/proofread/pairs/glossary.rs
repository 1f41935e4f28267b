//! [`Glossary`]: Japanese terms and the English that was agreed for them. The standard one holds what Japan's offices
//! have in common; an office adds its own, the [`Termbase`].

use crate::text::Span;
use crate::translation::terms::{self, Termbase};
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::{Arc, LazyLock};

use super::paraphrase::has_word;

/// An agreed term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The Japanese.
    pub ja: String,
    /// English for it, the preferred one first; each is allowed.
    pub en: Vec<String>,
    /// English that is known to be wrong for it.
    pub wrong: Vec<String>,
    /// Japanese beside which `wrong` is right: 戸籍 for `family register` beside 住民票.
    pub unless: Vec<String>,
    /// Whether one of `en` must stand there: names of ministries, disaster warnings.
    pub strict: bool,
    /// Whether it is the name of an organisation.
    pub organisation: bool,
}

impl Term {
    /// Whether one of its agreed words stands in `lower`, an English text in lower case, in singular or plural.
    pub fn is_in(&self, lower: &str) -> bool {
        self.en.iter().any(|words| place(lower, words).is_some())
    }

    /// Which of its agreed words stands in `lower`, by number.
    pub fn which(&self, lower: &str) -> Option<usize> {
        self.en.iter().position(|words| place(lower, words).is_some())
    }

    /// The first of its wrong words in `lower`, and where.
    pub fn wrong_in(&self, lower: &str) -> Option<Span> {
        self.wrong.iter().find_map(|words| place(lower, words))
    }
}

/// Where `words` stand whole in `lower`, in singular or plural, hyphens and spaces alike.
fn place(lower: &str, words: &str) -> Option<Span> {
    let words = words.to_ascii_lowercase();
    let stem = words.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let mut forms = vec![words.clone(), format!("{words}s"), format!("{words}es")];
    forms.extend(stem.map(|stem| format!("{stem}ies")));
    // `guidelines` agreed, `guideline` written.
    forms.extend(words.strip_suffix('s').filter(|w| !w.ends_with('s')).map(str::to_owned));
    if words.contains(' ') {
        forms.push(words.replace(' ', "-"));
    }
    forms.iter().find_map(|form| {
        has_word(lower, form).then(|| {
            let found = lower.match_indices(form.as_str()).find(|(at, _)| {
                let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
                let before = at.checked_sub(1).and_then(|at| lower.as_bytes().get(at));
                !letter(before) && !letter(lower.as_bytes().get(at + form.len()))
            });
            let at = found.map_or(0, |(at, _)| at);
            Span::new(at, at + form.len())
        })
    })
}

/// See the module.
#[derive(Clone)]
pub struct Glossary {
    terms: Vec<Term>,
    finder: Option<AhoCorasick>,
    own: Arc<Termbase>,
}

/// The terms that come with the program.
impl Default for Glossary {
    fn default() -> Self {
        Self::standard().clone()
    }
}

impl std::fmt::Debug for Glossary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let own = self.own.terms().len();
        f.debug_struct("Glossary").field("terms", &self.terms.len()).field("own", &own).finish_non_exhaustive()
    }
}

impl Glossary {
    /// The terms that come with the program.
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Glossary> = LazyLock::new(|| Glossary::of(standard()));
        &STANDARD
    }

    /// The standard terms with an office's own, which stand above them.
    pub fn with(own: Arc<Termbase>) -> Self {
        let mut terms = standard();
        terms.retain(|term| !own.terms().iter().any(|o: &terms::Term| o.ja == term.ja));
        Self { own, ..Self::of(terms) }
    }

    /// An office's own terms.
    pub fn own(&self) -> &Termbase {
        &self.own
    }

    fn of(mut terms: Vec<Term>) -> Self {
        terms.retain(|term| !term.ja.is_empty() && !term.en.is_empty());
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(terms.iter().map(|term| term.ja.as_str()))
            .ok();
        Self { terms, finder, own: Arc::default() }
    }

    /// The terms in `text`, a longer one before what it holds, and where.
    pub fn found<'g>(&'g self, text: &'g str) -> impl Iterator<Item = (Span, &'g Term)> + 'g {
        let found = self.finder.iter().flat_map(move |finder| finder.find_iter(text));
        found.filter_map(|m| Some((Span::new(m.start(), m.end()), self.terms.get(m.pattern().as_usize())?)))
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

fn standard() -> Vec<Term> {
    let source = include_str!("../../../assets/rules/bi-glossary.tsv");
    let entry = |line: &str| {
        let mut fields = line.split('\t');
        let mut list = || -> Vec<String> {
            let field = fields.next().unwrap_or("");
            field.split('|').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect()
        };
        let (ja, en, wrong, unless, class) = (list().pop()?, list(), list(), list(), list());
        let has = |word: &str| class.iter().any(|c| c == word);
        Some(Term { ja, en, wrong, unless, strict: has("strict"), organisation: has("organisation") })
    };
    source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_terms_are_whole() {
        let terms = standard();
        assert!(terms.len() > 100, "{}", terms.len());
        for term in &terms {
            assert!(!term.en.is_empty(), "{}", term.ja);
            let both = term.wrong.iter().find(|wrong| term.en.contains(wrong));
            assert!(both.is_none(), "{}: {both:?}", term.ja);
        }
    }

    #[test]
    fn terms_are_found_in_their_forms() {
        let text = "交付金の申請書と特別警報";
        let found: Vec<&str> = Glossary::standard().found(text).map(|(_, term)| term.ja.as_str()).collect();
        assert_eq!(found, ["申請書", "特別警報"]);
        let glossary = Glossary::standard();
        let term = |ja: &str| glossary.terms.iter().find(|t| t.ja == ja).unwrap();
        assert!(term("市区町村").is_in("in all municipalities"));
    }

    #[test]
    fn an_office_says_it_otherwise() {
        let own = terms::Term { ja: "申請書".to_owned(), en: "request sheet".to_owned(), ..Default::default() };
        let glossary = Glossary::with(Arc::new(Termbase::new(vec![own])));
        assert!(glossary.found("申請書").next().is_none());
        assert_eq!(glossary.own().terms().len(), 1);
        assert_eq!(glossary.len(), Glossary::standard().len() - 1);
    }
}
