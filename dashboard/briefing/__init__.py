"""What a card hands over to a briefing: each function takes a Card and gives bytes or text."""
