"""Italian words around figures; phrases in Italian are not read, and their values given by hand."""

AHEAD = r"""
        \w+(?:erà|irà|eranno|iranno|rrà|rranno) sarà saranno avrà avranno entro previst[oaie] prevision[ei] obiettiv[oi]
        dovrebbe(?:ro)? potrebbe(?:ro)? attes[oaie] punta(?:no)? mira(?:no)?"""
DEFICIT = r"deficit disavanz[oi]"
SURPLUS = r"avanz[oi] surplus"
