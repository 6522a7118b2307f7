"""Phrases become figures and figures become phrases; what is not one figure is refused with its reason."""

from __future__ import annotations

import contextlib
import re
import shlex
import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import AmbiguousFigure, NotAFigure
from claims.figure import (
    column_decimal_mark,
    find_numbers,
    languages,
    occurs_in,
    parse,
    read,
    say,
    sign,
    stated_values,
    vague_floor,
    write_number,
)
from claims.model import Figure, Hedge, ValueKind, ValueType


def shorthand(figure: Figure) -> str:
    """Return a figure as a short text that shows everything it holds."""
    if figure.hedge is Hedge.NONE:
        return f"none {figure.value_type.value}"
    if figure.hedge is Hedge.VAGUE:
        return f"vague {figure.magnitude}"
    bounds = " ".join("-" if value is None else str(value) for value in (figure.low, figure.best, figure.high))
    return f"{figure.hedge.value} {bounds}"


# Each table: phrase -> hedge, low, best, high. The language is not told unless the number alone would be ambiguous.
ENGLISH = {
    "12, possibly more": "at_least 12 - -",
    "12 and probably more": "at_least 12 - -",
    "12 and rising": "at_least 12 - -",
    "12ish": "about - 12 -",
    "12 people, and possibly more": "at_least 12 - -",
    "161": "exact 161 161 161",
    "at least 161": "at_least 161 - -",
    "At least 161 people killed": "at_least 161 - -",
    "no fewer than 161 people": "at_least 161 - -",
    "a minimum of 161": "at_least 161 - -",
    "not less than 161": "at_least 161 - -",
    "600 at least": "at_least 600 - -",
    "600 or more": "at_least 600 - -",
    "600 people or more": "at_least 600 - -",
    "(at least) 161": "at_least 161 - -",
    "161 (at least)": "at_least 161 - -",
    "161 plus": "at_least 161 - -",
    "161 and counting": "at_least 161 - -",
    "more than 12,000": "more_than 12001 - -",
    "over 10,000": "more_than 10001 - -",
    "in excess of 500": "more_than 501 - -",
    "well over a total of 500": "more_than 501 - -",
    "up to 50": "at_most - - 50",
    "at most 50": "at_most - - 50",
    "not more than 50": "at_most - - 50",
    "no more than 50": "at_most - - 50",
    "as many as 50": "at_most - - 50",
    "50 or fewer": "at_most - - 50",
    "max. 50": "at_most - - 50",
    "fewer than 50": "fewer_than - - 49",
    "less than 50": "fewer_than - - 49",
    "under 50": "fewer_than - - 49",
    "nearly 600": "nearly - 600 -",
    "almost 1.2 million": "nearly - 1200000 -",
    "close to 600": "nearly - 600 -",
    "about 600": "about - 600 -",
    "around 600": "about - 600 -",
    "approximately 600": "about - 600 -",
    "abt. 600": "about - 600 -",
    "roughly 600": "about - 600 -",
    "some 600": "about - 600 -",
    "an estimated 600": "about - 600 -",
    "600 or so": "about - 600 -",
    "161 (est.)": "about - 161 -",
    "up to about 600": "at_most - - 600",
    "between 10 and 14": "between 10 - 14",
    "from 10 to 14": "between 10 - 14",
    "10 to 14 people": "between 10 - 14",
    "3 to 5 thousand": "between 3000 - 5000",
    "between 200 and 3 thousand": "between 200 - 3000",
    "between 10 and 14, most likely 12": "between 10 12 14",
    "12 ± 2": "between 10 12 14",
    "12 (±2)": "between 10 12 14",
    "12 (+/- 2)": "between 10 12 14",
    "about 12 +/-2": "between 10 12 14",
    "at least 10, at most 14": "between 10 - 14",
    "at least 10 and at most 14": "between 10 - 14",
    "dozens": "vague 12",
    "dozens of people": "vague 12",
    "scores": "vague 20",
    "hundreds": "vague 100",
    "at least hundreds": "vague 100",
    "several hundred": "vague 100",
    "thousands": "vague 1000",
    "tens of thousands": "vague 10000",
    "hundreds of thousands": "vague 100000",
    "5 dozen": "exact 60 60 60",
    "2 hundred thousand": "exact 200000 200000 200000",
    "1.5 million": "exact 1500000 1500000 1500000",
    "2 million 500 thousand": "exact 2500000 2500000 2500000",
    "2 million 500 thousand 319": "exact 2500319 2500319 2500319",
    "10k": "exact 10000 10000 10000",
    "zero": "exact 0 0 0",
    "none": "none novalue",
    "no deaths": "none novalue",
    "no deaths reported": "none novalue",
    "unknown": "none somevalue",
    "an unknown number": "none somevalue",
    "no figure": "none value",
    "exactly 161": "exact 161 161 161",
    "Over the weekend 161 people died": "exact 161 161 161",
    "161, more than half of them children": "exact 161 161 161",
    "a quarter of a million": "exact 250000 250000 250000",
    "three quarters of a million": "exact 750000 750000 750000",
    "more than a quarter of a million": "more_than 250001 - -",
    "half a million": "exact 500000 500000 500000",
    "a dozen": "exact 12 12 12",
    "at least two dozen": "at_least 24 - -",
    "a couple of hundred": "vague 100",
    "a couple of dozen": "vague 12",
    "scores of people": "vague 20",
    "upwards of 161": "at_least 161 - -",
    "161 people or more": "at_least 161 - -",
    "30-plus": "at_least 30 - -",
    "100-odd": "about - 100 -",
    "anywhere from 100 to 200": "between 100 - 200",
}
SIGNS = {
    "161+": "at_least 161 - -",
    "**530+**": "at_least 530 - -",
    "161 +": "at_least 161 - -",
    "≥161": "at_least 161 - -",
    ">= 161": "at_least 161 - -",
    "> 100": "more_than 101 - -",
    "＞100": "more_than 101 - -",
    "≤ 5": "at_most - - 5",
    "<=5": "at_most - - 5",
    "≯5": "at_most - - 5",
    "<50": "fewer_than - - 49",
    "~600": "about - 600 -",
    "≈ 600": "about - 600 -",
    "~360+": "at_least 360 - -",
    "20–28": "between 20 - 28",
    "20-28": "between 20 - 28",
    "20 — 28": "between 20 - 28",
    "40-100+": "at_least 40 - -",
    "~40–100": "between 40 - 100",
    "12 (10–14)": "between 10 12 14",
    "12 [10-14]": "between 10 12 14",
    "12 (range 10–14)": "between 10 12 14",
    "12 (range: 10 to 14)": "between 10 12 14",
    "12 (النطاق 10–14)": "between 10 12 14",
    "۱۲ (بازه ۱۰ تا ۱۴)": "between 10 12 14",
    "12 (разброс 10–14)": "between 10 12 14",
    "12 (between 10 and 14)": "between 10 12 14",
    "12 (min 10, max 14)": "between 10 12 14",
    "12 (Spanne 10–14)": "between 10 12 14",
    "12 (fourchette 10–14)": "between 10 12 14",
    "12 (rango 10–14)": "between 10 12 14",
    "12 (диапазон 10–14)": "between 10 12 14",
    "12 (2019–2020)": "exact 12 12 12",
    "hundreds (at least 300)": "at_least 300 - -",
    "dozens (30 to 40)": "between 30 - 40",
    "161 (10–14 years old)": "exact 161 161 161",
    "<b>161</b>": "exact 161 161 161",
    '"161"': "exact 161 161 161",
    "“161”": "exact 161 161 161",
    "_161_ killed": "exact 161 161 161",
    "161 [3]": "exact 161 161 161",
    "161.0": "exact 161 161 161",
    "1,234,567": "exact 1234567 1234567 1234567",
    "1.234.567": "exact 1234567 1234567 1234567",
    "1 500": "exact 1500 1500 1500",
    "1\u00a0500": "exact 1500 1500 1500",
    "1\u202f500": "exact 1500 1500 1500",
    "1\u2009500": "exact 1500 1500 1500",
    "1'234'567": "exact 1234567 1234567 1234567",
    "1’500": "exact 1500 1500 1500",
    "1،500": "exact 1500 1500 1500",
    "٤٬٠٠٠": "exact 4000 4000 4000",
    "1,00,000": "exact 100000 100000 100000",
    "१६१": "exact 161 161 161",
    "?": "none somevalue",
}
ARABIC = {
    "12 وربما أكثر": "at_least 12 - -",
    "أكثر من 12000 من المتظاهرين": "more_than 12001 - -",
    "600 متظاهر على الأقل": "at_least 600 - -",
    "إن 161 متظاهراً على الأقل قُتلوا": "at_least 161 - -",
    "في 187 مدينة على الأقل في جميع أنحاء إيران": "at_least 187 - -",
    "على الأقل 161": "at_least 161 - -",
    "ما لا يقل عن 161 شخصا": "at_least 161 - -",
    "لا يقل عن ١٦١": "at_least 161 - -",
    "ليس أقل من 161": "at_least 161 - -",
    "100 فأكثر": "at_least 100 - -",
    "100 أو أكثر": "at_least 100 - -",
    "بأكثر من 4000": "more_than 4001 - -",
    "ما يزيد عن 500": "more_than 501 - -",
    "ما يزيد على 500": "more_than 501 - -",
    "يزيد عن 500": "more_than 501 - -",
    "نحو 600": "about - 600 -",
    "بنحو 600": "about - 600 -",
    "حوالي 600": "about - 600 -",
    "زهاء 600": "about - 600 -",
    "ما يناهز 600": "about - 600 -",
    "600 تقريبًا": "about - 600 -",
    "قرابة 600": "nearly - 600 -",
    "ما يقارب 600": "nearly - 600 -",
    "أقل من 50": "fewer_than - - 49",
    "حتى 50": "at_most - - 50",
    "ما لا يزيد عن 50": "at_most - - 50",
    "ما يصل إلى 50": "at_most - - 50",
    "بين 10 و 14": "between 10 - 14",
    "بين 10 و14 سنة": "between 10 - 14",
    "ما بين ١٠ و ١٤": "between 10 - 14",
    "من 10 إلى 14": "between 10 - 14",
    "10 آلاف": "exact 10000 10000 10000",
    "أكثر من 10 آلاف": "more_than 10001 - -",
    "12 ألفاً": "exact 12000 12000 12000",
    "10 آلاف و 500": "exact 10500 10500 10500",
    "عشرات": "vague 10",
    "العشرات من القتلى": "vague 10",
    "مئات": "vague 100",
    "آلاف": "vague 1000",
    "عشرات الآلاف": "vague 10000",
    "مئات الآلاف": "vague 100000",
    "صفر": "exact 0 0 0",
    "لا أحد": "none novalue",
    "غير معروف": "none somevalue",
}
PERSIAN = {
    "۱۲ نفر و شاید بیشتر": "at_least 12 - -",
    "۱۲ نفر و احتمالاً بیشتر": "at_least 12 - -",
    "حداقل ۱۶۱ نفر": "at_least 161 - -",
    "دست‌کم ۱۶۱ نفر": "at_least 161 - -",
    "دستکم ۱۶۱": "at_least 161 - -",
    "دست کم ۱۶۱": "at_least 161 - -",
    "لااقل ۱۶۱": "at_least 161 - -",
    "۱۶۱ نفر یا بیشتر": "at_least 161 - -",
    "بیش از ۱۰ هزار": "more_than 10001 - -",
    "بیشتر از ۵۰۰": "more_than 501 - -",
    "کمتر از ۵۰": "fewer_than - - 49",
    "کم‌تر از ۵۰": "fewer_than - - 49",
    "زیر ۵۰": "fewer_than - - 49",
    "حدود ۶۰۰": "about - 600 -",
    "در حدود ۶۰۰": "about - 600 -",
    "تقریباً ۶۰۰": "about - 600 -",
    "حدوداً ۶۰۰ نفر": "about - 600 -",
    "نزدیک به ۶۰۰": "nearly - 600 -",
    "قریب به ۶۰۰": "nearly - 600 -",
    "تا ۵۰": "at_most - - 50",
    "حداکثر ۵۰ نفر": "at_most - - 50",
    "بین ۱۰ و ۱۴": "between 10 - 14",
    "بین ۱۰ تا ۱۴ نفر": "between 10 - 14",
    "از ۱۰ تا ۱۴": "between 10 - 14",
    "۱۰ تا ۱۴ نفر": "between 10 - 14",
    "۳ تا ۵ هزار": "between 3000 - 5000",
    "۱۰ هزار و ۵۰۰ نفر": "exact 10500 10500 10500",
    "۱٫۵ میلیون": "exact 1500000 1500000 1500000",
    "۱۲٬۰۰۰": "exact 12000 12000 12000",
    "دها": "vague 10",
    "ده‌ها": "vague 10",
    "دهها نفر": "vague 10",
    "صدها": "vague 100",
    "هزاران": "vague 1000",
    "ده‌ها هزار": "vague 10000",
    "صفر": "exact 0 0 0",
    "هیچ‌کس": "none novalue",
    "نامعلوم": "none somevalue",
}
FRENCH = {
    "12, peut-être plus": "at_least 12 - -",
    "au moins 161": "at_least 161 - -",
    "pas moins de 161 morts": "at_least 161 - -",
    "161 au moins": "at_least 161 - -",
    "161 personnes ou plus": "at_least 161 - -",
    "un minimum de 161": "at_least 161 - -",
    "plus de 10 000": "more_than 10001 - -",
    "plus de 12.000": "more_than 12001 - -",
    "au-delà de 500": "more_than 501 - -",
    "plus d'1 million": "more_than 1000001 - -",
    "jusqu'à 50": "at_most - - 50",
    "jusqu’à 50": "at_most - - 50",
    "au plus 50": "at_most - - 50",
    "au maximum 50": "at_most - - 50",
    "pas plus de 50": "at_most - - 50",
    "moins de 50": "fewer_than - - 49",
    "environ 600": "about - 600 -",
    "quelque 600 personnes": "about - 600 -",
    "autour de 600": "about - 600 -",
    "600 environ": "about - 600 -",
    "près de 600": "nearly - 600 -",
    "presque 600": "nearly - 600 -",
    "entre 10 et 14": "between 10 - 14",
    "de 10 à 14": "between 10 - 14",
    "1,5 million": "exact 1500000 1500000 1500000",
    "12 mille": "exact 12000 12000 12000",
    "des dizaines": "vague 10",
    "plusieurs centaines": "vague 100",
    "des milliers": "vague 1000",
    "des dizaines de milliers": "vague 10000",
    "aucun mort": "none novalue",
    "inconnu": "none somevalue",
    "zéro": "exact 0 0 0",
    "un quart de million": "exact 250000 250000 250000",
    "trois quarts de million": "exact 750000 750000 750000",
    "un demi-million de personnes": "exact 500000 500000 500000",
    "161 voire plus": "at_least 161 - -",
    "pas moins de 161": "at_least 161 - -",
    "près d'une centaine": "nearly - 100 -",
    "plus d'une centaine": "more_than 101 - -",
    "une bonne centaine": "about - 100 -",
    "quelque chose comme 160": "about - 160 -",
    "de 100 à 200 morts": "between 100 - 200",
    "plusieurs dizaines": "vague 10",
}
SPANISH = {
    "12, posiblemente más": "at_least 12 - -",
    "al menos 161": "at_least 161 - -",
    "por lo menos 161": "at_least 161 - -",
    "como mínimo 161": "at_least 161 - -",
    "no menos de 161": "at_least 161 - -",
    "161 o más": "at_least 161 - -",
    "161 muertos como mínimo": "at_least 161 - -",
    "más de 10.000": "more_than 10001 - -",
    "mas de 500": "more_than 501 - -",
    "por encima de 500": "more_than 501 - -",
    "hasta 50": "at_most - - 50",
    "como máximo 50": "at_most - - 50",
    "a lo sumo 50": "at_most - - 50",
    "no más de 50": "at_most - - 50",
    "menos de 50": "fewer_than - - 49",
    "unos 600": "about - 600 -",
    "alrededor de 600": "about - 600 -",
    "aproximadamente 600": "about - 600 -",
    "600 aproximadamente": "about - 600 -",
    "casi 600": "nearly - 600 -",
    "próximo a 600": "nearly - 600 -",
    "entre 10 y 14": "between 10 - 14",
    "de 10 a 14": "between 10 - 14",
    "desde 10 hasta 14": "between 10 - 14",
    "12 mil": "exact 12000 12000 12000",
    "1,5 millones": "exact 1500000 1500000 1500000",
    "3 mil millones": "exact 3000000000 3000000000 3000000000",
    "decenas": "vague 10",
    "docenas": "vague 12",
    "cientos": "vague 100",
    "miles": "vague 1000",
    "decenas de miles": "vague 10000",
    "ninguno": "none novalue",
    "desconocido": "none somevalue",
    "un cuarto de millón": "exact 250000 250000 250000",
    "tres cuartos de millón": "exact 750000 750000 750000",
    "medio millón de personas": "exact 500000 500000 500000",
    "al menos una docena": "at_least 12 - -",
    "un par de cientos": "vague 100",
    "al menos a 52": "at_least 52 - -",
    "de 100 a 200 muertos": "between 100 - 200",
    "ni un muerto": "none novalue",
}
RUSSIAN = {
    "12, возможно, больше": "at_least 12 - -",
    "не менее 161": "at_least 161 - -",
    "не менее чем 161": "at_least 161 - -",
    "не меньше 161 человека": "at_least 161 - -",
    "как минимум 161": "at_least 161 - -",
    "по меньшей мере 161": "at_least 161 - -",
    "161 человек и более": "at_least 161 - -",
    "более 10 000": "more_than 10001 - -",
    "более 10\u00a0000": "more_than 10001 - -",
    "больше 500": "more_than 501 - -",
    "свыше 500": "more_than 501 - -",
    "до 50": "at_most - - 50",
    "не более 50": "at_most - - 50",
    "максимум 50": "at_most - - 50",
    "менее 50": "fewer_than - - 49",
    "меньше 50": "fewer_than - - 49",
    "около 600": "about - 600 -",
    "примерно 600": "about - 600 -",
    "приблизительно 600": "about - 600 -",
    "порядка 600": "about - 600 -",
    "почти 600": "nearly - 600 -",
    "от 10 до 14": "between 10 - 14",
    "между 10 и 14": "between 10 - 14",
    "12 тыс.": "exact 12000 12000 12000",
    "1,5 млн": "exact 1500000 1500000 1500000",
    "свыше 3 тысяч": "more_than 3001 - -",
    "десятки": "vague 10",
    "сотни": "vague 100",
    "несколько сотен": "vague 100",
    "тысячи": "vague 1000",
    "десятки тысяч": "vague 10000",
    "никто": "none novalue",
    "неизвестно": "none somevalue",
}
GERMAN = {
    "12, möglicherweise mehr": "at_least 12 - -",
    "12 Tote, vermutlich mehr": "at_least 12 - -",
    "rd. 300": "about - 300 -",
    "mindestens 304": "at_least 304 - -",
    "Mindestens 5 (offiziell), vermutlich mehr": "at_least 5 - -",
    "Mindestens 6 dokumentiert": "at_least 6 - -",
    "mind. 25": "at_least 25 - -",
    "wenigstens 161": "at_least 161 - -",
    "nicht weniger als 161": "at_least 161 - -",
    "161 oder mehr": "at_least 161 - -",
    "161 Tote mindestens": "at_least 161 - -",
    "mehr als 1.500": "more_than 1501 - -",
    "über 10.000": "more_than 10001 - -",
    "weit mehr als 500": "more_than 501 - -",
    "bis zu 150": "at_most - - 150",
    "höchstens 50": "at_most - - 50",
    "maximal 50": "at_most - - 50",
    "nicht mehr als 50": "at_most - - 50",
    "weniger als 50": "fewer_than - - 49",
    "unter 50": "fewer_than - - 49",
    "etwa 600": "about - 600 -",
    "rund 600": "about - 600 -",
    "ca. 600": "about - 600 -",
    "ungefähr 600": "about - 600 -",
    "schätzungsweise 600": "about - 600 -",
    "fast 600": "nearly - 600 -",
    "knapp 600": "nearly - 600 -",
    "beinahe 600": "nearly - 600 -",
    "zwischen 10 und 14": "between 10 - 14",
    "von 10 bis 14": "between 10 - 14",
    "10 bis 14 Tote": "between 10 - 14",
    "ab 10 bis 14": "between 10 - 14",
    "1,5 Millionen": "exact 1500000 1500000 1500000",
    "12 Tsd.": "exact 12000 12000 12000",
    "Dutzende": "vague 12",
    "“Mindestens Hunderte”": "vague 100",
    "Hunderte": "vague 100",
    "Zehntausende": "vague 10000",
    "keine": "none novalue",
    "unbekannt": "none somevalue",
    "null Tote": "exact 0 0 0",
    "eine Viertelmillion": "exact 250000 250000 250000",
    "über eine Viertelmillion": "more_than 250001 - -",
    "eine Dreiviertelmillion": "exact 750000 750000 750000",
    "eine halbe Million Menschen": "exact 500000 500000 500000",
    "rund ein Dutzend": "about - 12 -",
    "ein paar Hundert": "vague 100",
    "ein paar Dutzend": "vague 12",
    "um die 161": "about - 161 -",
    "von 100 bis 200": "between 100 - 200",
}
WITH_LANGUAGE = {
    ("en", "24,495 MIA"): "exact 24495 24495 24495",
    ("de", "24 Mia."): "exact 24000000000 24000000000 24000000000",
    ("de", "~1.500"): "about - 1500 -",
    ("de", "7.003+"): "at_least 7003 - -",
    ("de", "~7.000+"): "at_least 7000 - -",
    ("de", "~12.000–20.000+"): "at_least 12000 - -",
    ("de", "**1.500–3.000**"): "between 1500 - 3000",
    ("de", "**7.003+ getötet**"): "at_least 7003 - -",
    ("de", "3.117 (enthält mind. 25 duplizierte National-IDs)"): "exact 3117 3117 3117",
    ("de", "~30.000 (allein 8.–9. Jan.)"): "about - 30000 -",
    ("de", "2 Billion"): "exact 2000000000000 2000000000000 2000000000000",
    ("en", ">10,000"): "more_than 10001 - -",
    ("en", "1,500-3,000"): "between 1500 - 3000",
    ("en", "12,000"): "exact 12000 12000 12000",
    ("en-GB", "12,000"): "exact 12000 12000 12000",
    ("en", "1.500 million"): "exact 1500000 1500000 1500000",
    ("en", "2 billion"): "exact 2000000000 2000000000 2000000000",
    ("fr", "12.000"): "exact 12000 12000 12000",
    ("es", "1.500"): "exact 1500 1500 1500",
    ("ru", "1.500"): "exact 1500 1500 1500",
    ("ar", "12,000"): "exact 12000 12000 12000",
    ("fa", "۱۲,۰۰۰"): "exact 12000 12000 12000",
    (None, "between 1.500 and 1.250.000"): "between 1500 - 1250000",
    (None, "more than 12,000"): "more_than 12001 - -",
    (None, "more than 2 billion"): "more_than 2000000001 - -",
    (None, "0012"): "exact 12 12 12",
}


def _table(table: dict[str, str], name: str) -> list[object]:
    return [pytest.param(phrase, expected, id=f"{name}: {phrase}") for phrase, expected in table.items()]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        *_table(ENGLISH, "en"),
        *_table(SIGNS, "signs"),
        *_table(ARABIC, "ar"),
        *_table(PERSIAN, "fa"),
        *_table(FRENCH, "fr"),
        *_table(SPANISH, "es"),
        *_table(RUSSIAN, "ru"),
        *_table(GERMAN, "de"),
    ],
)
def test_reads_a_phrase(phrase: str, expected: str) -> None:
    assert shorthand(parse(phrase)) == expected


@pytest.mark.parametrize(
    ("language", "table"),
    [
        ("en", ENGLISH),
        ("ar", ARABIC),
        ("fa", PERSIAN),
        ("fr", FRENCH),
        ("es", SPANISH),
        ("ru", RUSSIAN),
        ("de", GERMAN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_naming_the_language_changes_nothing(language: str, table: dict[str, str]) -> None:
    assert {phrase: shorthand(parse(phrase, language=language)) for phrase in table} == table


@pytest.mark.parametrize(
    ("language", "phrase", "expected"),
    [pytest.param(*key, expected, id=f"{key[0]}: {key[1]}") for key, expected in WITH_LANGUAGE.items()],
)
def test_reads_a_phrase_in_a_language(language: str | None, phrase: str, expected: str) -> None:
    assert shorthand(parse(phrase, language=language)) == expected


REFUSED = {
    "": "empty",
    "   ": "empty",
    "almost": "no number",
    "n/a": "no number",
    "-": "no number",
    "many": "no number",
    "thousand": "number words",
    "150+ namentlich identifiziert, 53 davon verifiziert": "two separate figures",
    "7.003+ killed, 11.021+ injured": "two separate figures",
    "at least 10 killed, up to 14 injured": "two separate figures",
    "161 killed in 21 cities": "two separate figures",
    "12 (twelve) million": "a bracket parts the number from its thousands",
    "161 killed, 12 may have drowned": "two separate figures",
    "15 November protests, 161 killed": "two separate figures",
    "15 November": "a date",
    "2 décembre 2019": "a date",
    "one in five killed": "a share",
    "1 in 5": "a share",
    "nine out of ten": "a share",
    "neun von zehn": "a share",
    "neuf détenus sur dix": "a share",
    "nueve de cada diez": "a share",
    "one of 12": "a change or a part",
    "a third of the 300": "a change or a part",
    "la moitié des 300": "a change or a part",
    "la mitad de los 300": "a change or a part",
    "not even 100": "denies",
    "nicht einmal 100": "denies",
    "même pas 100": "denies",
    "ni 100": "denies",
    "ni siquiera 100 personas": "denies",
    "more than 100 but less than 200": "not included",
    "mehr als 100, aber weniger als 200": "not included",
    "plus de 100 mais moins de 200": "not included",
    "más de 100 pero menos de 200": "not included",
    "2019-12-02": "two separate figures",
    "5 of 12": "two separate figures",
    "12 injured, no deaths": "two separate figures",
    "dozens, 36 at last count": "two separate figures",
    "hundreds, if not thousands": "two separate figures",
    "no deaths, 12 injured": "no number is known",
    "an unknown number, maybe 161": "no number is known",
    "rose from 143 to 161": "a change",
    "von 143 auf 161 gestiegen": "a change",
    "ارتفع من 143 إلى 161": "a change",
    "rose by 18": "a change",
    "another 161": "a change or a part",
    "+18": "a change",
    "161 more than last year": "stands after the number",
    "not 161": "denies",
    "-5": "negative",
    "−5": "negative",
    "14-10": "above its upper end",
    "between 14 and 10": "above its upper end",
    "12 to 14, most likely 20": "outside its range",
    "between 161": "two ends",
    "161–?": "two ends",
    "10-14-year-olds": "two ends",
    "161?": "question mark",
    "161 (?)": "question mark",
    "161 ?": "question mark",
    "? 161": "question mark",
    "161 killed?": "question mark",
    "١٦١ قتيلا ؟": "question mark",
    "about 161？": "question mark",
    "12%": "percentage",
    "12 percent": "percentage",
    "٪12": "percentage",
    "$50": "money",
    "50 €": "money",
    "12.5": "not whole",
    "1,50": "not whole",
    "0.500": "not whole",
    "12.5.2020": "no way of writing",
    "1,2,3": "no way of writing",
    "161²": "no way of writing",
    "10⁶": "no way of writing",
    "1½ million": "no way of writing",
    "F16": "name",
    "COVID-19": "name",
    "the 161st victim": "ordinal",
    "a 12-year-old boy": "compound",
    "the 1980s": "name",
    "1.5e6": "exponent",
    "1E+05": "exponent",
    "#DIV/0!": "error of a formula",
    " #REF! ": "error of a formula",
    "#N/A": "error of a formula",
    "=10+5": "a formula",
    "=SUM(B2:B7)": "a formula",
    "= 3 - 4": "a formula",
    "#ДЕЛ/0!": "error of a formula",
    "#¡DIV/0!": "error of a formula",
    "#UNKNOWN!": "error of a formula",
    "Err:502": "error of a formula",
    "5 –": "a range needs two ends",
    "5pc": "a percentage is no count",
    "10-Dec": "day of a month",
    "10 Dec": "it is a date",
    "05.Mär": "it is a date",
    "Mar 2020": "it is a date",
    "March 2020": "it is a date",
    "12‰": "a share of a thousand",
    "May 12": "it is a date",
    "December 3": "it is a date",
    "aged 12": "it is an age",
    "aged 10 to 14": "it is an age",
    "Mar-14": "day of a month",
    "&lt;50": "HTML",
    "more than half of the 161 detainees": "a change or a part",
    "mindestens die Hälfte der 161": "a change or a part",
    "more than 10 but fewer than 14": "not included",
    "at least 161 at most": "contradict",
    "161 <": "stands before no number",
    "fewer than 0": "below zero",
    "12 (5–9)": "outside the range",
    "12 (at least 10)": "bound beside its number",
    "12 (up to 14)": "bound beside its number",
    "at least 12 (10–14)": "two things",
    "dozens (at least 3)": "two things",
    "12 (±20)": "spread",
    "at least 12 ± 2": "two things",
    "12 (95% CI 10–14)": "confidence interval",
    "up to dozens": "upper end",
    "none of the organisations gave a number": "no figure of its own",
    "9999999999999999999": "18 digits",
    "1" * 50: "no way of writing",
    "x" * 3000: "longer than",
    "0x10": "part of a name",
    "3x5": "part of a name",
    "12h30": "part of a name",
}


@pytest.mark.parametrize(("phrase", "reason"), [pytest.param(*pair, id=pair[0][:40]) for pair in REFUSED.items()])
def test_refuses_what_is_not_one_figure(phrase: str, reason: str) -> None:
    with pytest.raises(NotAFigure) as error:
        parse(phrase)
    assert reason in str(error.value)
    assert error.value.hint


def test_a_refused_phrase_is_shown_as_it_stands_and_its_flag_is_one_word_of_a_shell() -> None:
    with pytest.raises(NotAFigure, match=r"“20 et [+] 5 blessés”"):
        parse("20 et + 5 blessés")
    with pytest.raises(NotAFigure) as error:
        parse("-5 d'enfants")
    assert shlex.split(error.value.hint.rpartition(": ")[2]) == ["--set", "not_stated=-5 d'enfants"]


@pytest.mark.parametrize(
    ("phrase", "readings"),
    [
        pytest.param("1.500", {"1500", "1.5"}, id="point"),
        pytest.param("1,500", {"1500", "1.5"}, id="comma"),
        pytest.param("12,000", {"12000", "12"}, id="comma-zeros"),
        pytest.param("~1.500", {"~1500", "1.5"}, id="about"),
        pytest.param("7.003+", {"≥7003", "7.003"}, id="floor"),
        pytest.param("1,500-3,000", {"1500–3000", "1.5"}, id="range"),
        pytest.param("1.500 million", {"1500000", "1500000000"}, id="with-scale"),
        pytest.param("ca. 1.500", {"~1500", "1.5"}, id="hedge-of-several-languages"),
    ],
)
def test_an_ambiguous_mark_is_reported_with_both_readings(phrase: str, readings: set[str]) -> None:
    with pytest.raises(AmbiguousFigure) as error:
        parse(phrase)
    assert {text for _, text in error.value.readings} == readings


def test_a_billion_is_ambiguous_unless_the_phrase_or_its_language_says_whose() -> None:
    with pytest.raises(AmbiguousFigure, match="1 × 1000000000000"):
        parse("1 billion")
    assert parse("1 billion", language="en").best == 10**9
    assert parse("1 Billion", language="de").best == 10**12
    assert parse("about 1 billion").best == 10**9


@pytest.mark.parametrize(("phrase", "mark"), [("4.000", "."), ("at least 12,000", ","), ("12.500", ".")])
def test_a_count_with_decimals_by_the_mark_given_is_refused_not_read_as_small(phrase: str, mark: str) -> None:
    with pytest.raises(NotAFigure, match=f"with “{re.escape(mark)}” as decimal mark"):
        parse(phrase, decimal_mark=mark)
    other = "," if mark == "." else "."
    assert parse(phrase, decimal_mark=other).low >= 4000


@pytest.mark.parametrize(("mark", "value"), [(",", 1500), (".", Decimal("1.5"))])
def test_a_decimal_mark_given_decides(mark: str, value: int | Decimal) -> None:
    assert parse("1.500", kind=ValueKind.QUANTITY, decimal_mark=mark, language="ru").best == value


@pytest.mark.parametrize(
    ("phrase", "language"), [("२,०९८", "hi"), ("2,098", "bn"), ("2.098", "tr"), ("2.098", "id-ID")]
)
def test_the_decimal_mark_of_a_language_without_a_lexicon_decides_too(phrase: str, language: str) -> None:
    assert parse(phrase, language=language).best == 2098


@pytest.mark.parametrize(
    ("phrase", "language"),
    [("1.500", "en"), ("12.000", "en"), ("12,000", "de"), ("1,500", "fr"), ("more than 12.000", None)],
)
def test_a_count_with_decimals_in_its_language_is_refused_not_read_as_small(phrase: str, language: str | None) -> None:
    with pytest.raises(NotAFigure, match="has decimals"):
        parse(phrase, language=language)


@pytest.mark.parametrize(
    "phrase", ["1,234,567", "1.234.567", "1 500", "10,000.50", "10.000,50", "0.500", "0,125", "12.5"]
)
def test_a_mark_that_can_mean_one_thing_needs_no_language(phrase: str) -> None:
    assert parse(phrase, kind=ValueKind.QUANTITY).hedge is Hedge.EXACT


@pytest.mark.parametrize(
    ("phrase", "kind", "expected"),
    [
        pytest.param("more than 12%", ValueKind.PERCENT, "more_than 12 - -", id="percent-keeps-the-stated-number"),
        pytest.param("12.5 per cent", ValueKind.PERCENT, "exact 12.5 12.5 12.5", id="percent-decimals"),
        pytest.param("%12", ValueKind.PERCENT, "exact 12 12 12", id="percent-in-front"),
        pytest.param("unter 5 Prozent", ValueKind.PERCENT, "fewer_than - - 5", id="percent-de"),
        pytest.param("10 في المئة", ValueKind.PERCENT, "exact 10 10 10", id="percent-ar"),
        pytest.param("10–20%", ValueKind.PERCENT, "between 10 - 20", id="percent-range"),
        pytest.param("$1.5 million", ValueKind.MONEY, "exact 1500000 1500000 1500000", id="money"),
        pytest.param("at least US$ 500", ValueKind.MONEY, "at_least 500 - -", id="money-floor"),
        pytest.param("1,5 млн руб.", ValueKind.MONEY, "exact 1500000 1500000 1500000", id="money-ru"),
        pytest.param("12.5 km", ValueKind.QUANTITY, "exact 12.5 12.5 12.5", id="quantity"),
        pytest.param("5m", ValueKind.QUANTITY, "exact 5 5 5", id="metres-are-no-millions"),
        pytest.param("5m", ValueKind.COUNT, "exact 5000000 5000000 5000000", id="millions-of-people"),
        pytest.param("-5 to 3", ValueKind.QUANTITY, "between -5 - 3", id="below-zero"),
        pytest.param("-5–-3", ValueKind.QUANTITY, "between -5 - -3", id="both-below-zero"),
        pytest.param(".5", ValueKind.QUANTITY, "exact 0.5 0.5 0.5", id="leading-point"),
        pytest.param("-.5", ValueKind.QUANTITY, "exact -0.5 -0.5 -0.5", id="minus-leading-point"),
        pytest.param("more than 0.5", ValueKind.QUANTITY, "more_than 0.5 - -", id="more-than-quantity"),
    ],
)
def test_reads_a_phrase_by_the_kind_of_its_measure(phrase: str, kind: ValueKind, expected: str) -> None:
    assert shorthand(parse(phrase, kind=kind)) == expected


@pytest.mark.parametrize("kind", [ValueKind.DATE, ValueKind.TEXT])
def test_dates_and_texts_are_not_read_here_but_can_be_said(kind: ValueKind) -> None:
    with pytest.raises(NotAFigure, match=r"is no number"):
        parse("2019", kind=kind)
    figure = Figure(Hedge.EXACT, low="2019-11-15", best="2019-11-15", high="2019-11-15")
    assert (say(figure, kind=kind), sign(figure, kind=kind)) == ("2019-11-15", "2019-11-15")


def test_whole_values_are_integers_and_others_are_exact_decimals() -> None:
    assert type(parse("161.0", kind=ValueKind.QUANTITY).best) is int
    assert repr(parse("0.1", kind=ValueKind.QUANTITY).best) == "Decimal('0.1')"
    assert type(parse("1,5 million").best) is int


@pytest.mark.parametrize(
    ("phrase", "part", "found"),
    [
        ("HRANA says at least 161 people", "at least 161", ("en",)),
        ("إن 161 متظاهراً على الأقل قُتلوا", "161 متظاهراً على الأقل", ("ar",)),
        ("Tote: **7.003+** (verifiziert mindestens)", "7.003+", ()),
        ("killed 12 (10–14).", "12 (10–14)", ()),
        ("بیش از ۱۰ هزار نفر", "بیش از ۱۰ هزار", ("fa",)),
        ("it was dozens of people", "dozens", ("en",)),
    ],
)
def test_a_reading_says_where_the_figure_stands_and_in_which_languages(
    phrase: str, part: str, found: tuple[str]
) -> None:
    reading = read(phrase, decimal_mark=",")
    assert (phrase[reading.start : reading.end], reading.languages) == (part, found)


@pytest.mark.parametrize(
    ("figure", "words", "compact"),
    [
        (parse("161"), "161", "161"),
        (parse("at least 161"), "at least 161", "≥161"),
        (parse("more than 10000"), "more than 10,000", ">10,000"),
        (parse("up to 50"), "at most 50", "≤50"),
        (parse("<50"), "fewer than 50", "<50"),
        (parse("10-14"), "between 10 and 14", "10–14"),
        (parse("12 (10-14)"), "between 10 and 14, most likely 12", "12 (10–14)"),
        (parse("about 1500"), "about 1,500", "~1,500"),
        (parse("nearly 600"), "nearly 600", "nearly 600"),
        (parse("dozens"), "dozens", "dozens"),
        (parse("none"), "none", "none"),
        (parse("unknown"), "unknown", "?"),
        (Figure(Hedge.NONE), "no figure", "no figure"),
    ],
    ids=str,
)
def test_says_a_figure_in_words_and_in_signs(figure: Figure, words: str, compact: str) -> None:
    assert (say(figure), sign(figure)) == (words, compact)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "more than 12,000"),
        ("de", "mehr als 12.000"),
        ("fr", "plus de 12\u202f000"),
        ("es", "más de 12.000"),
        ("ru", "более 12\u00a0000"),
        ("ar", "أكثر من 12,000"),
        ("fa", "بیش از ۱۲٬۰۰۰"),
        ("zz", "more than 12,000"),
    ],
)
def test_says_a_figure_as_the_language_writes_numbers(language: str, expected: str) -> None:
    assert say(Figure(Hedge.MORE_THAN, low=12001), language=language) == expected


def test_counts_never_print_as_decimals() -> None:
    assert write_number(Decimal("161.0")) == "161"
    assert write_number(Decimal("1E+3")) == "1,000"
    assert write_number(Decimal("-0.0")) == "0"


def test_the_floor_of_a_vague_figure_is_policy_and_not_part_of_it() -> None:
    assert vague_floor(parse("dozens")) == 24
    assert vague_floor(parse("hundreds")) == 200
    assert vague_floor(parse("at least 161")) is None
    assert (parse("dozens").low, parse("dozens").best, parse("dozens").high) == (None, None, None)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["161", "1,234,567", "1,500"], "."),
        (["12.5", "1.500"], "."),
        (["1.234,5"], ","),
        (["1.234.567"], ","),
        (["~1.500", "12,5"], ","),
        (["1.500", "12,000", "7", "n/a", ""], None),
        (["12.5", "12,5"], None),
        (["1 500", "20–28"], None),
        (["2019.12.02", "12.5.2020"], None),
        ([], None),
    ],
)
def test_a_column_proves_its_decimal_mark_or_not(cells: list[str], mark: str | None) -> None:
    assert column_decimal_mark(cells) == mark


def test_finds_the_numbers_of_a_text_with_every_value_they_can_have() -> None:
    text = "On 2 December ۲۰۱۹ HRANA counted 7.003+ dead, 3 to 5 thousand hurt; 10 آلاف معتقل, F16, 12.5.2020, zero"
    found = [(text[number.start : number.end], set(number.values)) for number in find_numbers(text)]
    assert found == [
        ("2", {2}),
        ("۲۰۱۹", {2019}),
        ("7.003", {7003, Decimal("7.003")}),
        ("3", {3, 3000}),
        ("5 thousand", {5000}),
        ("10 آلاف", {10000}),
        ("16", {16}),
        ("12", {12}),
        ("5", {5}),
        ("2020", {2020}),
        ("zero", {0}),
    ]


@pytest.mark.parametrize(
    ("phrase", "quote", "holds"),
    [
        ("at least 161", "إن 161 متظاهراً على الأقل قُتلوا", True),
        ("at least 161", "دست‌کم ۱۶۱ نفر", True),
        ("at least 161", "at least 1610 people", False),
        ("more than 12000", "أكثر من 12000 من المتظاهرين", True),
        ("more than 10000", "أكثر من 10 آلاف", True),
        ("more than 10000", "more than ten of 10001", False),
        ("fewer than 50", "weniger als 50 Tote", True),
        ("1500", "~1.500 Tote", True),
        ("1500", "1\u202f500 morts", True),
        ("between 10 and 14", "أعمارهم بين 10 و14 سنة", True),
        ("between 10 and 14", "at least 10 people", False),
        ("between 3000 and 5000", "3 to 5 thousand", True),
        ("10", "10 thousand people", False),
        ("dozens", "dozens were hurt", True),
        ("dozens", "Dutzende Verletzte", True),
        ("dozens", "hundreds were hurt", False),
        ("hundreds", "سقط المئات", True),
        ("161", "killed161people", True),
        ("161", "وقتل161شخصا", True),
        ("0", "zero deaths", True),
        ("unknown", "whatever was said", True),
        ("12 (10–14)", "10 to 14", False),
        ("161", "", False),
    ],
)
def test_a_recorded_number_must_stand_in_the_quote(phrase: str, quote: str, holds: bool) -> None:
    assert occurs_in(parse(phrase), quote, kind=ValueKind.COUNT) is holds


# Properties ---------------------------------------------------------------------------------------------------------

COUNTS = st.integers(0, 10**15)
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=3),
)
UNITS = (10, 12, 20, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 10**9)
LANGUAGES = st.sampled_from(languages())
NATIVE_ZEROS = [chr(code) for code in range(0x110000) if unicodedata.decimal(chr(code), None) == 0]
HEDGES = {
    Hedge.EXACT: "{}",
    Hedge.AT_LEAST: "at least {}",
    Hedge.MORE_THAN: "more than {}",
    Hedge.AT_MOST: "at most {}",
    Hedge.FEWER_THAN: "fewer than {}",
    Hedge.ABOUT: "about {}",
    Hedge.NEARLY: "nearly {}",
}
BOUNDS = {
    Hedge.EXACT: "low best high",
    Hedge.AT_LEAST: "low",
    Hedge.MORE_THAN: "low",
    Hedge.AT_MOST: "high",
    Hedge.FEWER_THAN: "high",
    Hedge.ABOUT: "best",
    Hedge.NEARLY: "best",
    Hedge.VAGUE: "",
    Hedge.NONE: "",
}


@st.composite
def figures(draw: st.DrawFn, kind: ValueKind) -> Figure:
    numbers = COUNTS if kind == ValueKind.COUNT else NUMBERS
    hedge = draw(st.sampled_from(list(Hedge)))
    value = draw(numbers)
    step = 1 if kind == ValueKind.COUNT else 0
    if hedge == Hedge.NONE:
        return Figure(hedge, value_type=draw(st.sampled_from(list(ValueType))))
    if hedge == Hedge.VAGUE:
        return Figure(hedge, magnitude=draw(st.sampled_from(UNITS)))
    if hedge == Hedge.EXACT:
        return Figure(hedge, low=value, best=value, high=value)
    if hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN):
        return Figure(hedge, low=value + (step if hedge == Hedge.MORE_THAN else 0))
    if hedge in (Hedge.AT_MOST, Hedge.FEWER_THAN):
        return Figure(hedge, high=value)
    if hedge in (Hedge.ABOUT, Hedge.NEARLY):
        return Figure(hedge, best=value)
    low, best, high = sorted([value, draw(numbers), draw(numbers)])
    return Figure(hedge, low=low, best=draw(st.sampled_from([None, best])), high=high)


@pytest.mark.parametrize("kind", [ValueKind.COUNT, ValueKind.QUANTITY, ValueKind.PERCENT, ValueKind.MONEY])
@given(data=st.data(), language=LANGUAGES)
def test_a_figure_that_is_said_is_read_back_the_same(data: st.DataObject, language: str, kind: ValueKind) -> None:
    figure = data.draw(figures(kind))
    assert parse(say(figure, language=language, kind=kind), language=language, kind=kind) == figure


@pytest.mark.parametrize("language", languages())
def test_an_upper_end_in_thousands_keeps_them_to_itself(language: str) -> None:
    figure = Figure(Hedge.BETWEEN, low=25, high=125_000)
    assert parse(say(figure, language=language), language=language) == figure
    assert parse(sign(figure), language="en") == figure


@pytest.mark.parametrize("kind", [ValueKind.COUNT, ValueKind.QUANTITY, ValueKind.PERCENT, ValueKind.MONEY])
@given(data=st.data())
def test_a_figure_in_signs_is_read_back_the_same(data: st.DataObject, kind: ValueKind) -> None:
    figure = data.draw(figures(kind))
    assert parse(sign(figure, kind=kind), language="en", kind=kind) == figure


@given(data=st.data(), language=LANGUAGES)
def test_what_is_said_holds_the_number_that_is_recorded(data: st.DataObject, language: str) -> None:
    figure = data.draw(figures(ValueKind.COUNT))
    assert occurs_in(figure, say(figure, language=language), kind=ValueKind.COUNT, language=language)


@given(value=COUNTS, hedge=st.sampled_from(list(HEDGES)), kind=st.sampled_from([ValueKind.COUNT, ValueKind.MONEY]))
def test_no_bound_is_invented(value: int, hedge: Hedge, kind: ValueKind) -> None:
    if hedge == Hedge.FEWER_THAN:
        value += 1
    figure = parse(HEDGES[hedge].format(value), kind=kind)
    held = " ".join(name for name in ("low", "best", "high") if getattr(figure, name) is not None)
    assert (figure.hedge, held, figure.magnitude) == (hedge, BOUNDS[hedge], None)
    assert stated_values(figure, kind=kind) == (value,)


@given(
    st.text(st.sampled_from("0123456789 .,-–+~<>≥()%٫٬،۱۲") | st.characters(), max_size=30)
    | st.lists(
        st.sampled_from(
            [
                "at least",
                "between",
                "and",
                "to",
                "dozens",
                "10",
                "12,000",
                "1.5",
                "million",
                "%",
                "$",
                "(",
                ")",
                "+",
                "-",
                "~",
                "none",
                "unknown",
                "most likely",
                "бол",
                "не менее",
                "أكثر من",
                "تا",
                "هزار",
                "و",
                "à",
                "bis",
            ]
        ),
        max_size=8,
    ).map(" ".join),
    st.sampled_from([None, *languages()]),
    st.sampled_from(list(ValueKind)),
)
def test_any_text_is_a_sound_figure_or_refused(text: str, language: str | None, kind: ValueKind) -> None:
    try:
        reading = read(text, language=language, kind=kind)
    except (NotAFigure, AmbiguousFigure):
        return
    figure = reading.figure
    held = [value for value in (figure.low, figure.best, figure.high) if value is not None]
    assert held == sorted(held)
    assert 0 <= reading.start < reading.end <= len(text)
    names = " ".join(name for name in ("low", "best", "high") if getattr(figure, name) is not None)
    assert names in ("low high", "low best high") if figure.hedge == Hedge.BETWEEN else names == BOUNDS[figure.hedge]
    assert parse(say(figure, kind=kind), language="en", kind=kind) == figure


@given(st.text(max_size=60), st.sampled_from([None, *languages()]))
def test_finding_numbers_never_fails_and_stays_inside_the_text(text: str, language: str | None) -> None:
    for number in find_numbers(text, language=language):
        assert 0 <= number.start < number.end <= len(text)
        assert number.values


@given(
    value=COUNTS, zero=st.sampled_from(NATIVE_ZEROS), hedge=st.sampled_from(["{}", "at least {}", "{}+", "~{}", "> {}"])
)
def test_digits_of_any_script_give_the_same_figure(value: int, zero: str, hedge: str) -> None:
    native = "".join(chr(ord(zero) + int(digit)) for digit in str(value))
    assert parse(hedge.format(native)) == parse(hedge.format(value))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1.",
        "1 ",
        "1-",
        ",",
        ".",
        "-",
        " ",
        "(",
        "<",
        "<a",
        "at least ",
        "between ",
        "1 million ",
        "و",
        "e\u0301",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Processor time, with a bound a hundred times what is needed: quadratic behaviour takes minutes here."""
    started = time.process_time()
    for text in (piece * (2000 // len(piece)), piece * (40_000 // len(piece))):
        with contextlib.suppress(NotAFigure, AmbiguousFigure):
            parse(text)
        find_numbers(text)
    assert time.process_time() - started < 8


@pytest.mark.parametrize("phrase", ["null", " NULL ", "minus ten", "минус 5", "moins 5", "menos 5"])
def test_what_programs_write_for_nothing_and_numbers_below_zero_are_no_figures(phrase):
    with pytest.raises(NotAFigure):
        parse(phrase)


def test_null_is_zero_where_the_language_is_named():
    assert parse("null", language="de").best == 0


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("۱۴۰۲/۰۷/۱۵", "fa"),
        ("۲/۳", "fa"),
        ("۱/۲۵۰ میلیون", "fa"),
        ("10/000", "en"),
        ("10/000", None),
        ("۰/۱۲۵", "fa"),
    ],
)
def test_a_slash_that_is_no_sure_mark_of_a_number_is_refused(phrase: str, language: str | None) -> None:
    with pytest.raises(NotAFigure):
        parse(phrase, language=language)


def test_persian_digits_need_no_language_for_a_slash() -> None:
    assert shorthand(parse("بیش از ۱۰/۰۰۰ نفر")) == "more_than 10001 - -"
    assert occurs_in(parse("10000"), "کشته شدن ۱۰/۰۰۰ نفر")


@pytest.mark.parametrize(("word", "codes"), [("sept", "fr"), ("once", "es"), ("сорока", "ru")])
def test_a_word_that_is_a_number_where_its_language_is_named_is_refused_with_that_language(
    word: str, codes: str
) -> None:
    with pytest.raises(NotAFigure, match="holds no number") as refused:
        parse(word)
    assert f"--language {codes}" in refused.value.hint
    with pytest.raises(NotAFigure) as other:
        parse(word, language="de")
    assert "--language" not in other.value.hint
