"""An address -> an answer: politely, within limits, and never into a private network unless allowed."""
