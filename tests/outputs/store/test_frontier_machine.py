"""Any order of finding, visiting, recording again and losing: the store says what a simple model of it says."""

from datetime import timedelta
from itertools import groupby

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from outputs.store import open_store

RECHECKS = (1, 7)
NAMES = st.sampled_from("abcd")
WAITS = {"failed": [1, 6, 24, 72, 168], "gone": [168], "refused": [24] * 99}


class Model:
    """All that was ever told, kept as lists; every answer is worked out from the beginning."""

    def __init__(self):
        self.found = {}
        self.visits = {}

    def bodies(self, name):
        return [v for v in self.visits.get(name, ()) if v.place]

    def versions(self, name):
        return [sha for sha, _ in groupby(v.sha256 for v in self.bodies(name))]

    def state(self, name):
        """Status, failures in a row, and when it may be asked for again."""
        status, tries, next_try, first, body = "found", 0, self.found.get(name), None, None
        for visit in self.visits.get(name, ()):
            if visit.place or visit.status == "unchanged":
                first = first or visit.retrieved_at
                status = "fetched" if visit.place and visit.sha256 != body else "unchanged"
                body, tries = visit.sha256 or body, 0
                ages = (first + timedelta(days=days) for days in RECHECKS)
                next_try = next((age for age in ages if age > visit.retrieved_at), None)
            else:
                tries = tries + 1 if visit.status == status else 1
                status = visit.status
                wait = dict(enumerate(WAITS[status], start=1)).get(tries)
                next_try = wait and visit.retrieved_at + timedelta(hours=wait)
        return status, tries, next_try


class Machine(RuleBasedStateMachine):
    """Subclassed with a maker of databases and the builders of visits and addresses."""

    def __init__(self):
        super().__init__()
        self.url = self.next_store()
        self.opened = open_store(self.url)
        self.store = self.opened.__enter__()
        self.model = Model()
        self.hours = 0
        self.told = set()

    def teardown(self):
        self.opened.__exit__(None, None, None)

    @property
    def now(self):
        return self.build_visit("x", hours=self.hours).retrieved_at

    def _known(self):
        return self.model.found.keys() | self.model.visits.keys()

    @rule(hours=st.integers(1, 200))
    def wait(self, hours):
        self.hours += hours

    @rule(names=st.lists(NAMES, max_size=5))
    def find(self, names):
        new = set(names) - self._known()
        assert self.store.frontier.add_found("bao-a", list(map(self.build_found, names)), at=self.now) == len(new)
        self.model.found |= dict.fromkeys(new, self.now)

    @rule(kinds=st.lists(st.tuples(NAMES, st.sampled_from(["failed", "gone", "refused", "x", "y"])), max_size=4))
    def visit(self, kinds):
        visits = []
        for name, kind in kinds:
            self.hours += 0.001
            what = {"body": kind} if kind in "xy" else {"status": kind}
            visits.append(self.build_visit(name, hours=self.hours, **what))
        for visit in visits:
            self.model.visits.setdefault(visit.url, []).append(visit)
        self.told = {visit.url for visit in visits}
        self.store.frontier.record(visits, rechecks=RECHECKS, now=self.now)

    @precondition(lambda self: any(map(self.model.bodies, self.model.visits)))
    @rule(data=st.data())
    def not_modified(self, data):
        name = data.draw(st.sampled_from([n for n in self.model.visits if self.model.bodies(n)]))
        self.hours += 0.001
        visit = self.build_visit(name, hours=self.hours, status="unchanged", http_status=304)
        self.model.visits[name].append(visit)
        self.told = {name}
        self.store.frontier.record([visit], rechecks=RECHECKS, now=self.now)

    @precondition(lambda self: self.model.visits)
    @rule(data=st.data())
    def record_again(self, data):
        everything = [visit for own in self.model.visits.values() for visit in own]
        again = data.draw(st.lists(st.sampled_from(everything), max_size=6))
        self.told = {visit.url for visit in again}
        self.store.frontier.record(again, rechecks=RECHECKS, now=self.now)

    @rule()
    def reopen(self):
        self.opened.__exit__(None, None, None)
        self.opened = open_store(self.url)
        self.store = self.opened.__enter__()

    @invariant()
    def states_agree(self):
        states = {s.url: (s.status, s.tries, s.next_try) for s in self.store.frontier.states("bao-a")}
        assert states == {name: self.model.state(name) for name in self._known()}

    @invariant()
    def versions_agree(self):
        stored = {name: [] for name in self.model.visits}
        for version in sorted(self.store.pages.versions(["bao-a"]), key=lambda version: version.version):
            stored[version.url].append(version)
        for name, versions in stored.items():
            assert [v.sha256 for v in versions] == self.model.versions(name)
            assert [v.version for v in versions] == list(range(1, len(versions) + 1))
        for name in self.told:
            assert list(self.store.pages.versions_of(name)) == stored[name]
            last = self.model.bodies(name)[-1:]
            assert self.store.frontier.validators(name) == ((last[0].etag, None) if last else (None, None))
        self.told = set()

    @invariant()
    def due_agrees(self):
        due = {s.url for s in self.store.frontier.due("bao-a", now=self.now, limit=99)}
        states = {name: self.model.state(name) for name in self._known()}
        assert due == {n for n, (s, _, at) in states.items() if s == "found" or (at and at <= self.now)}


def test_the_store_agrees_with_a_model(next_store, visit, found):
    members = {
        "next_store": staticmethod(next_store),
        "build_visit": staticmethod(visit),
        "build_found": staticmethod(found),
    }
    run_state_machine_as_test(
        type("MachineHere", (Machine,), members),
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_the_archive_recorded_in_any_order_gives_the_same_versions(next_store, visit):
    """Late visits too: the versions are in the order of time, whatever the order of recording."""
    visits = [visit("a", hours=hour, body=body) for hour, body in enumerate("xyyxzxx")]
    for order in ([6, 0, 3, 1, 5, 2, 4], [3, 2, 1, 0, 6, 5, 4], [0, 1, 2, 3, 4, 5, 6]):
        with open_store(next_store()) as store:
            for index in order:
                store.frontier.record([visits[index]], now=visits[-1].retrieved_at)
            state, versions = store.frontier.state("a"), store.pages.versions_of("a")
        assert [v.sha256 for v in versions] == [visits[i].sha256 for i in (0, 1, 3, 4, 5)]
        assert (state.sha256, state.checked_at) == (visits[6].sha256, visits[6].retrieved_at)
        assert state.first_fetched == visits[0].retrieved_at
