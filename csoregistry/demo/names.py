"""Names of villages, founders' words and people, composed so that they sound right and are nobody's."""

from __future__ import annotations

Pair = tuple[str, str]  # Thai, and as it is written in Latin letters

# How a village's name begins, as it does in that part of the country.
_VILLAGE_HEADS: dict[str, list[Pair]] = {
    "north": [
        ("สัน", "San"), ("แม่", "Mae "), ("ป่า", "Pa "), ("ห้วย", "Huai "), ("ดอย", "Doi "), ("หนอง", "Nong "),
        ("ร่อง", "Rong "), ("ทุ่ง", "Thung "), ("เวียง", "Wiang "), ("น้ำ", "Nam "),
    ],
    "northeast": [
        ("หนอง", "Nong "), ("โนน", "Non "), ("คำ", "Kham "), ("โคก", "Khok "), ("นา", "Na "), ("ดง", "Dong "),
        ("ห้วย", "Huai "), ("กุด", "Kut "), ("บึง", "Bueng "), ("ภู", "Phu "),
    ],
    "central": [
        ("บาง", "Bang "), ("คลอง", "Khlong "), ("ดอน", "Don "), ("หนอง", "Nong "), ("ท่า", "Tha "), ("วัง", "Wang "),
        ("ไผ่", "Phai "), ("โพธิ์", "Pho "), ("ทุ่ง", "Thung "), ("สวน", "Suan "),
    ],
    "south": [
        ("ควน", "Khuan "), ("คลอง", "Khlong "), ("บาง", "Bang "), ("เขา", "Khao "), ("ท่า", "Tha "), ("เกาะ", "Ko "),
        ("นา", "Na "), ("ปาก", "Pak "), ("ไร่", "Rai "), ("ทุ่ง", "Thung "),
    ],
}  # fmt: skip
_VILLAGE_TAILS: list[Pair] = [
    ("แสงตะวัน", "Saeng Tawan"), ("ร่มเย็นใจ", "Rom Yen Chai"), ("รวมใจ", "Ruam Chai"), ("ทองพูนผล", "Thong Phun Phon"),
    ("ใสสะอาด", "Sai Sa-at"), ("ไผ่เงิน", "Phai Ngoen"), ("คูณสุข", "Khun Suk"), ("มะขามหวาน", "Makham Wan"),
    ("ดอกจาน", "Dok Chan"), ("สายรุ้ง", "Sai Rung"), ("ลมโชย", "Lom Choi"), ("แก้วมุกดา", "Kaeo Mukda"),
    ("ศรีเมืองใหม่", "Si Mueang Mai"), ("ขวัญข้าว", "Khwan Khao"), ("พันดาว", "Phan Dao"), ("เพียงพอ", "Phiang Pho"),
    ("หินงาม", "Hin Ngam"), ("ต้นตาลคู่", "Ton Tan Khu"), ("บัวหลวง", "Bua Luang"), ("สามัคคีธรรม", "Samakkhi Tham"),
    ("เจริญรวงทอง", "Charoen Ruang Thong"), ("น้ำผุด", "Nam Phut"), ("ม่วงหวาน", "Muang Wan"), ("ลำดวน", "Lamduan"),
    ("โพธิ์กลาง", "Pho Klang"), ("จันทน์ผา", "Chan Pha"), ("ยางคู่", "Yang Khu"), ("เหนือใต้", "Nuea Tai"),
    ("ทรายทอง", "Sai Thong"), ("พัฒนาสุข", "Phatthana Suk"), ("ชื่นใจ", "Chuen Chai"), ("อรุณฉาย", "Arun Chai"),
    ("ฝายหลวง", "Fai Luang"), ("เกษมราษฎร์", "Kasem Rat"), ("ข่อยงาม", "Khoi Ngam"), ("ริมธาร", "Rim Than"),
]  # fmt: skip

# Words that founders put into the names of foundations, associations and networks.
_STEM_HEADS: list[Pair] = [
    ("ธาร", "Than "), ("แสง", "Saeng "), ("ร่ม", "Rom "), ("ดวง", "Duang "), ("สาย", "Sai "), ("ขวัญ", "Khwan "),
    ("พลัง", "Phalang "), ("รุ่ง", "Rung "), ("เรือน", "Ruean "), ("ต้นกล้า", "Ton Kla "), ("สวน", "Suan "),
    ("ลาน", "Lan "), ("วิถี", "Withi "), ("ฝัน", "Fan "), ("ปัน", "Pan "), ("ทอ", "Tho "), ("เพาะ", "Pho "),
    ("สะพาน", "Saphan "), ("ประกาย", "Prakai "), ("เมล็ด", "Malet "), ("คลื่น", "Khluen "), ("ใบไม้", "Bai Mai "),
]  # fmt: skip
_STEM_TAILS: list[Pair] = [
    ("น้ำใจไท", "Nam Chai Thai"), ("ตะวันใหม่", "Tawan Mai"), ("โพธิ์ทิพย์", "Pho Thip"), ("ไมตรีธรรม", "Maitri Tham"),
    ("ปัญญาชน", "Panya Chon"), ("อารีสุข", "Ari Suk"), ("ใบบุญ", "Bai Bun"), ("ชีวิตใหม่", "Chiwit Mai"),
    ("คุณค่า", "Khun Kha"), ("แบ่งปัน", "Baeng Pan"), ("รวงข้าว", "Ruang Khao"), ("อุ่นรัก", "Un Rak"),
    ("เท่าเทียม", "Thao Thiam"), ("พึ่งตน", "Phueng Ton"), ("ภูมิถิ่น", "Phum Thin"), ("เกื้อกูล", "Kuea Kun"),
    ("สันติสุข", "Santi Suk"), ("ก้าวหน้า", "Kao Na"), ("หวังดี", "Wang Di"), ("เพื่อนดาว", "Phuean Dao"),
    ("อาทร", "Athon"), ("ยั่งยืน", "Yang Yuen"), ("พิมพ์ใจ", "Phim Chai"), ("ละออง", "La-ong"),
    ("มิตรภาพ", "Mittraphap"), ("สดใส", "Sot Sai"), ("ชุมชนไท", "Chumchon Thai"), ("ฟ้ากว้าง", "Fa Kwang"),
]  # fmt: skip


def _pairs(heads: list[Pair], tails: list[Pair]) -> list[Pair]:
    return [(th + tail_th, en + tail_en) for th, en in heads for tail_th, tail_en in tails]


VILLAGES: dict[str, list[Pair]] = {region: _pairs(heads, _VILLAGE_TAILS) for region, heads in _VILLAGE_HEADS.items()}
STEMS: list[Pair] = _pairs(_STEM_HEADS, _STEM_TAILS)

_WOMEN = [
    "กชกร",
    "กาญจนา",
    "กัลยา",
    "เกศินี",
    "ขวัญใจ",
    "จันทร์เพ็ญ",
    "จารุวรรณ",
    "จิราพร",
    "ชนิดา",
    "ชุติมา",
    "ญาณิศา",
    "ณัฐธิดา",
    "ดวงใจ",
    "ดารุณี",
    "ทัศนีย์",
    "ธนพร",
    "ธิดารัตน์",
    "นงลักษณ์",
    "นภาพร",
    "นันทนา",
    "นิภา",
    "บังอร",
    "บุษบา",
    "เบญจวรรณ",
    "ปนัดดา",
    "ประภาพร",
    "ปราณี",
    "ปิยนุช",
    "ผกามาศ",
    "พรทิพย์",
    "พัชรี",
    "พิมพ์ชนก",
    "เพ็ญศรี",
    "ภัทรา",
    "มณีรัตน์",
    "มยุรี",
    "มาลี",
    "ยุพิน",
    "รัชนี",
    "รัตนา",
    "ลัดดา",
    "วนิดา",
    "วรรณา",
    "วาสนา",
    "วิภา",
    "ศิริพร",
    "สมหมาย",
    "สายสุนีย์",
    "สุกัญญา",
    "สุภาพร",
    "อรพรรณ",
    "อารีย์",
    "อุไรวรรณ",
]
_MEN = [
    "กฤษณะ",
    "กิตติ",
    "เกรียงไกร",
    "คมสัน",
    "จักรพันธ์",
    "จำนงค์",
    "เฉลิม",
    "ชัยวัฒน์",
    "ชาญ",
    "ชูชาติ",
    "ณรงค์",
    "ดนัย",
    "เดชา",
    "ทวี",
    "ทองใบ",
    "ธงชัย",
    "ธีรพงษ์",
    "นพดล",
    "นิคม",
    "บัญชา",
    "บุญเลิศ",
    "บุญส่ง",
    "ประเสริฐ",
    "ประวิทย์",
    "ปรีชา",
    "พงษ์ศักดิ์",
    "พิชัย",
    "ไพโรจน์",
    "ภานุวัฒน์",
    "มงคล",
    "มานพ",
    "ยงยุทธ",
    "เรวัต",
    "วสันต์",
    "วิชัย",
    "วิรัตน์",
    "วีระ",
    "ศักดิ์ชัย",
    "ศุภชัย",
    "สมเกียรติ",
    "สมชาย",
    "สมบูรณ์",
    "สมศักดิ์",
    "สาโรจน์",
    "สุชาติ",
    "สุทัศน์",
    "สุรชัย",
    "เสถียร",
    "อดิศักดิ์",
    "อนันต์",
    "อำนาจ",
    "อุดม",
]
# Surnames of nobody: each holds a word for "example".
_SURNAME_HEADS = [
    "วนา",
    "ศิลา",
    "พนา",
    "ธารา",
    "บุปผา",
    "จันทร์",
    "ทอง",
    "แก้ว",
    "ศรี",
    "บุญ",
    "เพชร",
    "รัตน์",
    "สุข",
    "วงศ์",
    "ชล",
    "ภูมิ",
    "อรุณ",
    "กสิ",
    "นที",
    "คีรี",
    "ไพร",
    "มณี",
    "สุวรรณ",
    "เกษม",
    "ปัญญา",
]
_SURNAME_TAILS = ("สาธิต", "สมมุติ", "จำลอง", "สาธิตกุล", "สมมุติวงศ์", "จำลองศรี")
SURNAMES = [head + tail for head in _SURNAME_HEADS for tail in _SURNAME_TAILS]
PEOPLE: list[Pair] = [  # title, given name
    *[("นางสาว" if place % 3 else "นาง", name) for place, name in enumerate(_WOMEN)],
    *[("นาย", name) for name in _MEN],
]
