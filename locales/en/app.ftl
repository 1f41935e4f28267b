### Commands, notices.
