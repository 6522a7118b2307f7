"""The rules in French and Spanish news: what "or" joins, what is said anew, parts of a whole, places that count."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(language: str, text: str) -> list:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


FIGURES = [
    ("es", "Las autoridades hablan de al menos de 12 muertos.", [("killed", "at least 12")]),
    ("fr", "Le bilan est d'un mort et de trois blessés.", [("killed", "1"), ("injured", "3")]),
    ("fr", "L'accident n'a fait qu'un mort.", [("killed", "1")]),
    ("fr", "La police fait état d'une personne tuée et de quatre blessées.", [("killed", "1"), ("injured", "4")]),
    ("fr", "La photo d'un mort circule, et l'état d'une personne blessée reste grave.", []),
    ("fr", "Il ne reste plus que 8 disparus.", [("missing", "8")]),
    ("fr", "On n'y dénombre plus qu'une trentaine de disparus.", [("missing", "about 30")]),
    (
        "fr",
        "Les combats ont fait 9 000 morts depuis 2016, dont plus de 700 cette année.",
        [("killed", "9,000"), ("killed", "more than 700")],
    ),
    (
        "fr",
        "Le bilan est de 900 personnes sinistrées, 38 pertes en vies humaines et 27 blessés.",
        [("affected", "900"), ("killed", "38"), ("injured", "27")],
    ),
    (
        "es",
        "Seis muertos, 14 heridos y tres mil 712 detenidos es el saldo que dejó la marcha.",
        [("killed", "6"), ("injured", "14"), ("arrested", "3,712")],
    ),
    ("es", "Entre los más de 300 detenidos, 40 son menores.", [("arrested", "more than 300"), ("arrested", "40")]),
    ("es", "El simulacro de terremoto, con 200 voluntarios, simuló 12 muertos y 30 heridos.", []),
    ("es", "La policía detuvo a 50 menores de edad.", [("arrested", "50")]),
    ("es", "Cuatro campesinos fueron asesinados en dos masacres.", [("killed", "4")]),
    ("fr", "Depuis janvier, 900 migrants ont trouvé la mort ou ont disparu en mer.", []),
    ("fr", "Quelque 900 habitants ont été tués, blessés ou enlevés cette année.", []),
    ("fr", "Une centaine de personnes ont été arrêtées ou déplacées.", []),
    ("es", "Más de 300 personas fueron asesinadas, heridas o secuestradas este año.", []),
    ("en", "Some 300 people were killed, wounded or abducted this year.", []),
    ("fr", "Cent personnes ont été tuées ou massacrées.", [("killed", "100")]),
    ("fr", "Douze personnes ont été tuées, ou 15 selon la police.", [("killed", "12"), ("killed", "15")]),
    ("es", "El alcalde lamentó las muertes, pero dijo que unas 4.000 personas quisieron entrar en la base.", []),
    ("es", "El ministro dijo el lunes que murieron 14 personas.", [("killed", "14")]),
    (
        "es",
        "De los 80 decesos, 21 son policías y 12 son niños.",
        [("killed", "80"), ("killed", "21"), ("killed", "12")],
    ),
    ("fr", "Sur les 80 décès, 21 étaient des policiers.", [("killed", "80"), ("killed", "21")]),
    (
        "es",
        "Los pueblos con más muertos son Sot, con 45 víctimas; Altea, con 25, y Vera, con 9.",
        [("killed", "45"), ("killed", "25"), ("killed", "9")],
    ),
    ("es", "Doce jóvenes, que marchaban por el centro de la capital, perdieron la vida.", [("killed", "12")]),
    ("fr", "La prison, conçue pour accueillir 1 500 détenus, en abrite 9 000.", []),
    ("fr", "L'attaque a permis la fuite de 400 détenus.", []),
    ("fr", "Un millier de soldats ont capitulé, et les civils ont fui la ville.", []),
    ("fr", "Le nombre de meurtres dans la région a grimpé à plus de 1 600.", [("killed", "more than 1,600")]),
    (
        "fr",
        "Le bilan est lourd : 2 000 personnes ont été contraintes d'abandonner leurs maisons.",
        [("displaced", "2,000")],
    ),
    ("es", "La cifra de presos asesinados desde enero se elevaba a 120.", [("killed", "120")]),
    ("es", "La cifra de personas desaparecidas bajó a 14.", [("missing", "14")]),
    ("es", "La cárcel alberga a 900 presos.", []),
    ("es", "No se ha logrado identificar a 12 cadáveres.", []),
    ("es", "Las aguas anegaron medio centenar de poblaciones.", [("cities-affected", "about 50")]),
    ("fr", "L'ONG a interrogé 25 personnes, dont trois témoins des meurtres et sept proches de victimes.", []),
    ("fr", "L'ONG a interrogé 25 personnes, dont deux ont été tuées depuis.", [("killed", "2")]),
    ("fr", "Les meurtres ont été commis par 10 à 15 soldats.", []),
    ("fr", "Le bilan est incertain, et 900 habitants ont fui ; quelques milliers sont restés.", [("displaced", "900")]),
    ("fr", "L'ONG avance un bilan allant de 135 à 300 morts.", [("killed", "between 135 and 300")]),
    ("fr", "Malgré l'afflux de blessés, l'hôpital a reçu 1 000 patients.", []),
    ("fr", "Quelque 900 réfugiés sont exposés à un risque élevé.", []),
    ("fr", "Le bilan est de 14 morts, deux de moins que la veille.", [("killed", "14")]),
    ("es", "La cifra de muertos bajó a 14, dos menos que ayer.", [("killed", "14")]),
    ("es", "El ejército movilizó a 4.600 soldados a las zonas afectadas.", []),
    (
        "es",
        "Doce personas murieron en Loja (sur), fronteriza con Perú, y dos en Azuay.",
        [("killed", "12"), ("killed", "2")],
    ),
    ("es", "Quedaron 90 viviendas dañadas y 44 destruidas.", [("homes-destroyed", "44")]),
    ("fr", "Le séisme a laissé 90 maisons endommagées et 44 détruites.", [("homes-destroyed", "44")]),
    ("es", "Los equipos informaron de que se han recuperado 69 cuerpos.", [("killed", "69")]),
    (
        "es",
        "Hay 6.199 detenidos, de los cuales 726 son menores, 938 mujeres y 382 hombres.",
        [("arrested", "6,199"), ("arrested", "726"), ("arrested", "938"), ("arrested", "382")],
    ),
    (
        "es",
        "Dejó 20 muertos, cientos de heridos y 203 detenidos.",
        [("killed", "20"), ("injured", "hundreds"), ("arrested", "203")],
    ),
    ("es", "Por último, 200 con fracturas fueron dados de alta.", []),
    ("es", "Más de 200 bomberos combaten el fuego, que hirió a seis de ellos.", [("injured", "6")]),
    ("fr", "Huit corps ont été retrouvés, portant le total à 31.", [("killed", "8"), ("killed", "31")]),
    ("es", "Ocho cuerpos fueron hallados, lo que eleva el total a 31.", [("killed", "8"), ("killed", "31")]),
    ("fr", "Le rapport compte 12 (+/- 2) morts.", [("killed", "between 10 and 14, most likely 12")]),
    (
        "es",
        "El informe cuenta 12 ± 2 muertos y 5 heridos.",
        [("killed", "between 10 and 14, most likely 12"), ("injured", "5")],
    ),
    ("es", "Hay 123 muertos, de los cuales 33 han sido identificados.", [("killed", "123")]),
    ("es", "El organismo ya identificó a 32 cuerpos.", []),
    ("es", "Se ha concedido libertad condicional a unas 7.000 personas.", []),
    ("es", "Habían muerto un total de 189 personas detenidas.", [("killed", "189")]),
    (
        "es",
        "La cifra de personas fallecidas bajo custodia, en un país donde rige la excepción desde marzo, llegó a 191.",
        [("killed", "191")],
    ),
    ("fr", "Un peu plus de 4 000 personnes ont été enterrées.", [("killed", "more than 4,000")]),
    ("fr", "La crue a fait 50 000 déplacés selon le bilan du bureau.", [("displaced", "50,000")]),
    ("fr", "Plus de 6 750 maisons ont été rasées ou endommagées.", []),
    ("es", "Unas 900 viviendas quedaron destruidas o dañadas.", []),
    (
        "fr",
        "La police a tué 33 personnes, et peut-être jusqu'à 50, et en a blessé une centaine.",
        [("killed", "33"), ("killed", "at most 50"), ("injured", "about 100")],
    ),
    (
        "fr",
        "Le ministère a revu le nombre de disparus, indiquant qu'il était désormais de 21.",
        [("missing", "21")],
    ),
    (
        "es",
        "Hubo 192 heridos, entre ellos 97 policías, incluyendo 58 de la Nacional, 32 de la Guardia y 6 de la Local.",
        [("injured", "192"), ("injured", "97"), ("injured", "58"), ("injured", "32"), ("injured", "6")],
    ),
    ("es", "Unas 25 mujeres privadas de libertad murieron calcinadas.", [("killed", "about 25")]),
    ("es", "Desde enero han perdido la vida al menos 87 personas en la ruta.", [("killed", "at least 87")]),
    ("es", "Esta ruta se ha cobrado más de 1.500 víctimas en cuatro meses.", [("killed", "more than 1,500")]),
    ("es", "Se estima el fallecimiento de una persona cada 32 horas.", []),
    ("fr", "La faim cause la mort d'une personne toutes les 48 secondes.", []),
    ("es", "La isla tiene 11.423 personas según el último censo.", []),
    ("es", "El conductor y otros dos hombres, que venían del norte, sigue detenido.", []),
    ("fr", "Douze assaillants, puis leur chef, a été arrêté.", []),
    ("fr", "Une vingtaine de personnes a été arrêtée.", [("arrested", "about 20")]),
    ("es", "Un total de 45 personas ha fallecido.", [("killed", "45")]),
    ("fr", "Des dizaines de personnes ont été torturées lors de 40 arrestations.", [("arrested", "40")]),
    (
        "es",
        "La cifra de muertos subió a 53: 27 de México, 14 de Honduras y siete de Guatemala.",
        [("killed", "53"), ("killed", "27"), ("killed", "14"), ("killed", "7")],
    ),
    (
        "es",
        "Han muerto 51 migrantes, de los cuales son 27 mexicanos, 14 hondureños y dos salvadoreños.",
        [("killed", "51"), ("killed", "27"), ("killed", "14"), ("killed", "2")],
    ),
    ("es", "Más de 150 personas han sido localizadas tras el paso de la tormenta.", []),
    ("fr", "La tempête a frappé la côte entre le 3 et le 11 mars.", []),
    ("fr", "La police a arrêté des grévistes du lundi 3 au jeudi 11 mars.", []),
    ("es", "Los bombardeos mataron los días 3, 4 y 5 de marzo.", []),
    ("es", "La policía detuvo del 3 al 11 de marzo.", []),
    ("es", "El ataque hirió a 12 y el 5 de marzo murió otro.", [("injured", "12")]),
    ("fr", "Le ministère fait état ce mardi 17 mai de 1419 morts.", [("killed", "1,419")]),
    ("fr", "Les combats font 12 morts et 30 blessés par jour.", []),
    ("fr", "La rougeole tue chaque année 600 personnes.", []),
    ("fr", "Le nombre de pendaisons dépasse les 800 par an.", []),
    ("es", "Cada día mueren 300 personas.", []),
    ("es", "Hubo 12 muertos, a razón de 3 por día.", [("killed", "12")]),
    ("es", "Hubo 12 muertos al día siguiente.", [("killed", "12")]),
    ("en", "About 300 people die each year from snakes.", []),
    ("de", "Am Tag sterben dort täglich 12 Menschen.", []),
    ("es", "Más de 300 socorristas participaron en el rescate.", []),
    ("fr", "Trois millions d'électeurs ont participé au scrutin.", []),
    ("fr", "Environ 200 personnes ont participé à la marche.", [("participants", "about 200")]),
    ("fr", "Aucun mort n'est à déplorer parmi les 45 touristes.", [("killed", "none")]),
    ("es", "No hay que lamentar muertos entre los 45 turistas.", []),
    ("fr", "La défense dit avoir abattu 45 missiles sur 60.", []),
    ("es", "La norma, aprobada por 230 votos contra 120, castiga el secuestro.", []),
    ("es", "Uno de cada 5 vecinos se vio afectado por la tormenta.", []),
    ("fr", "Le bilan aurait pu être plus lourd : 300 élèves se trouvaient dans le bâtiment.", []),
    ("fr", "Une équipe de 60 sauveteurs cherche les disparus.", []),
    ("es", "Unos 60 rescatistas buscan a los desaparecidos.", []),
    ("fr", "Trente personnes ont été blessées sur 82 passagers.", [("injured", "30")]),
    ("fr", "La marine recense 29 marins portés disparus sur 82 depuis mai.", [("missing", "29")]),
    ("fr", "La police a tué 40 personnes et tiré sur 12 manifestants.", [("killed", "40")]),
    ("es", "La policía disparó contra 40 manifestantes.", []),
    ("fr", "Six exilés sont morts.", [("killed", "6")]),
    ("fr", "Une à deux personnes restaient portées disparues.", [("missing", "between 1 and 2")]),
    ("es", "Las protestas dejaron un saldo de 51 muertos y la fuga de 12 presos.", [("killed", "51")]),
    ("es", "El sismo deja 12 muertos, cifra que se elevó a 17.", [("killed", "12"), ("killed", "17")]),
    ("es", "A 48 aumentó la cifra de personas que murieron.", [("killed", "48")]),
    (
        "fr",
        "La marche attire plusieurs centaines de millions de personnes.",
        [("participants", "hundreds of millions")],
    ),
    ("fr", "Trente hommes armés ont tué le maire.", []),
    ("fr", "Les 12 assaillants ont blessé un gendarme.", []),
    ("fr", "Douze personnes ont été tuées.", [("killed", "12")]),
    ("fr", "Douze marins ont disparu.", [("missing", "12")]),
    ("es", "30 hombres armados mataron al alcalde.", []),
    ("es", "Unos 30 pistoleros atacaron el pueblo y mataron a 12 vecinos.", [("killed", "12")]),
    ("fr", "Plus de 30 000 personnes attendent d'être évacuées.", []),
    ("fr", "La mission compte 15 000 soldats pour protéger les déplacés.", []),
    ("es", "La tasa de homicidios es de 25 por cada 100.000 habitantes.", []),
    ("es", "Perú registró un total de mil 116 muertes por dengue.", [("killed", "1,116")]),
    ("es", "Murieron más de mil 500 personas.", [("killed", "more than 1,500")]),
    ("fr", "Cinq cents détenus se sont évadés et trois gardiens ont été tués.", [("killed", "3")]),
    ("fr", "Le séisme a fait 12 morts au Chili et 3 au Pérou.", [("killed", "12"), ("killed", "3")]),
    ("fr", "Onze marins sont morts et vingt restent coincés sous terre.", [("killed", "11"), ("missing", "20")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), FIGURES, ids=[text for _, text, _ in FIGURES])
def test_figures_of_sentences(language: str, text: str, expected: list[tuple[str, str]]):
    assert [(one.measure, one.says) for one in candidates(language, text)] == expected


SOURCES = [
    ("fr", "Selon la Division de la santé du Nord, Goma a enregistré 73 morts.", ["Division de la santé du Nord"]),
    ("es", "Cali registró 12 muertos el lunes.", [None]),
    ("fr", "L'ADCV a enregistré 12 morts.", ["ADCV"]),
    ("fr", "Cent personnes sont mortes, s'est inquiétée mercredi l'ONU.", ["ONU"]),
    ("fr", "La marine a annoncé avoir trouvé au large de Dakar 30 corps.", ["marine"]),
    ("es", "Hay 212 muertos, según el último informe emitido por el Tribunal Superior.", ["Tribunal Superior"]),
    (
        "es",
        "El Gobierno cifra en 195 los muertos, mientras que la Cruz Roja contabiliza 448, y el Observatorio, 302.",
        ["Gobierno", "Cruz Roja", "Observatorio"],
    ),
    (
        "fr",
        "Si les autorités ont confirmé la mort de 40 clients et recensé 119 blessés, Rome parle de 47 morts.",
        ["autorités", "autorités", "Rome"],
    ),
    ("fr", "Les autorités suisses dénombraient 115 blessés.", ["autorités suisses"]),
    ("fr", "Le gouvernement maintient son bilan de 56 morts.", ["gouvernement"]),
    ("es", "El INDH ha constatado 138 detenidos, más que los que registra el Gobierno.", ["INDH"]),
    ("es", "El Inacif contó 75 muertos, luego que llevaron a ese organismo otros dos cadáveres.", ["Inacif", "Inacif"]),
    ("fr", "Le bilan est de 23 morts selon le gouvernement et 106 pour Amnesty.", ["gouvernement", "Amnesty"]),
    ("es", "Hay 23 muertos según el Gobierno y 106 para Amnistía.", ["Gobierno", "Amnistía"]),
    ("fr", "La police a compté 45 blessés, dont 3 pour l'ambassade.", ["police", "police"]),
    ("fr", "Pour les deux ONG, la police a causé la mort d'au moins 33 personnes.", ["ONG"]),
    ("fr", "Pour Noël, 33 personnes sont mortes.", [None]),
    ("fr", "La page du Nombre jaune avait décompté 40 291 manifestants.", ["page du Nombre jaune"]),
    (
        "fr",
        "La marche a réuni 282 000 personnes, selon les chiffres de l'Intérieur contestés par les manifestants.",
        ["Intérieur"],
    ),
    ("es", "“Murieron 53 personas”, remarca Causa Justa.", ["Causa Justa"]),
    ("es", "La CIDH tuvo noticia de 36 personas que perdieron la vida.", ["CIDH"]),
    ("fr", "L'armée avait mené une opération et indiqué un bilan de 203 morts.", ["armée"]),
    ("fr", "Le ministère avait dans un premier temps publié un bilan de 12 morts.", ["ministère"]),
    ("es", "Otros 51 migrantes, según informaron los equipos de rescate, desaparecieron.", ["equipos de rescate"]),
    ("fr", "Le chef l'a dit sur le réseau X. Douze personnes sont mortes, selon la police.", ["police"]),
    ("fr", "Deux disparitions et 12 arrestations ont été signalées par la Ligue.", ["Ligue", "Ligue"]),
    ("fr", "Après vérification auprès de tous les hôpitaux, il y a 12 morts, a déclaré M. Abou.", ["M. Abou"]),
    ("fr", "L'an passé, 420 décès ont été enregistrés, en hausse par rapport à 2021.", [None]),
    ("es", "“Tenemos una cifra de 37 fallecidos”, dijo el alcalde.", ["alcalde"]),
    ("fr", "Le gouverneur a fait état auprès de l'AFP d'un bilan d'au moins 200 morts.", ["gouverneur"]),
    ("fr", "Le bilan est de 12 morts, a-t-on appris auprès des pompiers.", ["pompiers"]),
    ("fr", "Douze personnes sont mortes, a appris l'AFP auprès du parquet de Lyon.", ["parquet de Lyon"]),
]


@pytest.mark.parametrize(("language", "text", "sources"), SOURCES, ids=[text for _, text, _ in SOURCES])
def test_the_source_is_the_one_that_the_text_names(language: str, text: str, sources: list[str | None]):
    assert [one.source for one in candidates(language, text)] == sources


FLAGS = [
    ("fr", "Le nombre de morts a augmenté de 12 en un jour.", ["increase"]),
    ("fr", "Le nombre de morts est passé de 12 à 15.", ["earlier"]),
    ("fr", "Le ministère avait dans un premier temps publié un bilan de 12 morts.", ["earlier"]),
    ("es", "El temporal del pasado 29 de octubre dejó un saldo de 216 muertos.", []),
    ("es", "El último balance es de 45 muertos, frente a 38 de ayer.", []),
]


@pytest.mark.parametrize(("language", "text", "flags"), FLAGS, ids=[text for _, text, _ in FLAGS])
def test_growth_is_no_earlier_total(language: str, text: str, flags: list[str]):
    assert [str(flag) for flag in candidates(language, text)[0].flags] == flags
