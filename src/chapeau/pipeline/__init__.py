"""The only place that knows the whole way; the only one that reads and writes. One file a command."""
