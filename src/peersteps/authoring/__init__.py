"""For the people who write conversations: play one in the terminal, see its map, start a new one."""
