"""People and the organisation at work: accounts that take effect at once, mails that reach them, second factors."""
