"""What is measured is explained where figures stand: its definition, and the unit of what is no count."""

import csv
import io

import pytest
from builders import Clock
from web_site import get, plugin, serve  # noqa: F401 - fixtures

from claims.model import Draft, Event, Measure, Source, ValueKind
from claims.pipeline.claim_store import ClaimStore

BY = "M. Rahimi"
DAMAGE = Measure("damage", "Damage", unit="USD", value_kind=ValueKind.MONEY, definition="Money value of what was lost.")
AREA = Measure("area", "Area in km²", unit="km²", value_kind=ValueKind.QUANTITY)
CITIES = Measure("cities", "Cities affected", unit="cities")
PAGES = ("/-/event/flood", "/-/compare/flood", "/-/compare/flood/damage", "/-/compare/flood/damage/embed", "/-/claims")


@pytest.fixture(scope="module")
def flood(tmp_path_factory):
    path = tmp_path_factory.mktemp("flood") / "flood.db"
    with ClaimStore.create(path, clock=Clock()) as store:
        store.add_event(Event("flood", "A flood"), by=BY)
        store.add_source(Source("bank", "A bank"), by=BY)
        for measure, says in ((DAMAGE, "at least 1.5"), (AREA, "12.5"), (CITIES, "40")):
            store.add_measure(measure, by=BY)
            store.add_claim(Draft("flood", measure.id, "bank", says, as_of="2023-02-06"), by=BY)
    return str(path)


@pytest.mark.parametrize("page", PAGES)
async def test_money_is_never_shown_without_its_currency(serve, flood, page):  # noqa: F811 - a fixture
    text = (await get(await serve(flood), f"/flood{page}")).text
    assert "Damage (USD)" in text


async def test_pages_of_claims_and_sources_name_the_unit_too(serve, flood):  # noqa: F811 - a fixture
    instance = await serve(flood)
    (compared,) = (await get(instance, "/flood/-/compare/flood/damage.json")).json()["comparisons"]
    for page in ("source/bank", f"claim/{compared['claims'][0]['id']}"):
        assert "Damage (USD)" in (await get(instance, f"/flood/-/{page}")).text, page


async def test_counts_and_labels_that_say_it_are_left_as_they_are(serve, flood):  # noqa: F811 - a fixture
    text = (await get(await serve(flood), "/flood/-/event/flood")).text
    assert "(cities)" not in text
    assert "(km²)" not in text


async def test_the_definition_stands_on_the_page(serve, flood):  # noqa: F811 - a fixture
    text = (await get(await serve(flood), "/flood/-/compare/flood/damage")).text
    assert "Money value of what was lost." in text


async def test_data_and_files_give_the_unit(serve, flood):  # noqa: F811 - a fixture
    instance = await serve(flood)
    answer = (await get(instance, "/flood/-/compare/flood.json")).json()
    assert {one["measure"]: one["unit"] for one in answer["comparisons"]} == {
        "damage": "USD",
        "area": "km²",
        "cities": "cities",
    }
    table = (await get(instance, "/flood/-/compare/flood/damage.csv")).text
    assert [row["unit"] for row in csv.DictReader(io.StringIO(table))] == ["USD"]
    cited = (await get(instance, "/flood/-/compare/flood/damage.txt")).text
    assert "Damage (USD), A flood" in cited
