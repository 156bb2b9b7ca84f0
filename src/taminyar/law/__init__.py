"""The rules: dated values and small exact formulas. Knows neither Django nor the database."""
