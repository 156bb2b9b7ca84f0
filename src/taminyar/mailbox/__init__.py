"""What the organisation says to a person: signed documents, letters, and their own papers."""
