"""PDF files of their objects, as tests write them."""


def pdf_of(objects, *, trailer=""):
    """Return the bytes of a PDF of numbered objects, the first of which is its catalog."""
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj {part} endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}").encode("latin-1")
