"""A document with every kind of block, in which each text can be exchanged for another."""

from collections.abc import Callable
from datetime import date

from navcheck.render.report.blocks import (
    Bar,
    Bars,
    Captions,
    Cell,
    Document,
    Facts,
    Heading,
    Item,
    Line,
    Listing,
    Mark,
    Paragraph,
    Share,
    Span,
    Table,
    Tone,
    Trend,
)

CAPTIONS = Captions("{count} av {of}", "Side {page} av {pages}", "Hopp til innholdet", "Innhold")


def document(text: Callable[[str], str] = lambda words: words, *, banner: str = "") -> Document:
    """Build the document; `text` is asked for every text in it."""
    return Document(
        text("Prøve på rapport"),
        text("2026 · Statsforvalteren i Agder"),
        "nb",
        text("Statsforvalteren i Agder"),
        date(2026, 11, 22),
        CAPTIONS,
        (
            Paragraph((Span(text("Offentlig utgave.")),), notice=True),
            Heading(1, text("Hovedfunn")),
            Paragraph(
                (
                    Span(text("Noe er ")),
                    Span(text("fett"), bold=True),
                    Span(text(", noe er ")),
                    Span(text("kursivt"), italic=True),
                    Span(text(", og noe er en ")),
                    Span(text("lenke"), url="https://lovdata.no/lov/2009-12-18-131/§29"),
                    Span(text("fylles ut"), marked=True),
                )
            ),
            Paragraph((Span(text("Vi har gått gjennom listene.\nDet gjør vi hver måned.")),), quoted=True),
            Heading(2, text("Under hovedfunn")),
            Listing((Item((Span(text("først")),), (Item((Span(text("under først")),)),)), Item((Span(text("så")),)))),
            Listing((Item((Span(text("en")),)), Item((Span(text("to")),))), numbered=True),
            Facts(
                (
                    (text("Lov"), ((Span(text("sosialtjenesteloven § 29")),),)),
                    (text("Dokumenter"), ((Span(text("Rutine")),), (Span(text("Liste")),))),
                )
            ),
            Heading(1, text("Svarene")),
            Table(
                text("Svarene etter tema"),
                (text("Nav-kontor"), text("Finne"), text("Tilby"), text("Gjennomføre")),
                tuple(
                    (
                        Cell((text(name),)),
                        Cell((text("Gjennomgang av kandidater"),), (Mark("!", text("risiko"), Tone.RISK),)),
                        Cell((text("Til personer i målgruppen"), text("og ellers")), ()),
                        Cell((), (Mark("□", text("ikke besvart"), Tone.SILENT),)),
                    )
                    for name in ("Nav Risør", "Nav Åmli")
                ),
                wide=True,
            ),
            Table(
                text("Svarene etter spørsmål"),
                (text("Nav-kontor"), text("Rutine"), text("Vilkår")),
                (
                    (
                        Cell((text("Nav Risør"),)),
                        Cell(marks=(Mark("✗", text("mulig lovbrudd"), Tone.BREACH),)),
                        Cell(marks=(Mark("✓", text("oppfylt"), Tone.MET),)),
                    ),
                    (
                        Cell((text("Nav Åmli"),)),
                        Cell(marks=(Mark("↑", text("forbedringspunkt"), Tone.IMPROVEMENT),)),
                        Cell(marks=(Mark("◊", text("signal"), Tone.SIGNAL),)),
                    ),
                ),
                wide=True,
                compact=True,
            ),
            Bars(
                text("Kontor med punkter til oppfølging"),
                (text("Tema"), text("Kontor")),
                (Bar(text("Finne"), Share(4, 15)), Bar(text("Tilby"), Share(0, 15))),
                Tone.RISK,
            ),
            Trend(
                text("Utvikling"),
                text("Tema"),
                (text("2024"), text("2025"), text("2026")),
                (
                    Line(text("Finne"), (Share(6, 14), Share(5, 15), Share(4, 15))),
                    Line(text("Tilby"), (None, Share(3, 15), Share(3, 15))),
                ),
            ),
        ),
        banner,
    )
