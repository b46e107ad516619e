"""The voices of the benches: tones whose packets are all alike, so that one packet is enough to know who speaks.

Everything between a caller and an agent passes G.711 through untouched; a packet is recognised by its bytes.
"""

from softphone.ulaw import FRAME, tone

AGENT = tone(1000)[:FRAME]
CALLER = tone(500)[:FRAME]
