//! What Word insists on: the order of elements, ids that are there and are one of a kind, a type for every part.

use super::drafts;
use super::package::unpack;
use kian::document::{Author, Document, Role};
use kian::format::{self, Kind, Source};
use kian::text::Lang;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};

/// The sequences of ISO/IEC 29500-1 for the elements that are written, as far as they are used or likely to be.
const SEQUENCES: [(&str, &str); 20] = [
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    ),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    ("w:lvl", "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
    ("w:abstractNum", "nsid multiLevelType tmpl name styleLink numStyleLink lvl"),
    ("w:num", "abstractNumId lvlOverride"),
    ("w:numbering", "numPicBullet abstractNum num numIdMacAtCleanup"),
    ("w:numPr", "ilvl numId numberingChange ins"),
    (
        "w:settings",
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator",
    ),
    (
        "w:compat",
        "useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL noColumnBalance balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn spacingInWholePoints lineWrapLikeWord6 printBodyTextBeforeHeader printColBlack wpSpaceWidth showBreaksInFrames subFontBySize suppressBottomSpacing suppressTopSpacing suppressSpacingAtTopOfPage suppressTopSpacingWP suppressSpBfAfterPgBrk swapBordersFacingPages convMailMergeEsc truncateFontHeightsLikeWP6 mwSmallCaps usePrinterMetrics doNotSuppressParagraphBorders wrapTrailSpaces footnoteLayoutLikeWW8 shapeLayoutLikeWW8 alignTablesRowByRow forgetLastTabAlignment adjustLineHeightInTable autoSpaceLikeWord95 noSpaceRaiseLower doNotUseHTMLParagraphAutoSpacing layoutRawTableWidth layoutTableRowsApart useWord97LineBreakRules doNotBreakWrappedTables doNotSnapToGridInCell selectFldWithFirstOrLastChar applyBreakingRules doNotWrapTextWithPunct doNotUseEastAsianBreakRules useWord2002TableStyleRules growAutofit useFELayout compatSetting",
    ),
    (
        "w:font",
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
    ),
    ("w:docDefaults", "rPrDefault pPrDefault"),
    ("w:ruby", "rubyPr rt rubyBase"),
    ("w:rubyPr", "rubyAlign hps hpsRaise hpsBaseText lid dirty"),
    ("w:tbl", "bookmarkStart bookmarkEnd tblPr tblGrid tr"),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    ),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    ("w:tr", "tblPrEx trPr tc"),
    ("w:tc", "tcPr p"),
];

/// The drafts, and a document with every role there is in both languages.
fn documents() -> Vec<(String, Document)> {
    let mut documents = drafts();
    for lang in [Lang::Ja, Lang::En] {
        let mut roles: Vec<Role> = Role::ALL.to_vec();
        roles.extend((1..=6).map(Role::Heading));
        roles.extend((0..=5).map(Role::Item));
        roles.extend([Role::Item(1); 12]);
        let paragraphs: Vec<(Role, String)> =
            roles.into_iter().map(|role| (role, format!(" {}\t", role.code()))).collect();
        documents.push((format!("all-{}", lang.code()), Document::new(lang, None, &paragraphs, Author::Person)));
    }
    documents.push(("comments".to_owned(), super::comments::commented()));
    documents.push(("marks".to_owned(), super::marks::marked()));
    documents
}

fn packages() -> Vec<(String, Vec<(String, String)>)> {
    let pack = |document: &Document| format::write(document, &Source::new(Kind::Docx)).unwrap().bytes;
    documents().into_iter().map(|(name, document)| (name, unpack(&pack(&document)))).collect()
}

/// Calls `each` with the path of every element from the root, and its attributes.
fn elements(xml: &str, mut each: impl FnMut(&[String], &BTreeMap<String, String>)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut path = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                path.push(start.name().into_inner().to_owned());
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    (attribute.key.into_inner().to_owned(), attribute.value.into_owned())
                });
                each(&path, &attributes.collect());
            }
            Event::End(_) => drop(path.pop()),
            Event::Eof => return,
            _ => {}
        }
    }
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let sequences: BTreeMap<&str, Vec<&str>> =
        SEQUENCES.iter().map(|(name, members)| (*name, members.split(' ').collect())).collect();
    let mut seen = BTreeSet::new();
    for (name, parts) in packages() {
        for (part, xml) in parts.iter().filter(|(part, _)| part.starts_with("word/") && part.ends_with(".xml")) {
            // How far each open element's children have come.
            let mut reached: Vec<usize> = Vec::new();
            elements(xml, |path, _| {
                reached.truncate(path.len() - 1);
                if let Some(parent) = path.len().checked_sub(2).map(|at| path[at].as_str())
                    && let Some(sequence) = sequences.get(parent)
                {
                    let child = path[path.len() - 1].strip_prefix("w:").unwrap();
                    let place = sequence.iter().position(|member| *member == child);
                    let place = place.unwrap_or_else(|| panic!("{name} {part}: {parent} has no {child}"));
                    let last = reached.last_mut().unwrap();
                    assert!(place >= *last, "{name} {part}: {child} comes too late in {parent}");
                    *last = place;
                    seen.insert(parent.to_owned());
                }
                reached.push(0);
            });
        }
    }
    assert_eq!(seen.len(), SEQUENCES.len(), "each of the sequences is put to use: {seen:?}");
}

#[test]
fn what_is_referred_to_is_there() {
    for (name, parts) in packages() {
        let part =
            |path: &str| &parts.iter().find(|(part, _)| part == path).unwrap_or_else(|| panic!("{name}: {path}")).1;
        let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (path, element, attribute) in [
            ("word/styles.xml", "w:style", "w:styleId"),
            ("word/numbering.xml", "w:num", "w:numId"),
            ("word/numbering.xml", "w:abstractNum", "w:abstractNumId"),
            ("word/_rels/document.xml.rels", "Relationship", "Id"),
            ("_rels/.rels", "Relationship", "Id"),
        ] {
            elements(part(path), |at, attributes| {
                if at[at.len() - 1] == element {
                    let new = ids.entry(attribute).or_default().insert(attributes[attribute].clone());
                    assert!(new || path == "_rels/.rels", "{name}: {} is there twice", attributes[attribute]);
                }
            });
        }
        for (path, xml) in &parts {
            elements(xml, |at, attributes| {
                let value = || &attributes["w:val"];
                match at[at.len() - 1].as_str() {
                    "w:pStyle" | "w:basedOn" | "w:next" => {
                        assert!(ids["w:styleId"].contains(value()), "{name} {path}: style {}", value());
                    }
                    "w:numId" => assert!(ids["w:numId"].contains(value()), "{name} {path}: list {}", value()),
                    "w:abstractNumId" => assert!(ids["w:abstractNumId"].contains(value())),
                    "w:footerReference" => assert!(ids["Id"].contains(&attributes["r:id"])),
                    "Relationship" => {
                        let folder = if path.starts_with("word/") { "word/" } else { "" };
                        part(&format!("{folder}{}", attributes["Target"]));
                    }
                    _ => {}
                }
            });
        }
        let mut typed = BTreeSet::new();
        elements(part("[Content_Types].xml"), |at, attributes| {
            if at[at.len() - 1] == "Override" {
                part(attributes["PartName"].trim_start_matches('/'));
                assert!(typed.insert(attributes["PartName"].clone()));
            }
        });
        for (path, _) in parts.iter().filter(|(path, _)| !path.ends_with(".rels") && path != "[Content_Types].xml") {
            assert!(typed.contains(&format!("/{path}")), "{name}: {path} has a type");
        }
        assert_eq!(parts[0].0, "[Content_Types].xml");
    }
}

#[test]
fn nobody_is_named_and_nothing_runs() {
    for (name, parts) in packages() {
        for (path, xml) in parts.iter().filter(|(path, _)| !path.starts_with("word/document")) {
            for word in ["creator", "lastModifiedBy", "Company", "Manager", "rsid", "vba", "TargetMode=\"External\""] {
                assert!(!xml.contains(word), "{name} {path}: {word}");
            }
        }
    }
}

#[test]
fn title_language_and_classification_are_properties() {
    let (_, mut document) = drafts().into_iter().find(|(name, _)| name == "notice-ja").unwrap();
    document.set_classification(Some(kian::document::Classification::Three));
    let bytes = format::write(&document, &Source::new(Kind::Docx)).unwrap().bytes;
    let parts: BTreeMap<String, String> = unpack(&bytes).into_iter().collect();
    assert!(
        parts["docProps/core.xml"]
            .contains("<dc:title>令和8年度みどり野市総合防災訓練の実施について（通知）</dc:title>")
    );
    assert!(parts["docProps/core.xml"].contains("<dc:language>ja-JP</dc:language>"));
    assert!(parts["docProps/custom.xml"].contains("機密性3"));
    let back = format::read(Kind::Docx, &bytes).unwrap().document;
    assert_eq!(back.classification(), document.classification());
    let (_, letter) = drafts().into_iter().find(|(name, _)| name == "letter-en").unwrap();
    let bytes = format::write(&letter, &Source::new(Kind::Docx)).unwrap().bytes;
    let parts: BTreeMap<String, String> = unpack(&bytes).into_iter().collect();
    assert!(parts["docProps/core.xml"].contains("<dc:title>Joint disaster drill on December 1, 2026</dc:title>"));
}

#[test]
fn what_ai_had_to_do_with_it_is_in_the_properties() {
    use kian::document::verification::{Check, Verdict, digest};
    use kian::document::{Author, Document, Edit, Run};
    use kian::text::{Change, Lang, Span};
    let custom = |document: &Document| {
        let bytes = format::write(document, &Source::new(Kind::Docx)).unwrap().bytes;
        unpack(&bytes).into_iter().find(|(path, _)| path == "docProps/custom.xml").map(|(_, xml)| xml)
    };
    let mut document = Document::from_text(Lang::Ja, "通知します。", Author::Person);
    let run = |engine: &str| Run {
        engine: engine.to_owned(),
        model: "midori & 7b".to_owned(),
        task: "draft".to_owned(),
        at: 1_795_694_400_000,
        complete: true,
    };
    let offline = document.add_run(run("offline"));
    let edit = Edit::by_person(Change::replace(Span::at(0), "なお、"), 0);
    document.apply(Edit { author: Author::Assistant(offline), ..edit });
    assert_eq!(custom(&document), None, "the engine without a model is no AI");
    let cloud = document.add_run(run("庁内LLM"));
    let edit = Edit::by_person(Change::replace(Span::at(0), "また、"), 1);
    document.apply(Edit { author: Author::Assistant(cloud), ..edit });
    let xml = custom(&document).unwrap();
    for (name, value) in [
        ("KianAI.Used", "true"),
        ("KianAI.Model", "midori &amp; 7b"),
        ("KianAI.Endpoint", "庁内LLM"),
        ("KianAI.Date", "2026-11-26T12:00:00Z"),
        (
            "KianAI.DigitalSourceType",
            "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
        ),
    ] {
        assert!(xml.contains(&format!("name=\"{name}\"><vt:lpwstr>{value}<")), "{name}: {xml}");
    }
    assert!(!xml.contains("ReviewedBy"), "{xml}");
    let (by, comment) = ("青葉 花子".to_owned(), String::new());
    let check = Check { verdict: Verdict::Checked, by, when: 2, digest: digest(&document), comment };
    document.verification_mut().checks.push(check);
    assert!(custom(&document).unwrap().contains("name=\"KianAI.ReviewedBy\"><vt:lpwstr>青葉 花子<"));
    document.apply(Edit::by_person(Change::replace(Span::at(0), "。"), 3));
    assert!(!custom(&document).unwrap().contains("ReviewedBy"), "it lapses with the text");
}
