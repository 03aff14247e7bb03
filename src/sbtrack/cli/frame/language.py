"""Which language the program speaks, decided before any command is imported.

`--lang`, else `SBTRACK_LANG`, else a Chinese or English locale, else the plan's own language.
Help texts are made when a command's module is imported, so the choice has to stand by then.
"""

from __future__ import annotations

from collections.abc import Mapping

from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.message import Msg
from sbtrack.locale.words import LANGUAGES, Words

VARIABLE = "SBTRACK_LANG"
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_UNDECIDED = "en"

_chosen: str | None = None
_plans: str | None = None
_words: dict[str, Words] = {}


def choose(option: str | None, environment: Mapping[str, str]) -> None:
    """Decide by what the user said, explicitly or in the environment.

    Raises:
        UsageError: the option or the variable names no language that the program speaks.
    """
    global _chosen, _plans  # noqa: PLW0603  one choice a run, made before anything is said
    _chosen = _plans = None
    _chosen = _spoken(option, "--lang") or _spoken(environment.get(VARIABLE), VARIABLE)
    _chosen = _chosen or _of_locale(environment)


def follow(plan_language: str) -> None:
    """Speak the plan's language from now on, errors included, where the user chose none."""
    global _plans  # noqa: PLW0603  known as soon as a plan is read
    _plans = plan_language


def words(plan_language: str | None = None) -> Words:
    """Return the voice for this run; before a plan is read, English where nothing decides."""
    wanted = (_chosen, plan_language, _plans)  # a file can say that it is in any language
    language = next((code for code in wanted if code in LANGUAGES), _UNDECIDED)
    if language not in _words:
        _words[language] = Words(language)
    return _words[language]


def tell(message: Msg) -> str:
    """Return a help text in the chosen language."""
    return words().say(message)


def _spoken(language: str | None, where: str) -> str | None:
    if not language:
        return None
    if language not in LANGUAGES:
        raise UsageError(
            Msg(
                "{where} is {language}, but the program speaks zh and en; choose one of the two.",
                where=where,
                language=quoted(language),
            )
        )
    return language


def _of_locale(environment: Mapping[str, str]) -> str | None:
    """Return the language of the locale that is in force: the first variable that is set."""
    for name in _LOCALE_VARIABLES:
        value = environment.get(name)
        if value:
            return next((code for code in LANGUAGES if value.lower().startswith(code)), None)
    return None
