"""What is computed from the tables, one module a topic. No outcome is decided here and nothing is drawn."""
