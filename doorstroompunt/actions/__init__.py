"""What can be done in the Doorstroompunt, by noun; every verb takes `door` (who) and `op` (the day it holds for)."""
