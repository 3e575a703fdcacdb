"""Reads content/prompts.toml: the prompts of a conversation, and the ways through it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from afreflect.domain.prompt import Flow, Phase, Prompt, Script, Step
from afreflect.storage.content import CONTENT


@cache
def script() -> Script:
    """Every prompt and every flow; raises ValueError naming a flow whose prompt is not there."""
    stated = tomllib.loads((CONTENT / "prompts.toml").read_text("utf-8"))
    prompts = {each["id"]: _prompt(each) for each in stated["prompt"]}
    flows = {each["id"]: _flow(each, prompts) for each in stated["flow"]}
    return Script(prompts, flows)


def _prompt(stated: Mapping[str, Any]) -> Prompt:
    return Prompt(
        **{
            **stated,
            "phase": Phase[stated["phase"].upper()],
            "zones": tuple(stated["zones"]),
        }
    )


def _flow(stated: Mapping[str, Any], prompts: Mapping[str, Prompt]) -> Flow:
    steps = tuple(
        _step(f"{stated['id']}.{number}", each, prompts)
        for number, each in enumerate(stated["steps"], start=1)
    )
    return Flow(stated["id"], tuple(stated["zones"]), stated["label"], steps)


def _step(name: str, stated: Mapping[str, Any], prompts: Mapping[str, Prompt]) -> Step:
    unknown = [each for each in stated["prompts"] if each not in prompts]
    if unknown:
        raise ValueError(f"The step {name} asks {unknown[0]}, which is no prompt.")
    phases = [prompts[each].phase for each in stated["prompts"]]
    return Step(
        name,
        # What else a step does may ask for a change as well, as the request and the map do.
        max(phases, default=Phase[stated.get("phase", "content").upper()]),
        tuple(stated["prompts"]),
        tuple(stated.get("taps", ())),
        stated.get("part", ""),
        after=stated.get("after", ""),
    )
