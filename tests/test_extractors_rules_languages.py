"""The rules in Arabic, Persian and Russian: figures, who says them, and sentences that hold no claim."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(language: str, text: str) -> list:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


FIGURES = [
    ("ar", "قُتل 3 وجُرح 7 في انفجار لغم.", [("killed", "3"), ("injured", "7")]),
    ("ar", "أسفر القصف عن مقتل شخصين وإصابة سبعة آخرين.", [("killed", "2"), ("injured", "7")]),
    ("ar", "مصرع 5 أشخاص وإصابة 19 آخرين بانفجار عبوة.", [("killed", "5"), ("injured", "19")]),
    ("ar", "لقي ما لا يقل عن 46 مهاجرا حتفهم غرقا.", [("killed", "at least 46")]),
    (
        "ar",
        "أودى الزلزال بحياة أكثر من 2900 شخص وخلف 5500 جريح.",
        [("killed", "more than 2,900"), ("injured", "5,500")],
    ),
    ("ar", "أجبرت المعارك أكثر من مليون و200 ألف شخص على الفرار.", [("displaced", "more than 1,200,000")]),
    ("ar", "شردت السيول ألفين و300 شخص.", [("displaced", "2,300")]),
    ("ar", "ارتفع عدد القتلى من 143 إلى 161.", [("killed", "143"), ("killed", "161")]),
    ("ar", "اعتقلت قوات الأمن نحو 60 مواطنا.", [("arrested", "about 60")]),
    ("ar", "لم يقتل أحد في الهجوم.", [("killed", "none")]),
    ("ar", "مقتل 60 نازحا في قصف على مركز إيواء.", [("killed", "60")]),
    ("ar", "بلغ عدد اللاجئين 3 ملايين لاجئ.", [("displaced", "3,000,000")]),
    ("ar", "دمرت السيول 1200 منزل.", [("homes-destroyed", "1,200")]),
    ("fa", "در این حمله هفت نفر کشته و ۱۵ نفر زخمی شدند.", [("killed", "7"), ("injured", "15")]),
    ("fa", "سیل جان ۳۴ نفر را گرفت.", [("killed", "34")]),
    ("fa", "۴ نفر جان خود را بر اثر بارش باران از دست دادند.", [("killed", "4")]),
    ("fa", "شمار کشته‌شدگان از ۶۰ هزار نفر گذشته است.", [("killed", "more than 60,000")]),
    ("fa", "بیش از ۱/۵ میلیون نفر آواره شده‌اند.", [("displaced", "more than 1,500,000")]),
    ("fa", "پلیس ۵۲ نفر را بازداشت کرد.", [("arrested", "52")]),
    ("fa", "۱۱ زندانی روز چهارشنبه اعدام شدند.", [("executed", "11")]),
    ("ru", "Число погибших выросло с 33 до 35 человек.", [("killed", "33"), ("killed", "35")]),
    ("ru", "Число жертв увеличилось до 15-ти.", [("killed", "15")]),
    ("ru", "Взрыв унес жизни 60 человек, более сотни ранены.", [("killed", "60"), ("injured", "more than 100")]),
    ("ru", "На акциях задержали более тысячи человек.", [("arrested", "more than 1,000")]),
    ("ru", "Были убиты по меньшей мере 6832 мирных жителя.", [("killed", "at least 6,832")]),
    ("ru", "При крушении никто не погиб.", [("killed", "none")]),
    ("ru", "Погибли, по меньшей мере, 13 человек.", [("killed", "at least 13")]),
    ("ru", "Около 1 млн человек стали беженцами.", [("displaced", "about 1,000,000")]),
    ("fa", "دو نفر مفقود و یک نفر کشته شد.", [("missing", "2"), ("killed", "1")]),
    ("fa", "شمار کشته‌شدگان به ۱هزار و ۴۰۰ تن رسید.", [("killed", "1,400")]),
    ("ar", "ارتفعت حصيلة ضحايا الزلزال إلى 2012 وفاة.", [("killed", "2,012")]),
    ("fa", "مهاجم پنج پلیس را کشت و نه نفر دیگر را زخمی کرد.", [("killed", "5"), ("injured", "9")]),
    ("fa", "عربستان از آغاز سال ۱۷۲ نفر را اعدام کرده است.", [("executed", "172")]),
    ("ru", "Жертв нет.", [("killed", "none")]),
    ("ru", "Повреждены 214 домов, 31 дом полностью разрушен.", [("homes-destroyed", "31")]),
    ("fa", "عفو بین‌الملل می‌گوید ۳۰۴ نفر در اعتراضات آبان ۹۸ کشته شدند.", [("killed", "304")]),
    ("ru", "Ураган оставил без крова 30 тысяч жителей.", [("displaced", "30,000")]),
    ("ru", "Без вести пропали 12 человек.", [("missing", "12")]),
    ("ar", "نُفذ حكم الإعدام بحق 81 شخصا.", [("executed", "81")]),
    ("fa", "حکم اعدام سه زندانی سیاسی اجرا شد.", [("executed", "3")]),
    ("fa", "در این حادثه کسی کشته نشد.", [("killed", "none")]),
    ("fa", "همه ۶۶ سرنشین این هواپیما کشته شدند.", [("killed", "66")]),
    ("ar", "إن شخصا واحدا قتل وأصيب 24 آخرون فى اشتباكات.", [("killed", "1"), ("injured", "24")]),
    ("ar", "عدد المصابين بميدان التحرير 35 مصابا.", [("injured", "35")]),
    ("ar", "تجاوز عدد ضحايا الأحداث ال162 ألف قتيل.", [("killed", "162,000")]),
    ("ru", "Погибли 2000 человек.", [("killed", "2,000")]),
    ("ru", "Погибли 2012 человек.", [("killed", "2,012")]),
    ("ar", "قتل 2000 شخص.", [("killed", "2,000")]),
    ("es", "Murieron 2000 personas.", [("killed", "2,000")]),
    ("ru", "Число жертв, по данным СК, — 133, под завалами могут еще находиться тела.", [("killed", "133")]),
    (
        "ar",
        "إن حوالي الف شخص قتلوا واكثر من مائة الف شردوا منذ يوليو.",
        [("killed", "about 1,000"), ("displaced", "more than 100,000")],
    ),
    ("ru", "Около полутора сотен числятся пропавшими без вести.", [("missing", "about 150")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), FIGURES, ids=[text for _, text, _ in FIGURES])
def test_figures_of_sentences(language: str, text: str, expected: list[tuple[str, str]]):
    assert [(one.measure, one.says) for one in candidates(language, text)] == expected


SOURCES = [
    ("ar", "قالت وزارة الصحة إن 12 شخصا قتلوا.", "وزارة الصحة"),
    ("ar", "قتل 12 شخصا، بحسب المنظمة الدولية للهجرة.", "المنظمة الدولية للهجرة"),
    ("ar", "قتل 12 شخصا في انفجار.", None),
    ("fa", "سخنگوی وزارت بهداشت گفت که ۱۲ نفر کشته شدند.", "سخنگوی وزارت بهداشت"),
    ("fa", "به گفته سازمان ملل، ۱۲ نفر کشته شدند.", "سازمان ملل"),
    ("fa", "۱۲ نفر کشته شدند.", None),
    ("ru", "Погибли 12 человек, сообщил мэр города Игорь Терехов.", "мэр города Игорь Терехов"),
    ("ru", "По данным ООН, погибли 12 человек.", "ООН"),
    ("ru", "Погибли 12 человек.", None),
    ("ru", "По данным организации «Вясна», задержаны 12 человек.", "организации «Вясна»"),
    ("ar", "قتل ما لا يقل عن أربعة أشخاص.", None),
    ("ar", "نقل إلى المستشفى 496 جريحا.", None),
    ("ar", "قتل أربعة عناصر، وفق ما نقلت وكالة سانا عن مصدر أمني.", "مصدر أمني"),
    ("fa", "وزارت داخله‌ی طالبان کشته‌شدن شش نفر را تأیید کرد", "وزارت داخله‌ی طالبان"),
    ("fa", "از طرف دیگر الجزیره گفته است که 25 نفر کشته شدند.", "الجزیره"),
    ("ru", "Состояние 22 пострадавших врачи оценивают как тяжелое.", None),
    (
        "ru",
        "По данным Международной организации по миграции, погибли 20 человек.",
        "Международной организации по миграции",
    ),
    ("ru", "Погибли 20 человек, сообщила полиция по телефону.", "полиция"),
    ("ru", "Погибли 143 человека, об этом сообщала мэр Анна Ли.", "мэр Анна Ли"),
    ("ar", "وأكد المرصد أنه وثق وقوع مجزرة أدت إلى مقتل 866 شخصا.", "المرصد"),
    ("ar", "وكانت منظمة حقوق الإنسان، قد أعلنت أن عدد القتلى بلغ 234 قتيلا.", "منظمة حقوق الإنسان"),
    ("fa", "محمد کریمی، سخنگوی پلیس، گفت ۱۲ نفر کشته شدند.", "محمد کریمی"),
    ("fa", "سازمان حقوق بشر ایران، مستقر در نروژ، امروز پنجشنبه، گفت ۴۵ نفر کشته شدند.", "سازمان حقوق بشر ایران"),
    ("fa", "سازمان حقوق بشر شامگاه سوم مهر اعلام کرد که ۵۷ نفر کشته شدند.", "سازمان حقوق بشر"),
    ("ru", "Погибли 22 человека, написал в своем телеграм-канале губернатор Гладков.", "губернатор Гладков"),
    ("ru", "Погибли 15 человек, сообщили в прокуратуре.", "прокуратуре"),
    ("ru", "Погибли 15 человек, рассказали журналистам в прокуратуре.", "прокуратуре"),
    ("ru", "Погибли 15 человек, сообщил ТАСС в четверг.", "ТАСС"),
    ("ar", "أسفر الانفجار عن سقوط 16 جريحا.", None),
    ("ar", "عاجل | وزارة الصحة: 5 شهداء في غارة", "وزارة الصحة"),
    ("en", "Health ministry: 9 killed in raid", "Health ministry"),
    ("en", "The toll: 9 killed", None),
    ("ru", "МЧС: погибли 5 человек", "МЧС"),
]


@pytest.mark.parametrize(("language", "text", "source"), SOURCES, ids=[text for _, text, _ in SOURCES])
def test_the_source_is_the_one_that_a_sentence_names(language: str, text: str, source: str | None):
    assert [one.source for one in candidates(language, text)] == [source]


TOLD = [
    ("ar", "قال المتحدث باسم الدفاع المدني لوكالة فرانس برس إن 31 شخصا قتلوا.", "المتحدث باسم الدفاع المدني"),
    ("fa", "یک مقام امنیتی به رویترز گفت که ۲۰ نفر بازداشت شدند.", "یک مقام امنیتی"),
    ("ru", "Погибли 15 человек, сообщили ТАСС в пресс-службе МЧС.", "пресс-службе МЧС"),
    ("ru", "Погибли 15 человек, рассказала «Медузе» адвокат Анна Ставицкая.", "адвокат Анна Ставицкая"),
    ("ru", "Как рассказал агентству РИА Новости начальник полиции, погибли 15 человек.", "начальник полиции"),
    ("fr", "Quinze personnes ont été tuées, a déclaré à Reuters le maire de la ville.", "maire de la ville"),
    ("es", "Quince personas murieron, dijo a Efe el portavoz de la policía.", "portavoz de la policía"),
    ("fa", "جعفر میعادفر در گفت‌وگو با ایسنا گفت: ۵۹ تن زخمی شدند.", "جعفر میعادفر"),
    (
        "ru",
        "Источник в экстренных службах рассказал ТАСС, что ранены восемь.",
        "Источник в экстренных службах",
    ),
    ("ar", "نقلت وكالة رويترز عن مسؤول أمني قوله إن 40 شخصا قتلوا.", "مسؤول أمني"),
]


@pytest.mark.parametrize(("language", "text", "source"), TOLD, ids=[text for _, text, _ in TOLD])
def test_an_agency_that_was_told_passes_the_claim_on(language: str, text: str, source: str):
    (one,) = candidates(language, text)
    assert one.source == source
    assert one.relayed_by is not None
    assert one.relayed_by in text


ROWS = [
    ("ru", "Полиция доставила в отделы 527 и 480 участников.", [("arrested", "527"), ("arrested", "480")]),
    ("en", "12 and 15 people were killed in the two attacks.", [("killed", "12"), ("killed", "15")]),
    ("fa", "در انفجار معدن ۵۲ کارگر کشته شدند و ۱۷ کارگر در عمق ۷۰۰ متری هستند.", [("killed", "52")]),
    ("ar", "مقتل 12 مدنيا وثلاثة جنود وإصابة عشرين.", [("killed", "12"), ("killed", "3"), ("injured", "20")]),
    (
        "ar",
        "بلغ عدد القتلى 127 قتيلا، بينهم 53 طفلا و32 امرأة و69 مسنا، فيما بلغ عدد الجرحى 300.",
        [("killed", "127"), ("killed", "53"), ("killed", "32"), ("killed", "69"), ("injured", "300")],
    ),
    (
        "fa",
        "۴۹۲ نفر از جمله ۳۵ کودک و ۵۸ زن در حملات روز دوشنبه کشته شدند.",
        [("killed", "492"), ("killed", "35"), ("killed", "58")],
    ),
    ("fa", "۸ نفر در غرب ایران و ۵ تن دیگر در شیراز و ملارد کشته شده‌اند.", [("killed", "8"), ("killed", "5")]),
    (
        "en",
        "34 civilians, six soldiers and four policemen were killed; 25 civilians and three soldiers were wounded.",
        [("killed", "34"), ("killed", "6"), ("killed", "4"), ("injured", "25"), ("injured", "3")],
    ),
    ("ru", "Задержаны 360 человек, в Перми – не менее 53.", [("arrested", "360"), ("arrested", "at least 53")]),
    ("ar", "مقتل 525 شخصا في طرطوس، و272 في حماة.", [("killed", "525"), ("killed", "272")]),
    ("ar", "أصيب 12 شخصا بجروح و3 في حالة خطرة.", [("injured", "12")]),
    ("en", "834 people were executed, 22 of them women.", [("executed", "834"), ("executed", "22")]),
    ("en", "Police arrested 30 people; 12 of them fled.", [("arrested", "30"), ("displaced", "12")]),
    ("en", "The blast killed 12 people, 30 others were injured.", [("killed", "12"), ("injured", "30")]),
    ("en", "The ferry was carrying 12 passengers and 4 sailors when it sank, killing three people.", [("killed", "3")]),
    ("de", "34 Zivilisten, sechs Soldaten und vier Polizisten kamen ums Leben.",
     [("killed", "34"), ("killed", "6"), ("killed", "4")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), ROWS, ids=[text for _, text, _ in ROWS])
def test_figures_in_a_row_share_one_word_of_a_measure(language: str, text: str, expected: list[tuple[str, str]]):
    assert [(one.measure, one.says) for one in candidates(language, text)] == expected


SAID_BEHIND = [
    ("Погибли 35 человек. Об этом сообщили в МЧС.", ["МЧС"], [None]),
    ("Погибли 20 человек. Об этом пишет РИА Новости со ссылкой на МВД.", ["МВД"], ["РИА Новости"]),
    ("Погибли пять человек, трое ранены. Пожар потушен. Об этом заявил губернатор Иван Петров.",
     ["губернатор Иван Петров", "губернатор Иван Петров"], [None, None]),
    ("Погибли 35 человек.\nОб этом сообщили в МЧС.", [None], [None]),
    ("Погибли 35 человек. Следствие идет. Сообщили и о пожаре.", [None], [None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sources", "relays"), SAID_BEHIND, ids=[text for text, _, _ in SAID_BEHIND])
def test_a_sentence_that_points_back_tells_who_said_what_stands_before(
    text: str, sources: list[str | None], relays: list[str | None]
):
    found = candidates("ru", text)
    assert [one.source for one in found] == sources
    assert [one.relayed_by for one in found] == relays
    assert not any(one.source_inferred for one in found)
    assert all(one.source is None or text[one.source_start : one.source_end] == one.source for one in found)


NO_CLAIM = [
    ("ar", "يسكن القرية ثلاثة آلاف نسمة."),
    ("ar", "أفرجت السلطات عن 120 معتقلا."),
    ("ar", "سقط 19 بين قتيل وجريح."),
    ("ar", "مقتل وإصابة 16 شخصا في انفجار."),
    ("ar", "بلغت حصيلة القتلى والجرحى 300 شخص."),
    ("fa", "شمار جان باختگان و زخمی‌های زمین‌لرزه به حدود چهار هزار نفر رسیده است."),
    ("fa", "یک روزنامه‌نگار کشته شد."),
    ("ar", "توفي الممثل عن 84 عاما."),
    ("ar", "خلال الساعات الـ24 الماضية قتل مدنيون."),
    ("fa", "گارد ساحلی ۴۲ نفر را نجات داد."),
    ("fa", "نه، این آمار کشته‌شدگان درست نیست."),
    ("fa", "این بازیگر در ۷۸ سالگی درگذشت."),
    ("ru", "На борту находились 16 человек."),
    ("ru", "Суд приговорил убийцу к 12 годам."),
    ("ru", "Около 300 коров пали от ящура в трех хозяйствах."),
    ("ar", "أصدرت المحكمة حكم الإعدام بحق 5 متهمين."),
    ("fa", "دیوان عالی کشور حکم اعدام ۵ معترض را تأیید کرد."),
    ("ar", "خروج 466 من المصابين من المستشفيات."),
    ("fa", "اعتراضات آبان ماه ۱۳۹۸ در ایران دست‌کم در ۱۰ استان کشته برجا گذاشته است."),
    ("ru", "Погибли в 2012 году."),
    ("fa", "۸ روستای سیستان تخلیه شد."),
    ("ru", "Отец четверых детей скончался в пятницу."),
    ("ru", "Спасатели спасли 42 человека."),
]


@pytest.mark.parametrize(("language", "text"), NO_CLAIM, ids=[text for _, text in NO_CLAIM])
def test_a_sentence_without_a_claim_gives_none(language: str, text: str):
    assert [one.quote for one in candidates(language, text)] == []


def test_a_negation_that_belongs_to_nobody_denies_nothing():
    assert [one.flags for one in candidates("ru", "При крушении никто не погиб.")] == [()]
