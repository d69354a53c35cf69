"""The journal at work: loads entries, appends them and projects them. Decides nothing: the rules are in workflows."""
