"""What the gate loses: how a loss is counted."""

from bench.gate import Loss
from bench.noise import clean, scanned

from bench import gate as measured


def loss_of_attributions(monkeypatch, texts, gold, variant=clean):
    documents = [{"id": str(n), "text": text} for n, text in enumerate(texts)]
    marked = [{"id": str(n), "attributions": found} for n, found in enumerate(gold)]
    lines = {"some/dev.jsonl": documents, "some/dev.gold.jsonl": marked}
    monkeypatch.setattr(measured, "lines_of", lines.__getitem__)
    return measured._of_attributions("some/dev", measured.gate, variant, None)


def test_an_attribution_is_lost_where_its_cue_lies_in_no_part_that_passes(monkeypatch):
    said = "The mayor said so."
    everyday = "Whisk the flour until smooth. Serve it with honey."
    gold = [
        [{"source": [], "cue": [[10, 14]], "content": []}],
        [{"source": [], "cue": [[30, 35]], "content": []}],
    ]
    loss = loss_of_attributions(monkeypatch, [said, everyday], gold)
    assert (loss.total, loss.lost, loss.percent) == (2, 1, 50.0)


def test_the_loss_on_noised_texts_is_named_after_the_noise(monkeypatch):
    loss = loss_of_attributions(monkeypatch, ["The mayor said so."], [[]], scanned)
    assert loss == Loss("some/dev, scanned", "attributions", 0, 0)
    assert loss.percent == 0.0


def test_a_sentence_is_planted_between_paragraphs():
    everyday = "Onion soup\n\n" + "Whisk the flour until smooth. " * 10 + "\n\n" + "Serve with honey. " * 10
    assert measured._passes_in(everyday, "Soldiers murdered the miller.")
    assert not measured._passes_in(everyday, "The lid is round.")
