"""afreflect: a physician's own practice data, read honestly and in private."""
