"""French words of printed figures, by what they do; words not listed here are refused."""

from etl.model.codes import Bound, Unit
from etl.phrases.words import (
    EQUIVALENT,
    FALLEN_TIMES,
    MULTIPLE,
    NEGATED,
    POSSIBLE,
    RATE,
    SCALE_LETTERS,
    SUBJECT,
    TONS,
    UNCLEAR,
    Base,
    Lexicon,
    WordRole,
)

WORDS: Lexicon = {
    (WordRole.SCALE, 3): "k | milliers",
    (WordRole.LONE_SCALE, 3): "mille",
    (WordRole.SCALE, 5): "lakh | lakhs",
    (WordRole.SCALE, 6): "million | millions | M | mln | mio",
    (WordRole.SCALE, 7): "crore | crores",
    (WordRole.SCALE, 9): "milliard | milliards | md | mds | mrd | mrds",
    (WordRole.SCALE, 12): "billion | billions",
    (WordRole.HALF, None): "et demi | et demie",
    (
        WordRole.MONEY,
        Unit.TIMES,
    ): "multiplie par | multipliee par | multiplies par | multipliees par | multipliant par | "
    "multiplient par | multiplication par",
    (WordRole.PERCENT, None): "pour cent | pourcent | pourcents",
    (WordRole.MEASURE, (Unit.PERCENTAGE_POINTS, 0)): "point de pourcentage | points de pourcentage | point de % | "
    "points de % | points de pour cent | point | points | pt | pts | point de pour cent",
    (WordRole.MEASURE, (Unit.TIMES, 0)): "fois",
    (WordRole.MEASURE, (Unit.MW, 0)): "megawatt | megawatts",
    (WordRole.MEASURE, (Unit.MW, 3)): "gigawatt | gigawatts",
    (WordRole.MEASURE, (Unit.TONNE, 0)): "tonne | tonnes | tonnes metriques",
    (WordRole.MEASURE, (Unit.BARREL, 0)): "baril | barils",
    (WordRole.MULTIPLE, 2): "double | doublent | doublant | doublement | le double | un doublement",
    (WordRole.MULTIPLE, 3): "triple | triplent | triplement | le triple",
    (WordRole.MULTIPLE, 4): "quadruple | quadruplent | quadruplement",
    (WordRole.MULTIPLE, 5): "quintuple",
    (WordRole.MULTIPLE, 10): "decuple",
    (WordRole.NOUN, Unit.COMPANIES): "entreprise | entreprises | societe | societes | compagnie | compagnies | firme | "
    "firmes | coentreprises | co entreprises | filiales | joint ventures",
    (WordRole.BEFORE, Bound.AT_LEAST): "depasse | depassent | depassant | depassait | depassaient | a depasse | "
    "ont depasse | excede | excedent les | excedant | superieur* a | au dela de | au dela des | la barre des | "
    "franchi les | franchi la barre des | franchissent la barre des | franchit la barre des",
    (WordRole.BEFORE, Bound.AT_MOST): "inferieur* a | jusqu a | jusqu au | n a pas depasse | ne depasse pas | "
    "ne depassant pas | n excede pas | n ont pas depasse | n a pas excede | en deca de",
    (WordRole.LEVEL, 1): "au dessus de | au dessus des",
    (WordRole.LEVEL, -1): "en dessous de | au dessous de | sous | sous la barre de | sous la barre des",
    (WordRole.COMPARE, 1): "plus de | plus d | de plus de | de plus d | plus que",
    (WordRole.COMPARE, -1): "moins de | moins d | de moins de | de moins d",
    (WordRole.EITHER, Bound.AT_LEAST): "au moins | pas moins de | au minimum | ou plus | a minima | au bas mot | "
    "et plus | minimum",
    (WordRole.EITHER, Bound.AT_MOST): "au plus | pas plus de | tout au plus | au maximum | maximum | ou moins",
    (WordRole.EITHER, Bound.ABOUT): "environ | a peu pres | approximativement | a peu de choses pres",
    (
        WordRole.BEFORE,
        Bound.ABOUT,
    ): "pres de | pres d | pres du | quelque | presque | quasiment | avoisin* | approch* | frol* | "
    "proche* de | autour de | de l ordre de | aux alentours de | aux environs de | pas loin de | pas loin du | "
    "autour des | tout pres de | quasi | dans les",
    (WordRole.TO, None): "a | au",
    (WordRole.AND, None): "et",
    (WordRole.OPEN, None): "entre",
    (WordRole.MOVED, None): "passe de | passee de | passes de | passees de | passant de | passent de | passer de",
    (
        WordRole.DIRECTION,
        1,
    ): "de plus | creuse | creusement | hausse | hausses | augment* | progress* | croissance | cru | bond | bondi | "
    "bondit | "
    "bondissent | accru | accrus | accrue | accrues | accroiss* | accroit | de hausse | en hausse | en plus | "
    "superieur* de | "
    "grimp* | envol* | rebond* | gagne | gagnent | gagnes | gain | gains | monte | montee | croissent | croit | "
    "en hausse , de | en progression , de | en progression | s envolent de | essor | redresse* | releve* de | plus | "
    "repart* | explos* | flambe* | flambee | acceleration de | elargi de | s elargit de",
    (
        WordRole.DIRECTION,
        -1,
    ): "de moins | baiss* | recul* | chut* | diminu* | redui* | reduction | repli* | contraction | contracte* | "
    "tomb* | flech* | plong* | effondr* | regress* | decrois* | decru* | perdu | perd | perdent | perdant | perte | "
    "pertes | de baisse | de recul | en retrait | retrait | de repli | de diminution | en baisse | en recul | "
    "en moins | inferieur* de | "
    "croissance negative | croissance de moins | cede | cedent | cedant | degonfl* | tass* | deviss* | degringol* | "
    "reflu* | "
    "erosion | erod* | ampute* | decline* | declin | effrit* | amenuis* | affaibl* | rechut* | retract* | glisse* | "
    "glissade | degrad* | deterior* | lache | lachent | culbut* | ecroul* | descend* | abaiss* | rabot* | "
    "grignot* | moins | negatif | negative | negatifs | negatives | en baisse , de | en recul , de | en repli , de | "
    "en chute , de | en diminution , de | decroch* | decrue | retombe* | retreci* | rogne* | sabr* | fond de | "
    "fondu* | "
    "resserre de | resserrent de | ralentissement negatif | decelere de | ecrete* | comprim* | craqu* | depression | "
    "desempli* | essouffl* | faibli* | flanch* | mollit | molli | pique du nez | sombr* | vacill* | deflation | tari*",
    (WordRole.DEFICIT, None): "deficit | deficits | deficitaire | deficitaires | solde negatif | solde deficitaire",
    (WordRole.INDEX, None): "indice | indice de volume",
    (
        WordRole.EQUALS,
        None,
    ): "accuse | accusent | fournit | fournissent | s eleve a | s elevent a | s elevait a | s elevaient a | "
    "s est eleve a | s est elevee a | "
    "se sont eleves a | se sont elevees a | s elevant a | s etablit a | s etablissent a | s etablissant a | "
    "s est etabli a | s est etablie a | se sont etablis a | se sont etablies a | s etablit autour de | atteint | "
    "atteignent | atteignant | a atteint | ont atteint | atteignait | atteignaient | est de | sont de | etait de | "
    "etaient de | represente | representent | representant | representait | se chiffre a | se chiffrent a | "
    "totalise | totalisent | se monte a | se montent a | porte a | de l ordre | est | sont | etait | etaient | "
    "ont ete | "
    "a ete | ressort a | ressortent a | compte | comptent | compte pour | pese | pesent | s inscrit a | valant | "
    "evalue a | "
    "evalues a | estime a | estimes a | estimee a | estimees a | a hauteur de | soit | atteinte",
    (
        WordRole.LINK,
        None,
    ): "de | d | des | du | en | le | la | les | l | par | au total | dans | sur | chez | avec | se | "
    "s | ont | ete | leur | leurs | son | sa | ses | ce | cette | ces | aux | pour | ralentit a | ralenti a | "
    "ralentissent a | limite a | limitee a | limites a | limitees a | contenu a | contenue a | ramene a | ramenee a | "
    "accelere a | s etait | qui | que | dans une fourchette de | dont la part est | d une valeur de | au cours | "
    "entre eux | avait | avaient",
    (
        WordRole.SKIP,
        None,
    ): "sur un an | moindre | en glissement annuel | par an | fortement | nettement | legerement | sensiblement | "
    "un peu | encore | deja | seulement | aussi | egalement | meme | tout de meme | bien | largement | tres | "
    "rapidement | vivement | respectivement de | seul | annuel | annuelle | annuels | annuelles | net | nette | "
    "forte | "
    "fort | leger | legere | brutale | spectaculaire | record | tout juste | soit un total de | simple | vive | "
    "notable | "
    "sensible | marquee | marque | nouveau | nouvelle",
    (WordRole.REFUSED, EQUIVALENT): "tonnes d equivalent petrole | tonnes equivalent petrole | tep | ktep | mtep | "
    "barils equivalent petrole",
    (WordRole.REFUSED, TONS): "tonneaux",
    (WordRole.REFUSED, SCALE_LETTERS): "m | trillion | trillions",
    (WordRole.REFUSED, MULTIPLE): "moitie | tiers | quart | quarts | dizaine* | douzaine* | vingtaine* | trentaine* | "
    "quarantaine* | cinquantaine* | centaine* | millier | sur cinq | sur dix | sur trois | sur quatre | sur deux | "
    "cinquieme | "
    "dixieme | plusieurs | quelques | chaque | fois plus | fois moins | la plupart | "
    "a deux chiffres | deux chiffres | multiplie* | maint* | beaucoup",
    (WordRole.REFUSED, FALLEN_TIMES): "divise* | divise par | divisee par | divises par | divisees par",
    (
        WordRole.REFUSED,
        NEGATED,
    ): "n | ne | pas | aucun | aucune | sans | jamais | ni | rien | non | a peine | loin de | "
    "manque | manquent | echoue* | rate | inchange* | stable a | sauf erreur | faute de | peine a",
    (
        WordRole.REFUSED,
        POSSIBLE,
    ): "devrait | devraient | doit | doivent | pourrait | pourraient | peut | peuvent | objectif* | "
    "prevu* | prevoi* | prevision* | projet de | viser | vise | visent | visant | espere* | attendu* | si | "
    "potentiel* | eventuel* | possible* | probable* | d ici | porter | atteindre | atteindra* | atteindront | "
    "augmentera* | augmenter | augmenteront | progressera* | progresser | depassera* | depasser | baissera* | "
    "baisser | "
    "reculera* | reculer | diminuera* | diminuer | reduira* | reduire | passera* | passer | doubler | doublera* | "
    "doubleront | tripler | triplera* | sera | seront | serait | seraient | aurait | auraient | envisage* | "
    "ambition* | souhait* | comptent atteindre | compte atteindre | tombera* | tomber | chutera* | cible | cibles | "
    "reportedly | presume* | suppose* | annoncerait | perdra* | perdrait | gagnera* | grimpera* | bondira* | cedera*",
    (
        WordRole.REFUSED,
        SUBJECT,
    ): "hors | sauf | excepte | dont | hormis | y compris | a l exclusion | exclu* | inclus | parmi | outre | ajoute*",
    (
        WordRole.REFUSED,
        RATE,
    ): "par jour | par mois | par habitant | par tete | par baril | par tonne | le baril | la tonne | "
    "par semaine | quotidien* | mensuel* | journalier* | prix | l unite",
    (
        WordRole.REFUSED,
        UNCLEAR,
    ): "excedent | ralenti* | ralentissement | accelere* | varie* | variation | evolu* | chang* | ecart",
}
NAMES = (
    "surplus | chiffre* d affaires | taux | couverture | commerce | commercia* | echange* | export* | import* | "
    "vente* | achat* | livraison* | marchandise* | "
    "biens | "
    "produit* | production | bilatera* | mutuel* | exterieur* | internationa* | mondia* | global* | economi* | "
    "march* | "
    "cooperation | flux | volume* | valeur* | niveau* | total | totale | totales | totaux | montant* | chiffre* | "
    "part | parts | balance | solde | excedents | excedentaire | investissement* | investi* | ide | "
    "direct | "
    "directs | stock* | capita* | fonds | pret* | credit* | projet | projets | accord* | contrat* | capacite* | pib | "
    "recette* | revenu* | besoin* | demande | consommation | petrole* | petrolier* | brut | gaz | gnl | uranium | "
    "nucleaire* | combustible* | energi* | energet* | charbon | meta* | acier* | fer | cuivre | zinc | aluminium | "
    "ferro* | titane | or | argent | minerai* | minera* | chimi* | pharmaceut* | medicament* | engrais | plasti* | "
    "caoutchouc | cereal* | ble | orge | farine | viande* | bovin* | lait* | fromage* | vin | vins | "
    "spiritueux | "
    "sucre | aliment* | agroalimentaire* | agricol* | agricul* | coton | textile* | vetement* | cuir* | bois | "
    "papier* | "
    "machine* | equipement* | electri* | electroni* | aeronef* | avion* | turbo* | moteur* | aeronauti* | spatia* | "
    "satellite* | vehicul* | voiture* | automobile* | locomotive* | ferroviaire* | transport* | cosmeti* | parfum* | "
    "luxe | consommation courante | industri* | secteur* | service* | tourisme | construction | eolien* | "
    "solaire* | pays | republique | gouvernement | ministere | banque | central* | douane* | douanier* | douaniere* | "
    "statistique* | partenaire* | region* | groupe* | implante* | present* | installe* | actif* | active* | operant | "
    "operent | travaill* | enregistre* | cree* | nos | notre | elle* | il | on | nous | y | "
    "premier poste | "
    "principal* | grand* | petit* | ensemble | prive* | public* | national* | barre | franchi* | franchie | seuil | "
    "hydrocarbure* | matiere* premiere* | premiere* | courant* | etranger* | entre les deux | cumul* | composante* | "
    "periode | annee | poste* | c | il y a"
)
PLACES = (
    "kazak* | francais* | france | russ* | chin* | europ* | ue | union europeenne | allem* | ital* | espagn* | "
    "britanni* | royaume uni | angleterre | etats unis | america* | americain* | us | turc* | turqu* | ouzb* | "
    "kirghiz* | tadjik* | azerb* | armen* | georg* | belarus* | bielorus* | ukrain* | pologne | polonais* | "
    "pays bas | "
    "neerland* | belg* | suiss* | autrich* | canad* | austral* | japon* | inde | indien* | pakistan* | iran* | "
    "irak* | "
    "saoudi* | arab* | emirat* | coree* | bresil* | mexi* | afri* | asi* | eurasi* | ueea | cei | ocde | almaty | "
    "astana | "
    "paris | moscou | hongkong* | hong kong | singapour* | taiwan* | neo zeland* | namibi* | jamai* | brunei* | "
    "liberi* | "
    "barbad* | bahama* | fidji* | trinid* | beliz* | guyan* | surinam* | egypt* | syri* | liban* | soudan* | maroc* | "
    "alger* | tunis* | senegal* | ivoir* | camerou* | hongr* | tchequ* | sued* | norveg* | danois* | danemark | "
    "finland* | "
    "grec* | roumain* | roumanie | bulgar* | israel* | vietnam* | thai* | indones* | zimbabw*"
)
FALL_NOUNS = (
    *("baisse", "recul", "chute", "diminution", "reduction", "repli", "contraction", "flechissement", "effondrement"),
    *(
        "regression",
        "tassement",
        "erosion",
        "declin",
        "perte",
        "pertes",
        "glissade",
        "decrue",
        "degringolade",
        "reflux",
    ),
)
# What a verb of rising or falling ends with where it tells what is to come.
ENDINGS = {POSSIBLE: ("era*", "eront", "ira*", "iront", "ra*", "ront", "er", "ir", "re")}
# Printed periods: months, ordinals and the words of their grammar by the letters of `spans.Word`; an empty key holds
# fillers.
MONTHS = (
    "janvier | janv, fevrier | fevr | fev, mars, avril | avr, mai, juin, juillet | juil, aout, "
    "septembre, octobre | oct, novembre | nov, decembre | dec"
)
ORDINALS = "premier | premiers | premiere | premieres, deuxieme | second | seconde, troisieme, quatrieme"
PERIODS: dict[str, str] = {
    "u": "mois",
    "q": "trimestre",
    "Q": "trimestres",
    "h": "semestre | moitie",
    "y": "an | annee",
    "z": "ans | annees",
    "d": "decennie",
    "t": "cette | cet | ce | en cours | courante",
    "l": "dernier | derniere | dernieres | derniers | passe | passee | passees | ecoulee | ecoulees",
    "S": "depuis",
    "F": "entre",
    "J": "- | — | et | /",
    "T": "a | jusqu a | jusqu en | jusqu au",
    "E": "a fin | a la fin de | a la fin du mois de",
    "f": "exercice | exercice budgetaire | exercice fiscal | annee fiscale | annee budgetaire",
    "i": "en | pendant | durant | au cours de | au cours du | au cours des | au titre de",
    "I": "au | aux | sur | pour | dans",
    "x": "meme periode | mois precedents | periode correspondante | annee precedente | memes mois | campagne | "
    "saison | "
    "annee scolaire | annee prochaine | mois prochain | prochaines annees",
    "B": "depuis le debut de l annee | depuis le debut de cette annee",
    "e": "d ici | d ici a | avant | apres | fin | debut | mi | milieu | partir | des | automne | hiver | printemps",
    "": "le | la | periode | l | les | de | du | d | des | ces | ,",
}
# What a figure is only compared with.
BASES: dict[Base, str] = {
    Base.COMPARED: "par rapport | compare a | comparee a | comparativement | contre | que l | qu en | "
    "que pendant | "
    "que durant | que les | que sur | vis a vis",
    Base.LEVEL: "du niveau de | du niveau d | de leur niveau de | de son niveau de | du niveau | de leur niveau",
    Base.PART: "% de 0000 | % de l annee derniere | % de l annee precedente | % de l an dernier | % de celui de | "
    "% de celles de | % de ceux de",
}
NUMERALS = (
    "1 un,1 une,1 et un,1 et une,2 deux,3 trois,4 quatre,5 cinq,6 six,7 sept,8 huit,9 neuf,10 dix,11 onze,"
    "11 et onze,12 douze,13 treize,14 quatorze,15 quinze,16 seize,17 dix sept,18 dix huit,19 dix neuf,20 vingt,"
    "30 trente,40 quarante,50 cinquante,60 soixante,70 septante,80 quatre vingt,80 quatre vingts,90 nonante,100 cent,"
    "100 cents,0.5 demi,0.5 un demi"
)
# Names of currencies, and those that several countries share.
CURRENCIES: dict[str, str] = {
    "USD": "dollar | dollars | dollars us | dollars americains | dollar americain | dollars des etats unis",
    "EUR": "euro | euros",
    "GBP": "livres | livre | livres sterling | livre sterling | livres britanniques",
    "JPY": "yen | yens | yens japonais",
    "CNY": "yuan | yuans | renminbi | renminbis | yuans chinois",
    "CHF": "francs suisses | franc suisse",
    "CAD": "dollars canadiens | dollar canadien",
    "AUD": "dollars australiens | dollar australien",
    "NZD": "dollars neo zelandais",
    "HKD": "dollars de hong kong | dollars hongkongais",
    "SGD": "dollars de singapour | dollars singapouriens",
    "TWD": "dollars taiwanais | dollars de taiwan",
    "NAD": "dollars namibiens | dollars de namibie",
    "JMD": "dollars jamaicains | dollars de la jamaique",
    "BND": "dollars de brunei | dollars bruneiens | dollars du brunei",
    "KZT": "tenge | tenges | tenges kazakhs",
    "RUB": "rouble | roubles | roubles russes",
    "INR": "roupies | roupie | roupies indiennes",
    "PKR": "roupies pakistanaises",
    "AED": "dirhams | dirham | dirhams emiratis | dirhams des emirats",
    "MAD": "dirhams marocains",
    "DZD": "dinars algeriens",
    "TND": "dinars tunisiens",
    "KWD": "dinars koweitiens",
    "TRY": "livres turques | livre turque | lires turques",
    "EGP": "livres egyptiennes",
    "LBP": "livres libanaises",
    "XOF": "francs cfa | franc cfa",
    "XPF": "francs pacifique",
    "UZS": "soums ouzbeks",
    "PLN": "zlotys | zloty",
    "KRW": "wons sud coreens | wons",
    "BRL": "reais | real bresilien",
    "ZAR": "rands",
    "SAR": "riyals saoudiens",
    "QAR": "riyals qataris",
}
SHARED_CURRENCIES = "franc | francs | dinar* | peso* | riyal* | rial* | couronne* | shilling* | lire* | dollars locaux"
# Spellings made uniform before words are looked up.
SPELLINGS: tuple[tuple[str, str], ...] = (
    # The verb and the noun, which means a surplus, differ by their accent only.
    (r"(?i)\bexcèdent\b", "depassent"),
    (r"(?i)\bexcédent\b", "surplus"),
    (r"(?i)\b([0-9]{1,2}) ?(?:ère|ere|er|re|ème|eme|nde|nd|e)\b", r"\1° "),
    (r"(?i)\bT([1-4])\b", r" \1 кв "),
    (r"(?i)\bS([12])\b", r" \1 пг "),
    (r"(?i)\bsept(?:\.|(?= (?:19|20)[0-9]{2}\b))", "septembre"),
)
# Words that tell what is to come, a deficit and a surplus, as patterns.
AHEAD = r"""
        \w+(?:era|eront|ira|iront|dra|dront) aura auront fera feront pourra pourront devra devront
        devrai(?:t|ent) pourrai(?:t|ent) serai(?:t|ent) objectifs? cibles? visée?s? vise visent viser
        prévoi[rt] prévoient prévue?s? prévisions? prévisionnel(?:le)?s? attendue?s? attend(?:ent)? escompt\w+
        envisag\w+ projections? ambition(?:ne|nent|s)? espèrent espère espérée?s? d['’]ici bientôt horizon
        perspectives? potentiel(?:le)?s? (?:pour|à|d['’]|vers|afin\s+d['’])\s*atteindre
        (?:doit|doivent|va|vont|devant|allant|veut|veulent)\s+\w+(?:er|ir|re)
        (?:souhaite|souhaitent|compte|comptent|entend|entendent)\s+\w+(?:er|ir|re)"""
DEFICIT = r"déficits? deficits? déficitaires?"
SURPLUS = r"excédent(?:s|aires?)? excedent(?:s|aires?)? surplus"
# How numbers and dates in digits are printed, and whether words that say what a noun is for stand after it.
DECIMAL_MARK, DAY_FIRST, POSTPOSITIONS = "comma", True, False
ABLATIVE: tuple[str, ...] = ()  # endings of the case that says from where
