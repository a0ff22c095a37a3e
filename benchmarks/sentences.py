"""What offices write, of the length that they write it in: made up, and about no person."""

HOW = (
    "Vi går gjennom lista over mottakere av økonomisk stønad hver måned, og tar opp kandidater i et møte på mandager.",
    "Veileder vurderer programmet når noen har fått stønad i over fire måneder. Fagleder leser vurderingen før vedtak.",
    "Alle nye søkere får en kartlegging, og de som kan være aktuelle, meldes til teamet for kvalifiseringsprogram.",
    "Lista fra fagsystemet gjennomgås av to veiledere sammen.",
    "Vi har ingen fast måte; det hender at en veileder foreslår noen, og da ser vi på saken i fellesskap på fredager.",
    "Gjennomgang to ganger i året, og ellers når andre tjenester i kommunen melder fra: barnevern, bolig og helse.",
)
WHAT = (
    "Få arbeidsgivere i nærheten tar imot deltakere, og reisevei gjør at heldagsprogram sjelden lar seg sette sammen.",
    "Kapasitet hos veilederne: én stilling har vært ledig siden mai, og oppfølgingen har gått ut over nye vurderinger.",
    (
        "Mange av dem som er aktuelle, venter på avklaring i helsetjenesten, og vi vet ikke når de kan begynne. "
        "Tilbudet i kommunen er lagt ned, og nabokommunen tar imot få."
    ),
    "Språkopplæringen har ventetid, så programmene får for lite innhold i starten.",
    "Ingen særskilte utfordringer i perioden.",
    (
        "Det er vanskelig å få fram hva som er gjort i saken når fagsystemet ikke har et eget sted for vurderingen, og "
        "vi fører den derfor i et notat som ikke alle finner igjen."
    ),
)
COMMENTS = (
    "Gjelder fra i høst, da rutinen ble tatt i bruk; før det var det opp til hver enkelt.",
    "Vi har sett gjennom ti saker for å svare på dette.",
    "Lederen har bedt om en ny gjennomgang før jul, siden to av sakene manglet begrunnelse i vedtaket.",
)
TITLES = ("Rutine for kvalifiseringsprogrammet", "Årshjul for internkontroll", "Mal for vurdering av arbeidsevne")
