"""RDF Dataset Canonicalization, RDFC-1.0, for statements that come as quads.

What is here cuts the blank nodes out of the quads; the algorithm is in ``canonical_fragments.py``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from credentials.jsonld.canonical.canonical_fragments import canonicalize_fragments
from credentials.jsonld.canonical.fragments import Fragments, NamedQuad, Node
from credentials.jsonld.canonical.n_degree import HashName
from credentials.jsonld.writing.nquads import Quad, is_blank, line
from credentials.limits import DEFAULT_LIMITS


@dataclass(frozen=True, slots=True)
class CanonicalDataset:
    """The outcome of canonicalization.

    Attributes:
        nquads: The canonical form.
        issued: From the blank node labels of the input, without "_:", to the canonical ones.
        work: What the tied blank nodes cost, in the unit of the limit.
    """

    nquads: str
    issued: Mapping[str, str]
    work: int


def canonical_nquads(
    quads: Iterable[Quad],
    *,
    hash_name: HashName = "sha256",
    work_per_tied_node: int = DEFAULT_LIMITS.canonicalization_work,
) -> str:
    """Return the canonical N-Quads of a dataset.

    Raises:
        TooComplex: See :func:`canonicalize_dataset`.
    """
    return canonicalize_dataset(quads, hash_name=hash_name, work_per_tied_node=work_per_tied_node).nquads


def canonicalize_dataset(
    quads: Iterable[Quad],
    *,
    hash_name: HashName = "sha256",
    work_per_tied_node: int = DEFAULT_LIMITS.canonicalization_work,
) -> CanonicalDataset:
    """Canonicalize a dataset.

    Args:
        quads: Repeated quads count once.
        hash_name: Which hash function to use; the cryptosuites say.
        work_per_tied_node: How much each blank node that shares its first hash with another
            adds to the work allowed.

    Raises:
        TooComplex: Telling the tied blank nodes apart takes more work than allowed.

    Spec: RDFC-1.0 section 4.4.3.
    """
    fragments, labels = fragments_of(quads)
    form = canonicalize_fragments(fragments, hash_name=hash_name, work_per_tied_node=work_per_tied_node)
    issued = {label[2:]: name[2:] for label, name in zip(labels, form.names, strict=True)}
    return CanonicalDataset(nquads=form.nquads, issued=issued, work=form.work)


def fragments_of(quads: Iterable[Quad]) -> tuple[Fragments, list[str]]:
    """Cut the blank nodes out of quads.

    Returns:
        The fragments, and the label in the quads of each blank node.
    """
    fragments = Fragments()
    numbers: dict[str, int] = {}

    def node(term: str) -> Node:
        if not is_blank(term):
            return term
        number = numbers.get(term)
        if number is None:
            number = numbers[term] = fragments.blank_node()
        return number

    for quad in quads:
        subject, object_ = node(quad.subject), node(quad.object)
        if quad.graph:
            fragments.named.append(NamedQuad(subject, quad.predicate, object_, node(quad.graph)))
        elif isinstance(subject, int) and isinstance(object_, int):
            fragments.edges.append((subject, f"{quad.predicate} ", object_))
        elif isinstance(subject, int):
            fragments.tails[subject].append(f"{quad.predicate} {object_} .\n")
        elif isinstance(object_, int):
            fragments.heads[object_].append(f"{subject} {quad.predicate} ")
        else:
            fragments.ground.append(line(quad))
    return fragments, list(numbers)
