"""Briefing: charts chosen, put in order and introduced, as one file."""

from dashboard.ui import pack_builder

pack_builder.introduction()
pack = pack_builder.choice()
pack_builder.order(pack)
pack_builder.making(pack)
