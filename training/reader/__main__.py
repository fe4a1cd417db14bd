"""Make the weights of the learned reader: train them, then write them as the file that ships.

    python -m training.reader [train] [export] --data FOLDER --out FOLDER [--to FILE] [--begin FILE] [--former FILE]

Without a step named, both are done. With --former, what is written is made from a file that shipped before. A run that was broken off goes on from `--out`, which holds the examples, the
published weights and the state after each epoch; what a broken epoch did is done again, the same way.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from training.reader.begin import published_weights

STEPS = ("train", "export")
SHIPPED = Path("src/chapeau/read/model/encoder.onnx")
EPOCHS = 3
"""Times that every text is seen, each time with other noise."""


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for, the steps in their order."""
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__.splitlines()[0])
    parser.add_argument("steps", nargs="*", metavar="STEP", help="train, export; both where none is named")
    parser.add_argument("--data", type=Path, required=True, help="folder of the annotated sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for all that is kept between runs")
    parser.add_argument("--to", type=Path, default=SHIPPED, help="the file to write")
    parser.add_argument("--begin", type=Path, help="published weights; else those of the installed package")
    parser.add_argument("--former", type=Path, help="export from a file that shipped before")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args(given)
    if unknown := [step for step in asked.steps if step not in STEPS]:
        parser.error(f"there is no step '{unknown[0]}'; there are: {', '.join(STEPS)}")
    asked.steps = [step for step in STEPS if not asked.steps or step in asked.steps]
    return asked


def main(given: Sequence[str] | None = None) -> None:
    """Do the steps that were asked for."""
    asked = arguments(given)
    if "train" in asked.steps:
        from training.reader.train import train

        train(asked.data, asked.begin or published_weights(asked.out), asked.out, asked.epochs, asked.threads)
    if "export" in asked.steps:
        export_trained(asked.data, asked.out, asked.to, asked.former)


def export_trained(data: Path, out: Path, to: Path, before: Path | None = None) -> None:
    """Write the last finished epoch's weights as the file that ships; or those of a file of before.

    Raises FileNotFoundError where neither is there.
    """
    import torch

    from chapeau.read.pieces import Vocabulary
    from training.reader.calibration import calibration
    from training.reader.examples import untaught
    from training.reader.export import export
    from training.reader.former import former
    from training.reader.network import Network

    windows = calibration(untaught(data, "train"), Vocabulary.packaged())
    if before:
        export(*former(before), to, windows)
        return
    network = Network()
    network.load_state_dict(torch.load(out / "state.pt", weights_only=True, map_location="cpu")["network"])
    export(network, {}, to, windows)


if __name__ == "__main__":
    main()
