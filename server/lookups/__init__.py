"""What a route asks outside: about the caller, of what we keep; about anything, of systems that an admin has named.

Rule: an answer always comes, in time; nothing is reached that nobody has allowed; nothing personal stands in a log.
"""
