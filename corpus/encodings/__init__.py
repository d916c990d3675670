"""Text in the encodings before Unicode -> NFC: tables, fonts and syllables as data, one decision for bytes and for runs."""
