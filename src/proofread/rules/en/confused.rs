//! Words that are taken for each other.
//!
//! A table of phrases knows the pairs that only their neighbours' meaning tells apart (a *peace* of paper). The others
//! are told apart by the place they stand in: no noun follows *will*, no verb follows *your*, and nobody owns anything
//! *there*. Those places are found here, by a few short lists of the words that open them.

use super::{CONFUSED, GE, english};
use crate::proofread::english::{capital_as, is_name};
use crate::proofread::{About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::LazyLock;

/// more then → more than; will effect you → will affect you; help you breath → breathe.
pub struct Confused;

/// A word that is wrong in some places, and what is meant there.
struct Entry {
    right: &'static str,
    verb: bool,
    noun: bool,
    of: bool,
    we: bool,
    done: bool,
    any: bool,
    given: bool,
    order: bool,
    they: bool,
    one: bool,
    /// One of these must follow, if there are any.
    next: Vec<&'static str>,
    /// None of these may.
    never: Vec<&'static str>,
    /// One of these must stand before, if there are any.
    last: Vec<&'static str>,
    /// The sentence must speak of one of these, if there are any.
    about: Vec<&'static str>,
    /// And of none of these.
    against: Vec<&'static str>,
}

static ENTRIES: LazyLock<HashMap<&'static str, Vec<Entry>>> = LazyLock::new(|| {
    let mut entries: HashMap<&str, Vec<Entry>> = HashMap::new();
    for line in include_str!("../../../../assets/rules/en-word-confused-place.tsv").lines() {
        let mut cells = line.split('\t');
        let (Some(wrong), Some(right), Some(places)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let mut words = || cells.next().unwrap_or_default().split_whitespace().collect();
        let place = |name: &str| places.split(' ').any(|place| place == name);
        let entry = Entry {
            right,
            verb: place("verb"),
            noun: place("noun"),
            of: place("of"),
            we: place("we"),
            done: place("done"),
            any: place("any"),
            given: place("given"),
            order: place("order"),
            they: place("they"),
            one: place("one"),
            next: words(),
            never: words(),
            last: words(),
            about: words(),
            against: words(),
        };
        entries.entry(wrong).or_default().push(entry);
    }
    entries
});

/// Words behind which the plain form of a verb stands.
const MODALS: &str = "will would can cannot could may might must should shall can’t can't won’t won't don’t don't \
                      doesn’t doesn't didn’t didn't couldn’t couldn't shouldn’t shouldn't wouldn’t wouldn't";
/// Words that may stand between them.
const ADVERBS: &str = "not also always never still even ever soon then only often again really already easily quickly \
                       slowly freely safely directly badly greatly seriously adversely fully simply properly strongly";
/// Words behind which a clause is turned round: when will, nor can.
const TURNED: &str = "when where why how what which who whom nor neither only so then there and or if but";
/// Words before *to* that make the next one a verb.
const BEFORE_TO: &str = "want wants wanted need needs needed have has had able unable going try tries tried trying how \
                         order like wish wishes wished ask asks asked asking ready easy hard difficult possible \
                         impossible allowed free plan plans planned planning hope hopes decide decided what when \
                         whether where not helps likely unlikely sure important necessary safe happy used time way \
                         chance right ought refuse refused agree agreed forget remember obliged required people you";
/// Words that begin what a verb acts on.
const OBJECTS: &str = "the a an your our their his her its my this that these those it them us you me him all any each \
                       every some no both";
/// Words that only a noun, or what describes one, follows.
const OWNERS: &str = "the a an your our my their its another";
/// Prepositions that are never the last part of a verb.
const PREPOSITIONS: &str = "of for with without from by about into between during against";
/// Describing words between *the* and its noun.
const QUALITIES: &str = "small large big little great good bad best better new old free legal medical professional \
                         expert further final first second last next general special useful helpful wise friendly \
                         wrong right different clear direct indirect full strong serious severe long short deep \
                         brown white stamped sealed return reply safety wide careful simple same only other main \
                         whole real strange sudden possible likely lasting positive negative harmful adverse \
                         significant financial technical practical personal official public local annual private \
                         sound written early late quick slow heavy light high low strict open personal free heavy \
                         single separate plain proper tax health electronic mobile warning listening hearing";
/// Words that no noun is: what follows *there* when it is right.
const SMALL_WORDS: &str = "is are was were be been being am will would can could may might must should shall cannot \
                           has have had do does did a an the this that these those my your our their his her its \
                           it they we you he she i who which what when where why how whether if as than then and or \
                           but nor so yet to of in on at by for from with without into onto out up down off over \
                           under near behind inside outside above below around across through along between among \
                           before after during since until till while because although though unless about against \
                           not no never always often also only just still even already again too very soon now \
                           today tonight tomorrow yesterday daily weekly yearly early late later alone together first \
                           last once twice every each all any some both either neither many much more most few less \
                           several enough another other others one two three four five six seven eight nine ten \
                           please himself herself themselves yourself yourselves ourselves myself here there \
                           exists exist existed remains remain remained seems seem appears appear comes came come \
                           goes go went ought used needs need isn’t isn't aren’t aren't wasn’t wasn't weren’t weren't \
                           won’t won't free instead anyway forever safely directly quickly easily better best unless \
                           anyone someone everyone nobody somebody everybody something anything nothing per via \
                           regularly usually sometimes perhaps always weekdays weekends mornings afternoons evenings \
                           indoors outdoors upstairs downstairs overseas afterwards towards besides plus unless thus \
                           less yes this us perhaps whenever wherever except like past next beside beyond upon \
                           within throughout despite whose whom let lets";
/// Verbs with something to act on: what stands between them and a noun is *their*, not *there*.
const ACTING: &str = "take takes took taking lose loses lost bring brings brought bringing forget forgets forgot show \
                      shows showed submit submits submitted renew renews renewed change changes changed use uses \
                      used using leave leaves left receive receives received keep keeps kept put puts check checks \
                      checked write wrote give gives gave send sends sent pay pays paid wash washes washed wear wears \
                      wore open opens opened close closed lock locks locked carry carries carried clean cleans \
                      cleaned move moved sell sold share shares shared tell tells told teach teaches taught register \
                      registered update updates updated sign signs signed raise raised hold holds held find found \
                      spend spent save saves saved enjoy enjoys enjoyed protect protects protected make makes made \
                      cast express cover covers covered dry feed feeds fed help helps helped improve improves \
                      improved know protect repair repairs repaired replace replaced report reports reported reuse \
                      rinse sort sorts sorted store stores stored tie ties tied train trim trims trimmed turn water \
                      weigh prune pull cut dig damage damages damaged lend lends lent choose chose describe describes \
                      explain explained fill finish finished follow get gets got hand have has had discuss discussed \
                      invite invited meet met measure need needs offer offers offered prove support supports \
                      supported want wants wanted manage managed develop developed build built love loves";
/// What can be owned, in the words of an office: enough of them for *there* and *you*.
const NOUNS: &str = "address age aim application baby bag belongings bicycle bike bill birthday boat body bottle \
                     breath budget building burden business car card care case cat certificate child children \
                     choice city class client clothes comment company consent contact contract copy cost country \
                     crop culture daily data daughter death decision deposit diet disability doctor dog door duty \
                     employer employment engine estate experience family farm father fee field finger food foot form \
                     friend future garbage garden gate goal grave group guardian hair hand harvest head health heart \
                     heating help history hobby holiday home homework house household husband ID identity idea \
                     illness income information insurance interest job journey key kitchen labour labor land landlord \
                     language laundry letter licence license life lifestyle lives loan location lock luggage lunch mail \
                     medicine meal membership memory mind mobile money mother mouth name nationality neighbor \
                     neighbour neighborhood neighbourhood number occupation office opinion own owner page parent \
                     partner password passport payment pension permission permit pet phone photo picture place plan \
                     policy position power prescription premium privacy problem product profile progress project \
                     property purse question ration receipt refund registration relative rent reply report request \
                     residence result right road roof room root roots route rubbish safety salary savings schedule \
                     school seat seal service shift shoes shop side signature sister brother site skill son \
                     spouse staff status step stomach store story street studies study support surname swimsuit tax \
                     teacher team teeth telephone tent ticket time title tools town toys trash treatment trees trip \
                     trouble turn umbrella understanding uniform use vehicle village visa vehicle voice vote wages \
                     rice tea milk fish fruit coat hat cap bread meat cup wallet ward waste water website weight wife window wishes work workplace worries";
/// Words of persons and things with many of them, before *then* and *than*.
const THAN_WHAT: &str = "the a an usual expected last planned normal average any ever before needed necessary others \
                         it they we you he she this that these those in at one two three four five six ten half \
                         what previous most";
/// Words whose *off* is an *of*.
const PARTS: &str = "because instead ahead front most lot lots kind sort date member members majority lack outside \
                     favour favor charge capable aware proof places town mayor ward city instead place title";
/// Things that can be counted and whose names are no verbs.
const COUNTED: &str = "application child children doctor passport family employer residence house car ticket dog cat                        receipt payment neighbour neighbor city town teacher landlord bicycle certificate husband wife                        son daughter mother signature prescription password username pension salary apartment bank";
/// Verbs that give somebody something.
const GIVING: &str = "give gives gave given giving send sends sent sending show shows showing offer offers offered \
                      offering bring brings buy pay pays get gets cost costs hand lend lends issue sell sells tell tells \
                      teach teaches ask asks charge grant find save make makes for with call";
/// Verbs behind which a thing is given to somebody.
const GIVEN: &str = "give gives gave given giving offer offers offered offering send sends sent get gets got bring ask \
                     asks asked cost costs show shows teach provide provides";
/// Verbs behind which a noun stands without an article.
const WANTED: &str = "give gives gave giving need needs needed want wants seek seeks sought offer offers offered offering \
                      provide provides provided get gets got receive receives received follow follows followed take \
                      ignore heed require welcome of for without with";
/// Words that no subject of few words holds.
const NO_SUBJECT: &str = "is are was were be been being am will would can could may might must should shall has have had \
                          do does did to not please if when that who which because while give gives gave offer offers \
                          get gets need needs by for with from about into on at";
const MONTHS: &str = "january february march april may june july august september october november december";
const PRONOUNS: &str = "i we they he she";
/// What an office asks people to do, behind *too*.
const DOINGS: &str = "be apply pay get make do use see send bring have help take visit ask find keep leave check submit \
                      register renew call contact buy sell join attend work live know change open close park read \
                      write learn move speak sign fill show pick collect book report start stop return wear tell wait drive walk";
const WANTING: &str = "want wants wanted need needs needed able unable going how like try tries tried ready order ask \
                       asked asks plan plans planned hope hopes wish wishes allowed free happy required invited";
const WHERE_PLACES: &str = "place places counter counters room rooms office offices building hall area areas shop shops \
                            desk town city street station school gate floor site spot spots point window page box \
                            clinic clinics hospital library park country shelter shelters house";
/// The same, one of each: a place that *were* cannot follow.
const PLACE: &str = "place counter room office building hall shop desk town city street station school gate floor site \
                     spot point window page clinic hospital library park shelter house";
/// Verbs behind which *it's* and *you're* begin what is said.
const SAYING: &str = "know check checks checked find found tell tells told teach teaches show shows showed prove explain \
                      explained describe describes report reports reported forget forgot write wrote want wants need \
                      needs see sign have has had know love make";
/// What people are on their way to.
const GOING: &str = "moving going coming leaving living staying travelling traveling driving walking planning applying \
                     looking waiting thinking paying working using bringing getting having taking trying calling \
                     visiting sending";
const WERE_FOLLOWED: &str = "not also held closed open opened asked told given sent made able late early absent born \
                             paid found taken seen built moved too very there already both all being still never \
                             going happy glad pleased sorry unable";

/// Verbs whose *lose* is *loose*.
const GETTING_LOOSE: &str = "came come comes coming worked works hung hangs hanging broke breaks break breaking run runs ran \
                             running roam roams roaming let set cut shake shakes shook shaken tear tore torn tied wriggled \
                             pulled knocked blown shaking worn fit fits fitted";
/// Words in s that are no things.
const NO_THINGS: &str = "always sometimes perhaps besides overseas across towards news sports business afterwards \
                         its hers ours yours theirs weeks days hours minutes months years serious various previous \
                         dangerous obvious famous";
/// What *effects* belong to as a noun.
const EFFECTS_OF: &str = "side health sound special after knock-on stage lighting light greenhouse ripple spill-over harmful \
                          adverse long-term visual known threshold household cause combined carry-over personal";
/// Verbs of a *principle*.
const PRINCIPLE_DOES: &str = "come mean hold apply guide stay remain stand work go lie rest behind called set used based \
                              underlying held known like rather such worth put taught laid left clear true itself too \
                              most more key not important wrong right simple first";
/// What stands before and behind people who are taken for something personal.
const PERSONNEL_OF: &str = "fire police military medical rescue security trained emergency service hospital nursing support \
                            technical qualified authorized authorised office army navy administrative ground key all our \
                            new other city school maintenance senior local";
const PERSONNEL_BEHIND: &str =
    "must will are can should may who were have from at in on and wear need cannot is has was";

/// Whether `word` says something: a noun, a verb or what describes one.
fn content_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase()) && !is_of(SMALL_WORDS, word)
}

/// Whether the line that begins here goes on with a sentence of the one before.
fn goes_on(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with(|c: char| c.is_lowercase())
}

/// Whether `word` is one of the words in `list`.
fn is_of(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|other| other == word)
}

/// The words of a passage in small letters, and how they stand to each other.
struct Words<'p> {
    text: &'p str,
    lower: &'p str,
    spans: &'p [Span],
}

impl<'p> Words<'p> {
    /// The word `by` places from the one at `at`, if nothing but space is between them; else nothing.
    fn near(&self, at: usize, by: isize) -> &'p str {
        let Some(to) = at.checked_add_signed(by) else { return "" };
        let (from, end) = if by < 0 { (to, at) } else { (at, to) };
        let Some(row) = self.spans.get(from..=end) else { return "" };
        let spaced = |pair: &[Span]| {
            let gap = &self.text[pair[0].end..pair[1].start];
            !gap.is_empty() && gap.chars().all(|c| c == ' ' || c == '\u{a0}')
        };
        if row.windows(2).all(spaced) { &self.lower[self.spans[to].range()] } else { "" }
    }

    /// Whether a clause ends behind the word at `at`.
    fn ends(&self, at: usize) -> bool {
        let rest = self.text[self.spans[at].end..].trim_start_matches(' ');
        let line = rest.strip_prefix('\n').is_some_and(|next| !goes_on(next));
        rest.is_empty() || line || rest.starts_with(['.', ',', ';', ':', '?', '!', ')'])
    }

    /// Whether what follows the word at `at` is what `list` asks for.
    fn is_followed(&self, at: usize, list: &[&str]) -> bool {
        let next = self.near(at, 1);
        list.iter().any(|word| match *word {
            "<object>" => is_of(OBJECTS, next),
            "<end>" => self.ends(at),
            "<content>" => content_word(next),
            "<number>" => next.starts_with(|c: char| c.is_ascii_digit()),
            word if word.contains('_') => word.split('_').zip(1..).all(|(word, by)| self.near(at, by) == word),
            word => next == word,
        })
    }

    /// Whether one of `list` stands before the word at `at`.
    fn is_preceded(&self, at: usize, list: &[&str]) -> bool {
        let last = self.near(at, -1);
        list.iter().any(|word| match *word {
            "<plural>" => last.len() > 3 && last.ends_with('s') && !last.ends_with("ss") && !is_of(SMALL_WORDS, last),
            "<number>" => last.starts_with(|c: char| c.is_ascii_digit()),
            "<start>" => self.starts(at),
            word if word.contains('_') => {
                word.rsplit('_').zip(1..).all(|(word, by): (&str, isize)| self.near(at, -by) == word)
            }
            word => last == word,
        })
    }

    /// Whether only a participle can stand at `at`, behind have.
    fn wants_participle(&self, at: usize) -> bool {
        let (one, two) = (self.near(at, -1), self.near(at, -2));
        let have = "has have had having haven’t haven't hasn’t hasn't hadn’t hadn't we’ve i’ve you’ve they’ve";
        is_of(have, one) || is_of("not also never just already always ever only recently", one) && is_of(have, two)
    }

    /// Whether only the plain form of a verb can stand at `at`.
    fn wants_verb(&self, at: usize) -> bool {
        let mut back = 1isize;
        while back < 3 && is_of(ADVERBS, self.near(at, -back)) {
            back += 1;
        }
        let (word, before) = (self.near(at, -back), self.near(at, -back - 1));
        if word == "please" {
            return back == 1 || self.near(at, -1) != "not" || before != "do";
        }
        if is_of("do does did", word) {
            return back > 1 && self.near(at, -back + 1) == "not";
        }
        // A child helps us breathe; give you advice is another thing.
        if is_of("you us them him people children", word) {
            return is_of("let help helps helped helping", before);
        }
        if word == "to" {
            return is_of(BEFORE_TO, before) || (is_of(OBJECTS, self.near(at, 1)) && before != "according");
        }
        let start = self.spans.get(at.saturating_sub(back as usize)).map_or(0, |span| span.start);
        let month = self.text[start..].starts_with("May") && !before.is_empty();
        // When will, nor can, and the first word of a question; the will and a can are things.
        let turned = before.is_empty() || is_of(TURNED, before);
        if self.is_asked(at) {
            return true;
        }
        let negated = word.ends_with("’t") || word.ends_with("'t") || word == "cannot";
        is_of(MODALS, word) && !month && (negated || !turned) && !is_of(OWNERS, before)
    }

    /// Whether only a noun, or what describes one, can stand at `at`.
    fn wants_noun(&self, at: usize) -> bool {
        let (one, two) = (self.near(at, -1), self.near(at, -2));
        // This device measures; will this affect you?
        let this = one == "this" && (two.is_empty() || is_of(PREPOSITIONS, two) || is_of("use check in on to", two));
        // The doctor's practise; it's and who's are no owners.
        let owner = |word: &str| {
            is_of(OWNERS, word)
                || word.len() > 4
                    && (word.ends_with("'s") || word.ends_with("’s"))
                    && !is_of(
                        "it's it’s that's that’s there's there’s here's here’s what's what’s let's let’s who's who’s",
                        word,
                    )
        };
        owner(one) || is_of(QUALITIES, one) && owner(two) || this
    }

    /// Whether what stands at `at` is given: give you advise, needs advise, offers parents advise.
    fn is_given(&self, at: usize) -> bool {
        let (one, two) = (self.near(at, -1), self.near(at, -2));
        let some = is_of("some any more much enough no good free further useful helpful kind", one);
        let receiver = is_of("you us them me him her people parents residents everyone anyone families visitors", one)
            || self.is_preceded(at, &["<plural>"]);
        is_of(WANTED, one) || (some && is_of(WANTED, two)) || receiver && is_of(GIVEN, two)
    }

    /// Whether the word at `at` begins a sentence.
    fn starts(&self, at: usize) -> bool {
        let before = self.text[..self.spans[at].start].trim_end();
        before.is_empty() || before.ends_with(['.', '?', '!', '\n', ':', '•'])
    }

    /// Whether the word at `at` is told to do: it begins a sentence, or joins another order.
    fn is_order(&self, at: usize) -> bool {
        self.starts(at) && is_of(OBJECTS, self.near(at, 1))
    }

    /// Whether several people stand before the word at `at` as those who do it: doctors advice you.
    fn has_plural_doer(&self, at: usize) -> bool {
        let one = self.near(at, -1);
        let many = self.is_preceded(at, &["<plural>"]) || is_of("people children men women staff police", one);
        let object =
            is_of(OBJECTS, self.near(at, 1)) || is_of("parents residents people visitors children", self.near(at, 1));
        let head = (2..5).map(|by| self.near(at, -by)).take_while(|word| !word.is_empty());
        many && object && head.into_iter().all(|word| !is_of(NO_SUBJECT, word))
    }

    /// Whether a question before the word at `at` makes it a plain verb: How does the change effect …?
    fn is_asked(&self, at: usize) -> bool {
        let rest = &self.text[self.spans[at].end..];
        let question = rest.find(['.', '?', '!', '\n']).is_some_and(|end| rest[end..].starts_with('?'));
        question
            && (2..6).any(|by| {
                let (word, before) = (self.near(at, -by), self.near(at, -by - 1));
                is_of("do does did will can could may should must would", word)
                    && (before.is_empty() || is_of(TURNED, before))
                    && !is_of(MODALS, self.near(at, -1))
                    && (1..by).all(|by| !is_of(NO_SUBJECT, self.near(at, -by)))
            })
    }

    /// Whether one thing stands before the word at `at`, so that no plain verb can: a library accept Kitano.
    fn has_single_doer(&self, at: usize) -> bool {
        let one = self.near(at, -1);
        let plain = one.len() > 2
            && !one.ends_with('s')
            && one.chars().all(|c| c.is_ascii_lowercase())
            && !is_of(SMALL_WORDS, one)
            && !is_of("people children men women staff police you team public cattle fish please", one)
            && !one.ends_with("ly");
        let other = (2..7).any(|by| {
            is_of(
                "and or let make makes made help helps helping do does did will can could may might must should would \
                 shall to not if when cannot have has that who which see saw watch hear in of at on for with by near from \
                 under over behind inside between",
                self.near(at, -by),
            )
        });
        plain && !other && !self.is_asked(at)
    }

    /// Whether something that is brought about follows the word at `at`: effect a change.
    fn brings_about(&self, at: usize) -> bool {
        (1..6).any(|by| {
            let word = self.near(at, by);
            let one = word.strip_suffix('s').unwrap_or(word);
            is_of(
                "change repair improvement reform payment transfer transition settlement recovery rescue escape entry \
                 cure saving cut reduction increase removal delivery registration reconciliation exchange purchase sale \
                 merger renewal shift closure",
                one,
            )
        })
    }

    /// What is meant at `at` by a word of the table.
    fn misplaced(&self, at: usize, entry: &Entry) -> bool {
        let stands = (entry.next.is_empty() || self.is_followed(at, &entry.next))
            && !self.is_followed(at, &entry.never)
            && (entry.last.is_empty() || self.is_preceded(at, &entry.last))
            && (entry.about.is_empty() || self.speaks_of(at, &entry.about))
            && (entry.against.is_empty() || !self.speaks_of(at, &entry.against))
            && !self.text[self.spans[at].end..].starts_with('-');
        stands
            && (entry.any
                || entry.verb && self.wants_verb(at)
                || entry.done && self.wants_participle(at)
                || entry.noun && self.wants_noun(at)
                || entry.of && is_of(PREPOSITIONS, self.near(at, -1))
                || entry.we && is_of(PRONOUNS, self.near(at, -1))
                || entry.given && self.is_given(at)
                || entry.order && self.is_order(at)
                || entry.they && self.has_plural_doer(at)
                || entry.one && self.has_single_doer(at))
    }

    /// Whether `word` says what can be owned, one or several.
    fn is_noun(word: &str) -> bool {
        let one = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        is_of(NOUNS, word)
            || word.strip_suffix('s').is_some_and(|one| is_of(NOUNS, one))
            || word.strip_suffix("es").is_some_and(|one| is_of(NOUNS, one))
            || one.is_some_and(|one| is_of(NOUNS, &one))
    }

    /// What is meant by the word at `at` if it is one of the small ones that everybody mixes up.
    fn meant(&self, at: usize) -> Option<&'static str> {
        let (last, next) = (self.near(at, -1), self.near(at, 1));
        let after = self.near(at, 2);
        let content =
            !next.is_empty() && next.starts_with(|c: char| c.is_ascii_lowercase()) && !is_of(SMALL_WORDS, next);
        let small = self
            .spans
            .get(at + 1)
            .is_some_and(|span| self.text[span.range()].starts_with(|c: char| c.is_ascii_lowercase()));
        match &self.lower[self.spans[at].range()] {
            "there" if content && small => {
                let plural = next.len() > 3 && next.ends_with('s') && !next.ends_with("ss");
                let verb = is_of("is are was were will has have", after) && !is_of(PREPOSITIONS, last);
                let owned = is_of("of for with without about into between during against", last)
                    && !next.ends_with("ing")
                    || is_of(ACTING, last) && (plural || Self::is_noun(next)) && !verb;
                owned.then_some("their")
            }
            "then" => {
                let more = is_of("more less fewer", self.near(at, -2)) && !is_of(SMALL_WORDS, last)
                    || is_of("more less fewer", self.near(at, -3)) && !is_of(SMALL_WORDS, last);
                let compared = next.starts_with(|c: char| c.is_ascii_digit()) || is_of(THAN_WHAT, next);
                // More people came then we hoped.
                let hoped = is_of("hoped expected planned thought needed usual knew had wanted feared", after)
                    && self.sentence_has(at, "more less fewer");
                (hoped || more && compared && !is_of("we you he she they it", next)).then_some("than")
            }
            // What a line in small letters is compared with may stand in the one before.
            "than" if self.sentence_start(at) == 0 && goes_on(self.text) => None,
            "than" => (!next.is_empty() && !self.compares(at)).then_some("then"),
            "too" => {
                let aimed = is_of("the your our their my his a an this these those it them us", next)
                    && is_of(
                        "go goes went come comes came listen talk talks write speak belongs send return reply move \
                              due according close next up back down over access related sent given added gave gives \
                              give open apply applies applied lead leads thanks",
                        last,
                    );
                (is_of(WANTING, last) && is_of(DOINGS, next) || aimed).then_some("to")
            }
            "two" if is_of("many much", next) && !is_of("these those the", last) => Some("too"),
            "of" if is_of("keep stay get take jump switch turn log cut hop step sign shut", last) => {
                let order = is_of("to must please not will can and should may", self.near(at, -2))
                    || self.near(at, -2).is_empty()
                        && last != "turn"
                        && last != "cut"
                        && last != "step"
                        && last != "sign";
                (order && is_of("the your all this it", next)).then_some("off")
            }
            "off" if is_of("end middle rest beginning edge start bottom", last) && next == "the" => Some("of"),
            "to" if is_of("have has had far way", last) && is_of("many much few little", next) => Some("too"),
            "it’s" | "it's" if is_of(ACTING, last) && content && !is_of(SAYING, last) => Some("its"),
            "lose" if is_of(GETTING_LOOSE, last) => {
                (!is_of(OBJECTS, next) && !is_of("weight points money", next)).then_some("loose")
            }
            "lose" if is_of("is are was were too very so feels feel felt seems looks became", last) => {
                (self.ends(at) || is_of("and or on at in after when from", next)).then_some("loose")
            }
            "accept" if self.starts_after_comma(at) => {
                let place =
                    is_of("on in at for during by with to when if where from as while under after before", next);
                let day = next.ends_with("day") || next.ends_with("days") || is_of(MONTHS, next);
                (place || day).then_some("except")
            }
            "to" if self.starts_after_comma(at) && self.ends_sentence(at) => Some("too"),
            // The last word of a sentence: You can bring your dog to.
            "to" if self.ends_sentence(at) => {
                const OF_WHOM: &str =
                    "who whom which what where that whose someone something anyone anything nobody person place people";
                let owned = is_of("your my our their his her", self.near(at, -2)) && content_word(last);
                let doing = is_of(DOINGS, last)
                    && !is_of("apply get go write send speak talk belong return listen", last)
                    && is_of("can may must will should could cannot", self.near(at, -2));
                // The office you send your form to; a place to bring your dog to.
                let relative = (2..12).any(|by| {
                    is_of("you we they i he she people residents", self.near(at, -by))
                        && content_word(self.near(at, -by - 1))
                });
                let elsewhere = relative || self.sentence_has(at, "to") || self.sentence_has(at, OF_WHOM);
                ((owned || doing) && !elsewhere).then_some("too")
            }
            "their" if is_of("said say says think know because if that but", last) && is_of(GOING, next) => {
                is_of("to from out in into away a abroad back on by here", after).then_some("they are")
            }
            "principle" if content && small && !is_of(PRINCIPLE_DOES, next) => {
                let ends = |ending: &str| next.ends_with(ending);
                let noun = !["s", "ed", "ing", "ly"].into_iter().any(ends);
                let begun = is_of("the a our its their one his her my", last) || self.starts(at);
                (noun && begun).then_some("principal")
            }
            "were" if self.starts(at) && is_of("sorry happy glad pleased proud closed looking going unable", next) => {
                let rest = &self.text[self.spans[at].end..];
                let question = rest.find(['.', '?', '!']).is_some_and(|end| rest[end..].starts_with('?'));
                (!question).then_some("we are")
            }
            "personal" if is_of(PERSONNEL_BEHIND, next) || self.ends(at) => {
                is_of(PERSONNEL_OF, last).then_some("personnel")
            }
            "lose" if is_of("any some no these all two three several", last) && content => Some("loose"),
            "effect" if is_of("us them me everyone anyone everybody my", next) => {
                let noun = is_of(OWNERS, last)
                    || is_of(QUALITIES, last)
                    || is_of(PREPOSITIONS, last)
                    || is_of("take takes took into in this that any no what which side of", last);
                (!noun && !last.is_empty()).then_some("affect")
            }
            "off" if is_of(PARTS, last) && !next.is_empty() => {
                let whole = is_of(OBJECTS, next) || is_of("charge birth work people residents which whom things", next);
                (whole || last == "because" || last == "instead").then_some("of")
            }
            "your" if is_of("if when because while unless since as", last) && is_of(GOING, next) => {
                is_of("to from out in into away for a the abroad with at on by here", after).then_some("you are")
            }
            "your" => (is_of("a an the not in on at from with also already always never here there", next)
                && !is_of("and or not", last))
            .then_some("you are"),
            "you’re" | "you're" => {
                let owned = (is_of("of with from to in on by at under into cancel park pack", last)
                    || is_of(ACTING, last) && !is_of(SAYING, last))
                    && !is_of("not going able", next);
                (owned && !next.is_empty() && (content || next == "own")).then_some("your")
            }
            // Nothing that can be counted stands without an article; give you tickets.
            "you" if is_of(COUNTED, next) && !is_of(GIVING, last) && last != "of" => Some("your"),
            "were" if is_of(WHERE_PLACES, last) && is_of("you we they people residents children visitors", next) => {
                let done =
                    !is_of(SMALL_WORDS, after) || is_of("can could may must should will have need pay live", after);
                (done && !after.is_empty()).then_some("where")
            }
            "were" if is_of(PLACE, last) && is_of("the a your our", next) => {
                let and = (1..6).any(|by| self.near(at, -by) == "and");
                let verb = (2..5).any(|by| is_of("is are was will can may must has have", self.near(at, by)));
                (!and && verb).then_some("where")
            }
            "where"
                if self.is_preceded(at, &["<plural>"])
                    && is_of("late safe absent told sent given asked held happy able", next) =>
            {
                Some("were")
            }
            "where" if is_of("they we which these those it", last) => {
                let was = next.ends_with("ed") || is_of(WERE_FOLLOWED, next);
                (was && last != "it" && !is_of("to from of about", self.near(at, -2))).then_some("were")
            }
            "envelop" if !is_of(OBJECTS, next) => Some("envelope"),
            "who’s" | "who's"
                if Self::is_noun(next) && !next.ends_with("ing") && !is_of("own in at home late", next) =>
            {
                Some("whose")
            }
            "they’re" | "they're" if Self::is_noun(next) && !is_of("home own use open waste mobile", next) => {
                Some("their")
            }
            "they’re" | "they're" if next == "own" => Some("their"),
            "effect" if self.wants_verb(at) && !self.brings_about(at) => {
                (!next.is_empty() && !is_of("of on from to in is are was were by and or at", next)).then_some("affect")
            }
            "effected" if !self.brings_about(at) && !self.is_preceded(at, &["<plural>"]) => {
                let doer =
                    content_word(last) && !is_of(QUALITIES, last) || is_of("it this that which he she we they", last);
                let object = is_of(OBJECTS, next)
                    || self.plural(next)
                    || next.starts_with(|c: char| c.is_ascii_digit())
                    || is_of("about over more many some people two three four five six ten nearly", next);
                (doer && object).then_some("affected")
            }
            "effects" if !self.brings_about(at) && self.has_single_doer(at) && !is_of(EFFECTS_OF, last) => {
                let described =
                    is_of(QUALITIES, last) || last.ends_with("ful") || last.ends_with("ive") || last.ends_with("al");
                let object = is_of(OBJECTS, next) && !is_of("that these those it them us you", next)
                    || self.plural(next)
                    || is_of("people everyone residents how older younger many most small old young", next);
                (object && !described).then_some("affects")
            }
            "effects" if is_of("it this which rain noise also directly seriously badly", last) => {
                (is_of(OBJECTS, next) || is_of("people residents everyone children health traffic only", next))
                    .then_some("affects")
            }
            // Heavy snow in January lead to delays; old pipes lead to 43 leaks last year.
            "lead" if is_of(OBJECTS, next) || is_of("to people visitors guests children parents residents", next) => {
                let told = is_of(MONTHS, last) || last.starts_with(|c: char| c.is_ascii_digit()) || next == "to";
                let acts = told || is_of(OBJECTS, next) || content_word(last);
                (acts && self.is_told(at)).then_some("led")
            }
            "choose" if self.tells_of_the_past(at) && (is_of(OBJECTS, next) || next == "to") => {
                (self.is_preceded(at, &["<plural>", "people", "<number>"]) && self.is_told(at)).then_some("chose")
            }
            // All shops accept the bakery are closed.
            "accept" if is_of(OBJECTS, next) && self.is_preceded(at, &["<plural>", "everyone", "everything"]) => {
                let (fourth, sentence) = (self.near(at, 3), || self.speaks_of(at, &["and"]));
                (is_of("is are was were must can", fourth) && !is_of("that those", next) && !sentence())
                    .then_some("except")
            }
            // Fees went up form 500 to 600 yen.
            "form" if next.starts_with(|c: char| c.is_ascii_digit()) && after == "to" => {
                self.near(at, 3).starts_with(|c: char| c.is_ascii_digit()).then_some("from")
            }
            // The river may burst it's banks.
            "it’s" | "it's" if self.plural(next) && small && !is_of(NO_THINGS, next) => {
                let owner = content_word(last) && !is_of("think thinks say says said know knows hope fear", last);
                (owner && (self.ends(at + 1) || is_of("and or on in at by for to with from", after))).then_some("its")
            }
            // The museum shows it's best works.
            "it’s" | "it's" if is_of("best first latest old main own oldest finest newest many next", next) => {
                let thing = self.plural(after) || Self::is_noun(after);
                let owner = content_word(last) && !is_of("that because if when but so think know say", last);
                (thing && owner).then_some("its")
            }
            "effecting" if !is_of("a an change changes repairs payment reform this the", next) && !next.is_empty() => {
                Some("affecting")
            }
            _ => None,
        }
    }

    /// Whether `word` is one for several things.
    fn plural(&self, word: &str) -> bool {
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !is_of(SMALL_WORDS, word)
    }

    /// Whether only a comma and a space stand before the word at `at`.
    fn starts_after_comma(&self, at: usize) -> bool {
        self.text[..self.spans[at].start].trim_end_matches(' ').ends_with(',')
    }

    /// Whether a sentence ends behind the word at `at`.
    fn ends_sentence(&self, at: usize) -> bool {
        let rest = &self.text[self.spans[at].end..];
        rest.starts_with(['.', '!']) && !rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '.')
    }

    /// Whether one of the words in `list` stands in the sentence before the word at `at`.
    fn sentence_has(&self, at: usize, list: &str) -> bool {
        let start = self.text[..self.spans[at].start].rfind(['.', '?', '!', '\n']).map_or(0, |dot| dot + 1);
        let before = self.spans[..at].iter().rev().take_while(|span| span.start >= start);
        before.into_iter().any(|span| is_of(list, &self.lower[span.range()]))
    }

    /// Where the sentence that holds the word at `at` begins. A line may end inside of it.
    fn sentence_start(&self, at: usize) -> usize {
        let before = &self.text[..self.spans[at].start];
        let mut marks = before.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '?' | '!' | '\n'));
        marks.find(|(at, c)| *c != '\n' || !goes_on(&self.text[at + 1..])).map_or(0, |(dot, _)| dot + 1)
    }

    /// The words of the sentence that holds the word at `at`, without that word.
    fn sentence(&self, at: usize) -> impl Iterator<Item = &'p str> + '_ {
        let span = self.spans[at];
        let start = self.sentence_start(at);
        let rest = &self.text[span.end..];
        let ends = |(at, c): &(usize, char)| c != &'\n' || !goes_on(&rest[at + 1..]);
        let mut marks = rest.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!' | '\n'));
        let end = marks.find(ends).map_or(self.text.len(), |(dot, _)| span.end + dot);
        let first = self.spans[..at].partition_point(|other| other.start < start);
        let words = self.spans[first..].iter().take_while(move |other| other.start < end);
        words.filter(move |other| **other != span).map(|other| &self.lower[other.range()])
    }

    /// Whether the sentence that holds the word at `at` speaks of one of `things`, or several of it.
    fn speaks_of(&self, at: usize, things: &[&str]) -> bool {
        self.sentence(at).any(|word| {
            let one = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            things.iter().any(|thing| one == *thing || one.strip_suffix('s') == Some(*thing))
        })
    }

    /// Whether the sentence that holds the word at `at` tells what was: last year, in 2019, two weeks ago.
    fn tells_of_the_past(&self, at: usize) -> bool {
        let (mut last, mut last_but_one) = ("", "");
        self.sentence(at).any(|word| {
            let year = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()) && ("1000".."2026").contains(&word);
            let past = is_of("ago yesterday previously", word)
                || last == "last" && is_of("year month week night spring summer autumn fall winter time", word)
                || last == "last" && is_of(MONTHS, word) && last_but_one != "the"
                || year && is_of("in since during until", last);
            (last_but_one, last) = (last, word);
            past
        })
    }

    /// Whether the word at `at`, which is no past, stands where only one can: behind one thing, or in a tale of the past.
    fn is_told(&self, at: usize) -> bool {
        let last = self.near(at, -1);
        let may = last == "may" && is_of("in of since last", self.near(at, -2));
        if last.is_empty()
            || is_of(OWNERS, last)
            || is_of(NO_SUBJECT, last) && !may
            || is_of("i we they you to not", last)
        {
            return false;
        }
        let start = self.text[..self.spans[at].start].rfind(['.', '?', '!', '\n', ',', ';', ':']).map_or(0, |i| i + 1);
        let row: Vec<&str> = self.spans[..at]
            .iter()
            .rev()
            .take_while(|span| span.start >= start)
            .map(|span| &self.lower[span.range()])
            .collect();
        const OTHER: &str = "will would can could may might must should shall do does did to not let lets make makes help \
                             helps helped have has had see watch that which who whose where when if as while because \
                             how what and or please is are was were be been";
        // The storm in May lead to a power cut.
        let month =
            |at: usize| row[at] == "may" && row.get(at + 1).is_some_and(|before| is_of("in of since last", before));
        if row.len() > 9 || (0..row.len()).any(|at| is_of(OTHER, row[at]) && !month(at)) {
            return false;
        }
        let before = &self.text[..self.spans[at - 1].start];
        // Ms. Noda lead the tour; will Ms. Noda lead it, and we let Ms. Noda lead it.
        let name = self.text[self.spans[at - 1].start..].starts_with(|c: char| c.is_ascii_uppercase())
            && !is_of(MONTHS, last)
            && (row.len() > 1
                || ["Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Prof. "].iter().any(|title| before.ends_with(title)));
        let line = self.text[..self.spans[at].start].rfind('\n').map_or(0, |end| end + 1);
        let mut whole = self.spans[..at].iter().rev().take_while(|span| span.start >= line).take(6);
        if name && (row.len() < 2 || row.len() > 4) && whole.any(|span| is_of(OTHER, &self.lower[span.range()])) {
            return false;
        }
        // Heavy snow in January: what it is about stands before the first preposition.
        let head = row.iter().rev().skip(1).position(|word| is_of("in of on at from for with during", word));
        let said = head.map_or(last, |at| row[row.len() - 1 - at]);
        let closed = head.is_none()
            || is_of(MONTHS, last)
            || last.starts_with(|c: char| c.is_ascii_digit())
            || self.is_preceded(at, &["<plural>"])
            || is_of(NOUNS, last);
        let single = content_word(said)
            && !(name && row.len() < 2 && self.is_asked(at))
            && said.len() > 2
            && (!said.ends_with('s') || said.ends_with("ss"))
            && !said.ends_with("ly")
            && !is_of("people children men women staff police team public cattle fish", said);
        let ways = "stairs steps roads paths streets corridors doors gates bridges trails routes tunnels passages lanes \
                    lines signs tracks arrows";
        let before = || !self.speaks_of(at, &["that", "which", "who", "where", "will", "can", "may"]);
        let told = self.tells_of_the_past(at) && !is_of(ways, said) && before();
        closed
            && (name && head.is_none() || single || told && self.is_preceded(at, &["<plural>", "people", "<number>"]))
    }

    /// Whether anything in the sentence before the word at `at` is compared.
    fn compares(&self, at: usize) -> bool {
        let start = self.sentence_start(at);
        self.spans[..at].iter().rev().take_while(|span| span.start >= start).any(|span| {
            let word = &self.lower[span.range()];
            word.ends_with("er") && word.len() > 3
                || is_of(
                    "more less fewer worse else different differently elsewhere otherwise rather other others \
                          further prefer preferable least twice times double no nothing none same such superior",
                    word,
                )
        })
    }
}

impl Rule for Confused {
    fn about(&self) -> About {
        english("en.word.confused", Severity::Error, Fixable::Ask, GE)
    }

    fn needs(&self) -> Needs {
        CONFUSED.needs().or(Needs::nothing())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        CONFUSED.passage(passage, hits);
        let known = hits.spans();
        let text = passage.unquoted_prose();
        let lower = text.to_ascii_lowercase();
        let words = Words { text, lower: &lower, spans: passage.unquoted_words() };
        for (at, &span) in words.spans.iter().enumerate() {
            let word = &lower[span.range()];
            let misplaced = || {
                let entries = ENTRIES.get(word)?;
                entries.iter().find(|entry| words.misplaced(at, entry)).map(|entry| entry.right)
            };
            let Some(right) = misplaced().or_else(|| words.meant(at)) else { continue };
            let taken = known.iter().any(|other| other.overlaps(span));
            if !taken && !passage.is_protected(span) && !is_name(passage, span) {
                hits.at(span).ask(capital_as(&text[span.range()], right));
            }
        }
    }
}
