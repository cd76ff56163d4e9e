"""Whereas: resolutions written in YAML become a searchable website and data packages."""

__version__ = "0.1.0"
