"""Places of the world, as data. Each file names its source, edition and licence at its top."""
