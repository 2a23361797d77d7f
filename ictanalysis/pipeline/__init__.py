"""What must run → notebooks executed → reports published, whole."""
