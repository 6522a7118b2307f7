"""What Arabic and Persian news count, and who says it: brackets, joined numbers, one person, rows, persons."""

import pytest

from claims.extractors import Known
from claims.extractors.gate import judge
from claims.extractors.rules import Rules
from claims.figure import parse
from claims.model import Document
from claims.numerals import find


def passed(language: str, text: str) -> list:
    document = Document(id="d", text=text, language=language)
    return [one.candidate for one in judge(list(Rules().propose(document, Known())), document, Known()).passed]


FIGURES = [
    ("ar", "شرد الإعصار نحو (30) ألف شخص.", ["displaced about 30,000"]),
    ("ar", "لقي (14) ألف شخص مصرعهم.", ["killed 14,000"]),
    ("ar", "قتل خمسة من الصيادين، فيما وجد حارس ميتا في بيته.", ["killed 5"]),
    ("ar", "وذكر النادي أن صبيا قتل وأصيب 9 عمال.", ["injured 9"]),
    ("ar", "قتل وأصيب 50 عاملا.", []),
    ("ar", "وبين التقرير أن 61 موقوفا تحولوا إلى مختفين قسريا.", ["missing 61"]),
    (
        "ar",
        "سجل المركز 31 حالة توقيف على يد الشرطة، و12 حالة على يد الجمارك، و7 أشخاص من قبل الحرس.",
        ["arrested 31", "arrested 12", "arrested 7"],
    ),
    ("ar", "عن وجود 300 مفقود، معظمهم قضوا غرقا.", ["missing 300"]),
    ("ar", "ونقل موقع الأمم المتحدة عن المنظمة قولها إن 30 مهاجرا يخشى أن يكونوا قد لقوا حتفهم أو فقدوا.", []),
    ("ar", "قتل 90 رجلا، و20 امرأة، فيما ارتفع عدد الجرحى إلى 300.", ["killed 90", "killed 20", "injured 300"]),
    ("ar", "بلغ عدد المفقودين أكثر من (6,800) مفقود.", ["missing more than 6,800"]),
    ("ar", "وأصيب أكثر من 36 ألفا، 75% منهم من الأطفال.", ["injured more than 36,000"]),
    ("ar", "نفذت السلطات المحلية حكم الإعدام بحق 9 مدانين.", ["executed 9"]),
    ("ar", "صدر حكم الإعدام بحق 9 مدانين.", []),
    ("ar", "سجلت البلاد 26 حالة وفاة على الأقل في 27 أغسطس.", ["killed at least 26"]),
    ("ar", "تمت العملية بواحد وعشرين قتيلا.", []),
    ("fa", "یک کشته و حدود ۱۴۰ زخمی بر جای گذاشت.", ["killed 1", "injured about 140"]),
    ("fa", "در پی غرق شدن قایق مهاجران ۱۱ نفر جان باختند.", ["killed 11"]),
    ("fa", "مهاجمان ۱۵ شیعه را به شهادت رسانده و گریختند.", ["killed 15"]),
    ("fa", "۳ سوداگر مرگ دستگیر شدند.", ["arrested 3"]),
    ("ar", "طالت عملية الخطف التي طالت 80 تلميذة قريتين.", ["abducted 80"]),
    ("ar", "شهدت الخليل اعتقال 34 مواطنا، تلاها مخيم عايدة بـ 16 اعتقالا.", ["arrested 34", "arrested 16"]),
    ("ar", 'ولا تزال 70 طالبة "مفقودات".', ["missing 70"]),
    ("ar", "وقالت الوزارة إن الجرحى نقلوا إلى المستشفى وقد غادر 19 منهم.", []),
    ("fa", "شش تن از این هفت نفر بازداشت شدند.", ["arrested 6"]),
    ("fa", "۷۰۰ بیمار مبتلا به کرونا در بیمارستان بستری شدند و ۲۰ بیمار فوت کردند.", ["killed 20"]),
    ("fa", "تعداد افراد کشته شده و مجروح به ۱۱ هزار نفر رسید.", []),
    ("fa", "مرگ‌ومیر ناشی از سیلاب از مرز ۳۰۰ نفر عبور کرد.", ["killed more than 300"]),
    ("ar", "ارتفعت حصيلة الشهداء إلى 3445 و14599 جريحا.", ["killed 3,445", "injured 14,599"]),
    ("ar", "بلغ عدد الجرحى 279 وعدد الآليات المستهدفة 245.", ["injured 279"]),
    ("ar", "قتل الجيش 14 من مسلحي حزب محلي في غارة.", ["killed 14"]),
    ("fa", "ارتش پنج عضو پ. ک. ک را در شمال کشور از پای درآورده است.", ["killed 5"]),
    ("fa", "در این حمله ۵۱۸۳ زن شهید یا مجروح شده‌اند.", []),
    ("fa", "فوتی‌های ناشی از تصادفات نوروزی هزار و ۱۰۱ نفر بود.", ["killed 1,101"]),
    ("fa", "سه‌نفر کشته و دو‌کارگر زخمی شدند.", ["killed 3", "injured 2"]),
    ("fa", "یک پسر ۹ ساله جان خود را از دست داد.", ["killed 1"]),
    ("fa", "یک ملوان در این توفان فوت کرد.", ["killed 1"]),
    ("fa", "یک مرد ۴۰ ساله همسایه‌اش را کشت.", []),
    ("fa", "دست‌کم ۷ نفر از جمله یک نوزاد جان باختند.", ["killed at least 7"]),
    (
        "fa",
        "در این توفان ۸ نفر (گنبد ۵ نفر، مینودشت ۳ نفر) جان خود را از دست دادند.",
        ["killed 8", "killed 5", "killed 3"],
    ),
    ("fa", "نه تن در این ولایت جان هایشان را از دست دادند.", ["killed 9"]),
]


@pytest.mark.parametrize(("language", "text", "figures"), FIGURES)
def test_figures_count_what_is_told_of_them(language, text, figures):
    assert [f"{one.measure} {one.says}" for one in passed(language, text)] == figures


SOURCES = [
    ("ar", "وقال الناطق باسم البلدية، سامر الخطيب، إن 6 قتلوا.", "الناطق باسم البلدية، سامر الخطيب"),
    ("ar", "وقال الناطق باسم البلدية، اليوم الأحد، إن 6 قتلوا.", "الناطق باسم البلدية"),
    ("ar", "وأوضح «الحلبي» في تصريح خاص لوكالة أنباء الخليج، أن 6 أشخاص أصيبوا.", "الحلبي"),
    ("ar", "ولم يعلن الحزب عن عددهم، فقد أعلن المرصد أن 6 قتلوا.", "المرصد"),
    ("ar", "وقال الناطق باسم البلدية، سامر الخطيب في بيان، إن 6 قتلوا.", "الناطق باسم البلدية، سامر الخطيب"),
    ("ar", "كشف تقرير إحصائي أصدره مركز الدراسات عن مقتل 6 أشخاص.", "مركز الدراسات"),
    ("ar", "استنادا إلى أرقام للصليب الأحمر أصيب 6 أشخاص.", "صليب الأحمر"),
    ("ar", "سجلت 6 حالات اعتقال على يد فصائل محلية.", None),
    ("fa", "رضا کمالی، رئیس اداره بحران در گفت‌وگویی اعلام کرد: ۶ نفر کشته شدند.", "رضا کمالی، رئیس اداره بحران"),
    ("ar", "أصدر القضاء أوامر اعتقال بحق مسؤولين، بعد حريق أودى بحياة 92 شخصا.", None),
    ("fa", "طبق آخرین آمار منتشر شده توسط هلال احمر ۶ نفر کشته شدند.", "هلال احمر"),
    ("ar", "تصطدم الأرقام بإعلان وزارة الدفاع أن 6 جنود قتلوا.", "وزارة الدفاع"),
    ("fa", "علی حسینی در گفتگو با شبکه تلویزیونی محلی، اعلام کرد که ۶ نفر کشته شدند.", "علی حسینی"),
    ("fa", "روز شنبه، رئیس اداره بحران گفت ۶ نفر کشته شدند.", "رئیس اداره بحران"),
    ("fa", "براساس ارزیابی کارشناسان هلال احمر ۶ نفر کشته شدند.", "کارشناسان هلال احمر"),
    ("fa", "بر اساس آخرین گزارش های دریافت شده ۶ نفر کشته شدند.", None),
]


@pytest.mark.parametrize(("language", "text", "source"), SOURCES)
def test_who_says_a_figure_is_the_person_with_the_office_or_nobody(language, text, source):
    assert [one.source for one in passed(language, text)] == [source]


def test_each_of_several_figures_has_the_speaker_and_not_those_counted_before_it():
    text = "وقال قائد الشرطة، سامر الخطيب: «إن ثلاثة من رجال الشرطة وستة مدنيين من بين القتلى»."
    assert [one.source for one in passed("ar", text)] == ["قائد الشرطة، سامر الخطيب"] * 2


@pytest.mark.parametrize(
    ("phrase", "value"), [("(30) ألف", 30_000), ("(5) ملايين", 5_000_000), ("(30) ألف و400", 30_400), ("(30)", 30)]
)
def test_a_number_in_brackets_has_the_scale_behind_them(phrase, value):
    assert parse(phrase, language="ar").best == value


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("ar", "عثر عليه ميتا", []),
        ("ar", "مئتا شخص", [200]),
        ("fa", "هفت‌نفر", [7]),
        ("fa", "سه‌شنبه", []),
        ("fa", "پنج‌هزار نفر", [5000]),
    ],
)
def test_number_words_are_told_from_words_that_are_written_like_them(language, text, values):
    assert [value for _, _, value in find(text, language=language)] == values
