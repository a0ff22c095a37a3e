"""The law that letters lean on, one place for each paragraph; a letter says no more than the paragraph says.

Laws are named by their own short titles, which are the same in bokmål and nynorsk. The texts are those of 2 July 2026.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph of law as a letter names it, where its text stands, and the sum of its words as they were read."""

    title: str
    url: str
    sha256: str


# Statsforvalteren supervises the municipality's duties, by the rules of kommuneloven chapter 30.
SUPERVISION = Citation(
    "sosialtjenesteloven § 9",
    "https://lovdata.no/lov/2009-12-18-131/§9",
    "0cd534eaddef13598f2af0e8f406d9696687bce6e144f9e78b610132c8e187c6",
)
# It can demand information about the municipality's work that it finds necessary for supervision.
DEMAND = Citation(
    "kommuneloven § 30-3 første ledd",
    "https://lovdata.no/lov/2018-06-22-83/§30-3",
    "c4a5d9f714bf1d3e4148137320c901478955636d554e783ac8f8eabad5d40509",
)
# Whoever is ordered to give information must be told of the right to complain, and has three days.
COMPLAINT = Citation(
    "forvaltningsloven § 14",
    "https://lovdata.no/lov/1967-02-10/§14",
    "e5df29f50439f88de7f68d22a977b120023a4b79cc9136c86d36295cdb3aa1a9",
)
# Municipalities have that right under state supervision too.
COMPLAINT_OF_MUNICIPALITIES = Citation(
    "kommuneloven § 30-5",
    "https://lovdata.no/lov/2018-06-22-83/§30-5",
    "257e84310ef68a6ce010db04c7c81a22b983fa189d0cd293e285ab47ef8d146b",
)
# Documents of a case are open to everybody where nothing else follows from law.
OPEN_TO_ALL = Citation(
    "offentleglova § 3",
    "https://lovdata.no/lov/2006-05-19-16/§3",
    "08d1f89698212181b78a132e559baab90ce80e585e7cada15a82d5bdb26c95fb",
)
# A municipality's own recent control of the same theme is a reason to consider postponing supervision.
OWN_CONTROL = Citation(
    "kommuneloven § 30-7 andre ledd",
    "https://lovdata.no/lov/2018-06-22-83/§30-7",
    "2d132cfd59fdf21331bbb117b64c54b252d0192344230bbc2f6994c5604610d0",
)

CITED = (SUPERVISION, DEMAND, COMPLAINT, COMPLAINT_OF_MUNICIPALITIES, OPEN_TO_ALL, OWN_CONTROL)
