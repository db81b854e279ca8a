"""What a configuration makes of the rules: which run, how loud they are, with which options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jdlint import data
from jdlint.config import Config, ConfigError, Setting
from jdlint.data import places, table
from jdlint.findings import CONFIDENCES, SEVERITIES, Confidence, Severity
from jdlint.rules import CATEGORIES, Check, Rule
from jdlint.words import nearest

Layers = Sequence[Mapping[str, Setting]]
_EDITS = frozenset(("add", "remove"))


def validate(config: Config, known: Mapping[str, Rule], checks: Mapping[str, Check]) -> None:
    """Raise ConfigError for a name that is no rule and no category, and for options that a rule does not take."""
    layers = [*config.rules, *(override.rules for override in config.overrides)]
    settings = [pair for layer in layers for pair in layer.items()]
    for name in (*config.select, *config.ignore):
        _check_name(name, known, "")
    _check_jurisdictions(config)
    for name, setting in settings:
        _check_name(name, known, f"{setting.origin}: ")
        if setting.options and name not in known:
            raise ConfigError(f"{setting.origin}: '{name}' is a category: it takes 'severity' and no other options")
    if not any(setting.options for _, setting in settings):
        return

    def check() -> bool:
        for stack in _stacks(config):
            for name, setting in stack[-1].items():
                _check_options(known[name], setting, checks) if setting.options else None
            for name, setting in settled(stack, known).items():
                if name in stack[-1] and setting.options:
                    _check_values(known[name], setting, stack[-1][name], checks)
        return True

    if config.files:  # holding options to their schema is slow: once for each state of the files
        sources = [Path(path) for path in (*config.files, *_rule_files(config))]
        # which overrides count for a file is no matter of the files alone
        key = data.digest(*config.files, *(setting.origin for _, setting in settings), str(len(config.overrides)))
        data.compiled(f"options-{key}", [*sources, places.PACKAGE / "__init__.py"], check)
    else:
        check()


def _check_jurisdictions(config: Config) -> None:
    """Raise ConfigError for a code that is no place that we know."""
    if not config.jurisdictions:
        return
    from jdlint import gazetteer  # most configurations name no place

    place = config.origins.get("jurisdictions")
    for code in config.jurisdictions:
        if code.lower() not in gazetteer.codes():
            near = nearest(code.lower(), list(gazetteer.codes()))
            said = f"jurisdictions: there is no place with the code '{code}'{near}; codes are those of ISO 3166, as in us-ny"
            raise ConfigError(f"{place}: {said}" if place else said)


def _stacks(config: Config) -> Iterator[Layers]:
    """What may come to lie on one another: each file on those that it extends, and each override on them all."""
    yield from (config.rules[:number] for number in range(1, len(config.rules) + 1))
    yield from ((*config.rules, override.rules) for override in config.overrides)


def _rule_files(config: Config) -> Iterator[str]:
    for path in config.rule_paths:
        yield from (str(file) for file in ([Path(path)] if Path(path).is_file() else sorted(Path(path).rglob("*.yml"))))


def _check_name(name: str, known: Mapping[str, Rule], place: str) -> None:
    if name not in known and name not in CATEGORIES:
        raise ConfigError(f"{place}there is no rule or category '{name}'{nearest(name, [*known, *CATEGORIES])}")


def _check_options(rule: Rule, setting: Setting, checks: Mapping[str, Check]) -> None:
    legal = checks[rule.check].OPTIONS.get("properties", {})
    for name in setting.options:
        if name not in legal:
            near = nearest(name, ["severity", *legal])
            takes = ", ".join(["severity", *legal])
            place = setting.place(name)
            raise ConfigError(f"{place}: the rule '{rule.name}' takes no '{name}'; it takes {takes}{near}")


def _check_values(rule: Rule, setting: Setting, last: Setting, checks: Mapping[str, Check]) -> None:
    """Raise ConfigError where a rule does not take the options that a setting comes to; ``last`` is what said so."""
    from jdlint.yaml_files import first_problem  # slow to import

    options = _merged(rule, rule.options, setting)

    def as_written(path: Sequence[str | int]) -> Sequence[str | int]:
        """A path with the number of an item in `add:`, if that is where it comes from, in place of that in the whole list."""
        name, number = [*path, "", ""][:2]
        change = last.options.get(str(name))
        if not isinstance(number, int) or not isinstance(change, dict) or not change.get("add"):
            return path
        at = number - (len(options[str(name)]) - len(change["add"]))
        return (name, "add", at, *path[2:]) if at >= 0 else path

    def shown(path: Sequence[str | int]) -> str:
        """`item 1 of entries.add`: people count from one."""
        said = ""
        for step in as_written(path):
            if isinstance(step, int):
                said = f"item {step + 1} of {said}"
            else:
                said = f"{step} of {said}" if " of " in said else f"{said}.{step}".removeprefix(".")
        return said

    problem = first_problem(options, checks[rule.check].OPTIONS, shown)
    if problem is not None:
        path, said = problem
        raise ConfigError(f"{last.place(*as_written(path))}: {rule.name}: {said}")


def chosen(known: Mapping[str, Rule], config: Config) -> list[Rule]:
    """The rules that run, as the configuration wants them. It has been validated."""
    settings = settled(config.rules, known)
    return [_configured(rule, config, settings) for rule in known.values() if _runs(rule, config, settings)]


def settled(layers: Layers, known: Mapping[str, Rule]) -> Mapping[str, Setting]:
    """What layers of settings, later ones on top, come to: as one file would say it. Raises ConfigError.

    A rule beats its category within a layer only: what a later layer says of the category beats it.
    """
    found: dict[str, Setting] = {}
    for layer in layers:
        for name, setting in found.items():
            category = layer.get(known[name].category) if name in known else None
            if category is not None and category.severity is not None and setting.severity is not None:
                # a rule that was turned on by its name stays on
                stays_on = "off" not in (category.severity, setting.severity)
                found[name] = setting._replace(severity=category.severity if stays_on else None)
        for name, setting in layer.items():
            found[name] = _over(setting, found[name], known.get(name)) if name in found else setting
    return {name: setting for name, setting in found.items() if setting.severity or setting.options}


def _over(setting: Setting, earlier: Setting, rule: Rule | None) -> Setting:
    """A setting on top of an earlier one: what it does not say stays, and its edits are made to what is there by then."""
    options = {**earlier.options, **setting.options}
    twice = setting.options.keys() & earlier.options.keys()
    if rule is not None and twice:
        both = _merged(rule, _merged(rule, rule.options, earlier), setting)
        options |= {name: both[name] for name in twice}
    return Setting(setting.severity or earlier.severity, options, setting.origin, setting.places)


def _merged(rule: Rule, options: Mapping[str, Any], setting: Setting) -> Mapping[str, Any]:
    try:
        return merged(options, setting.options)
    except EditError as error:
        raise ConfigError(f"{setting.place(*error.path)}: {rule.name}: {'.'.join(error.path)}: {error}") from None


def _runs(rule: Rule, config: Config, settings: Mapping[str, Setting]) -> bool:
    if rule.breaking:
        return True  # what ends with exit code 2 is never hidden
    if rule.name in config.ignore or (rule.category in config.ignore and rule.name not in config.select):
        return False
    if rule.name in config.select:
        return True
    own, category = settings.get(rule.name), settings.get(rule.category)
    if own is not None and own.severity is not None:
        on = own.severity != "off"
    elif category is not None and category.severity == "off":
        on = False
    else:
        on = rule.status == "stable" and (rule.default or table("presets")[config.preset]["default_off"])
    return on and (not config.select or rule.category in config.select or rule.check == "trouble")


def _configured(rule: Rule, config: Config, settings: Mapping[str, Setting]) -> Rule:
    """A rule as loud, and with the options, as the configuration says: the rule's own setting last."""
    own = settings.get(rule.name)
    wanted = [table("presets")[config.preset]["rules"].get(rule.name, {}).get("severity")]
    wanted += [setting.severity for setting in (settings.get(rule.category), own) if setting is not None]
    last = next((severity for severity in reversed(wanted) if severity in SEVERITIES), None)
    severities = _capped(rule.severity, last) if last is not None else rule.severity
    if severities is rule.severity and (own is None or not own.options):
        return rule
    return rule._replace(severity=severities, options=_merged(rule, rule.options, own) if own else rule.options)


def _capped(severities: Mapping[Confidence, Severity], severity: Severity) -> Mapping[Confidence, Severity]:
    """A user's severity in place of a rule's; what the rule is not sure of gets no louder by it."""
    low = max(severities["low"], severity, key=SEVERITIES.index)
    return {**dict.fromkeys(CONFIDENCES, severity), "low": low}


class EditError(ValueError):
    """A change to a list of options that cannot be made: which part of it, and why."""

    def __init__(self, path: Sequence[str], problem: str) -> None:
        super().__init__(problem)
        self.path = path


def merged(options: Mapping[str, Any], changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """A rule's options with a user's: `add:` and `remove:` change a list, anything else takes the place of what was there.

    Raises EditError for something to remove that is not there, for what is no list, and for another word than these two.
    """
    result = dict(options)
    for name, change in changes.items():
        items = options.get(name, ())
        if isinstance(change, dict) and change and (change.keys() <= _EDITS or isinstance(items, list)):
            _check_lists(name, items, change)
            result[name] = [*_without(name, items, change.get("remove", ())), *change.get("add", ())]
        else:
            result[name] = change
    return result


def _check_lists(name: str, items: Any, change: Mapping[str, Any]) -> None:
    for edit in change:
        if edit not in _EDITS:
            near = nearest(edit, sorted(_EDITS))
            raise EditError((name, edit), f"a list is changed by 'add' and 'remove', and not by '{edit}'{near}")
    if not isinstance(items, list | tuple):
        raise EditError((name,), "this is no list to add to or to remove from; give it a value")
    for edit, listed in change.items():
        if not isinstance(listed, list):
            raise EditError((name, edit), f"'{listed}' is no list; write [{listed}]")
    if any(isinstance(item, dict | list) for item in change.get("remove", ())):
        raise EditError((name, "remove"), "name an entry by its id or by one of its terms, as a text")


def _without(name: str, items: Any, removed: Any) -> Iterator[Any]:
    """A list less what is to be removed: texts as such, entries by their id or by one of their terms."""
    left = set(removed)
    for item in items:
        if not isinstance(item, dict):
            if item not in removed:
                yield item
            left.discard(item)
            continue
        gone = [term for term in item.get("terms", ()) if term in removed]
        left.difference_update(gone, [item.get("id")])
        terms = [term for term in item.get("terms", ()) if term not in gone]
        if item.get("id") not in removed and (terms or not gone):
            yield {**item, "terms": terms} if gone else item
    if left:
        missing = sorted(map(str, left))[0]
        problem = f"there is no '{missing}' in the list; 'jdlint rule' with the rule's name shows it"
        raise EditError((name, "remove"), problem)
