"""Words about a view and its frames: goods, directions, caveats, what filters say."""
