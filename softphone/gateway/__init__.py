"""The softphone gateway: WebRTC towards the browser, plain RTP towards the switch, payload untouched between them.

A process of its own, so that media and decisions never wait for each other and each can restart alone.
One thread (`pump`) owns every media socket and every SRTP session; the event loop does ICE, DTLS and control.
The two talk by handing over functions, never by locks.
"""
