"""Names by which columns are recognised, in the languages in which tables are published most.

All are folded (`claims.text.fold`), best first. year is not among them: what it means must be said.
"""

from __future__ import annotations

ENGLISH: dict[str, tuple[str, ...]] = {
    "event": ("event", "event name", "crisis"),
    "measure": (
        *("measure", "indicator", "metric", "what is counted", "variable", "indicator name", "data field"),
        *("series name", "series"),
    ),
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
    "says": ("says", "figure", "stated as", "wording", "value", "val", "number", "count", "total", "toll", "obs value"),
    "hedge": ("hedge", "modifier", "qualifier"),
    "low": ("low", "min", "minimum", "lower", "lower bound", "low estimate", "at least"),
    "best": ("best", "best estimate", "central", "central estimate"),
    "high": ("high", "max", "maximum", "upper", "upper bound", "high estimate", "at most"),
    "population": ("population",),
    "place": ("place", "location", "ref area", "reference area"),
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
    "url": ("url", "link", "source url", "source link", "web address"),
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
        *("evento", "acontecimento"),  # pt
        *("evento",),  # it
        *("подія",),  # uk
        *("събитие",),  # bg
        *("olay",),  # tr
        *("事件", "事件名称"),  # zh
        *("事件", "災害名"),  # ja
        *("사건", "사건명"),  # ko
        *("घटना",),  # hi
    ),
    "measure": (
        *("kennzahl", "indikator", "messgrosse", "kategorie"),  # de
        *("indicateur", "mesure"),  # fr
        *("indicador", "medida"),  # es
        *("показатель", "индикатор"),  # ru
        *("الموشر", "موشر"),  # ar
        *("شاخص",),  # fa
        *("indicador", "medida"),  # pt
        *("indicatore", "misura"),  # it
        *("показник",),  # uk
        *("показател",),  # bg
        *("gosterge", "olcut"),  # tr
        *("指标",),  # zh
        *("指標",),  # ja
        *("지표", "항목"),  # ko
        *("संकेतक",),  # hi
    ),
    "source": (
        *("quelle", "organisation", "laut"),  # de
        *("source", "organisme", "selon"),  # fr
        *("fuente", "organizacion", "segun"),  # es
        *("источник", "организация"),  # ru
        *("المصدر", "مصدر", "الجهه"),  # ar
        *("منبع", "سازمان"),  # fa
        *("fonte", "organizacao"),  # pt
        *("fonte", "organizzazione"),  # it
        *("джерело", "організація"),  # uk
        *("източник", "организация"),  # bg
        *("kaynak", "kurulus"),  # tr
        *("来源", "资料来源", "資料來源", "數據來源", "数据来源", "來源"),  # zh
        *("出典", "情報源"),  # ja
        *("출처",),  # ko
        *("स्रोत",),  # hi
    ),
    "says": (
        *("wert", "zahl", "anzahl", "angabe"),  # de
        *("chiffre", "valeur", "bilan"),  # fr
        *("cifra", "valor", "numero", "cantidad"),  # es
        *("значение", "число", "количество"),  # ru
        *("القيمه", "العدد", "الرقم", "الحصيله"),  # ar
        *("مقدار", "تعداد", "رقم", "امار"),  # fa
        *("valor", "numero", "quantidade"),  # pt
        *("valore", "numero", "quantita"),  # it
        *("значення", "кількість"),  # uk
        *("стоиност", "брои"),  # bg
        *("deger", "sayı", "sayi", "adet"),  # tr
        *("数值", "人数", "数量", "數值", "人數"),  # zh
        *("数値", "人数", "値"),  # ja
        *("값", "수치", "인원", "명수"),  # ko
        *("संख्या", "मान"),  # hi
    ),
    "low": (
        *("mindestens", "minimum", "untere schatzung"),  # de
        *("minimum", "au moins", "estimation basse"),  # fr
        *("minimo", "al menos", "estimacion baja"),  # es
        *("минимум", "не менее"),  # ru
        *("الحد الادني",),  # ar
        *("حداقل",),  # fa
        *("minimo", "pelo menos", "estimativa minima"),  # pt
        *("minimo", "almeno", "stima minima"),  # it
        *("мінімум", "щонаименше"),  # uk
        *("минимум", "поне"),  # bg
        *("en az", "asgari"),  # tr
        *("最低", "至少", "下限"),  # zh
        *("最小", "下限"),  # ja
        *("최소", "하한"),  # ko
        *("न्यूनतम",),  # hi
    ),
    "best": (
        *("bester wert", "beste schatzung"),  # de
        *("meilleure estimation",),  # fr
        *("mejor estimacion",),  # es
        *("лучшая оценка",),  # ru
        *("افضل تقدير",),  # ar
        *("بهترين براورد",),  # fa
        *("melhor estimativa",),  # pt
        *("stima migliore",),  # it
        *("наикраща оцінка",),  # uk
        *("наи добра оценка",),  # bg
        *("en iyi tahmin",),  # tr
        *("最佳估计",),  # zh
        *("最良推定値",),  # ja
        *("최적 추정치",),  # ko
        *("सर्वोत्तम अनुमान",),  # hi
    ),
    "high": (
        *("hochstens", "maximum", "obere schatzung"),  # de
        *("maximum", "au plus", "estimation haute"),  # fr
        *("maximo", "estimacion alta"),  # es
        *("максимум", "не более"),  # ru
        *("الحد الاقصي",),  # ar
        *("حداكثر",),  # fa
        *("maximo", "estimativa maxima"),  # pt
        *("massimo", "stima massima"),  # it
        *("максимум", "щонаибільше"),  # uk
        *("максимум",),  # bg
        *("en cok", "en fazla", "azami"),  # tr
        *("最高", "至多", "上限"),  # zh
        *("最大", "上限"),  # ja
        *("최대", "상한"),  # ko
        *("अधिकतम",),  # hi
    ),
    "place": (
        *("ort",),  # de
        *("lieu", "endroit"),  # fr
        *("lugar", "localidad"),  # es
        *("место",),  # ru
        *("المكان", "الموقع"),  # ar
        *("مكان", "محل"),  # fa
        *("lugar", "localidade"),  # pt
        *("luogo", "localita"),  # it
        *("місце",),  # uk
        *("място",),  # bg
        *("yer", "konum"),  # tr
        *("地点", "地點"),  # zh
        *("場所",),  # ja
        *("장소",),  # ko
        *("स्थान",),  # hi
    ),
    "as_of": (
        *("datum", "stand", "berichtsdatum"),  # de
        *("date", "date du rapport", "en date du"),  # fr
        *("fecha", "fecha del informe"),  # es
        *("дата",),  # ru
        *("التاريخ", "تاريخ"),  # ar
        *("تاريخ",),  # fa
        *("data", "data do relatorio"),  # pt
        *("data", "data del rapporto"),  # it
        *("дата", "станом на"),  # uk
        *("дата", "към дата"),  # bg
        *("tarih", "rapor tarihi"),  # tr
        *("日期", "截至日期"),  # zh
        *("日付", "年月日"),  # ja
        *("날짜", "일자", "기준일"),  # ko
        *("तारीख", "दिनांक", "तिथि"),  # hi
    ),
    "note": (
        *("anmerkung", "anmerkungen", "bemerkung", "notiz"),  # de
        *("note", "remarque", "remarques", "commentaire"),  # fr
        *("nota", "notas", "observacion", "observaciones"),  # es
        *("примечание", "примечания"),  # ru
        *("ملاحظه", "ملاحظات"),  # ar
        *("توضيح", "توضيحات", "يادداشت"),  # fa
        *("nota", "notas", "observacao", "observacoes"),  # pt
        *("nota", "note", "osservazioni"),  # it
        *("примітка", "примітки"),  # uk
        *("бележка", "бележки"),  # bg
        *("notlar", "acıklama"),  # tr
        *("备注", "備註", "注释"),  # zh
        *("備考", "注記"),  # ja
        *("비고", "참고"),  # ko
        *("टिप्पणी",),  # hi
    ),
    "quote": (
        *("zitat", "wortlaut"),  # de
        *("citation",),  # fr
        *("cita",),  # es
        *("цитата",),  # ru
        *("الاقتباس", "اقتباس"),  # ar
        *("نقل قول",),  # fa
        *("citacao",),  # pt
        *("citazione",),  # it
        *("цитата",),  # uk
        *("цитат",),  # bg
        *("alıntı",),  # tr
        *("引文",),  # zh
        *("引用",),  # ja
        *("인용",),  # ko
        *("उद्धरण",),  # hi
    ),
    "url": (
        *("link",),  # de
        *("lien",),  # fr
        *("enlace",),  # es
        *("ссылка",),  # ru
        *("الرابط", "رابط"),  # ar
        *("پيوند", "لينك"),  # fa
        *("ligacao",),  # pt
        *("collegamento",),  # it
        *("посилання",),  # uk
        *("връзка",),  # bg
        *("baglantı",),  # tr
        *("链接", "鏈接", "网址"),  # zh
        *("リンク",),  # ja
        *("링크",),  # ko
        *("लिंक",),  # hi
    ),
    "title": (
        *("titel", "uberschrift"),  # de
        *("titre",),  # fr
        *("titulo", "titular"),  # es
        *("заголовок",),  # ru
        *("العنوان", "عنوان"),  # ar
        *("عنوان",),  # fa
        *("titulo", "manchete"),  # pt
        *("titolo",),  # it
        *("заголовок",),  # uk
        *("заглавие",),  # bg
        *("baslık",),  # tr
        *("标题", "標題"),  # zh
        *("見出し", "タイトル"),  # ja
        *("제목",),  # ko
        *("शीर्षक",),  # hi
    ),
    "publisher": (
        *("medium", "herausgeber"),  # de
        *("editeur",),  # fr
        *("editorial",),  # es
        *("издание", "сми"),  # ru
        *("الناشر",),  # ar
        *("ناشر", "رسانه"),  # fa
        *("editora", "veiculo"),  # pt
        *("editore", "testata"),  # it
        *("видання", "змі"),  # uk
        *("издател", "издание"),  # bg
        *("yayıncı", "yayın"),  # tr
        *("出版者", "媒体"),  # zh
        *("発行者",),  # ja
        *("발행처", "언론사"),  # ko
        *("प्रकाशक",),  # hi
    ),
    "published_on": (
        *("veroffentlicht am", "veroffentlichungsdatum"),  # de
        *("publie le", "date de publication"),  # fr
        *("fecha de publicacion", "publicado el"),  # es
        *("дата публикации",),  # ru
        *("تاريخ النشر",),  # ar
        *("تاريخ انتشار",),  # fa
        *("data de publicacao", "publicado em"),  # pt
        *("data di pubblicazione",),  # it
        *("дата публікаціі",),  # uk
        *("дата на публикуване",),  # bg
        *("yayın tarihi",),  # tr
        *("发布日期", "出版日期"),  # zh
        *("発行日", "公開日"),  # ja
        *("발행일", "게시일"),  # ko
        *("प्रकाशन तिथि",),  # hi
    ),
}
"""German, French, Spanish, Russian, Arabic and Persian; Portuguese, Italian, Ukrainian, Bulgarian, Turkish; Chinese,
Japanese, Korean and Hindi."""

SYNONYMS = {field: (*names, *OTHERS.get(field, ())) for field, names in ENGLISH.items()}
