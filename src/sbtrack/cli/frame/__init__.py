"""How Typer is made ours: commands found lazily, help, languages, values, shells."""
