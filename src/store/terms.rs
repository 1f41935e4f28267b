//! The agreed words of a memory: they lie in its file, so that whoever reads a memory on a share has its words as well.

use super::{Error, Memory};
use crate::translation::terms::{Standing, Term};
use rusqlite::{Row, named_params};

impl Memory {
    /// The agreed words with their numbers, in the order they came in.
    ///
    /// # Errors
    /// If they could not be read.
    pub fn terms(&self) -> Result<Vec<(i64, Term)>, Error> {
        let read = || {
            let mut statement = self.connection.prepare(include_str!("sql/memory/terms.sql"))?;
            statement.query_map([], term_from_row)?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(|e: rusqlite::Error| self.failed(&e))
    }

    /// Keeps `terms`, all or none; one that is there already in both languages is brought up to date.
    ///
    /// # Errors
    /// If they could not be written.
    pub fn keep_terms(&mut self, terms: &[Term]) -> Result<(), Error> {
        let write = || {
            let transaction = self.connection.unchecked_transaction()?;
            let mut statement = self.connection.prepare_cached(include_str!("sql/memory/term_keep.sql"))?;
            for term in terms {
                statement.execute(named_params! {
                    ":ja": term.ja,
                    ":en": term.en,
                    ":standing": term.standing.code(),
                    ":note": term.note,
                    ":domain": term.domain,
                    ":source": term.source,
                })?;
            }
            transaction.commit()
        };
        write().map_err(|e| self.failed(&e))
    }

    /// Puts `term` in the place of the word `id`, and of any other that is there already in both languages. Where the word is
    /// gone it is kept as a new one.
    ///
    /// # Errors
    /// If it could not be written; what was there is then still there.
    pub fn replace_term(&mut self, id: i64, term: &Term) -> Result<(), Error> {
        let write = || {
            let mut statement = self.connection.prepare_cached(include_str!("sql/memory/term_replace.sql"))?;
            statement.execute(named_params! {
                ":id": id,
                ":ja": term.ja,
                ":en": term.en,
                ":standing": term.standing.code(),
                ":note": term.note,
                ":domain": term.domain,
                ":source": term.source,
            })
        };
        match write().map_err(|e| self.failed(&e))? {
            0 => self.keep_terms(std::slice::from_ref(term)),
            _ => Ok(()),
        }
    }

    /// Deletes the word `id`; nothing happens where there is none.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn drop_term(&mut self, id: i64) -> Result<(), Error> {
        let write = || {
            let mut statement = self.connection.prepare_cached("DELETE FROM term WHERE id = :id")?;
            statement.execute(named_params! { ":id": id })
        };
        write().map(drop).map_err(|e| self.failed(&e))
    }
}

fn term_from_row(row: &Row<'_>) -> rusqlite::Result<(i64, Term)> {
    let standing: String = row.get("standing")?;
    let term = Term {
        ja: row.get("ja")?,
        en: row.get("en")?,
        standing: Standing::from_code(&standing).unwrap_or_default(),
        note: row.get("note")?,
        domain: row.get("domain")?,
        source: row.get("source")?,
    };
    Ok((row.get("id")?, term))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_once_for_each_pair_and_deleted() {
        let mut memory = Memory::in_memory().unwrap();
        let term = Term { ja: "市役所".into(), en: "city hall".into(), note: "本庁舎".into(), ..Term::default() };
        let other = Term { en: "city office".into(), standing: Standing::Forbidden, ..term.clone() };
        memory.keep_terms(&[term.clone(), other.clone()]).unwrap();
        let newer = Term { standing: Standing::Allowed, ..term };
        memory.keep_terms(std::slice::from_ref(&newer)).unwrap();
        let kept = memory.terms().unwrap();
        assert_eq!(kept.iter().map(|(_, term)| term).collect::<Vec<_>>(), [&newer, &other]);
        let mended = Term { en: "City Hall".into(), ..newer.clone() };
        memory.replace_term(kept[0].0, &mended).unwrap();
        assert_eq!(memory.terms().unwrap()[0].1, mended);
        // In the place of another that says the same.
        memory.replace_term(kept[1].0, &mended).unwrap();
        assert_eq!(memory.terms().unwrap().iter().map(|(_, term)| term).collect::<Vec<_>>(), [&mended]);
        memory.replace_term(kept[0].0, &newer).unwrap();
        let kept = memory.terms().unwrap();
        assert_eq!(kept.len(), 2);
        memory.drop_term(kept[0].0).unwrap();
        assert_eq!(memory.terms().unwrap().len(), 1);
    }
}
