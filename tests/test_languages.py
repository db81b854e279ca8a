"""Postings in other languages than English: what they state is found, and only rules for their language look at them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jdlint import registry
from jdlint.api import inspect_text
from jdlint.config import Config
from jdlint.data.yaml import load
from jdlint.engine import check_source
from jdlint.text import Source

DATA = Path(__file__).parent / "data" / "languages"

# what our own sentences state: each alone in a short posting
STATED = {
    "de": {
        "how_to_apply": """Bewirb dich mit zwei Zeilen.
            Wir freuen uns auf Ihre Bewerbung.
            Bewerbungen bitte an jobs@werk.example.
            Komm im Laden vorbei und bring deinen Lebenslauf mit.
            Bewerbungsunterlagen senden Sie bitte per E-Mail.""",
        "deadline": """Bewerbungsschluss ist der 3. Mai 2027.
            Wir nehmen Bewerbungen bis 31. März 2027 an.
            Bewirb dich bis zum 3. Mai.""",
        "employment_type": """Die Stelle ist auf zwei Jahre befristet.
            Feste Stelle mit 38 Stunden pro Woche
            Werkstudententätigkeit für 15 Stunden""",
        "benefits": """- Wir zahlen Urlaubs- und Weihnachtsgeld.
            - Deutschlandticket
            - 13. Monatsgehalt
            - Vermögenswirksame Leistungen
            - Sechs Wochen Urlaub
            - Zuschuss zur Kinderbetreuung
            - 30 Tage Urlaub""",
        "location": """Für unser Büro in Kiel suchen wir dich.
            Unser Laden in Ulm braucht dich.
            Die Stelle ist in Leipzig zu besetzen.
            Du arbeitest in unserer Werkstatt in Jena.
            Die Kita liegt in Bonn-Beuel.
            Einsatzort: Bremen und Umgebung""",
        "work_arrangement": """Hybrides Arbeiten mit zwei Bürotagen
            Zwei Tage Homeoffice in der Woche sind möglich.""",
        "company": """Die Backstube Lindner ist ein Familienbetrieb.
            Die Stadt Hallfurt sucht Verstärkung.
            Unsere Praxis hat drei Ärztinnen.
            Nordkai entwickelt Software für Häfen.""",
        "eeo_statement": """Bei gleicher Eignung werden schwerbehinderte Menschen bevorzugt.
            Du bist willkommen, egal welcher Herkunft und welchen Geschlechts.""",
        "accommodation": """Wir passen das Vorstellungsgespräch gern an.
            Brauchst du im Bewerbungsgespräch Unterstützung wegen einer Behinderung?""",
    },
    "fr": {
        "how_to_apply": """Candidatures à envoyer par courriel.
            Faites-nous parvenir votre CV.
            Déposez votre candidature sur notre site.
            Veuillez transmettre votre CV et une lettre de motivation.
            Écrivez à emploi@halles.example.""",
        "deadline": """Date de clôture : 3 mai 2027
            Candidatures jusqu'au 3 mai.
            Clôture des candidatures le 3 mai.""",
        "employment_type": """35 heures par semaine
            Contrat saisonnier de juin à août
            Poste permanent à temps partiel""",
        "benefits": """- 13e mois
            - Régime de retraite et assurance collective
            - Quatre semaines de vacances
            - Chèques-vacances et CSE
            - Prise en charge de 75 % du transport""",
        "location": """Dans notre restaurant à Dijon, vous cuisinez.
            Notre clinique de Brest vous attend.
            Ville : Metz
            Poste basé à Lyon.
            La résidence accueille 64 personnes à Gatineau.""",
        "work_arrangement": """Vous travaillez de chez vous trois jours par semaine.
            Télétravail deux jours par semaine.""",
        "company": """Le Fournil des Halles est une boulangerie de quartier.
            L'Atelier Lumen édite des logiciels.
            Notre association aide les familles.
            Implantée à Nantes, la société Brume fabrique des voiles.""",
        "eeo_statement": """La résidence souscrit au principe de l'équité en matière d'emploi.
            Le poste est ouvert à toutes et à tous.""",
        "accommodation": """Si vous avez besoin d'un aménagement pour l'entretien, dites-le-nous.
            Notre référent handicap répond à vos questions.""",
    },
}  # fmt: skip
BEGINNING = {
    "de": "# Koch (m/w/d)\n\nDu kochst mit uns, und die Gäste sind zufrieden mit der Küche.\n\n",
    "fr": "# Cuisinière ou cuisinier\n\nVous cuisinez avec nous, et les convives sont contents de la cuisine.\n\n",
}
# what in a posting is about something else, and states nothing of the job
NOT_STATED = [
    ("fr", "benefits", "- Assurer la prise en charge des patients"),
    ("fr", "benefits", "- Travailler dans une crèche de vingt berceaux"),
    ("fr", "employment_type", "- Connaître l'apprentissage automatique"),
    ("de", "benefits", "- Sie planen die Kinderbetreuung in den Ferien"),
    ("de", "work_arrangement", "- Sie pflegen unsere Präsenz in sozialen Medien"),
]

# all the ways to write for everybody, and people who are neither he nor she
FOR_ALL = {
    "de": """# Softwareentwickler:in Java
            # Softwareentwickler*in Java
            # Softwareentwickler_in Java
            # Entwickler*in und Tester*in
            # SoftwareentwicklerIn Java
            # Softwareentwickler/in Java
            # Softwareentwickler/-in Java
            # Softwareentwickler(in) Java
            # Softwareentwickler (m/w/d)
            # Softwareentwickler (w/m/x) Java
            # Softwareentwickler (gn)
            # Softwareentwickler (all genders)
            # Softwareentwickler d|m|w
            # Kaufmann/-frau im Einzelhandel
            # Pflegefachperson (d/w/m)
            # Ärztin/Arzt in der Chirurgie
            Unsere Kolleg*innen, Mitarbeiter:innen und Auszubildende\\*r freuen sich auf dich.
            Wir suchen eine\\*n Kolleg\\*in und eine:n Student:in.
            Unsere Kund_innen, Gäst_innen und BesucherInnen sind neugierig.
            Jede:r bringt ihr*sein Rad mit, und dey nimmt den Bus.
            Die Mitarbeiter/-innen und die Ärzt*innen essen mit den Patient·innen.
            Das Gendersternchen steht bei uns in Briefen: Leser*innen, Autor*innen, Nutzer*innen.
            Schwerbehinderte werden bevorzugt.""",
    "fr": """# Développeur·euse Python
            # Développeur-euse Python
            # Développeur/se Python
            # Développeur.euse Python
            # Développeur(se) Python
            # Développeur ou développeuse Python
            # Chargé·e de projet
            # Chargé(e) de projet
            # Chargé-e de projet (F/H/X)
            # Directeur·rice d'école
            # Boulanger (H/F)
            # Boulanger f/h/n
            # Un·e boulanger·ère
            # Infirmier.ère de nuit
            Nous cherchons un·e développeur·euse curieux·se, motivé·e et prêt·e à apprendre.
            Iel travaille avec tou·te·s ses collègues.
            Vous êtes un(e) professionnel(le) confirmé(e) et intéressé(e) par le métier.
            Chacun·e est bienvenu·e, celles et ceux qui débutent aussi.
            Les technicien⋅ne⋅s et les ingénieur•e•s se retrouvent le lundi avec les agent-e-s.
            Êtes-vous prêt/e à nous rejoindre, seul/e ou à deux ?""",
}  # fmt: skip
SILENT = {
    "missing-essentials",
    "missing-details",
    "missing-statements",
    "job-posting-schema",
    "short-posting",
    "no-pay-figure",
}  # about what is not in the sentence


@cache
def strict() -> registry.RuleSet:
    """All rules, those that are off by default included."""
    return registry.bind(Config(preset="strict"))


def rules_that_speak(text: str, name: str = "posting.md") -> set[str]:
    """The rules that find something in a text beyond what is missing in it."""
    return {each.rule for each in check_source(Source(text, name), strict(), kind="posting").findings} - SILENT


def sentences(text: str) -> list[str]:
    """The lines of a text."""
    return [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize(
    ("language", "fact", "sentence"),
    [
        (language, fact, sentence)
        for language, facts in STATED.items()
        for fact, text in facts.items()
        for sentence in sentences(text)
    ],
)
def test_a_sentence_states_its_fact(language: str, fact: str, sentence: str) -> None:
    """A decent posting is not told that it lacks what it says in the words of its language."""
    (posting,) = inspect_text(BEGINNING[language] + sentence + "\n").postings
    assert posting.language == language
    about = fact == "company" and any(section.kind == "about_company" for section in posting.sections)
    assert about or fact in posting.facts.statements


@pytest.mark.parametrize(("language", "fact", "sentence"), NOT_STATED)
def test_a_task_states_no_fact(language: str, fact: str, sentence: str) -> None:
    """Words of the work are none of the job's conditions."""
    (posting,) = inspect_text(BEGINNING[language] + sentence + "\n").postings
    assert fact not in posting.facts.statements


@pytest.mark.parametrize(
    ("language", "sentence"),
    [(language, sentence) for language, text in FOR_ALL.items() for sentence in sentences(text)],
)
@pytest.mark.parametrize("name", ["posting.md", "posting.txt", "posting.html"])
def test_forms_for_everybody_are_no_fault(language: str, sentence: str, name: str) -> None:
    """No rule, not even under `strict`, touches a form that addresses everybody: no spelling, no glued words, no odd marks."""
    title, _, line = BEGINNING[language].strip().partition("\n\n")
    title, line = (sentence, line) if sentence.startswith("#") else (title, sentence)
    if name.endswith(".html"):
        title, line = f"<h1>{title[2:]}</h1>", f"<p>{line}</p>"
    if not name.endswith(".md"):
        title, line = title.replace("\\", ""), line.replace("\\", "")
    text = f"{title}\n\n{line}"
    text = f"---\nlang: {language}\n---\n\n{text}\n"
    assert rules_that_speak(text, name) == set()


SHORT = load((DATA.parent / "short_postings.yml").read_text(encoding="utf-8")).value


@pytest.mark.parametrize(
    ("language", "posting"), [(language, posting) for language, postings in SHORT.items() for posting in postings]
)
def test_short_postings_have_their_findings(language: str, posting: dict[str, Any]) -> None:
    """Tricky postings of our own: just these rules speak up, none for another language among them."""
    text = f"---\nlang: {language}\n---\n\n" + posting["text"].replace("\n", "\n\n")
    assert rules_that_speak(text) == set(posting["finds"])


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.stem)
def test_only_rules_of_its_language_look_at_a_posting(path: Path) -> None:
    """A whole posting in another language is told by its words, and no rule for English, French or German speaks up."""
    source = path.read_text(encoding="utf-8")
    assert {posting.language for posting in inspect_text(source).postings} == {path.stem}
    found = check_source(Source(source, path.name), strict(), kind="posting").findings
    assert {each.rule for each in found} == set()


def test_a_posting_in_two_languages_is_read_by_its_parts() -> None:
    """Rules for English look at the English blocks of a German posting, and rules for German at the German ones."""
    text = """# Koch (m/w/d)

Wir suchen zum Mai einen Menschen für unsere Küche, und wir freuen uns auf dich. Du bist ein Digital Native.

You are a native English speaker, and you like to work with the guests of our house in the old town.

Nous cherchons pour la cuisine une personne de langue maternelle française, et nous sommes une équipe jeune et dynamique.
"""
    assert rules_that_speak(text) == {
        "age-coded-words-german",
        "native-speaker",
        "native-speaker-french",
        "age-coded-words-french",
        "cliches-french",
    }


def test_short_points_have_the_language_of_their_section() -> None:
    """`Muttersprache Deutsch` alone tells no language; the sentence beside it does, and the posting around is English."""
    text = """# Clerk

You answer the letters of our readers, and you keep the books of the house with two colleagues.

## Für unser Büro in Köln

- Du schreibst die Briefe an die Leserinnen und Leser, und du führst mit uns die Kasse
- Muttersprache Deutsch
"""
    assert rules_that_speak(text) == {"native-speaker-german"}


def test_words_of_one_language_are_no_fault_in_another() -> None:
    """`Gift`, `Kind` and `Rat` are German words; `chef` and `pain` are French ones; `actual` is Spanish."""
    text = """# Konditorin oder Konditor

Wir suchen dich für die Torten. Kein Kind isst hier Gift, und der Chef hat für alle einen Rat. Also: Hut ab, Handy aus, Brot
her! Der Herr sagt: die Hand ist am Rad. Man sieht das, wer will, mit dem Fang des Tages, in Not und Wut, bald hell, bald fast
dunkel. Sie hat den Schein, er nimmt den Stern.
"""
    assert rules_that_speak(text) == set()
