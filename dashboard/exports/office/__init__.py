"""What the office formats share: native charts, templates, texts and pictures."""
