"""Text in the encodings before Unicode -> NFC: tables, fonts and syllables as data, told by fonts and by words."""
