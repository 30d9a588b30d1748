"""Tables checked and published as whole editions."""
