//! The tree of a page, made by a browser's own rules of reading ([`html5ever`]) and kept in one row, so that no depth of
//! nesting can exhaust the stack.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// Elements inside of each other beyond this are no document any more.
const DEEPEST: usize = 1_000;
/// A page is fed to the reader in pieces of so many bytes, and its depth looked at after each.
const PIECE: usize = 16 << 10;

/// An element or a text.
pub(super) struct Node {
    /// Its name in lower case; empty for what is no element.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<(String, String)>,
    /// Its text, if it is one.
    pub text: String,
    /// What is in it, in order.
    pub children: Vec<usize>,
    qualified: Option<Name>,
    parent: Option<usize>,
    depth: usize,
}

impl Node {
    fn new(qualified: Option<Name>, attributes: Vec<Attribute>, text: String) -> Self {
        let name = qualified.as_ref().map_or_else(String::new, |name| name.local.to_string());
        let attributes = attributes.into_iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
        Self { name, attributes, text, children: Vec::new(), qualified, parent: None, depth: 0 }
    }

    /// The value of the attribute `name`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether `class` is among its classes.
    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|known| known == class))
    }
}

/// The nodes of a page; the first is the page itself. `None` if its elements lie too deep inside of each other.
pub(super) fn parse(html: &str) -> Option<Vec<Node>> {
    let sink = Sink { nodes: RefCell::new(vec![Node::new(None, Vec::new(), String::new())]), deepest: Cell::new(0) };
    let mut parser = parse_document(sink, ParseOpts::default());
    let mut rest = html;
    while !rest.is_empty() {
        let mut end = rest.len().min(PIECE);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        parser.process(StrTendril::from(&rest[..end]));
        if parser.tokenizer.sink.sink.deepest.get() > DEEPEST {
            return None;
        }
        rest = &rest[end..];
    }
    Some(parser.finish())
}

#[derive(Clone, Debug)]
struct Name {
    space: Namespace,
    local: LocalName,
}

impl html5ever::interface::ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.space
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
}

impl Sink {
    fn push(&self, node: Node) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    /// Puts `child` into `parent`, before its child number `at`.
    fn put(&self, parent: usize, at: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let last = at.checked_sub(1).and_then(|at| nodes[parent].children.get(at).copied());
                if let Some(last) = last.filter(|last| nodes[*last].qualified.is_none()) {
                    nodes[last].text.push_str(&text);
                    return;
                }
                drop(nodes);
                self.push(Node::new(None, Vec::new(), text.to_string()))
            }
        };
        self.remove_from_parent(&child);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        nodes[child].parent = Some(parent);
        nodes[child].depth = depth;
        let at = at.min(nodes[parent].children.len());
        nodes[parent].children.insert(at, child);
        self.deepest.set(self.deepest.get().max(depth));
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Vec<Node>;
    type ElemName<'a> = Name;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name(&self, target: &usize) -> Name {
        self.nodes.borrow()[*target].qualified.clone().expect("only elements are asked for their names")
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.push(Node::new(Some(Name { space: name.ns, local: name.local }), attributes, String::new()))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.push(Node::new(None, Vec::new(), String::new()))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.push(Node::new(None, Vec::new(), String::new()))
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let at = self.nodes.borrow()[*parent].children.len();
        self.put(*parent, at, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, before: &usize, child: NodeOrText<usize>) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What a template holds is not part of the page: it goes into the element, which is passed over.
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, a: &usize, b: &usize) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let place = {
            let nodes = self.nodes.borrow();
            nodes[*sibling]
                .parent
                .map(|parent| (parent, nodes[parent].children.iter().position(|node| node == sibling).unwrap_or(0)))
        };
        if let Some((parent, at)) = place {
            self.put(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let node = &mut nodes[*target];
        for attribute in attributes {
            let name = attribute.name.local.to_string();
            if node.attribute(&name).is_none() {
                node.attributes.push((name, attribute.value.to_string()));
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[*target].parent.take() {
            nodes[parent].children.retain(|child| child != target);
        }
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        let depth = nodes[*new_parent].depth + 1;
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
            nodes[*child].depth = depth;
        }
        nodes[*new_parent].children.extend(children);
    }
}
