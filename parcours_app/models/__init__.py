"""What is stored: columns and constraints, one module per concept. No rule, no query, no Flask.

Importing this package loads every table, so that the metadata is complete for migrations.
"""

from parcours_app.models.accounts import Account, ApiToken, Attempt, Organisation, SignInSession
from parcours_app.models.alongside import PausedDay, PauseRow, SupportRow
from parcours_app.models.appointments import Appointment, CalendarFeed
from parcours_app.models.base import Base
from parcours_app.models.cases import Case
from parcours_app.models.counts import CountClosing, CountDelta, CountStock
from parcours_app.models.episodes import EpisodeRow, SeamRow
from parcours_app.models.exchanges import Contact, ImportedAction, ImportRun, Question, Reveal
from parcours_app.models.figures import DaysWithheld, FigureAnswer, FigureQuestion
from parcours_app.models.handovers import HandoverRow
from parcours_app.models.jobs import ScheduledRun, WorkerLease
from parcours_app.models.journal import EntryRow, EntryText, IdempotencyKey
from parcours_app.models.notices import MessageChoice, NoticeRow
from parcours_app.models.offers import Offer, OfferCode, Trade, TradeList, TrainingSession
from parcours_app.models.outside import PactAmount, PactList, SeriesPoint
from parcours_app.models.people import Person, PersonSource
from parcours_app.models.publications import Publication

__all__ = [
    "Account",
    "ApiToken",
    "Appointment",
    "Attempt",
    "Base",
    "CalendarFeed",
    "Case",
    "Contact",
    "CountClosing",
    "CountDelta",
    "CountStock",
    "DaysWithheld",
    "EntryRow",
    "EntryText",
    "EpisodeRow",
    "FigureAnswer",
    "FigureQuestion",
    "HandoverRow",
    "IdempotencyKey",
    "ImportRun",
    "ImportedAction",
    "MessageChoice",
    "NoticeRow",
    "Offer",
    "OfferCode",
    "Organisation",
    "PactAmount",
    "PactList",
    "PauseRow",
    "PausedDay",
    "Person",
    "PersonSource",
    "Publication",
    "Question",
    "Reveal",
    "ScheduledRun",
    "SeamRow",
    "SeriesPoint",
    "SignInSession",
    "SupportRow",
    "Trade",
    "TradeList",
    "TrainingSession",
    "WorkerLease",
]
