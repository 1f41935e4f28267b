### Proofreading rules: title, .message at a finding, .help.
