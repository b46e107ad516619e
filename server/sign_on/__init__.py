"""Single sign-on by OpenID Connect 1.0: authorisation code with PKCE, by one provider of the organisation.

Rule: nothing that comes back is believed before it is checked (state, nonce, signature, issuer, audience, time), and
whoever comes in so gets a session of ours as everybody else.
"""
