"""The pay-transparency duties that jdlint knows, as lines for a screen and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from jdlint import laws
from jdlint.laws import Duty

_CHECKED = {"source": "read in the sources", "partial": "sources say part of it", "memory": "no source read"}
_ADVICE = "These are planning facts in our words and no legal advice; laws change, and a lawyer who knows the place knows more."


def lines() -> Iterator[str]:
    """For a screen: each place with its duty, and its sources under it."""
    yield f"What the law of places asks of postings, as of {laws.as_of()}. {_ADVICE}"
    for duty in _ordered():
        yield ""
        yield f"{duty.code}  {duty.name}: {duty.law}"
        yield f"    {'; '.join(_parts(duty))}"
        yield from (f"    {source}" for source in _all_sources(duty))


def page() -> str:
    """The page docs/pay-transparency.md."""
    head = [
        "# Pay-transparency duties of postings",
        "",
        "Made from `jdlint/data/pay_transparency.yml` by `docs/generate.py`; the rule that uses it is"
        " [pay-transparency](rules/pay-transparency.md).",
        "",
        f"**As of {laws.as_of()}.** {_ADVICE}",
        "",
        "Which places a posting falls under is taken from `jurisdictions` in the [configuration](configuration.md), from"
        " front matter and from lines that plainly name the place of work; remote work anywhere in a country falls under the"
        " law of all its states and provinces. A place that does not stand here has no such duty that we know of. Findings on"
        " laws that we have not read in full, or that are not yet in force, are infos; where the number of employees counts"
        " and is not known (`employer-size`), they are warnings at most, and so they are where pay is stated and only benefits,"
        " the closing date, how to apply or the vacancy are not found. Questions about earlier pay are found by"
        " [salary-history-asked](rules/salary-history-asked.md), wherever the job is.",
        "",
        "| Place | Code | Law | In force | Employers | A posting states | It does not ask for | More | Checked |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *map(_row, _ordered()), "", "## Sources", "", *_sources()]) + "\n"


def _ordered() -> list[Duty]:
    """By code, so that a city follows its state; those that ask something of postings first."""
    return sorted(laws.duties().values(), key=lambda duty: (not duty.has_posting_duty, duty.code))


def _row(duty: Duty) -> str:
    cells = [duty.name, f"`{duty.code}`", duty.law, _force(duty), _employers(duty), _asks(duty), _barred(duty)]
    cells += ["; ".join(_more(duty)), _CHECKED[duty.checked]]
    return f"| {' | '.join(cells)} |"


def _parts(duty: Duty) -> Iterator[str]:
    yield _force(duty)
    yield from (part for part in (_employers(duty), _asks(duty)) if part)
    if duty.not_asked:
        yield f"not asked: {_barred(duty)}"
    yield from _more(duty)
    yield _CHECKED[duty.checked]


def _force(duty: Duty) -> str:
    day = str(duty.effective) if duty.effective else "no date that we know of"
    match duty.status:
        case "in force":
            said = f"from {day}"
        case "enacted":
            said = f"enacted, from {day}" if duty.effective else "enacted, no date that we know of"
        case "none":
            said = "no duty on postings"
        case _:
            said = f"{duty.status}, {day}"
    return f"{said}, enforced from {duty.enforced}" if duty.enforced else said


def _employers(duty: Duty) -> str:
    if not duty.has_posting_duty:
        return ""
    size = f"from {duty.employees} employees" if duty.employees > 1 else "from one employee"
    return f"{size} ({duty.which})" if duty.which else size


def _asks(duty: Duty) -> str:
    dated = {name: f" (since {day})" for name, day in duty.later.items()}
    return ", ".join(laws.element(name)["asked"] + dated.get(name, "") for name in (*duty.asks, *duty.if_any))


def _barred(duty: Duty) -> str:
    dated = {name: f" (since {day})" for name, day in duty.later.items()}
    return ", ".join(laws.bar(name)["barred"] + dated.get(name, "") for name in duty.not_asked)


def _more(duty: Duty) -> Iterator[str]:
    """What else counts, in a few words each."""
    said = {
        "an open end is no range": duty.both_ends,
        "one amount is enough where only one is offered": duty.fixed,
        "pay may stand behind a link": duty.in_link,
        "pay by commission alone needs no range": duty.commission,
        "remote work is covered": duty.remote,
        "and so is a posting for remote work that takes nobody from there": duty.even_left_out,
        "only what is advertised to the public is covered": duty.public,
        f"the range spans {duty.spread} at most": duty.spread is not None,
        f"nothing on pay where it ends above {duty.exempt_above}": duty.exempt_above is not None,
    }
    yield from (text for text, holds in said.items() if holds)
    if duty.notes:
        yield duty.notes


def _all_sources(duty: Duty) -> tuple[str, ...]:
    return (*duty.sources, *duty.bar_sources.values())


def _sources() -> Iterator[str]:
    for duty in _ordered():
        yield f"- {duty.name}: {', '.join(f'<{source}>' for source in _all_sources(duty)) or 'none read'}"
