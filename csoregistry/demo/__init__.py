"""A registry that looks lived in, and is made up: demo accounts, organisations, KPI records, progress, follow-up, researchers.

It belongs to no room, because it writes into all of them. `making.make` is the way in; `manage.py demo` calls it.
Everything is composed from the lists here with numbers of a seeded generator: no person, no organisation and no
address of it exists, and every record says "ข้อมูลสาธิต". Phones are of blocks that are not given out, e-mails and
web pages of the domains that RFC 2606 reserves.
"""

NOTE = "ข้อมูลสาธิต"
