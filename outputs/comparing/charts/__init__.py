"""One kind of chart a module: tables of comparison into Altair charts, with Vietnamese words and numbers."""
