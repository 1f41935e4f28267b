//! Servers of models on this very machine: looked for when a person asks, at the ports the usual ones listen on, and
//! nowhere else.

use super::endpoint::{Endpoint, Kind};
use super::wire::{self, Clocks};
use futures_util::future::join_all;
use std::time::Duration;

/// Where the usual servers listen: the name to begin with, the port, the protocol.
const PLACES: [(&str, u16, Kind); 6] = [
    ("Ollama", 11434, Kind::Ollama),
    ("LM Studio", 1234, Kind::OpenAiChat),
    ("llama.cpp", 8080, Kind::OpenAiChat),
    ("vLLM", 8000, Kind::OpenAiChat),
    ("LiteLLM", 4000, Kind::OpenAiChat),
    ("LocalAI", 8081, Kind::OpenAiChat),
];

/// A server that answers on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// An endpoint for it, its first model chosen.
    pub endpoint: Endpoint,
    /// The models it has, in its order.
    pub models: Vec<String>,
}

/// Nobody on this machine takes longer to list its models.
const PATIENCE: Duration = Duration::from_secs(2);

/// The servers that answer on this machine.
pub async fn find() -> Vec<Local> {
    find_at(&PLACES).await
}

async fn find_at(places: &[(&str, u16, Kind)]) -> Vec<Local> {
    join_all(places.iter().map(|(name, port, kind)| look(name, *port, *kind))).await.into_iter().flatten().collect()
}

async fn look(name: &str, port: u16, kind: Kind) -> Option<Local> {
    let mut endpoint = Endpoint::new(name, format!("http://127.0.0.1:{port}"));
    endpoint.kind = kind;
    endpoint.auth_header = kind.auth_header().to_owned();
    let clocks = Clocks { first: PATIENCE, silence: PATIENCE, total: PATIENCE, backoff: PATIENCE };
    let client = wire::client(&endpoint).ok()?;
    let models = wire::models(&client, &endpoint, None, clocks).await.ok()?;
    endpoint.model = models.first().cloned().unwrap_or_default();
    Some(Local { endpoint, models })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn a_server_that_lists_its_models_is_found_and_one_that_does_not_is_none() {
        let serve = async |body: &'static str| {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let port = listener.local_addr().unwrap().port();
            tokio::spawn(async move {
                let (mut socket, _) = listener.accept().await.unwrap();
                let _ = socket.read(&mut [0; 4096]).await;
                let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
                socket.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
            });
            port
        };
        let ollama = serve(r#"{"models":[{"name":"midori:7b"},{"name":"aoki:3b"}]}"#).await;
        let page = serve("<html>").await;
        let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let places = [("a", ollama, Kind::Ollama), ("b", page, Kind::OpenAiChat), ("c", closed, Kind::OpenAiChat)];
        let found = find_at(&places).await;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].endpoint.model.as_str(), found[0].models.len()), ("midori:7b", 2));
        assert_eq!(found[0].endpoint.name, "a");
    }
}
