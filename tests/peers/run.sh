#!/bin/sh
# Runs the client against the servers of README.md: an examination and a draft each.
set -u
kian=${KIAN:-target/debug/kian}
data=$(mktemp -d)
export PEER_KEY=sk-peer
facts=${FACTS:-assets/samples/notice-ja.toml}

peer() {
    name=$1; shift
    echo "== $name"
    "$kian" --data-dir "$data" endpoint add "$name" --key-env PEER_KEY "$@" >/dev/null || return
    "$kian" --data-dir "$data" endpoint test "$name"
    "$kian" --data-dir "$data" draft --form notice --facts "$facts" --endpoint "$name" --classification 1 \
        -o "$data/$name.txt" --force
    echo "draft: exit $?"
}

gateway=http://127.0.0.1:4184
peer litellm-chat --kind openai-chat --url $gateway/v1 --model mock
peer litellm-unmarked --kind openai-chat --url $gateway/v1 --model unmarked
peer litellm-responses --kind openai-responses --url $gateway/v1 --model mock
peer litellm-anthropic --kind anthropic --url $gateway --model mock
peer litellm-azure-classic --kind azure-classic --url $gateway --model mock
peer litellm-azure-v1 --kind azure-v1 --url $gateway --model mock
peer llama-chat --kind openai-chat --url http://127.0.0.1:8184/v1 --model tiny.gguf
peer llama-completions --kind openai-completions --url http://127.0.0.1:8184/v1 --model tiny.gguf
if [ -n "${TLS_CA:-}" ]; then
    peer tls --kind openai-chat --url "${TLS_URL:-https://localhost:8484/v1}" --model tiny.gguf --ca "$TLS_CA" \
        --client-cert "$TLS_CERT" --client-key "$TLS_KEY" --client-key-env TLS_PASSPHRASE ${TLS_PROXY:+--proxy "$TLS_PROXY"}
fi
if [ -n "${PROXY_PASSWORD:-}" ]; then
    # A TLS server for ai.peer.test at port 8584, reached by squid alone; then with another password.
    export PROXY_PASSWORD WRONG_PASSWORD=wrong
    for variable in PROXY_PASSWORD WRONG_PASSWORD; do
        peer "squid-$variable" --kind openai-chat --url https://ai.peer.test:8584/v1 --model tiny.gguf --ca "$TLS_CA" \
            --proxy http://127.0.0.1:3184 --proxy-user bosai --proxy-password-env "$variable"
    done
fi
