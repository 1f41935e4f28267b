# When somebody stops a command in the terminal with Ctrl+C
error-cli-stopped = Stopped; nothing was written
    .hint = Run the same command to do it again
# $path: the file that was being taken in
error-cli-stopped-taking = Stopped; nothing was taken in from { $path }
    .hint = Run the same command to do it again
