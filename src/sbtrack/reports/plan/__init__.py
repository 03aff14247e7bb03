"""What a plan says, and what two of its versions say differently."""
