from tests.leerlingen import *  # noqa: F403 - the leerlingen of these tests
