"""Cut lists as other programs write them: headers and cells as their sources and exports have them."""

from functools import cache

from stock.materials import catalogue

OPEN_CUT_LIST = (
    "No.;Designation;Quantity;Length - raw;Width - raw;Thickness - raw;Length;Width;Thickness;Area;"
    "Material name;Tags\r\n"
    'A;"Side; left";2;800,5 mm;300 mm;18 mm;800 mm;300 mm;18 mm;0,48 m²;Birch ply 18;\r\n'
    'B;Back;1;"24""";"12""";"0,5""";"24""";"12""";"0,5""";;MDF_12mm;\r\n'
)
"""Semicolons and decimal commas; a model in mm, and one part in inches."""

CUT_LIST_OPTIMIZER = (
    "Length,Width,Qty,Material,Label,Enabled,Grain direction\r\n"
    "1160.0,600.0,1,plywood_20,kitchen_top,true,v\r\n"
    "700,300,2,plywood_20,kitchen_side,true,h\r\n"
    "700,300,2,plywood_20,left_out,false,\r\n"
    "400,300,3,plywood_20,,true,\r\n"
)


@cache
def meant(words: str) -> tuple[str, ...]:
    """The best of the catalogue's materials for these words."""
    return tuple(material.slug for material in catalogue().match(words))[:1] if words.strip() else ()
