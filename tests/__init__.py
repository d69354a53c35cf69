"""The suite: workflows, queries and services, web, journeys. Every test of the database runs on SQLite and on PostgreSQL."""
