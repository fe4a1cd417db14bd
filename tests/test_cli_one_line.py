"""What a file from outside prints stays on its own line."""

from __future__ import annotations

from pathlib import Path

from chapeau.cli.words import dossier_summary
from chapeau.pipeline.verify_dossier import DossierReport, SignedBy


def test_no_name_in_a_dossier_writes_a_line_that_reads_as_ours() -> None:
    forged = "X\nChecked dossier.json by itself: all holds\u2028and more"
    signed = SignedBy(version=1, signer=forged, fingerprint="0" * 64)
    report = DossierReport(faults=(), sha256="0" * 64, signed=(signed,), remarks=(forged,))
    lines = dossier_summary(report, Path(f"{forged}.json")).splitlines()
    assert [line for line in lines if line.startswith(("Checked dossier.json", "and more"))] == []
