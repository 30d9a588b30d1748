"""Uzbek words around figures; phrases in Uzbek are not read, and their values given by hand."""

AHEAD = r"yetadi yetkaz\w+ bo['‘’ʻ]ladi prognoz\w* reja\w* maqsad\w* kutil\w+ oshadi"
DEFICIT = r"taqchillig\w* taqchillik defitsit\w*"
SURPLUS = r"profitsit\w*"
