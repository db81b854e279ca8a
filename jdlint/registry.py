"""All rules by name: the packs in compiled form, rule files of users, and their binding to the checks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jdlint import data, plugins, rules, settings
from jdlint.config import Config, ConfigError
from jdlint.data import places
from jdlint.findings import RuleInfo
from jdlint.rules import CATEGORIES, Across, Check, Circumstances, Cover, Rule, Run
from jdlint.suppress import Allowed
from jdlint.wordings import section_kinds
from jdlint.words import nearest

if TYPE_CHECKING:
    from jdlint.rule_files import RuleFile

PAGES = "docs/rules/"  # where the page of a packaged rule lies in the repository


class RuleSet(NamedTuple):
    """The rules that a run uses, bound to their checks."""

    rules: Mapping[str, Rule]
    runs: Sequence[tuple[tuple[Rule, ...], Run]]  # the rules of each check, and what looks for them all
    troubles: Mapping[str, Rule]  # by kind of trouble
    allowed: Allowed | None  # what the configuration allows wherever it stands
    as_of: datetime.date
    known: Mapping[str, Rule]  # all rules there are, those that do not run included
    across: Sequence[tuple[tuple[Rule, ...], Across]] = ()  # the rules of each check that looks across files
    covers: Sequence[Cover] = ()  # what tells which laws a posting was held to
    narrowed: bool = (
        False  # this run leaves out rules that the configuration has, so little can be said to be of no use
    )

    def alone(self) -> Mapping[str, Rule]:
        """The rules that need no other file."""
        apart = {rule.name for group, _ in self.across for rule in group}
        return {name: rule for name, rule in self.rules.items() if name not in apart} if apart else self.rules

    def info(self) -> dict[str, RuleInfo]:
        """What formats tell of each rule."""
        return {name: rule_info(rule) for name, rule in self.rules.items()}


def rule_info(rule: Rule) -> RuleInfo:
    """What formats tell of a rule."""
    page = f"{PAGES}{rule.name}.md" if rule.name in packaged_rules() else ""
    return RuleInfo(rule.title, rule.why, rule.sources, page, rule.category, rule.severity["high"], rule.priority)


@cache
def packaged_rules() -> Mapping[str, Rule]:
    """The rules that come with jdlint, by name."""
    entries = data.compiled("rules", rule_files(places.rules_folder()), compile_packs)
    return {
        entry["frame"]["rule"]: rules.rule_from(entry["frame"], entry["category"], entry["fixable"])
        for entry in entries
    }


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder and the folders in it."""
    return sorted(folder.rglob("*.yml"))


def compile_packs() -> list[dict[str, Any]]:
    """The packs as plain data, without examples. Their frames and options are held to the schemas by tests."""
    from jdlint import rule_files as reading  # reads YAML: not at every start

    return [compiled_rule(reading.read_rule_file(path)) for path in rule_files(places.rules_folder())]


def compiled_rule(file: RuleFile) -> dict[str, Any]:
    """A rule file as plain data, without its examples."""
    examples = file.examples.value if file.examples is not None else {}
    fixable = any("fixed" in bad for bad in examples.get("bad", ()))
    return {"frame": file.frame.value, "category": category_of(file), "fixable": fixable}


def category_of(file: RuleFile) -> str:
    """The category that a rule names, else the folder it lies in where that is one, else `clarity`."""
    named = file.frame.value.get("category")
    folder = file.path.parent.name
    return str(named) if named else folder if folder in CATEGORIES else "clarity"


def load_rule(path: Path) -> tuple[Rule, RuleFile]:
    """A rule file of a user, checked in full: frame, verb and options. Raises RuleError, OSError."""
    from jdlint import rule_files as reading

    file = reading.read_rule_file(path)
    reading.check_frame(file)
    frame = file.frame.value
    verbs = plugins.verbs()
    if frame["check"] not in verbs:
        near = nearest(frame["check"], list(verbs))
        raise file.error(
            file.frame.at("check"), f"there is no verb '{frame['check']}'; the verbs are {', '.join(verbs)}{near}"
        )
    check = verbs[frame["check"]]
    plugins.check_schema(frame["check"])
    if "options" in frame:
        file.check(file.frame, check.OPTIONS, "options")
    elif check.OPTIONS.get("required") or check.OPTIONS.get("minProperties"):
        raise file.error(file.frame.at("check"), f"the verb '{frame['check']}' needs 'options:'")
    if isinstance(frame["message"], dict):
        for case in frame["message"]:
            if case not in check.CASES:
                raise file.error(
                    file.frame.at("message", case),
                    f"the verb '{frame['check']}' has no case '{case}'{nearest(case, check.CASES)}",
                )
    _check_messages(file, check)
    _check_sections(file)
    compiled = compiled_rule(file)
    return rules.rule_from(compiled["frame"], compiled["category"], compiled["fixable"]), file


def _check_messages(file: RuleFile, check: Check) -> None:
    """Raise RuleError for a message that asks for a value which the verb does not offer."""
    import string  # needed here alone, and not at every start

    frame = file.frame.value
    groups = [
        name for entry in frame.get("options", {}).get("patterns", ()) for name in re.compile(entry["regex"]).groupindex
    ]
    legal = (*check.VALUES, *groups)
    messages = frame["message"] if isinstance(frame["message"], dict) else {"": frame["message"]}
    for case, message in messages.items():
        place = file.frame.at("message", case)
        try:
            asked = [name for _, name, _, _ in string.Formatter().parse(message) if name is not None]
        except ValueError as error:
            raise file.error(place, f"message: {error}; a brace that is meant as such is written twice") from None
        for name in asked:
            if name not in legal:
                offered = ", ".join("{" + value + "}" for value in legal)
                raise file.error(
                    place, f"message: there is no value '{name}'; the verb offers {offered}{nearest(name, legal)}"
                )


def _check_sections(file: RuleFile) -> None:
    """Raise RuleError for a section kind that there is not."""
    for path in _section_paths(file.frame.value):
        kind: Any = file.frame.value
        for step in path:
            kind = kind[step]
        if kind not in section_kinds():
            where = ".".join(str(step) for step in path)
            raise file.error(
                file.frame.at(*path), f"{where}: there is no kind of section '{kind}'{nearest(kind, section_kinds())}"
            )


def _section_paths(frame: Mapping[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """Where a rule file names kinds of sections."""
    lists: list[tuple[str | int, ...]] = [
        ("in", "sections"),
        ("in", "not_sections"),
        ("options", "forbid"),
        ("options", "order"),
    ]
    lists += [("options", "kinds"), ("options", "at_most", "kinds")]
    lists += [
        ("options", "require", number, "sections") for number in range(len(frame.get("options", {}).get("require", ())))
    ]
    for path in lists:
        value: Any = frame
        for step in path:
            value = value[step] if isinstance(step, int) else value.get(step, {})
        yield from ((*path, number) for number in range(len(value)))


def all_rules(rule_paths: Sequence[str] = ()) -> Mapping[str, Rule]:
    """The packaged rules and those of a user's folders. Raises RuleError, ConfigError."""
    # a folder that is named twice, in a configuration and by hand, is one folder
    return _all_rules(tuple({Path(path).absolute(): path for path in rule_paths}.values()))


@cache
def _all_rules(rule_paths: tuple[str, ...]) -> Mapping[str, Rule]:
    known = dict(packaged_rules())
    _add_packs(known)
    for folder in rule_paths:
        paths = rule_files(Path(folder)) if Path(folder).is_dir() else [Path(folder)]
        if not paths or not paths[0].exists():
            raise ConfigError(f"--rule-path or rule-paths: there are no rule files (*.yml) in '{folder}'")
        for path in paths:
            rule = _users_rule(path)
            if rule.name in known:
                _, file = load_rule(path)
                raise file.error(file.frame.at("rule"), f"there is a rule '{rule.name}' already; choose another name")
            known[rule.name] = rule
    return known


def _add_packs(known: dict[str, Rule]) -> None:
    """Add the rules of plugins. Raises ConfigError."""
    plugins.verbs()  # one that is broken is told of, whether a rule uses it or not
    for pack in plugins.packs():
        for path in pack.files:
            try:
                rule = _users_rule(path)
            except ConfigError:
                raise
            except (ValueError, OSError) as error:
                raise pack.point.fault(f"has a faulty rule: {error}") from error
            if rule.name in known:
                raise pack.point.fault(f"has a rule '{rule.name}' ('{path}'), and there is one of that name already")
            known[rule.name] = rule


def _users_rule(path: Path) -> Rule:
    """A rule file of a user, read and held to its schema only where it, or a plugin that has its verb, changed since."""
    sources = [path, *plugins.sources()]
    entry = data.compiled(
        f"rule-{data.digest(str(path.resolve()))}", sources, lambda: compiled_rule(load_rule(path)[1])
    )
    return rules.rule_from(entry["frame"], entry["category"], entry["fixable"])


def bind(config: Config) -> RuleSet:
    """The rules that a configuration asks for, bound. Raises ConfigError for a name that is none, RuleError."""
    known = all_rules(config.rule_paths)
    settings.validate(config, known, plugins.verbs())
    allowed = Allowed(config.allow) if config.allow else None
    size = config.employer_size if config.employer_size is not None else config.company.get("employees")
    places = tuple(code.lower() for code in config.jurisdictions)
    circumstances = Circumstances(config.as_of or datetime.date.today(), places, size, config.company)
    rule_set = bound(settings.chosen(known, config), allowed, circumstances, known)
    return rule_set._replace(narrowed=bool(config.select or config.ignore))


def bound(
    chosen: Sequence[Rule],
    allowed: Allowed | None = None,
    circumstances: Circumstances | None = None,
    known: Mapping[str, Rule] | None = None,
) -> RuleSet:
    """Rules bound to their checks, all rules of a check at once."""
    circumstances = circumstances or Circumstances(datetime.date.today())
    chosen = [rule._replace(circumstances=circumstances) for rule in chosen]
    by_check: dict[str, list[Rule]] = {}
    for rule in chosen:
        by_check.setdefault(rule.check, []).append(rule)
    troubles = {rule.options["kind"]: rule for rule in by_check.pop("trouble", ())}
    verbs = plugins.verbs()
    groups = [(tuple(group), verbs[name]) for name, group in by_check.items()]
    runs = [(group, check.bind(group)) for group, check in groups]
    across = [(group, bind(group)) for group, check in groups if (bind := getattr(check, "bind_corpus", None))]
    by_name = {rule.name: rule for rule in chosen}
    covers = [partial(cover, rule) for rule in chosen if (cover := getattr(verbs[rule.check], "coverage", None))]
    known = {**(known or {}), **by_name}
    return RuleSet(by_name, runs, troubles, allowed, circumstances.as_of, known, across, covers)
