//! [`Search`]: a pattern of a table, compiled as late and as cheaply as its use allows. A page asks for some hundred of
//! many thousands, most of them once.

use regex_automata::meta::{Builder, Config, Regex};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The table `assets/rules/<name>.tsv` as the build script made it ready.
macro_rules! ready {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".tsv"))
    };
}
pub(super) use ready;

/// A pattern, compiled when it is first needed. What makes searches quick takes five times as long to make as the
/// pattern alone, so only one that is asked often has it.
pub struct Search {
    plain: OnceLock<Regex>,
    quick: OnceLock<Regex>,
    asked: AtomicU32,
}

impl Search {
    /// After so many searches the time it takes is won back.
    const OFTEN: u32 = 16;

    /// Not compiled yet.
    pub const fn new() -> Self {
        Self { plain: OnceLock::new(), quick: OnceLock::new(), asked: AtomicU32::new(0) }
    }

    /// The search for what `source` says, which is always the same.
    ///
    /// # Panics
    /// If it is unsound.
    pub fn regex(&self, source: impl Fn() -> String) -> &Regex {
        if let Some(quick) = self.quick.get() {
            return quick;
        }
        if self.asked.fetch_add(1, Ordering::Relaxed) < Self::OFTEN {
            let plain = Config::new().auto_prefilter(false).hybrid(false).dfa(false).onepass(false);
            self.plain.get_or_init(|| compile(&source(), &plain))
        } else {
            self.quick.get_or_init(|| compile(&source(), &Config::new()))
        }
    }
}

/// A search for `source`, which is sound: tables are part of the program, and a test compiles every one of them.
fn compile(source: &str, config: &Config) -> Regex {
    let build = |source: &str| Builder::new().configure(config.clone()).build(source).map_err(Box::new);
    // Without other alphabets' cases and spaces a search is made, and runs, several times as quickly. Not every pattern
    // can do without them.
    let small = source.strip_prefix("(?i)").and_then(|rest| build(&format!("(?i-u){rest}")).ok());
    small.unwrap_or_else(|| build(source).unwrap_or_else(|e| panic!("{source}: {e}")))
}
