"""What can be done. One public function is one unit of work: one commit, or a refusal and nothing."""
