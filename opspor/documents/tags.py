"""The structure of a PDF, so that a screen reader reads it in order and knows headings, lists and tables.

ReportLab draws untagged files. This adds what PDF 1.7 section 14.7 asks for: marked content with numbers in the page,
a tree of elements that point to it, and the way back from the numbers to the elements (ParentTree).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape


@dataclass(slots=True, eq=False)
class Element:
    """One element: its role ("P", "H2", "TD" ...) and, in order, elements below it or (page, number) of content."""

    role: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    alt: str = ""  # what a figure shows, in words
    language: str = ""  # of all that stands in it, where it is not that of the file
    kids: "list[Element | tuple[int, int]]" = field(default_factory=list)

    def add(self, role: str, **attributes: str) -> "Element":
        """A new element below this one."""
        kid = Element(role, attributes)
        self.kids.append(kid)
        return kid


def write_tags(canvas: Any, root: Element, marked: Sequence[Sequence[Element]], title: str, language: str) -> None:
    """Write tree, ParentTree and metadata into a finished canvas that is not saved yet.

    ``marked[page][number]`` is the element of each piece of marked content.
    """
    from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFName, PDFString

    document = canvas._doc
    pages = document.Pages.pages
    references: dict[int, Any] = {}

    def write(element: Element, parent: Any) -> Any:
        node = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent})
        reference = references[id(element)] = document.Reference(node)
        page = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
        kids: list[Any] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(write(kid, reference))
            elif kid[0] == page:
                kids.append(kid[1])
            else:  # the text goes on on another page
                other = document.Reference(pages[kid[0]])
                kids.append(PDFDictionary({"Type": PDFName("MCR"), "Pg": other, "MCID": kid[1]}))
        if page is not None:
            node["Pg"] = document.Reference(pages[page])
        node["K"] = PDFArray(kids)
        if element.alt:
            node["Alt"] = PDFString(element.alt)
        if element.language:
            node["Lang"] = PDFString(element.language)
        if element.attributes:
            owner, values = ("Table" if "Scope" in element.attributes else "List"), element.attributes
            node["A"] = PDFDictionary({"O": PDFName(owner), **{key: PDFName(value) for key, value in values.items()}})
        return reference

    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    tree_reference = document.Reference(tree)
    tree["K"] = PDFArray([write(root, tree_reference)])
    numbers = []
    for number, (page, elements) in enumerate(zip(pages, marked, strict=True)):
        numbers += [number, document.Reference(PDFArray([references[id(element)] for element in elements]))]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]  # ReportLab does not know these two keys
        page.StructParents, page.Tabs = number, PDFName("S")
    tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    tree["ParentTreeNextKey"] = len(pages)
    catalog = document.Catalog
    catalog.StructTreeRoot = tree
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.Lang = PDFString(language)
    catalog.Metadata = XMP(creator=lambda _: _xmp(title, language))


def _xmp(title: str, language: str) -> bytes:
    """The title and the language; nobody's name, no time."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
