"""A read model of the store: the current facts as judged, filtered, sorted and counted quickly; rebuilt at any time."""
