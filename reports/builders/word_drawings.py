"""Charts and the map of provinces as Word draws them itself: vectors, which the secretary can recolour and enlarge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph as WordParagraph

from reports.builders import shapes

EMU = 360_000  # of a centimetre
WIDTH = 15.5  # centimetres
BAR, MARGIN = 0.72, 0.6
MAP_HEIGHT = 12.5
BLUE = "2C4689"
# No record, then five steps from light to dark, as in the PDF.
STEPS = ("F4F5F7", "DBE4F6", "A9BDE6", "7292CF", "41639F", "1C3068")
BORDER = "4D5666"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def bar_chart(paragraph: WordParagraph, block: dict[str, Any], number: int, font: str) -> None:
    """Draw the bars of a block into a paragraph; `number` tells this drawing from the others of the file."""
    part = paragraph.part
    name = PackURI(f"/word/charts/chart{number}.xml")
    chart = Part(name, CHART_TYPE, _chart(block["bars"], font).encode(), part.package)
    relation = part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    height = MARGIN + BAR * len(block["bars"])
    graphic = f'<a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="{relation}"/></a:graphicData>'
    drawing = _inline(graphic, WIDTH, height, number, block["caption"], f"{block['caption']}: {block['summary']}")
    paragraph.add_run()._r.append(parse_xml(drawing))


def province_map(paragraph: WordParagraph, block: dict[str, Any], number: int) -> None:
    """Draw the map of a block into a paragraph: a shape for each shade, whose lines are the provinces' borders."""
    wide, high = shapes.size()
    height, width = MAP_HEIGHT, MAP_HEIGHT * wide / high
    provinces = shapes.provinces()
    layers = [
        (colour, [line for code, lines in provinces.items() if block["levels"].get(code, 0) == step for line in lines])
        for step, colour in enumerate(STEPS)
    ]
    layers.append(("FFFFFF", shapes.water()))
    size = f'cx="{int(width * EMU)}" cy="{int(height * EMU)}"'
    drawn = "".join(_shape(at, colour, lines, size, (wide, high)) for at, (colour, lines) in enumerate(layers) if lines)
    group = (
        f'<a:graphicData uri="{WPG}"><wpg:wgp xmlns:wpg="{WPG}"><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></wpg:grpSpPr>{drawn}'
        "</wpg:wgp></a:graphicData>"
    )
    told = f"{block['caption']}. {block['summary']}"
    drawing = _inline(group, width, height, number, block["caption"], told)
    # Programs that know no such groups show nothing; the numbers stand in the tables.
    chosen = (
        f'<mc:AlternateContent xmlns:mc="{MC}" xmlns:wpg="{WPG}"><mc:Choice Requires="wpg">{drawing}</mc:Choice>'
        "<mc:Fallback/></mc:AlternateContent>"
    )
    paragraph.add_run()._r.append(parse_xml(chosen))


def _inline(graphic: str, width: float, height: float, number: int, name: str, told: str) -> str:
    size = f'cx="{int(width * EMU)}" cy="{int(height * EMU)}"'
    return (
        f'<w:drawing xmlns:w="{W}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:r="{R}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f"<wp:docPr id={quoteattr(str(number))} name={quoteattr(name)} descr={quoteattr(told)}/>"
        f"<wp:cNvGraphicFramePr/><a:graphic>{graphic}</a:graphic></wp:inline></w:drawing>"
    )


def _shape(at: int, colour: str, lines: Iterable[shapes.Points], size: str, grid: tuple[int, int]) -> str:
    paths = "".join(_outline(points) for points in lines)
    return (
        f'<wps:wsp xmlns:wps="{WPS}"><wps:cNvPr id="{at + 1}" name="{at + 1}"/><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>'
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{grid[0]}" h="{grid[1]}">{paths}</a:path></a:pathLst></a:custGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f'<a:ln w="3175"><a:solidFill><a:srgbClr val="{BORDER}"/></a:solidFill></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _outline(points: list[list[int]]) -> str:
    (x, y), *others = points
    moves = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in others)
    return f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>{moves}<a:close/>'


def _chart(bars: list[dict[str, Any]], font: str) -> str:
    """Bars from the top down. Each label says its number as the report writes it; what has none has no bar."""
    told = [escape(f"{bar['label']}  {bar['shown']}") for bar in bars]
    labels = "".join(f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(told))
    values = "".join(
        f'<c:pt idx="{at}"><c:v>{bar["along"]}</c:v></c:pt>' for at, bar in enumerate(bars) if bar["along"]
    )
    count = f'<c:ptCount val="{len(bars)}"/>'
    text = (
        '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200">'
        f'<a:latin typeface="{font}"/><a:cs typeface="{font}"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="th-TH"/></a:p></c:txPr>'
    )
    no_line = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{BLUE}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f"<c:cat><c:strLit>{count}{labels}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{count}{values}</c:numLit></c:val></c:ser>"
        '<c:gapWidth val="45"/><c:axId val="111"/><c:axId val="222"/></c:barChart>'
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{no_line}{text}<c:crossAx val="222"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/><c:max val="1000"/><c:min val="0"/>'
        '</c:scaling><c:delete val="1"/><c:axPos val="t"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="none"/><c:crossAx val="111"/><c:crosses val="autoZero"/></c:valAx></c:plotArea>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>"
    )
