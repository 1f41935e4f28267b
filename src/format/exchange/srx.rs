//! SRX 2.0 and 1.0: rules of segmentation.

use super::tree::{self, Element, Source};
use super::{Fault, Faults};
use crate::format::Error;
use crate::translation::segmentation::{Group, Map, Rule, Rules};

/// The rules of a file, and which of them could not be understood.
///
/// # Errors
/// If it is no well-formed XML, or no SRX.
pub fn read(bytes: &[u8]) -> Result<(Rules, Faults), Error> {
    let source = Source::new(bytes)?;
    let root = tree::parse(&source.text)?;
    if root.name != "srx" {
        return Err(Error::Invalid { fault: Fault::of("fault-not-srx", root.line, &root.name) });
    }
    let mut faults = Faults::default();
    let header = root.child("header");
    // 1.0 knew no cascade.
    let mut rules = Rules { cascade: header.and_then(|h| h.get("cascade")) == Some("yes"), ..Rules::default() };
    let mut elements: Vec<&Element> = Vec::new();
    root.walk(&mut |element| elements.push(element));
    for element in &elements {
        match element.name.as_str() {
            "languagerule" => {
                let name = element.get("languagerulename").unwrap_or_default().to_owned();
                let mut group = Group { name, rules: Vec::new() };
                for rule in element.elements().filter(|inner| inner.name == "rule") {
                    let pattern = |name: &str| rule.child(name).map(Element::text).unwrap_or_default();
                    let breaks = rule.get("break") != Some("no");
                    match Rule::new(breaks, &pattern("beforebreak"), &pattern("afterbreak")) {
                        Ok(rule) => group.rules.push(rule),
                        Err(_) => faults.add(Fault::of("fault-srx-pattern", rule.line, pattern("beforebreak"))),
                    }
                }
                rules.groups.push(group);
            }
            "languagemap" => {
                let pattern = element.get("languagepattern").unwrap_or_default();
                match Map::new(pattern, element.get("languagerulename").unwrap_or_default()) {
                    Ok(map) => rules.maps.push(map),
                    Err(_) => faults.add(Fault::of("fault-srx-pattern", element.line, pattern)),
                }
            }
            _ => {}
        }
    }
    for map in &rules.maps {
        if !rules.groups.iter().any(|group| group.name == map.group) {
            faults.add(Fault::of("fault-srx-group", 1, &map.group));
        }
    }
    Ok((rules, faults))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use crate::translation::Segmenter;
    use std::sync::Arc;

    const TWO: &str = r#"<?xml version="1.0"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/>
<body><languagerules>
<languagerule languagerulename="ja"><rule break="no"><beforebreak>。</beforebreak><afterbreak>[」）]</afterbreak></rule>
<rule break="yes"><beforebreak>[\u3002！？]+</beforebreak><afterbreak></afterbreak></rule>
<rule break="yes"><beforebreak>(</beforebreak></rule></languagerule>
<languagerule languagerulename="all"><rule break="no"><beforebreak>\bArt\.</beforebreak><afterbreak>\s</afterbreak></rule>
<rule><beforebreak>[\.\?!]+</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
</languagerules><maprules><languagemap languagepattern="JA.*" languagerulename="ja"/>
<languagemap languagepattern=".*" languagerulename="all"/><languagemap languagepattern="DE" languagerulename="de"/></maprules></body></srx>"#;

    #[test]
    fn rules_cut_as_they_say() {
        let (rules, faults) = read(TWO.as_bytes()).unwrap();
        let told: Vec<&str> = faults.list.iter().map(|fault| fault.id).collect();
        assert_eq!(told, ["fault-srx-pattern", "fault-srx-group"]);
        assert_eq!(faults.list[0].line, 6);
        let segmenter = Segmenter::Rules(Arc::new(rules));
        let cut = |text: &str, lang: Lang| {
            segmenter.spans(text, lang).iter().map(|s| text[s.range()].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(cut("（済。）次。終", Lang::Ja), ["（済。）次。", "終"]);
        assert_eq!(cut("See Art. 3. Then go.", Lang::En), ["See Art. 3.", "Then go."]);
    }

    #[test]
    fn the_first_version_is_read_too() {
        let one = TWO.replace("xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\"", "version=\"1.0\"");
        let one = one.replace(" cascade=\"yes\"", "").replace("<maprules>", "<maprules><maprule maprulename=\"d\">");
        let one = one.replace("</maprules>", "</maprule></maprules>");
        let (rules, _) = read(one.as_bytes()).unwrap();
        assert!(!rules.cascade && rules.maps.len() == 3 && rules.speaks("ja-JP"));
        assert!(read(b"<tmx/>").is_err());
    }
}
