"""How a verdict is worked out, in steps that can be checked by hand."""
