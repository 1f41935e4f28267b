### Rules of how Japanese is written: title, .message at a finding, .help.

