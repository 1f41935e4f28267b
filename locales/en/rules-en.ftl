### Rules of English: title, .message at a finding, .help.

