"""Files and pages -> documents: input discovery, readers, sources, the sample corpus."""
