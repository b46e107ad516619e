"""What happens, told to programs outside: pushed to addresses (webhooks), or fetched by a cursor (the event feed).

Rule: read from the journal by number, outside of the core's turn; nobody out there can hold up a call. What is told is
the same in both ways, and with numbers and names only for who may see them in the live pages too.
"""
