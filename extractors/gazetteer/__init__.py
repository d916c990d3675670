"""The administrative units of Viet Nam before and after the reform of 1 July 2025, and what became of each.

Data: units.tsv.gz, made by tools/build_gazetteer.py; manifest.json names its sources, their versions and the counts.
"""

from extractors.gazetteer.load import load_gazetteer
from extractors.gazetteer.lookup import Gazetteer
from extractors.gazetteer.units import Form, Successor, Unit, UnitLevel

__all__ = ["Form", "Gazetteer", "Successor", "Unit", "UnitLevel", "load_gazetteer"]
