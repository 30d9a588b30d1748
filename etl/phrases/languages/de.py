"""German words around figures; phrases in German are not read, and their values given by hand."""

AHEAD = r"""
        wird werden würden? soll(?:en|te|ten)? will wollen könnten? ziel\w* prognos\w+ erwart\w+ geplant\w*
        plan(?:en|t)? voraussichtlich\w* anvisiert\w* vorgesehen\w* dürften? potenzial\w* potential\w*"""
DEFICIT = r"\w*defizit\w*"
SURPLUS = r"\w*überschuss\w* \w*überschüsse\w*"
