"""Azerbaijani words around figures; phrases in Azerbaijani are not read, and their values given by hand."""

AHEAD = r"çatacaq çatdır\w+ olacaq proqnoz\w* plan\w* hədəf\w* gözlən\w+ məqsəd\w*"
DEFICIT = r"kəsir\w* defisit\w*"
SURPLUS = r"profisit\w*"
