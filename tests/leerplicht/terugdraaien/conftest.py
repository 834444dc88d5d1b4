from tests.keren import wereld  # noqa: F401 - the gemeente of these tests
