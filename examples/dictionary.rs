//! Packs the dictionary of the morphology, `assets/dictionary/ipadic.bin`, from the sources of IPADIC:
//! `cargo run --release --example dictionary -- FOLDER assets/dictionary/ipadic.bin`. `assets/dictionary/README.md` says
//! where the sources come from and how the file is laid out. The same sources always give the same bytes.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;

/// A word of the sources.
struct Word {
    id: u16,
    cost: i16,
    base: String,
    reading: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, out] = arguments.as_slice() else {
        return Err("usage: dictionary FOLDER-OF-IPADIC OUT".into());
    };
    let folder = Path::new(folder);
    let words = words(folder)?;
    let count: usize = words.values().map(Vec::len).sum();

    let mut fst = fst::MapBuilder::memory();
    let (mut readings, mut bases) = (Pool::default(), Pool::default());
    let mut entries = Vec::new();
    for (surface, mut words) in words {
        words.sort_by(|a, b| (a.cost, a.id, &a.base, &a.reading).cmp(&(b.cost, b.id, &b.base, &b.reading)));
        words.dedup_by(|a, b| (a.id, &a.base, &a.reading) == (b.id, &b.base, &b.reading));
        fst.insert(surface.as_bytes(), (entries.len() / ENTRY) as u64)?;
        let last = words.len() - 1;
        for (index, word) in words.into_iter().enumerate() {
            let id = word.id | if index == last { LAST } else { 0 };
            entries.extend(id.to_le_bytes());
            entries.extend(word.cost.to_le_bytes());
            entries.extend(&readings.add(&kana(&word.reading)?)?.to_le_bytes()[..3]);
            let base = if word.base == surface { 0 } else { bases.add(word.base.as_bytes())? };
            entries.extend(&base.to_le_bytes()[..3]);
        }
    }
    let fst = fst.into_inner()?;
    let sections = [features(folder)?, unknown(folder)?, matrix(folder)?, fst, entries, readings.bytes, bases.bytes];
    let mut file = b"KIANDIC1".to_vec();
    for section in &sections {
        file.extend(u32::try_from(section.len())?.to_le_bytes());
    }
    for section in &sections {
        file.extend(section);
    }
    fs::write(out, &file)?;
    println!("{count} words, {} bytes: {:?}", file.len(), sections.map(|section| section.len()));
    Ok(())
}

/// Bytes of one entry: id with [`LAST`], cost, place of the reading (3), place of the base form (3, 0: the word itself).
const ENTRY: usize = 10;
/// Set in the id of the last entry of a word.
const LAST: u16 = 0x8000;

/// Strings one behind another, each after its length, every one only once. Place 0 is the empty string.
struct Pool {
    bytes: Vec<u8>,
    known: HashMap<Vec<u8>, u32>,
}

impl Default for Pool {
    fn default() -> Self {
        Self { bytes: vec![0], known: HashMap::from([(Vec::new(), 0)]) }
    }
}

impl Pool {
    fn add(&mut self, text: &[u8]) -> Result<u32, Box<dyn Error>> {
        if let Some(at) = self.known.get(text) {
            return Ok(*at);
        }
        let at = u32::try_from(self.bytes.len())?;
        if at >= 1 << 24 {
            return Err("more strings than three bytes can number".into());
        }
        self.bytes.push(u8::try_from(text.len())?);
        self.bytes.extend(text);
        self.known.insert(text.to_vec(), at);
        Ok(at)
    }
}

/// A reading in katakana, one byte a character: its distance from U+30A0.
fn kana(reading: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    reading
        .chars()
        .map(|c| match c {
            '\u{30A0}'..='\u{30FF}' => Ok((c as u32 - 0x30A0) as u8),
            // A few readings are in hiragana.
            '\u{3041}'..='\u{3096}' => Ok((c as u32 - 0x3040) as u8),
            _ => Err(format!("{reading} is no reading").into()),
        })
        .collect()
}

fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let (text, _, bad) = encoding_rs::EUC_JP.decode(&bytes);
    if bad { Err(format!("{}: not in EUC-JP", path.display()).into()) } else { Ok(text.into_owned()) }
}

/// Every word by its surface, in the order of bytes.
fn words(folder: &Path) -> Result<BTreeMap<String, Vec<Word>>, Box<dyn Error>> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    files.sort();
    let mut words: BTreeMap<String, Vec<Word>> = BTreeMap::new();
    for line in files.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?.iter().flat_map(|text| text.lines())
    {
        let cells = cells(line);
        let [surface, left, right, cost, .., base, reading, _spoken] = cells.as_slice() else {
            return Err(format!("{line}: not a word").into());
        };
        if left != right {
            return Err(format!("{line}: two different ids").into());
        }
        // Marks are read as themselves: they have no reading.
        let reading = if kana(reading).is_ok() { reading.clone() } else { String::new() };
        let word = Word { id: left.parse()?, cost: cost.parse()?, base: base.clone(), reading };
        words.entry(surface.clone()).or_default().push(word);
    }
    Ok(words)
}

/// The cells of a line; a quoted one may hold commas.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("there is always a cell").push(c),
        }
    }
    cells
}

/// One line an id: part of speech in four levels, kind of conjugation, form.
fn features(folder: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for (number, line) in read(&folder.join("right-id.def"))?.lines().enumerate() {
        let (id, feature) = line.split_once(' ').ok_or("right-id.def: a line without a space")?;
        if id.parse::<usize>()? != number {
            return Err("right-id.def: ids do not follow one another".into());
        }
        lines.push(feature.split(',').take(6).collect::<Vec<_>>().join(","));
    }
    Ok(lines.join("\n").into_bytes())
}

/// What a word that is not in the dictionary may be: `class id cost`, one a line.
fn unknown(folder: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for line in read(&folder.join("unk.def"))?.lines() {
        let cells = cells(line);
        lines.push(format!("{} {} {}", cells[0], cells[1], cells[3]));
    }
    Ok(lines.join("\n").into_bytes())
}

/// The cost of each id (column) before each id (row).
fn matrix(folder: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let text = read(&folder.join("matrix.def"))?;
    let mut lines = text.lines();
    let numbers = |line: &str| line.split(' ').map(str::parse::<i32>).collect::<Result<Vec<_>, _>>();
    let size = numbers(lines.next().ok_or("matrix.def is empty")?)?;
    let width = usize::try_from(size[0])?;
    let mut costs = vec![0i16; width * width];
    for line in lines {
        let [before, after, cost] = numbers(line)?[..] else { return Err(format!("matrix.def: {line}").into()) };
        costs[after as usize * width + before as usize] = i16::try_from(cost)?;
    }
    Ok(costs.into_iter().flat_map(i16::to_le_bytes).collect())
}
