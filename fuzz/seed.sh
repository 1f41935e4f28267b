#!/bin/sh
# Makes seed corpora of our own samples: fuzz/seed.sh KIAN, where KIAN is the program. Run in the project's folder.
set -e
kian=${1:-target/debug/kian}
corpus=fuzz/corpus
for target in check facts guard house pairs docx odt html md txt rtf pdf xlsx kian tmx xliff tbx po csv; do
    mkdir -p "$corpus/$target"
done
# The first byte of these chooses the profile or the format.
byte() { printf "\\$(printf %03o "$1")"; }
for text in tests/corpus/*.txt; do
    name=$(basename "$text" .txt)
    case $name in
        *-record-*) profile=1 ;; *-public-*) profile=2 ;; *-yasashii-*) profile=3 ;; *-english-*) profile=4 ;; *) profile=0 ;;
    esac
    { byte $profile; head -c 1500 "$text"; } > "$corpus/check/$name"
    head -c 1500 "$text" > "$corpus/facts/$name"
    { head -c 700 "$text"; printf '\000'; tail -c 700 "$text"; } > "$corpus/guard/$name"
    cp "$text" "$corpus/txt/$name"
done
number=0
grep -v '^#' tests/pairs/sound.txt tests/pairs/planted.txt -h | grep . | while read -r source; do
    read -r target || break
    number=$((number + 1))
    { printf '%s' "$source"; printf '\000'; printf '%s' "${target#> }"; } > "$corpus/pairs/$number"
done
for kind in docx odt html md pdf kian; do
    for text in tests/corpus/*-system.txt tests/corpus/clean-notice-fire-drill.txt; do
        "$kian" convert --force "$text" -o "$corpus/$kind/$(basename "$text" .txt).$kind" > /dev/null
    done
done
cp tests/formats/glossary/words.xlsx "$corpus/xlsx/words"
printf '{\\rtf1\\ansi\\ansicpg932{\\fonttbl{\\f0\\fcharset128 MS Mincho;}}\\f0 \\'"'"'93\\'"'"'5f{\\b \\u28857?\\u26908?}\\tab 3\\par\\trowd\\cellx900\\cellx1800 a\\cell b\\cell\\row}' > "$corpus/rtf/words"
{ byte 0; cat tests/house/office.tsv; } > "$corpus/house/office"
{ byte 1; cat tests/house/broken.csv; } > "$corpus/house/broken"
{ byte 2; cat tests/house/prh.yml; } > "$corpus/house/prh"
printf '<?xml version="1.0"?><tmx version="1.4"><header creationtool="k" creationtoolversion="1" segtype="sentence" o-tmf="k" adminlang="en" srclang="ja" datatype="plaintext"/><body><tu tuid="1"><note>n</note><prop type="x">y</prop><tuv xml:lang="ja"><seg>第<bpt i="1">b</bpt>3<ept i="1">b</ept>回</seg></tuv><tuv xml:lang="en"><seg>The third</seg></tuv></tu></body></tmx>' > "$corpus/tmx/unit"
printf '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="ja" target-language="en" datatype="plaintext"><body><group id="g"><trans-unit id="1"><source>第<g id="1">3</g>回</source><seg-source><mrk mtype="seg" mid="0">第3回</mrk></seg-source><target state="translated"><mrk mtype="seg" mid="0">The third</mrk></target><note>n</note></trans-unit></group></body></file></xliff>' > "$corpus/xliff/one"
printf '<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="ja" trgLang="en"><file id="f"><unit id="u"><notes><note>n</note></notes><segment id="s" state="final"><source>第<pc id="1">3</pc>回<ph id="2"/></source><target>The <pc id="1">third</pc><ph id="2"/></target></segment></unit></file></xliff>' > "$corpus/xliff/two"
printf '<?xml version="1.0"?><tbx type="TBX-Basic" style="dca" xml:lang="ja" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc><p>p</p></sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id="c1"><langSec xml:lang="ja"><termSec><term>税</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec><langSec xml:lang="en"><termSec><term>tax</term></termSec></langSec></conceptEntry></body></text></tbx>' > "$corpus/tbx/concept"
printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n#. note\n#, fuzzy\nmsgctxt "c"\nmsgid "第3回"\nmsgid_plural "回"\nmsgstr[0] "third"\nmsgstr[1] "%%d times"\n' > "$corpus/po/messages"
{ byte 0; printf 'ja,en,note\n税,tax,n\n"申請,書","application ""form""",\n'; } > "$corpus/csv/comma"
{ byte 1; printf '#UTX 1.11; ja/en\n#src\ttgt\n税\ttax\n'; } > "$corpus/csv/utx"
echo "seeds: $corpus"
