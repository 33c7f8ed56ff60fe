"""What organisations are for, with the classification that goes with it; and the kinds of organisations there are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    th: str  # as it stands in a name: มูลนิธิ… เพื่อผู้สูงอายุ
    en: str
    issues: str  # codes, by spaces
    targets: str
    fields: str
    modes: str
    expertise: str
    objectives: str
    weight: int = 4


CAUSES = [
    Cause("ผู้สูงอายุ", "Older People", "04 10", "families older-people", "social-services health", "promote relief", "E07 E13",
          "ส่งเสริมคุณภาพชีวิตและการรวมกลุ่มของผู้สูงอายุ จัดกิจกรรมดูแลสุขภาพกายใจ และเยี่ยมบ้านผู้สูงอายุที่อยู่ลำพัง", 10),
    Cause("เด็กและเยาวชน", "Children and Youth", "01 13", "children youth", "social-services education", "promote develop", "E04 E13",
          "พัฒนาศักยภาพเด็กและเยาวชนให้มีทักษะชีวิต มีพื้นที่สร้างสรรค์ และมีส่วนร่วมในการพัฒนาชุมชน", 11),
    Cause("คนพิการ", "People with Disabilities", "05", "families disabled", "social-services occupation", "protect rehabilitate", "E06 E07",
          "คุ้มครองสิทธิ ฟื้นฟูสมรรถภาพ และส่งเสริมอาชีพคนพิการให้พึ่งตนเองและอยู่ร่วมในสังคมได้อย่างเท่าเทียม", 8),
    Cause("สตรีและครอบครัว", "Women and Families", "02 03", "women families", "social-services occupation", "promote protect", "E04 E14",
          "เสริมพลังสตรี สร้างอาชีพและรายได้ และช่วยเหลือสตรีและเด็กที่ประสบความรุนแรงในครอบครัว", 6),
    Cause("การพัฒนาชุมชน", "Community Development", "10 21", "poor informal-workers", "social-services housing", "develop solve", "E02 E12",
          "ส่งเสริมการรวมกลุ่มของชุมชนเพื่อวางแผนและแก้ไขปัญหาของตนเอง เชื่อมประสานกับท้องถิ่นและภาคีพัฒนา", 9),
    Cause("สิ่งแวดล้อมและป่าชุมชน", "Environment and Community Forests", "17 18", "youth", "education other", "promote protect", "E09 E17",
          "อนุรักษ์และฟื้นฟูทรัพยากรธรรมชาติ ป่าชุมชน และแหล่งน้ำ โดยชุมชนมีส่วนร่วมในการดูแลและใช้ประโยชน์อย่างยั่งยืน", 7),
    Cause("สุขภาวะชุมชน", "Community Health", "14 15", "families older-people", "health", "promote prevent", "E04 E09",
          "สร้างเสริมสุขภาวะของคนในชุมชน ลดปัจจัยเสี่ยงด้านสุราและยาสูบ และพัฒนาอาสาสมัครด้านสุขภาพ", 7),
    Cause("เกษตรอินทรีย์", "Organic Farming", "11 16", "poor informal-workers", "occupation", "promote develop", "E14 E17",
          "ส่งเสริมเกษตรกรรมยั่งยืนและความมั่นคงทางอาหาร รวมกลุ่มผลิต แปรรูป และจำหน่ายผลผลิตปลอดภัย", 5),
    Cause("การศึกษาเพื่อท้องถิ่น", "Local Education", "13 23", "children youth", "education", "promote develop", "E03 E04",
          "สนับสนุนทุนการศึกษาและการเรียนรู้จากภูมิปัญญาท้องถิ่นแก่เด็กและเยาวชนที่ขาดโอกาส", 5),
    Cause("ที่อยู่อาศัยคนจนเมือง", "Housing of the Urban Poor", "09 12", "poor homeless", "housing", "develop solve", "E02 E08",
          "แก้ไขปัญหาที่อยู่อาศัยและที่ดินของผู้มีรายได้น้อยโดยการออมทรัพย์และพัฒนาชุมชนแออัดอย่างมีส่วนร่วม", 3),
    Cause("แรงงานนอกระบบ", "Informal Workers", "08 09", "unemployed informal-workers", "occupation justice", "promote protect", "E02 E05",
          "คุ้มครองสิทธิและสวัสดิการของแรงงานนอกระบบ ให้ความรู้ด้านกฎหมายและความปลอดภัยในการทำงาน", 3),
    Cause("แรงงานข้ามชาติ", "Migrant Workers", "08 19", "children migrant-workers", "education health justice", "protect relief", "E05 E18",
          "ช่วยเหลือแรงงานข้ามชาติและครอบครัวให้เข้าถึงสิทธิ การรักษาพยาบาล และการศึกษาของบุตร", 2),
    Cause("ชนเผ่าพื้นเมือง", "Indigenous Peoples", "07 19", "ethnic-stateless", "education justice", "promote protect", "E05 E12",
          "ส่งเสริมสิทธิ สถานะบุคคล และวัฒนธรรมของกลุ่มชาติพันธุ์ และการจัดการทรัพยากรบนพื้นที่สูง", 3),
    Cause("สันติภาพและความยุติธรรม", "Peace and Justice", "19 23", "justice southern-border", "justice", "protect solve", "E05 E15",
          "เสริมสร้างสันติวิธี ไกล่เกลี่ยข้อพิพาท และเยียวยาผู้ได้รับผลกระทบจากความขัดแย้ง", 2),
    Cause("ผู้บริโภค", "Consumers", "20", "other", "social-services justice", "protect", "E05 E09",
          "คุ้มครองสิทธิผู้บริโภค รับเรื่องร้องเรียน เฝ้าระวังสินค้าและบริการที่ไม่ปลอดภัย", 2),
    Cause("การจัดการภัยพิบัติ", "Disaster Management", "18 25", "disaster-victims", "social-services", "relief prevent", "E13 E16",
          "เตรียมความพร้อมรับมือภัยพิบัติในระดับชุมชน จัดตั้งอาสาสมัคร และฟื้นฟูผู้ประสบภัย", 3),
    Cause("ผู้ติดเชื้อเอชไอวี", "People Living with HIV", "14 19", "families hiv", "social-services health", "protect rehabilitate", "E06 E07",
          "ดูแลและเสริมพลังผู้ติดเชื้อเอชไอวีและครอบครัว ลดการตีตรา และรณรงค์ป้องกันในชุมชน", 2),
    Cause("การป้องกันยาเสพติด", "Drug Prevention", "01 15", "youth prisoners", "health recreation", "rehabilitate prevent", "E04 E07",
          "ป้องกันและแก้ไขปัญหายาเสพติดในชุมชน บำบัดฟื้นฟูและสร้างโอกาสแก่ผู้ผ่านการบำบัด", 3),
    Cause("ศิลปวัฒนธรรมท้องถิ่น", "Local Arts and Culture", "13 23", "youth older-people", "education recreation", "promote", "E04 E09",
          "สืบสานศิลปะ ภูมิปัญญา และประเพณีท้องถิ่น และใช้ทุนทางวัฒนธรรมพัฒนาเศรษฐกิจชุมชน", 4),
    Cause("ความหลากหลายทางเพศ", "Gender Diversity", "06 19", "gender-diverse", "health justice", "promote protect", "E05 E09",
          "ส่งเสริมสิทธิและความเท่าเทียมของบุคคลที่มีความหลากหลายทางเพศ และให้คำปรึกษาด้านสุขภาพ", 1),
    Cause("ธรรมาภิบาลท้องถิ่น", "Local Governance", "21 22", "other", "other", "promote develop", "E11 E19",
          "ส่งเสริมการมีส่วนร่วมของประชาชนในการติดตามงบประมาณและการทำงานของหน่วยงานรัฐในพื้นที่", 2),
    Cause("สื่อสร้างสรรค์", "Creative Media", "01 24", "youth", "education recreation", "promote", "E09 E10",
          "พัฒนาสื่อชุมชนและทักษะการรู้เท่าทันสื่อ ใช้พลังสังคมออนไลน์เพื่อประโยชน์สาธารณะ", 2),
    Cause("อาสาสมัครเพื่อสังคม", "Volunteering", "25", "youth poor", "social-services", "promote relief", "E12 E13",
          "พัฒนาและเชื่อมต่ออาสาสมัครกับงานสาธารณประโยชน์ในพื้นที่ ส่งเสริมจิตสาธารณะ", 3),
    Cause("คนไร้บ้าน", "Homeless People", "09 12", "poor homeless", "social-services housing", "rehabilitate relief", "E06 E07",
          "ช่วยเหลือคนเร่ร่อนและคนไร้ที่พึ่งให้เข้าถึงที่พัก สวัสดิการ และกลับคืนสู่สังคม", 1),
    Cause("ความร่วมมืออาเซียน", "ASEAN Co-operation", "26", "youth thais-abroad", "education other", "promote", "E12 E18",
          "ประสานความร่วมมือด้านสังคมและวัฒนธรรมระหว่างองค์กรภาคประชาสังคมในกลุ่มประเทศอาเซียน", 1),
]  # fmt: skip

WELFARE = Cause("สวัสดิการชุมชน", "Community Welfare", "09 10", "families older-people poor", "social-services", "promote relief", "E02 E08",
                "จัดสวัสดิการแก่สมาชิกตั้งแต่เกิดจนตายจากการออมวันละบาท สมทบโดยท้องถิ่นและรัฐ และช่วยเหลือผู้ด้อยโอกาสในตำบล")  # fmt: skip
COUNCIL = Cause("สภาองค์กรชุมชน", "Community Organisations", "10 21", "poor other", "social-services other", "develop solve", "E02 E12",
                "เป็นเวทีกลางของกลุ่มและองค์กรในตำบลในการจัดทำแผนพัฒนา เสนอปัญหาและแนวทางแก้ไขต่อท้องถิ่นและหน่วยงานรัฐ")  # fmt: skip
SAVINGS = Cause("การออมทรัพย์", "Savings", "09 11", "poor informal-workers", "social-services occupation", "promote", "E08 E14",
                "ส่งเสริมการออมและให้กู้ยืมแก่สมาชิกเพื่อประกอบอาชีพ นำกำไรมาจัดสวัสดิการและพัฒนาหมู่บ้าน")  # fmt: skip
PRODUCT = Cause("ผลิตภัณฑ์ชุมชน", "Community Products", "11 16", "women informal-workers", "occupation", "promote develop", "E14",
                "ผลิตและจำหน่ายสินค้าจากวัตถุดิบและภูมิปัญญาในท้องถิ่น สร้างงานและกระจายรายได้แก่สมาชิก")  # fmt: skip
FAMILY = Cause("ครอบครัวในชุมชน", "Families", "01 03", "children families", "social-services", "promote prevent", "E04 E06",
               "เฝ้าระวังและป้องกันปัญหาครอบครัวในชุมชน จัดกิจกรรมเสริมสร้างสัมพันธภาพและให้คำปรึกษาแก่ครอบครัว")  # fmt: skip
FAITH = Cause("ศาสนสงเคราะห์", "Faith and Charity", "09 23", "older-people poor", "social-services education", "promote relief", "E06 E13",
              "เผยแผ่หลักธรรมคำสอน สงเคราะห์ผู้ยากไร้ และใช้ศาสนสถานเป็นศูนย์กลางการเรียนรู้ของชุมชน")  # fmt: skip
ENTERPRISE = Cause("กิจการเพื่อสังคม", "Social Business", "09 11", "women disabled poor", "occupation", "develop solve", "E08 E14",
                   "ดำเนินธุรกิจเพื่อแก้ไขปัญหาสังคม จ้างงานกลุ่มเปราะบาง และนำผลกำไรกลับไปพัฒนาชุมชน")  # fmt: skip

PRODUCTS = {
    "north": ["ผ้าทอพื้นเมือง", "กาแฟดอย", "ชาอัสสัม", "ลำไยอบแห้ง", "งานไม้แกะสลัก", "ข้าวก่ำอินทรีย์"],
    "northeast": ["ผ้าไหมมัดหมี่", "ข้าวหอมอินทรีย์", "เสื่อกก", "ปลาส้ม", "เครื่องจักสาน", "โคขุน"],
    "central": ["น้ำพริกสมุนไพร", "กล้วยตาก", "ผลไม้แปรรูป", "ปลานิลแดดเดียว", "ไข่เค็ม", "ดอกไม้ประดิษฐ์"],
    "south": ["เครื่องแกง", "ปลาเค็มกุเลา", "ผ้าบาติก", "เตยปาหนัน", "ทุเรียนกวน", "น้ำผึ้งโพรง"],
}

# Legal form → how many in a hundred, as far as the numbers that ministries publish let one guess.
FORMS = {
    "welfare-fund": 20, "tambon-council": 17, "group": 12, "foundation": 11, "association": 9, "savings-group": 9,
    "community-enterprise": 6, "network": 4, "welfare-organisation": 3, "family-centre": 3, "cooperative": 2,
    "social-enterprise": 1, "religious": 1, "other-private": 1, "other": 1,
}  # fmt: skip
