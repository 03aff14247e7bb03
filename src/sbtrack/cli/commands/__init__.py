"""The commands: NAME.py, NAME/command.py, or GROUP/NAME.py; what several share stands above."""
