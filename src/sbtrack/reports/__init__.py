"""Neutral tables made from assessments: typed cells, no drawing."""
