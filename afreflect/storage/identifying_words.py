"""The words of `content/identifying.toml`, in the plain form in which they are compared."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from afreflect.storage.sheet import plain
from afreflect.storage.vocabulary import CONTENT


@dataclass(frozen=True)
class Named:
    """How columns of one kind are called: by whole names, by single words, by parts of a word."""

    names: frozenset[str]
    words: frozenset[str]
    stems: tuple[str, ...]


@dataclass(frozen=True)
class IdentifyingWords:
    """What names of columns and values say of the people in them."""

    kinds: Mapping[str, Named]
    things: frozenset[str]
    not_a_name: frozenset[str]
    not_a_name_endings: tuple[str, ...]
    also_words: frozenset[str]
    streets: frozenset[str]
    short_streets: frozenset[str]
    street_endings: tuple[str, ...]

    def kind_of(self, name: str) -> str:
        """Which kind a column is by its name, given in plain words; '' for none."""
        for kind, named in self.kinds.items():
            if name in named.names:
                return kind
        said = set(name.split())
        if said & self.things:
            return ""
        joined = name.replace(" ", "")
        return next(
            (
                kind
                for kind, named in self.kinds.items()
                if said & named.words or any(stem in joined for stem in named.stems)
            ),
            "",
        )

    def is_a_thing(self, name: str) -> bool:
        """Whether a column's name, in plain words, says that it is about a thing."""
        return not self.things.isdisjoint(name.split())

    def rules_out_a_name(self, word: str) -> bool:
        """Whether a word, in plain form, stands in hardly any person's name."""
        return word in self.not_a_name or word.endswith(self.not_a_name_endings)

    def means_more_than_a_name(self, word: str) -> bool:
        """Whether a word, in plain form, stands in texts that speak of nobody called so."""
        return word in self.also_words or self.rules_out_a_name(word)


@cache
def identifying_words() -> IdentifyingWords:
    """The words that ship with the app."""
    stated = tomllib.loads((CONTENT / "identifying.toml").read_text(encoding="utf-8"))
    return IdentifyingWords(
        kinds={
            kind: Named(
                _plain(named["names"]),
                _plain(named["words"]),
                tuple(plain(stem).replace(" ", "") for stem in named["stems"]),
            )
            for kind, named in stated["kinds"].items()
        },
        things=_plain(stated["things"]["words"]),
        not_a_name=_plain(stated["not_a_name"]["words"]),
        not_a_name_endings=tuple(stated["not_a_name"]["endings"]),
        also_words=_plain(stated["also_words"]["words"]),
        streets=frozenset(stated["streets"]["whole"]),
        short_streets=frozenset(stated["streets"]["short"]),
        street_endings=tuple(stated["streets"]["endings"]),
    )


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(word) for word in words)
