"""The shapes of the API: what is asked and answered, as the OpenAPI document shows them. No rule, no query."""
