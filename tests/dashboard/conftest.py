"""The repository's own data, built once, as the dashboard opens it."""

import pytest
from world import Built

from dashboard.queries import Tables, load_tables, published_hash


@pytest.fixture(scope="session")
def tables(real: Built) -> Tables:
    """Every published table of the repository's data; read only."""
    data_hash = published_hash(real.paths.package)
    assert data_hash is not None
    return load_tables(real.paths.tables, data_hash)
