"""An upgrade without loss: a newer server takes over from the running one while people talk."""
