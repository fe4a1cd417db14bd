"""python -m training.reader --data FOLDER --begin MODEL.safetensors --out FOLDER [--epochs N] [--threads N]"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.reader.train import train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--begin", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    train(given.data, given.begin, given.out, given.epochs, given.threads)


if __name__ == "__main__":
    main()
