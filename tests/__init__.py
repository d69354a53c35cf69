"""The suite: rules, queries and services, web, journeys. What touches the database runs on both databases."""

import gc

gc.disable()  # until all is loaded (conftest.py): nothing of it is garbage, and looking for some takes a second
