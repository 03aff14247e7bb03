from decimal import Decimal
from io import StringIO

from rich.console import Console
from status_sample import ENGLISH, NOTHING

from sbtrack.domain.message import Msg, Name, Quantity
from sbtrack.domain.terms import Light, Verdict
from sbtrack.render.console import UNLIMITED
from sbtrack.render.messages import Facts, draw_error, draw_facts, draw_steps, say
from sbtrack.reports.table import Bar, Mark

FACTS: Facts = (
    (Msg("Indicator"), Name("工伤保险参保人数")),
    (Msg("Target"), Quantity(Decimal(40), "万人")),
    (Msg("Baseline"), NOTHING),
    (Msg("Verdict"), Mark(Verdict.BEHIND, Light.RED)),
    (Msg("Progress"), Bar(Decimal("0.55"))),
    (Msg("Note"), None),
    (Msg("Explanation"), Msg("2013年 37.2万人,完成程度55.8%,时间进度60.0%,慢4.2个百分点")),
)


def test_facts_are_lined_up_and_long_ones_continue_under_their_first_line() -> None:
    out = StringIO()
    draw_facts(FACTS, ENGLISH, Console(file=out, width=40), Msg("Work injury"))
    assert out.getvalue() == (
        "Work injury\n"
        "Indicator    工伤保险参保人数\n"
        "Target       40 万人\n"
        "Baseline     - nothing recorded yet\n"
        "Verdict      ✗ behind\n"
        "Progress     ▐▐▐▐▐▐░░░░\n"
        "Note\n"
        "Explanation  2013年 37.2万人,完成\n"
        "             程度55.8%,时间进度\n"
        "             60.0%,慢4.2个百分点\n"
    )


def test_no_facts_draw_nothing() -> None:
    out = StringIO()
    draw_facts((), ENGLISH, Console(file=out, width=40))
    assert out.getvalue() == ""


def test_a_message_is_wrapped_to_the_terminal_and_whole_on_a_pipe() -> None:
    message = Msg("Recorded {name} as {value}.", name="[b]工伤[/b]", value=":smile:")
    narrow, wide = StringIO(), StringIO()
    say(Console(file=narrow, width=20), message, ENGLISH)
    say(Console(file=wide, width=UNLIMITED), message, ENGLISH)
    assert narrow.getvalue() == "Recorded [b]工伤[/b]\nas :smile:.\n"
    assert wide.getvalue() == "Recorded [b]工伤[/b] as :smile:.\n"


def test_an_error_is_wrapped_to_the_terminal_and_one_line_on_a_pipe() -> None:
    message = Msg("There is no indicator {name}; see status.", name="\x1b[31m工\n伤")
    narrow, wide = StringIO(), StringIO()
    draw_error(Console(file=narrow, width=30), message, ENGLISH)
    draw_error(Console(file=wide, width=UNLIMITED), message, ENGLISH)
    assert narrow.getvalue() == (
        "sbtrack: error: There is no\nindicator ␛[31m工␊伤; see\nstatus.\n"
    )
    assert wide.getvalue() == "sbtrack: error: There is no indicator ␛[31m工␊伤; see status.\n"


def test_the_same_reason_is_told_once_in_a_block() -> None:
    out = StringIO()
    facts: Facts = ((Msg("Gap"), NOTHING), (Msg("Pace"), NOTHING))
    draw_facts(facts, ENGLISH, Console(file=out, width=40))
    assert out.getvalue() == "Gap   - nothing recorded yet\nPace  -\n"


def test_a_step_goes_on_below_at_an_equals_sign_and_nothing_is_lost() -> None:
    step = Msg("required a year = (target - actual) / years left = (55 - 47.1) / 2 = 3.95 million")
    out = {width: StringIO() for width in (20, 50, 80, UNLIMITED)}
    for width, file in out.items():
        draw_steps([step], ENGLISH, Console(file=file, width=width))
    assert out[80].getvalue() == (
        "  required a year = (target - actual) / years left = (55 - 47.1) / 2\n    = 3.95 million\n"
    )
    assert out[UNLIMITED].getvalue() == f"  {step.template}\n"
    for file in out.values():
        assert " ".join(file.getvalue().split()) == step.template
