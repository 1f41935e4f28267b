### Rules of やさしい日本語: title, .message at a finding, .help.

