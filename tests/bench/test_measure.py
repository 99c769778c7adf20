from tests.bench.measure import Goal, Row, Spread, as_json, compare, milliseconds, noise, table


def _samples(*values: float) -> "list[float]":
    return list(values)[::-1]


def test_the_ratio_is_that_of_each_run_and_the_first_pair_is_not_counted() -> None:
    ours, floor = _samples(99, 10, 40, 30), _samples(1, 10, 10, 10)
    row = compare("x", "ms", runs=3, ours=ours.pop, floor=floor.pop, floor_name="y", goal=Goal.RATIO, limit=2)
    assert row.ours == Spread(30, 10, 40)
    assert row.floor == Spread(10, 10, 10)
    assert row.ratio == Spread(3, 1, 4)
    assert row.kept is False


def test_a_goal_can_be_a_ratio_a_difference_a_value_or_none() -> None:
    ours, floor, ratio = Spread(15, 14, 16), Spread(10, 9, 11), Spread(1.5, 1.4, 1.6)

    def kept(goal: Goal, limit: float) -> bool | None:
        return Row("x", "ms", 3, ours, "y", floor, ratio, goal, limit).kept

    assert (kept(Goal.RATIO, 1.5), kept(Goal.RATIO, 1.49)) == (True, False)
    assert (kept(Goal.DIFFERENCE, 5), kept(Goal.DIFFERENCE, 4)) == (True, False)
    assert (kept(Goal.VALUE, 15), kept(Goal.VALUE, 14)) == (True, False)
    assert kept(Goal.NONE, 0) is None


def test_a_missed_goal_stands_in_the_table_and_the_numbers_in_the_json() -> None:
    spread = Spread(30.0, 20.0, 40.0)
    rows = [Row("slow", "ms", 5, spread, "bare", Spread(10.0, 9.0, 11.0), Spread(3.0, 2.0, 4.0), Goal.RATIO, 1.5)]
    said = table(rows, [spread])
    assert "30.0 (20.0–40.0) ms" in said
    assert "3.00 (2.00–4.00)" in said
    assert "MISSED" in said
    assert "Noise" in said
    found = as_json(rows, [spread])
    assert found["rows"] == [
        {
            "name": "slow", "unit": "ms", "runs": 5, "ours": {"median": 30.0, "low": 20.0, "high": 40.0},
            "floor_name": "bare", "floor": {"median": 10.0, "low": 9.0, "high": 11.0},
            "ratio": {"median": 3.0, "low": 2.0, "high": 4.0}, "goal": "ratio", "limit": 1.5, "kept": False,
        }
    ]  # fmt: skip


def test_time_is_taken_in_milliseconds_for_one_of_many() -> None:
    done: list[int] = []
    took = milliseconds(lambda: done.append(sum(range(10_000))), repeat=4)()
    assert len(done) == 4
    assert 0 < took < 100


def test_noise_is_a_time() -> None:
    spread = noise()
    assert 0 < spread.low <= spread.median <= spread.high
