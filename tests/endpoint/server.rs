//! An endpoint to test against: a listener on 127.0.0.1 that plays a script, byte for byte, one reply per connection.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// What the server does after it has read a request.
#[derive(Clone, Debug)]
pub enum Step {
    /// Write these bytes.
    Write(Vec<u8>),
    /// Write these bytes again and again until the client goes.
    Repeat(Vec<u8>),
    /// Do nothing until the client goes.
    Stall,
    /// Tear the connection down (RST), as a firewall does.
    Reset,
}

pub type Reply = Vec<Step>;

/// A request as it came: its head with the header names in lower case, and its body.
#[derive(Clone, Debug)]
pub struct Seen {
    pub head: String,
    pub body: String,
}

impl Seen {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

pub struct Server {
    pub url: String,
    opened: Arc<AtomicUsize>,
    seen: Arc<Mutex<Vec<Seen>>>,
    gone: mpsc::UnboundedReceiver<()>,
    task: tokio::task::JoinHandle<()>,
}

impl Server {
    /// Plays the replies one after another; the last one again for every further request.
    pub async fn play(replies: Vec<Reply>) -> Self {
        let mut next = 0;
        Self::answering(move |_| {
            let reply = replies[next.min(replies.len() - 1)].clone();
            next += 1;
            reply
        })
        .await
    }

    /// Answers each request as `reply` says.
    pub async fn answering(mut reply: impl FnMut(&Seen) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let opened = Arc::new(AtomicUsize::new(0));
        let connections = opened.clone();
        let (tell_gone, gone) = mpsc::unbounded_channel();
        let requests = seen.clone();
        let task = tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let Some(request) = read(&mut socket).await else { continue };
                let reply = reply(&request);
                requests.lock().unwrap().push(request);
                tokio::spawn(answer(socket, reply, tell_gone.clone()));
            }
        });
        Self { url, opened, seen, gone, task }
    }

    #[allow(dead_code, reason = "only some of the tests that share this ask for it")]
    /// How many connections were made to it, whether anything came over them or not.
    pub fn opened(&self) -> Arc<AtomicUsize> {
        self.opened.clone()
    }

    /// What has been asked so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// Waits until a client has gone in the middle of [`Step::Stall`] or [`Step::Repeat`].
    pub async fn client_gone(&mut self) {
        self.gone.recv().await.unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn read(socket: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let (head_end, length) = loop {
        if socket.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            break (end + 4, length.unwrap_or(0));
        }
    };
    while bytes.len() < head_end + length {
        if socket.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let head = head
        .lines()
        .map(|line| match line.split_once(": ") {
            Some((name, value)) => format!("{}: {value}\n", name.to_lowercase()),
            None => format!("{line}\n"),
        })
        .collect();
    Some(Seen { head, body: String::from_utf8_lossy(&bytes[head_end..]).into_owned() })
}

async fn answer(mut socket: TcpStream, reply: Reply, gone: mpsc::UnboundedSender<()>) {
    for step in reply {
        match step {
            Step::Write(bytes) => {
                if socket.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Step::Repeat(bytes) => {
                while socket.write_all(&bytes).await.is_ok() {
                    tokio::task::yield_now().await;
                }
                let _ = gone.send(());
                return;
            }
            Step::Reset => {
                let _ = socket.set_zero_linger();
                return;
            }
            Step::Stall => {
                let mut rest = [0; 64];
                while matches!(socket.read(&mut rest).await, Ok(1..)) {}
                let _ = gone.send(());
                return;
            }
        }
    }
    let _ = socket.shutdown().await;
}

/// A whole answer with a length: status line, headers, body.
pub fn plain(status: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let mut bytes = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        bytes.push_str(&format!("{name}: {value}\r\n"));
    }
    bytes.push_str("\r\n");
    bytes.push_str(body);
    vec![Step::Write(bytes.into_bytes())]
}

/// The head of an answer that comes in chunks.
pub fn head(content_type: &str) -> Step {
    let head = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {content_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    Step::Write(head.into_bytes())
}

/// One chunk.
pub fn chunk(bytes: &[u8]) -> Step {
    Step::Write([format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat())
}

/// A stream of these pieces that ends as it should.
pub fn stream(pieces: &[&[u8]]) -> Reply {
    let chunks = pieces.iter().filter(|piece| !piece.is_empty()).map(|piece| chunk(piece));
    [head("text/event-stream")].into_iter().chain(chunks).chain([Step::Write(b"0\r\n\r\n".to_vec())]).collect()
}

/// A stream of these pieces that breaks off after them.
pub fn broken(pieces: &[&[u8]]) -> Reply {
    let mut reply = stream(pieces);
    reply.pop();
    reply
}
