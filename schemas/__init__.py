"""Records, closed lists and errors: the words in which all other packages speak. Imports nothing of ours."""
