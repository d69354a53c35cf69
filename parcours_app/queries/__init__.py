"""What can be asked. Never writes; every query about cases starts from `parcours_app.scope.visible_to`."""
