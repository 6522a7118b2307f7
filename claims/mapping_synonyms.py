"""Names by which columns are recognised, in the languages in which tables are published most.

All are folded (`claims.text.fold`), best first. year is not among them: what it means must be said.
"""

from __future__ import annotations

ENGLISH: dict[str, tuple[str, ...]] = {
    "event": ("event", "event name", "crisis"),
    "measure": ("measure", "indicator", "metric", "what is counted", "variable", "indicator name", "data field"),
    "source": (
        "source",
        "source name",
        "organisation",
        "organization",
        "org",
        "claimant",
        "claimed by",
        "according to",
    ),
    "says": ("says", "figure", "stated as", "wording", "value", "number", "count", "total", "toll"),
    "hedge": ("hedge", "modifier", "qualifier"),
    "low": ("low", "min", "minimum", "lower", "lower bound", "low estimate", "at least"),
    "best": ("best", "best estimate", "central", "central estimate"),
    "high": ("high", "max", "maximum", "upper", "upper bound", "high estimate", "at most"),
    "population": ("population",),
    "place": ("place", "location"),
    "period_start": ("period start", "start date", "date from", "from date"),
    "as_of": ("as of", "asof", "as of date", "date", "report date", "date to", "end date"),
    "basis": ("basis",),
    "credibility": ("credibility",),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
    "quote": ("quote", "quotation", "text"),
    "quote_start": ("quote start", "start", "start offset"),
    "quote_end": ("quote end", "end", "end offset"),
    "locator": ("locator", "page"),
    "language": ("language", "lang"),
    "relayed_by": ("relayed by", "via", "quoted by"),
    "document": ("document", "document id"),
    "url": ("url", "link", "source url", "web address"),
    "title": ("title", "headline", "article"),
    "publisher": ("publisher", "published by", "medium", "outlet"),
    "published_on": ("published on", "published", "publication date", "date published"),
    "archive_url": ("archive url", "archived url", "archive", "archive link"),
}

OTHERS: dict[str, tuple[str, ...]] = {
    "event": (
        *("ereignis",),  # de
        *("evenement",),  # fr
        *("evento", "suceso", "acontecimiento"),  # es
        *("событие",),  # ru
        *("الحدث", "حدث"),  # ar
        *("رويداد", "واقعه"),  # fa
    ),
    "measure": (
        *("kennzahl", "indikator", "messgrosse", "kategorie"),  # de
        *("indicateur", "mesure"),  # fr
        *("indicador", "medida"),  # es
        *("показатель", "индикатор"),  # ru
        *("الموشر", "موشر"),  # ar
        *("شاخص",),  # fa
    ),
    "source": (
        *("quelle", "organisation", "laut"),  # de
        *("source", "organisme", "selon"),  # fr
        *("fuente", "organizacion", "segun"),  # es
        *("источник", "организация"),  # ru
        *("المصدر", "مصدر", "الجهه"),  # ar
        *("منبع", "سازمان"),  # fa
    ),
    "says": (
        *("wert", "zahl", "anzahl", "angabe"),  # de
        *("chiffre", "valeur", "bilan"),  # fr
        *("cifra", "valor", "numero", "cantidad"),  # es
        *("значение", "число", "количество"),  # ru
        *("القيمه", "العدد", "الرقم", "الحصيله"),  # ar
        *("مقدار", "تعداد", "رقم", "امار"),  # fa
    ),
    "low": (
        *("mindestens", "minimum", "untere schatzung"),  # de
        *("minimum", "au moins", "estimation basse"),  # fr
        *("minimo", "al menos", "estimacion baja"),  # es
        *("минимум", "не менее"),  # ru
        *("الحد الادني",),  # ar
        *("حداقل",),  # fa
    ),
    "best": (
        *("bester wert", "beste schatzung"),  # de
        *("meilleure estimation",),  # fr
        *("mejor estimacion",),  # es
        *("лучшая оценка",),  # ru
        *("افضل تقدير",),  # ar
        *("بهترين براورد",),  # fa
    ),
    "high": (
        *("hochstens", "maximum", "obere schatzung"),  # de
        *("maximum", "au plus", "estimation haute"),  # fr
        *("maximo", "estimacion alta"),  # es
        *("максимум", "не более"),  # ru
        *("الحد الاقصي",),  # ar
        *("حداكثر",),  # fa
    ),
    "place": (
        *("ort",),  # de
        *("lieu", "endroit"),  # fr
        *("lugar", "localidad"),  # es
        *("место",),  # ru
        *("المكان", "الموقع"),  # ar
        *("مكان", "محل"),  # fa
    ),
    "as_of": (
        *("datum", "stand", "berichtsdatum"),  # de
        *("date", "date du rapport", "en date du"),  # fr
        *("fecha", "fecha del informe"),  # es
        *("дата",),  # ru
        *("التاريخ", "تاريخ"),  # ar
        *("تاريخ",),  # fa
    ),
    "note": (
        *("anmerkung", "anmerkungen", "bemerkung", "notiz"),  # de
        *("note", "remarque", "remarques", "commentaire"),  # fr
        *("nota", "notas", "observacion", "observaciones"),  # es
        *("примечание", "примечания"),  # ru
        *("ملاحظه", "ملاحظات"),  # ar
        *("توضيح", "توضيحات", "يادداشت"),  # fa
    ),
    "quote": (
        *("zitat", "wortlaut"),  # de
        *("citation",),  # fr
        *("cita",),  # es
        *("цитата",),  # ru
        *("الاقتباس", "اقتباس"),  # ar
        *("نقل قول",),  # fa
    ),
    "url": (
        *("link",),  # de
        *("lien",),  # fr
        *("enlace",),  # es
        *("ссылка",),  # ru
        *("الرابط", "رابط"),  # ar
        *("پيوند", "لينك"),  # fa
    ),
    "title": (
        *("titel", "uberschrift"),  # de
        *("titre",),  # fr
        *("titulo", "titular"),  # es
        *("заголовок",),  # ru
        *("العنوان", "عنوان"),  # ar
        *("عنوان",),  # fa
    ),
    "publisher": (
        *("medium", "herausgeber"),  # de
        *("editeur",),  # fr
        *("editorial",),  # es
        *("издание", "сми"),  # ru
        *("الناشر",),  # ar
        *("ناشر", "رسانه"),  # fa
    ),
    "published_on": (
        *("veroffentlicht am", "veroffentlichungsdatum"),  # de
        *("publie le", "date de publication"),  # fr
        *("fecha de publicacion", "publicado el"),  # es
        *("дата публикации",),  # ru
        *("تاريخ النشر",),  # ar
        *("تاريخ انتشار",),  # fa
    ),
}
"""German, French, Spanish, Russian, Arabic and Persian."""

SYNONYMS = {field: (*names, *OTHERS.get(field, ())) for field, names in ENGLISH.items()}
