"""Made-up tables of ratings with missing raters, drawn by number: the same number gives the same table everywhere."""

from random import Random

COUNT = 1000


def ratings(number: int) -> list[list[int | None]]:
    """Unit -> what each rater chose (a category from 0), None where somebody did not rate. Every unit has a rating.

    From 3 to 60 units, 2 to 6 raters and 2 to 5 categories; from even to very lopsided, from blind guesses to nearly
    alike, from nobody missing to most. At least one unit has two ratings.
    """
    random = Random(number)  # only ``random()`` is promised to stay the same from one Python to the next
    units, raters, categories = 3 + int(random.random() * 58), 2 + int(random.random() * 5), sizes(number)
    lopsided, follows, missing = 1 + 3 * random.random(), random.random(), 0.6 * random.random()

    def chosen() -> int:
        return int(random.random() ** lopsided * categories)

    table: list[list[int | None]] = []
    for unit in range(units):
        truth = chosen()
        row = [truth if random.random() < follows else chosen() for _ in range(raters)]
        kept = [unit == 0 or random.random() >= missing for _ in row]
        if not any(kept):
            kept[0] = True
        table.append([value if keep else None for value, keep in zip(row, kept, strict=True)])
    return table


def sizes(number: int) -> int:
    """How many categories a table has: 2 to 5, in turn."""
    return 2 + number % 4


def counts(number: int) -> list[tuple[int, ...]]:
    """The table as counts: unit -> how many chose each category."""
    return [tuple(row.count(k) for k in range(sizes(number))) for row in ratings(number)]
