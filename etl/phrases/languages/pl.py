"""Polish words around figures; phrases in Polish are not read, and their values given by hand."""

AHEAD = r"""
        będzie będą wyniesie wyniosą osiągnie osiągną wzrośnie wzrosną przekroczy przekroczą prognoz\w* plan\w*
        celem cel oczekuj\w+ oczekiwan\w+ spodziewan\w+ ma(?:ją)?\s+\w+(?:ć|c)"""
DEFICIT = r"deficyt\w*"
SURPLUS = r"nadwyżk\w*"
