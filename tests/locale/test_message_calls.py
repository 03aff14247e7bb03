from string import Formatter

import messages

USES = [*messages.uses_below(messages.SOURCE)]
#: Here a template with the one place {value} is filled in when a quantity is drawn.
QUALIFIERS = "reports/quantities.py"


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_template_is_a_literal() -> None:
    assert messages.not_literal(messages.SOURCE) == []


def test_a_message_carries_exactly_the_values_that_its_template_names() -> None:
    wrong = [
        f"{file}:{use.line}: {use.template}"
        for file, use in USES
        if use.template is not None
        and use.arguments is not None
        and use.arguments != names(use.template)
        and not (file == QUALIFIERS and names(use.template) == {"value"})
    ]
    assert wrong == []


def test_places_in_templates_are_plain_names() -> None:
    wrong = [
        use.template
        for _, use in USES
        for _, name, form, conversion in Formatter().parse(use.template or "")
        if name is not None and (form or conversion or not name.isidentifier())
    ]
    assert wrong == []
