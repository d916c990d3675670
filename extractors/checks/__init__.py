"""Facts of one document -> checks of the arithmetic that its text states, and facts told twice."""
