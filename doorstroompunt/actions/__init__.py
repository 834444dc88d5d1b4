"""What can be done in the Doorstroompunt, by noun. Every verb takes `door` (who) and `op` (which day)."""
