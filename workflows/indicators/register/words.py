"""The sentences several definitions share. Data only."""

from workflows.engine import sentence

AT_START = sentence("By the day the training really started.")
AT_EXIT = sentence("By the day of the exit.")
AT_END_OF_STEP = sentence("By the day the previous step ended.")
TOLERATED = sentence("Judged 60 days after the planned end, moved by the pauses, whatever happened before.")
ON_LEAVING = sentence("Judged from the day of the exit on what is known; a check made later may change the answer.")
HERE = sentence("Definition of this programme.")
