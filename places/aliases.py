"""Other names of provinces that people write, each for one province only.

Official two-letter abbreviations are those of the Royal Society's and the interior ministry's lists; the
others are what stands on envelopes: short names, old names, common misspellings, English spellings of road
signs and of the provinces' own offices.
"""

_ABBREVIATIONS = """
กท=10 กทม=10 สป=11 นบ=12 ปท=13 อย=14 อท=15 ลบ=16 สห=17 ชน=18 สบ=19 ชบ=20 รย=21
จบ=22 ตร=23 ฉช=24 ปจ=25 นย=26 สก=27 นม=30 บร=31 สร=32 ศก=33 อบ=34 ยส=35 ชย=36
อจ=37 บก=38 นภ=39 ขก=40 อด=41 ลย=42 นค=43 มค=44 รอ=45 กส=46 สน=47 นพ=48 มห=49
ชม=50 ลพ=51 ลป=52 อต=53 พร=54 นน=55 พย=56 ชร=57 มส=58 นว=60 อน=61 กพ=62 ตก=63
สท=64 พล=65 พจ=66 พช=67 รบ=70 กจ=71 สพ=72 นฐ=73 สค=74 สส=75 พบ=76 ปข=77 นศ=80
กบ=81 พง=82 ภก=83 สฎ=84 รน=85 ชพ=86 สข=90 สต=91 ตง=92 พท=93 ปน=94 ยล=95 นธ=96
"""
ABBREVIATIONS = dict(pair.split("=") for pair in _ABBREVIATIONS.split())

OTHER_NAMES = {
    "10": [
        "กรุงเทพ",
        "บางกอก",
        "พระนครธนบุรี",
        "Krung Thep",
        "BKK",
        "Krung Thep Maha Nakhon",
        "Bangkok Metropolis",
        "Bangkok Metropolitan",
    ],
    "11": ["Samutprakarn", "Samut Prakarn"],
    "12": ["Nontaburi"],
    "13": ["Pathumthanee", "Pratum Thani"],
    "14": ["อยุธยา", "กรุงเก่า", "พระนครศรีอยุทธยา", "Ayutthaya", "Ayudhya", "Ayuthaya", "Phranakhon Sri Ayutthaya"],
    "16": ["Lobburi"],
    "17": ["สิงหบุรี"],
    "18": ["Chainart"],
    "20": ["Cholburi"],
    "22": ["จันทบูร", "Chantaburi"],
    "24": ["แปดริ้ว", "Chacherngsao"],
    "27": ["Sakaew", "Srakaew"],
    "30": ["โคราช", "Korat", "Khorat", "Nakornratchasima"],
    "31": ["Burirum"],
    "33": ["ศรีษะเกษ", "ศรีสะเกศ", "ศีรษะเกษ", "ขุขันธ์", "Srisaket", "Sisaket", "Sri Sa Ket"],
    "34": ["อุบล", "Ubon", "Ubonrajathani"],
    "37": ["Amnatcharern"],
    "38": ["Bungkan", "Buengkan"],
    "39": ["หนองบัวลำพู", "Nong Bua Lamphu", "Nong Bualamphu"],
    "41": ["อุดร", "Udon", "Udorn Thani", "Udorn"],
    "44": ["สารคาม", "Mahasarakam"],
    "45": ["ร้อยเอ็จ", "Roiet"],
    "46": ["กาฬสินธ์"],
    "50": ["Chiengmai"],
    "53": ["อุตรดิษฐ์", "Utaradit"],
    "55": ["Naan"],
    "57": ["Chiengrai"],
    "58": ["Maehongson"],
    "60": ["Nakornsawan"],
    "61": ["Uthaithanee"],
    "62": ["Kampangphet", "Kamphangphet", "Kampaengphet"],
    "65": ["พิศณุโลก", "Pitsanulok", "Phitsanuloke"],
    "66": ["Pichit"],
    "67": ["Petchabun", "Petchaboon", "Phetchaboon"],
    "70": ["Rajburi", "Rachaburi"],
    "71": ["กาญจน์", "Karnchanaburi"],
    "72": ["สุพรรณ", "Suphan"],
    "73": ["Nakornpathom", "Nakhonprathom"],
    "74": ["Samut Sakorn"],
    "75": ["แม่กลอง", "Samut Songkram", "Mae Klong"],
    "76": ["Petchburi", "Petchaburi", "Phetburi"],
    "77": ["ประจวบ", "ประจวบคิรีขันธ์", "Prachuap", "Prachuabkhirikhan"],
    "80": ["นครศรี", "Nakornsrithammarat", "Nakhon Sri Thammarat", "Nakhon Si Thamarat"],
    "82": ["Pang Nga", "Phangnga"],
    "84": ["สุราษฎร์", "สุราษฎร", "สุราษธานี", "Surat", "Suratthanee"],
    "86": ["Chumporn"],
    "90": ["Songkla"],
    "91": ["Satul"],
    "93": ["Pattalung"],
    "94": ["Patani"],
}

# Names that are used for a province and for other places too: offered, never taken.
LOOSE_NAMES = {
    "10": ["พระนคร", "ธนบุรี", "ฝั่งธน"],
    "11": ["ปากน้ำ"],
    "20": ["เมืองชล", "พัทยา"],
    "60": ["ปากน้ำโพ"],
    "65": ["สองแคว"],
    "71": ["เมืองกาญจน์", "เมืองกาญ"],
    "74": ["มหาชัย"],
    "76": ["เมืองเพชร"],
    "80": ["เมืองคอน", "คอน", "นคร"],
    "90": ["หาดใหญ่"],
}
