"""What `cti` can do beside starting the house: one module per noun. They work on files and the database directly."""
