"""Ukrainian words around figures; phrases in Ukrainian are not read, and their values given by hand."""

AHEAD = r"""
        буде будуть складе складуть досягне досягнуть зросте зростуть перевищить перевищать прогноз\w* очіку\w+ план\w*
        мет[аиіою]+ довести збільшить\w*"""
DEFICIT = r"дефіцит\w*"
SURPLUS = r"профіцит\w*"
