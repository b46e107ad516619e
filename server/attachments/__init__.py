"""Files of tickets: judged by their content, looked at for viruses, kept in the data folder, swept with the ticket."""
