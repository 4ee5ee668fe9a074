"""The act vocabulary: what a clause does. Names are shared by data, rubrics, dialogues and reports."""

from typing import Final

#: Acts by the part of a call they belong to.
FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "opening": (
        "greet",
        "name_company",
        "name_self",
        "confirm_person",
        "ask_convenient",
        "state_purpose",
    ),
    "rapport": ("small_talk", "praise", "thank", "apologise", "empathise", "acknowledge", "restate"),
    "presenting": ("present_feature", "present_benefit", "praise_competitor"),
    "objections": ("agree_partly", "break_down_price"),
    "moving_on": (
        "offer_choice",
        "propose_next_step",
        "commit_time",
        "read_back",
        "ask_referral",
        "give_contact",
        "farewell",
    ),
    "faults": (
        "argue",
        "blame_customer",
        "blame_others",
        "policy_excuse",
        "pressure",
        "false_scarcity",
        "fear_appeal",
        "health_claim",
        "false_pretext",
        "hide_price",
        "overpromise",
        "rude",
        "brush_off",
        "disparage_competitor",
    ),
}

ACTS: Final[frozenset[str]] = frozenset(act for family in FAMILIES.values() for act in family)
FAULTS: Final[frozenset[str]] = frozenset(FAMILIES["faults"])
