"""One named function a change of the casefile's schema."""
