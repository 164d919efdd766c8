"""Plain values and pure rules of awarding: no database, no files, no clock."""
