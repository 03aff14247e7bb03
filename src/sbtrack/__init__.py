"""sbtrack: tracks a government plan's indicators against their targets."""

__version__ = "0.2.0"
