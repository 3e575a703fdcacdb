"""The measures a screen may offer, and what each needs that an extract does not hold."""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from afreflect.domain.metric import Metric
from afreflect.storage.catalogue import CatalogueError, catalogue, edition
from afreflect.storage.practice import Practice


def known() -> dict[str, Metric]:
    """Every metric by its id, in the catalogue's order; a broken file ends in a sentence."""
    try:
        return {metric.id: metric for metric in _catalogue(edition())}
    except CatalogueError as error:
        st.error(str(error))
        st.stop()


@lru_cache(maxsize=4)
def _catalogue(edition: tuple[tuple[str, int, int], ...]) -> tuple[Metric, ...]:  # noqa: ARG001
    # The edition is the cache's key: metrics are nobody's own, and shared until a file changes.
    return catalogue()


def picked(candidates: Sequence[Metric], practice: Practice) -> Metric | None:
    """The first metric that this extract can support; pace is never picked for anybody."""
    return next(
        (metric for metric in candidates if not metric.pace and practice.why_not(metric) is None),
        None,
    )
