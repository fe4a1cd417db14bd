"""Only English is read as English."""

from __future__ import annotations

import pytest

from chapeau.read.language import language

PROSE = (
    "The mayor of the town said on Monday that soldiers had come in the night and that nobody was told "
    "where the men were taken. They have not been seen since, and their families are waiting for word."
)
LIST = "Killed in the village on 4 May: " + ", ".join(
    f"{name}, {age}, of the mill"
    for name, age in zip(["Orla Venn", "Tam Ruis", "Bes Karo", "Ilo Marn"], (31, 8, 64, 19), strict=True)
)
OTHERS = {
    "spanish": "Los soldados entraron en el pueblo durante la noche y se llevaron a los hombres. Nadie sabe "
    "dónde están ahora, y las familias esperan noticias desde hace tres semanas en la plaza.",
    "german": "Die Soldaten kamen in der Nacht und nahmen die Männer mit. Niemand weiß, wohin sie gebracht "
    "wurden, und die Familien warten seit drei Wochen auf eine Nachricht von ihnen allen.",
    "french": "Les soldats sont entrés dans le village pendant la nuit et ont emmené les hommes. Personne ne "
    "sait où ils se trouvent, et les familles attendent des nouvelles depuis trois semaines.",
    "russian": "Солдаты пришли ночью и увели мужчин. Никто не знает, где они находятся.",
    "arabic": "دخل الجنود القرية ليلا وأخذوا الرجال",
}


@pytest.mark.parametrize("text", [PROSE, PROSE.lower(), LIST, "Two dead in blast", ""])
def test_english_is_english_in_prose_lists_and_headlines(text: str) -> None:
    assert language(text) == "en"


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_another_language_is_not_taken_for_english(name: str) -> None:
    assert language(OTHERS[name]) == "und"
