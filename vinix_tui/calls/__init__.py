"""What happened: legs and interactions as values. Pure: no disk, no network, no screen."""
