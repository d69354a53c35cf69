"""The suite: rules, queries and services, web, journeys. What touches the database runs on both databases."""
