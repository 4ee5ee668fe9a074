"""The use cases: the one room that knows store, role-play and scoring together."""

from bot.coach.coach import EXAM_SEED, Coach
from bot.coach.records import EXCHANGE, CoachError, Done, Exchange, Kept, Offer, Sounded

__all__ = ["EXAM_SEED", "EXCHANGE", "Coach", "CoachError", "Done", "Exchange", "Kept", "Offer", "Sounded"]
