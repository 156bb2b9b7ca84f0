"""The shell people see: layout, components, home, service desk, styles, icons."""
