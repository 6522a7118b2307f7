"""What tests of the site share: a database with withheld claims, its public copy, and Datasette over files."""

import datasette.plugins
import pytest
import web_database
from datasette.app import Datasette

import claims.web
from claims.pipeline.public import publish_copy


@pytest.fixture(scope="module", autouse=True)
def plugin():
    """Register the plugin where the package is not installed with its entry point."""
    known = [found for found in datasette.plugins.pm.get_plugins() if getattr(found, "__name__", "") == "claims.web"]
    if not known:
        datasette.plugins.pm.register(claims.web, "claims.web")
    yield
    if not known:
        datasette.plugins.pm.unregister(claims.web)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The path of a database with withheld claims, and the ids of its claims and documents."""
    path = tmp_path_factory.mktemp("web") / "figures.db"
    return str(path), web_database.build(path)


@pytest.fixture(scope="module")
def public(built, tmp_path_factory):
    """The path of its public copy."""
    path = tmp_path_factory.mktemp("public") / "figures.db"
    publish_copy(built[0], path)
    return str(path)


@pytest.fixture
def serve():
    """Start a Datasette over some files; keywords are those of Datasette."""
    started = []

    async def start(*files, **named):
        instance = Datasette(list(files), **named)
        started.append(instance)
        await instance.invoke_startup()
        return instance

    yield start
    for instance in started:
        for database in instance.databases.values():
            if hasattr(database, "close"):
                database.close()


async def get(instance, path, status=200, **named):
    """Fetch a path and hold it to its status."""
    response = await instance.client.get(path, **named)
    assert response.status_code == status, f"{path}: {response.status_code} {response.text[:500]}"
    return response


async def statuses(instance, *paths, **named):
    """Fetch paths in turn and return the status of each answer."""
    return [(await instance.client.get(path, **named)).status_code for path in paths]


def configured(settings):
    """Give settings the way that this version of Datasette takes them."""
    return {"config": settings} if hasattr(Datasette, "allowed") else {"metadata": settings}
