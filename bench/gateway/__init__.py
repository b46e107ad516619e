"""What a softphone call costs: the gateway beside Asterisk's own WebRTC and beside a call without encryption."""
