"""An attacker who reads every table a supervisor can reach, and reasons as well as linear programming allows."""
