"""What a posting states, by name and type: the view on facts that checks and faces have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jdlint.disciplines import Fields
    from jdlint.model import Closed, GenderCoding, Jurisdiction, Pay, Statement
    from jdlint.particulars import (
        Arrangement,
        Claim,
        Contact,
        Contracting,
        Degree,
        SpokenLanguage,
        StatedDate,
        Years,
        YearsAsWritten,
    )
    from jdlint.text import Span


class Facts:
    """Typed things a posting states, each found when it is first asked for. A view: the posting keeps what was found."""

    __slots__ = ("_get",)

    def __init__(self, get: Callable[[str], Any]) -> None:
        self._get = get

    @property
    def pay(self) -> Sequence[Pay]:
        """Pay figures, in order."""
        found: Sequence[Pay] = self._get("pay")
        return found

    @property
    def pay_as_written(self) -> Sequence[Pay]:
        """The pay figures before it is decided which of several currencies a sign means."""
        found: Sequence[Pay] = self._get("pay_as_written")
        return found

    @property
    def pay_in_front_matter(self) -> Sequence[Pay]:
        """The pay figures of front matter or of structured data, whether or not the text states them too."""
        found: Sequence[Pay] = self._get("pay_in_front_matter")
        return found

    @property
    def disciplines(self) -> Fields:
        """The fields of work that the posting belongs to, and where its lines speak of any."""
        found: Fields = self._get("disciplines")
        return found

    @property
    def closed(self) -> Closed | None:
        """Whether the posting says that it is closed, filled or archived."""
        found: Closed | None = self._get("closed")
        return found

    @property
    def contracting(self) -> Contracting | None:
        """Whether the posting looks for a contractor and no employee."""
        found: Contracting | None = self._get("contracting")
        return found

    @property
    def statements(self) -> Mapping[str, Statement]:
        """What is stated of location, how to apply, benefits …, by the name of the fact."""
        found: Mapping[str, Statement] = self._get("statements")
        return found

    @property
    def details(self) -> Mapping[str, Statement]:
        """What is stated of hours, travel, the reporting line …, by the name of the fact (jdlint/data/details.yml)."""
        found: Mapping[str, Statement] = self._get("details")
        return found

    @property
    def elsewhere(self) -> Mapping[str, Span]:
        """The facts that parts which the site puts in likely state; `advert` where the page leads to the full advert."""
        found: Mapping[str, Span] = self._get("elsewhere")
        return found

    @property
    def deadlines(self) -> Sequence[StatedDate]:
        """The dates until which one may apply, in order."""
        found: Sequence[StatedDate] = self._get("deadlines")
        return found

    @property
    def claims(self) -> Sequence[Claim]:
        """Each place that says whether the job is full-time, permanent, remote, senior, in order."""
        found: Sequence[Claim] = self._get("claims")
        return found

    @property
    def weekly_hours(self) -> Sequence[Claim]:
        """Each place that says how many hours the week has, in order."""
        found: Sequence[Claim] = self._get("weekly_hours")
        return found

    @property
    def start_dates(self) -> Sequence[StatedDate]:
        """The dates on which the job begins, in order."""
        found: Sequence[StatedDate] = self._get("start_dates")
        return found

    @property
    def years(self) -> Sequence[Years]:
        """The years of experience that are asked for, in order."""
        found: Sequence[Years] = self._get("years")
        return found

    @property
    def years_as_written(self) -> Sequence[YearsAsWritten]:
        """The same with the words around them; of this posting alone, not what its file says for all."""
        found: Sequence[YearsAsWritten] = self._get("years_as_written")
        return found

    @property
    def degrees(self) -> Sequence[Degree]:
        """The degrees that are asked for, in order."""
        found: Sequence[Degree] = self._get("degrees")
        return found

    @property
    def spoken_languages(self) -> Sequence[SpokenLanguage]:
        """The languages that are asked for, in order."""
        found: Sequence[SpokenLanguage] = self._get("spoken_languages")
        return found

    @property
    def arrangements(self) -> Sequence[Arrangement]:
        """Where the work is done, in order."""
        found: Sequence[Arrangement] = self._get("arrangements")
        return found

    @property
    def jurisdictions(self) -> Sequence[Jurisdiction]:
        """The places whose law may apply: those that the posting plainly names as the place of work."""
        found: Sequence[Jurisdiction] = self._get("jurisdictions")
        return found

    @property
    def from_afar(self) -> bool:
        """Whether it is said of the job itself that it is done from afar."""
        found: bool = self._get("from_afar")
        return found

    @property
    def left_out(self) -> Sequence[str]:
        """The places, by code, where the work may not be done, of those from where it is done from afar."""
        found: Sequence[str] = self._get("left_out")
        return found

    @property
    def barred(self) -> Mapping[str, Span]:
        """What is asked of people that the law of some places bars, by name."""
        found: Mapping[str, Span] = self._get("barred")
        return found

    @property
    def benefits(self) -> Sequence[Span]:
        """The benefits that are named, in order."""
        found: Sequence[Span] = self._get("benefits")
        return found

    @property
    def contacts(self) -> Sequence[Contact]:
        """Addresses, telephone numbers and links, in order."""
        found: Sequence[Contact] = self._get("contacts")
        return found

    @property
    def passages(self) -> Mapping[int, frozenset[str]]:
        """Blocks that are equal-opportunity, encouragement, accommodation or page-chrome passages, by offset."""
        found: Mapping[int, frozenset[str]] = self._get("passages")
        return found

    @property
    def gender_coding(self) -> GenderCoding:
        """The Gender Decoder's count of the whole text."""
        found: GenderCoding = self._get("gender_coding")
        return found
