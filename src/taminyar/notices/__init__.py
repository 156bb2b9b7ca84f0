"""Telling people things: text messages, notices in the app, and what each person chose."""
