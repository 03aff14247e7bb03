"""What changed between two standings, and to what it is put down."""
