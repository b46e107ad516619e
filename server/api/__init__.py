"""HTTP and WebSocket: one router a room."""
