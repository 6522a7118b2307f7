"""Names of other alphabets in Latin letters, for slugs: "سازمان حقوق بشر" gives "sazman hquq bshr".

The letters are those of the romanisation tables that libraries and maps use, without their marks: ALA-LC for Arabic and
Persian, BGN/PCGN for Cyrillic, ISO 843 for Greek, the Academy of the Hebrew Language (2006) for Hebrew. Vowels that are
not written are not made up. The tables stand here, as a library's change with its versions and ids may not.
"""

from __future__ import annotations

_ARABIC = """ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k ل=l م=m ن=n
ه=h و=w ي=y ء= پ=p چ=ch ژ=zh گ=g ڤ=v ڕ=r ڵ=l ۆ=o ڭ=ng ڈ=d ٹ=t ڑ=r ں=n ټ=t ډ=d ړ=r ښ=sh ږ=zh ڼ=n څ=ts ځ=dz ۇ=u ۈ=u ۋ=v
ێ=e"""
_CYRILLIC = """а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh
щ=shch ъ= ы=y ь= э=e ю=yu я=ya є=ye і=i ґ=g ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѕ=dz ә=a ғ=gh қ=q ң=ng ө=o ұ=u ү=u һ=h ҳ=h
ҷ=j"""
_GREEK = """α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"""
_HEBREW = """א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=p צ=ts ץ=ts ק=k ר=r
ש=sh ת=t"""
_LETTERS = {pair[0]: pair[2:] for table in (_ARABIC, _CYRILLIC, _GREEK, _HEBREW, "ə=a") for pair in table.split()}
_LONG = {"و": "u", "ي": "i", "ו": "o", "י": "i"}
_LONG_A = "اא"
_BREATHED = "هה"
_ARTICLE = "ال"
_SHORTEST_WITH_ARTICLE = 5


def romanized(folded: str) -> str:
    """Return folded text (`claims.text.fold`) with the letters of these alphabets in Latin ones; others stay."""
    return " ".join(map(_word, folded.split(" ")))


def _word(word: str) -> str:
    if word.startswith(_ARTICLE) and len(word) >= _SHORTEST_WITH_ARTICLE:
        return "al" + _word(word.removeprefix(_ARTICLE))
    written = ""
    is_after_vowel = True  # a word begins as a syllable does
    for place, letter in enumerate(word):
        before, after = word[max(place - 1, 0) : place], word[place + 1 : place + 2]
        is_carried = place == 1 and before in _LONG_A  # the letter before only carries the vowel
        if letter in _LONG and (is_carried or (not is_after_vowel and (not after or after not in _LONG_A))):
            written = ("" if is_carried else written) + _LONG[letter]
            is_after_vowel = True
        elif letter in _BREATHED and not after and not is_after_vowel:
            written += "ah"  # a feminine noun, or "Allah"
        elif letter == "υ" and before == "ο":
            written += "u"
        else:
            latin = _LETTERS.get(letter, letter)
            written += latin[1:] if latin[:1] == "a" and written[-1:] == "a" else latin
            is_after_vowel = letter in _LONG_A
    return written
