"""Settings, and the routes, queues, reasons and prompts that are shipped."""
