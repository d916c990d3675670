"""The main job and the command line: the only place that reads settings, configures logs and prints."""
