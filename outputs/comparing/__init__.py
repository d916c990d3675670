"""Facts -> tables of localities, periods or organisations side by side, each row with its sources and a verdict."""
