"""Words that names of organisations are made of: what tells a slip of the pen from another word.

A slip nearly always leaves something that is no word (หนองบัง for หนองบัว); where both spellings are words
(แม่ริม and แม่แรม, เด็ก and คน), they are two names. Words are kept folded: see `folded`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from places import official
from thai.text import fold_signs, search_key

# Sounds written in several ways.
_ALIKE = str.maketrans("ใณศษญฎฏฑฒฐฌฬๅ", "ไนสสยดตททถชลา")

# Add nothing to a name: whether they stand there is chance.
FILLERS = """
แห่ง ของ การ เพื่อ หมู่ และ กับ ใน ด้าน ประจำ เพื่อการ บ้าน หมู่บ้าน ชุมชน ตำบล อำเภอ จังหวัด กลุ่ม
ชมรม องค์กร องค์การ ศูนย์ โครงการ สาธารณประโยชน์ ในพระบรมราชูปถัมภ์ ในพระอุปถัมภ์ ในพระราชูปถัมภ์
นิติบุคคล ประชาชน ชาวบ้าน ราษฎร
"""
# Make another organisation of it: parts of a village, of a generation, of a family.
QUALIFIERS = """
เหนือ ใต้ กลาง ใน นอก ใหม่ เก่า น้อย ใหญ่ บน ล่าง ตะวันออก ตะวันตก ออก ตก ซ้าย ขวา หน้า หลัง ต้น
ปลาย หลวง ชาย หญิง พัฒนา สามัคคี ร่วมใจ รวมใจ สาขา ภาค เขต
"""
# What organisations are for, and for whom.
CAUSES = """
เด็ก เยาวชน สตรี ผู้หญิง แม่บ้าน พ่อบ้าน แม่ พ่อ ลูก คน ครอบครัว ผู้สูงอายุ คนชรา ผู้สูงวัย คนพิการ
ผู้พิการ พิการ ตาบอด หูหนวก ออทิสติก ผู้ป่วย ป่วย โรค ไต มะเร็ง เบาหวาน เอดส์ เอชไอวี สติปัญญา
การมองเห็น การได้ยิน กาย จิต ผู้ยากไร้ เร่ร่อน ผู้ว่างงาน แรงงาน นอกระบบ ข้ามชาติ ชาติพันธุ์ สัญชาติ
ชนเผ่า กะเหรี่ยง ม้ง ลีซู มุสลิม พุทธ คริสต์ ไทย จีน อาสาสมัคร อาสา สาธารณสุข สุขภาพ อนามัย แพทย์
พยาบาล ครู นักเรียน ผู้ปกครอง ศิษย์เก่า โรงเรียน วิทยาลัย มหาวิทยาลัย การศึกษา เรียนรู้ ห้องสมุด วัด
มัสยิด โบสถ์ คริสตจักร ศาสนา วัฒนธรรม ศิลปะ ดนตรี กีฬา ฟุตบอล เกษตร เกษตรกร อินทรีย์ ชาวนา ชาวสวน
ชาวไร่ ข้าว ยางพารา ปาล์ม ผัก ผลไม้ สมุนไพร ปศุสัตว์ โค กระบือ ไก่ เป็ด ปลา กุ้ง หอย ปู หมู ประมง
เลี้ยง ปลูก เลี้ยงโค เลี้ยงปลา เลี้ยงไก่ ทอผ้า ผ้า ผ้าไหม ผ้าฝ้าย จักสาน ไม้ไผ่ หัตถกรรม ขนม แปรรูป
อาหาร น้ำพริก ปุ๋ย ปุ๋ยหมัก ป่า ป่าชุมชน ป่าชายเลน ต้นน้ำ ลุ่มน้ำ แม่น้ำ ทะเล ชายฝั่ง น้ำ ดิน อากาศ
ขยะ พลังงาน สิ่งแวดล้อม ธรรมชาติ ทรัพยากร อนุรักษ์ รักษ์ ฟื้นฟู พัฒนา ส่งเสริม คุ้มครอง ช่วยเหลือ
สงเคราะห์ สวัสดิการ ออมทรัพย์ สัจจะ วันละบาท การเงิน เครดิต ยูเนี่ยน สินเชื่อ ที่ดิน ที่อยู่อาศัย
บ้านมั่นคง ผู้บริโภค สิทธิ สิทธิมนุษยชน กฎหมาย ยุติธรรม ประชาธิปไตย ประชาสังคม ธรรมาภิบาล ทุจริต
ยาเสพติด สุรา บุหรี่ เหล้า อุบัติเหตุ ภัยพิบัติ กู้ภัย กู้ชีพ บรรเทา สาธารณภัย สื่อ วิทยุ ข่าว
ดิจิทัล ท่องเที่ยว โฮมสเตย์ ตลาด ร้านค้า ค้า ธุรกิจ ผู้ประกอบการ อาชีพ รถ แท็กซี่ สามล้อ จักรยาน
ฌาปนกิจ สุนัข แมว ช้าง สัตว์ นก เพื่อน พี่ น้อง เครือข่าย พลัง รวมพลัง คนรุ่นใหม่ สภา ประธาน กำนัน
ผู้ใหญ่บ้าน ผู้นำ ท้องถิ่น เทศบาล ตำรวจ ทหาร ทหารผ่านศึก ข้าราชการ บำนาญ ข้าราชการบำนาญ พนักงาน
ลูกจ้าง นักธุรกิจ หอการค้า อุตสาหกรรม วิศวกร สถาปนิก ทนายความ นักข่าว นักเขียน ศึกษา วิจัย
ปฏิบัติธรรม
"""
# What places and founders are called.
PARTS = """
หนอง บึง ห้วย คลอง บาง แม่ น้ำ ท่า วัง เขา ดอย ภู ดอน โคก โนน นา ไร่ สวน ทุ่ง ป่า บ่อ สระ แก่ง เกาะ
แหลม ปาก หัว ท้าย ตีน คำ กุด ดง เหล่า ควน ไสย ร่อง สัน เวียง เมือง เชียง บุ่ง ลำ ลาด ราช พระ ศรี
โพธิ์ ไทร ไผ่ ยาง มะขาม มะม่วง ม่วง ตาล สัก เต็ง รัง แดง ดำ ขาว เขียว เหลือง ทอง เงิน แก้ว บัว หิน
ทราย ดิน กลาง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สอง หนึ่ง ช้าง ม้า วัว ควาย เสือ หมี กวาง กระต่าย นก
ยูง หงส์ จระเข้ เต่า งู ขาม ขอน ขวาง ยาว สูง งาม ดี สุข ใจ ธรรม บุญ เจริญ พัฒนา สามัคคี ประชา ไพร
ฟ้า แสง ตะวัน จันทร์ ดาว เดือน ร่ม เย็น รุ่ง เรือง ชัย วิไล มงคล สวรรค์ ไพศาล สว่าง อรุณ สมบูรณ์
ประเสริฐ ไทย ลาว เขมร มอญ จีน แขก ใหม่ เก่า น้อย ใหญ่ เหนือ ใต้ ตก ออก นอก ใน บน ล่าง ริม แรม แจ่ม
แตง แฝก ฝาย เหมือง ปง ปัง ตอง กอก กล้วย กระทุ่ม กระโดน กระทิง แสน ล้าน หมื่น พัน ร้อย ขุน หมอ เณร ชี
แพะ แกะ ส้ม มะพร้าว มะนาว มะกอก มะกรูด ขนุน ลำไย ลิ้นจี่ ทุเรียน เงาะ พริก ขิง ข่า ตะไคร้ หญ้า คา
แฝก อ้อ อ้อย ฝ้าย หม่อน ไหม นาง นาย ตา ยาย ปู่ ย่า พ่อ แม่ ลูก หลาน สาว บ่าว กา แร้ง เหยี่ยว ปลา
กุ้ง หอย ปู สร้าง ขุด คู เนิน สันติ รัก สามัคคีธรรม ประชาสรรค์ สวาย สำโรง จาน จิก แจง แคน แค ค้อ
ตะแบก ประดู่ พะยอม พยอม แพง ฮี ฮัง เปือย
"""
# What people and founders' dreams are called, and other words that stand in names.
OTHERS = """
สมศรี สมศักดิ์ สมชาย สมหมาย สมบูรณ์ สมบัติ สมพร สมจิต สมใจ ประเสริฐ ประสิทธิ์ ประสาน ประสงค์ ประยูร
ประดิษฐ์ บุญมี บุญมา บุญเลิศ บุญส่ง บุญชู วิชัย วิชาญ วิชิต วิเชียร วิโรจน์ สุชาติ สุชาดา สุพจน์
สุพัฒน์ มานะ มานพ มานิตย์ มานี อำนวย อำนาจ ปรีชา ปราณี จำรัส จำนงค์ ทองดี ทองใบ คำดี คำมี ชูชาติ
ชูชัย เจริญ จรูญ พิชัย พิชิต วันดี วันชัย ฝัน ปัน ทอ ธาร สาย ร่ม ดวง ขวัญ พลัง เรือน กล้า ลาน วิถี
เพาะ สะพาน ประกาย เมล็ด คลื่น ใบ ใบไม้ ดอก ดอกไม้ ต้น ต้นไม้ ราก กิ่ง ไม้ ลม ฝน หมอก ดิน ไฟ เมฆ
ฟ้าใส ชีวิต ปัญญา เมตตา กรุณา ไมตรี อาทร เกื้อกูล แบ่งปัน ยั่งยืน มิตร มิตรภาพ สดใส ก้าวหน้า หวัง
ความหวัง รัก รักษา อบอุ่น อุ่น อุ่นรัก เท่าเทียม พึ่งตน คุณ คุณค่า คุณธรรม ทำ ขาย ซื้อ ช่วย ให้ รับ
สร้าง สอน เรียน กิน อยู่ เดิน วิ่ง ตี ตัด เย็บ เย็บผ้า ปั้น หม้อ ไห โอ่ง เครื่อง ปั้นดินเผา เงิน
เครื่องเงิน แกะสลัก สาน เสื่อ ตะกร้า ร้อย มาลัย นวด นวดแผนไทย หัวใจ ปอด ตับ ตา หู มือ ขา สมอง เลือด
ธาลัสซีเมีย ออทิซึม กำพร้า ผู้ใช้น้ำ ผู้เลี้ยง ผู้ปลูก ผู้ผลิต วิทยา วิทยาคม พิทยา พิทยาคม ศึกษา
อนุสรณ์ อุปถัมภ์ บำรุง ราษฎร์บำรุง
"""
FORMS = """
มูลนิธิ สมาคม สมาพันธ์ สหพันธ์ กองทุน สภา สหกรณ์ วิสาหกิจ วิสาหกิจชุมชน บริษัท ศูนย์ สถาบัน
เครือข่าย กลุ่ม ชมรม โครงการ คณะทำงาน สำนัก สำนักงาน มหาชน จำกัด ออมทรัพย์ สวัสดิการ สวัสดิการชุมชน
องค์กรชุมชน เพื่อสังคม เพื่อการผลิต เครดิตยูเนี่ยน การเกษตร บริการ ประสานงาน
"""


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The text as words are compared: the search key without tone marks and ็ ์ ๆ, letters of one sound as one."""
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        # Left by what was taken out; such a text would be normalised the long way.
        text = " ".join(filter(None, text.split(" ")))
    return fold_signs(search_key(text)).translate(_ALIKE)


def _all(text: str) -> frozenset[str]:
    return frozenset(folded(word) for word in text.split())


@cache
def fillers() -> frozenset[str]:
    return _all(FILLERS)


@cache
def qualifiers() -> frozenset[str]:
    return _all(QUALIFIERS)


@cache
def common() -> frozenset[str]:
    """Words that many organisations share: a name of nothing else is told from others by its place alone."""
    return _all(CAUSES) | fillers()


@cache
def common_or_qualifiers() -> frozenset[str]:
    return common() | qualifiers()


@cache
def place_names() -> frozenset[str]:
    """Every official name of a subdistrict, district and province."""
    names = [row.name_th for row in official.subdistricts()]
    names += [row.name_th for row in official.districts()]
    names += [row.name_th for row in official.provinces()]
    return frozenset(map(folded, names))


@cache
def known() -> frozenset[str]:
    """All words: those above, the official names of places, and what follows หนอง, บ้าน … in these."""
    words = common() | qualifiers() | _all(PARTS + OTHERS + FORMS) | place_names()
    heads = sorted(_all(PARTS), key=len, reverse=True)
    tails = {
        name[len(head) :]
        for name in place_names()
        for head in heads
        if name.startswith(head) and len(name) - len(head) > 1 and _begins_a_word(name[len(head) :])
    }
    return frozenset(word for word in words | tails if len(word) > 1)


@cache
def _lengths_by_head() -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with these three letters, or are these two; in ascending order."""
    found: dict[str, set[int]] = {}
    for word in known():
        found.setdefault(word[:3], set()).add(len(word))
    return {head: tuple(sorted(lengths)) for head, lengths in found.items()}


def _begins_a_word(text: str) -> bool:
    return "\u0e01" <= text[0] <= "\u0e2e" or "\u0e40" <= text[0] <= "\u0e44"


def split(text: str) -> list[tuple[int, int, bool]]:
    """A folded text cut into words: (from, to, whether it is a word), the fewest strange letters first, then the
    fewest words."""
    length = len(text)
    # best[i]: (strange letters, pieces, where the last piece begins, whether it is a word) of the first i letters.
    best: list[tuple[int, int, int, bool]] = [(0, 0, 0, True)]
    for end, starts in enumerate(_words_by_end(text)[1:], start=1):
        strange, pieces, _start, was_word = best[end - 1]
        choice = (strange + 1, pieces + (was_word or end == 1), end - 1, False)
        for start in starts:
            strange, pieces, _start, _was_word = best[start]
            if (strange, pieces + 1) < choice[:2]:
                choice = (strange, pieces + 1, start, True)
        best.append(choice)
    found: list[tuple[int, int, bool]] = []
    end = length
    while end:
        _strange, _pieces, start, is_word = best[end]
        if found and not is_word and not found[-1][2]:
            found[-1] = (start, found[-1][1], False)
        else:
            found.append((start, end, is_word))
        end = start
    return found[::-1]


def _words_by_end(text: str) -> list[list[int]]:
    """Where words begin, by where they end, in ascending order."""
    words, lengths, whole = known(), _lengths_by_head(), len(text)
    found: list[list[int]] = [[] for _end in range(whole + 1)]
    for start in range(whole - 1):
        if text[start : start + 2] in lengths:
            found[start + 2].append(start)
        for length in lengths.get(text[start : start + 3], ()) if start + 3 <= whole else ():
            if start + length <= whole and text[start : start + length] in words:
                found[start + length].append(start)
    return found


def is_all(text: str, words: frozenset[str]) -> bool:
    """Whether a folded text is made of these words alone; "" is."""
    by_head = _by_head(words)
    length = len(text)
    reached, open_starts = {0}, [0]
    while open_starts:
        start = open_starts.pop()
        if start == length:
            return True
        for word in by_head.get(text[start], ()):
            if (end := start + len(word)) not in reached and text.startswith(word, start):
                reached.add(end)
                open_starts.append(end)
    return False


@lru_cache(maxsize=16)
def _by_head(words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Words by their first letter."""
    found: dict[str, list[str]] = {}
    for word in filter(None, words):
        found.setdefault(word[0], []).append(word)
    return {head: tuple(some) for head, some in found.items()}
