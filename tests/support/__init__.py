"""Helpers of the tests: browser, web server, accessibility rules, finder of writing calls."""
