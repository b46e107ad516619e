"""The process: puts everything together, carries facts to the policies, serves HTTP and WebSocket."""
