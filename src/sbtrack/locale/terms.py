"""The glossary's words as messages, so that the catalogues translate them."""

from enum import StrEnum

from sbtrack.domain.change import Cause
from sbtrack.domain.ledger import EntryKind, EvidenceKind
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import (
    Basis,
    Bound,
    Constraint,
    Grain,
    Group,
    Light,
    MilestoneState,
    Scale,
    Verdict,
    Vintage,
)

#: By glossary, since words of two glossaries may be spelt alike, and then count as equal.
TERMS: dict[type[StrEnum], dict[StrEnum, Msg]] = {
    Constraint: {
        Constraint.BINDING: Msg("binding"),
        Constraint.ANTICIPATORY: Msg("anticipatory"),
        Constraint.UNSPECIFIED: Msg("not labelled"),
    },
    Group: {
        Group.HEADLINE: Msg("headline indicators"),
        Group.COMMITMENT: Msg("commitments in the text"),
        Group.SERIES: Msg("supporting series"),
    },
    Grain: {
        Grain.YEAR: Msg("year"),
        Grain.HALF: Msg("half"),
        Grain.QUARTER: Msg("quarter"),
        Grain.MONTH: Msg("month"),
        Grain.DAY: Msg("day"),
    },
    Bound: {Bound.AT_LEAST: Msg("at least"), Bound.AT_MOST: Msg("at most")},
    Basis: {Basis.LEVELS: Msg("levels"), Basis.RATES: Msg("yearly rates")},
    Scale: {Scale.LINEAR: Msg("linear"), Scale.LOG: Msg("logarithmic")},
    Vintage: {
        Vintage.PRELIMINARY: Msg("preliminary"),
        Vintage.REVISED: Msg("revised"),
        Vintage.FINAL: Msg("final"),
    },
    Verdict: {
        Verdict.MET_EARLY: Msg("met early"),
        Verdict.AHEAD: Msg("ahead"),
        Verdict.ON_TRACK: Msg("on track"),
        Verdict.BEHIND: Msg("behind"),
        Verdict.REVERSED: Msg("reversed"),
        Verdict.ACHIEVED: Msg("achieved"),
        Verdict.MISSED: Msg("missed"),
        Verdict.UNRATED: Msg("unrated"),
    },
    Light: {
        Light.GREEN: Msg("green"),
        Light.YELLOW: Msg("yellow"),
        Light.RED: Msg("red"),
        Light.GREY: Msg("grey"),
    },
    MilestoneState: {
        MilestoneState.DONE: Msg("done"),
        MilestoneState.DUE: Msg("due"),
        MilestoneState.OVERDUE: Msg("overdue"),
    },
    EntryKind: {
        EntryKind.RECORD: Msg("record"),
        EntryKind.REVISION: Msg("revision"),
        EntryKind.RETRACTION: Msg("withdrawal"),
    },
    Cause: {
        Cause.NEW_PERIOD: Msg("new period"),
        Cause.REVISED: Msg("revised value"),
        Cause.REPORTED_DONE: Msg("reported done"),
        Cause.RETRACTED: Msg("withdrawn"),
        Cause.TARGET_AMENDED: Msg("target amended"),
        Cause.PLAN_CHANGED: Msg("plan changed"),
        Cause.RULE_CHANGED: Msg("rule changed"),
        Cause.ITEM_ADDED: Msg("added to the plan"),
        Cause.ITEM_DROPPED: Msg("dropped from the plan"),
        Cause.CLOCK: Msg("the clock"),
    },
    EvidenceKind: {EvidenceKind.LINK: Msg("link"), EvidenceKind.FILE: Msg("file")},
}
