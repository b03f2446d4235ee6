"""What the material catalogue promises."""

import csv
import hashlib
import re
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stock.materials import Arises, Hazard, Laser, Material, catalogue, quarantined
from stock.pieces import Form

MATERIALS = catalogue().all()
NAMES = {
    "plywood-birch": "Bērza saplāksnis",
    "plywood": "Saplāksnis (jebkurš)",
    "oak": "Ozols",
    "glass": "Stikls",
}
FIRST_NUMBERS = "306372c4751814d8"

material_of_the_catalogue = st.sampled_from(MATERIALS)


def material(slug: str) -> Material:
    found = catalogue().get(slug)
    assert found is not None
    return found


def found(words: str, names: dict[str, str] | None = None) -> list[str]:
    return [match.slug for match in catalogue().match(words, names or {})]


def rows() -> list[dict[str, str]]:
    text = files("stock").joinpath("materials.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_a_command_code_printed_today_names_the_same_material_for_ever() -> None:
    first = [f"{number} {getattr(catalogue().by_number(number), 'slug', '')}" for number in range(1, 178)]
    assert hashlib.sha256("\n".join(first).encode()).hexdigest()[:16] == FIRST_NUMBERS
    assert catalogue().by_number(22) is material("plywood-birch")
    assert catalogue().by_number(0) is None


def test_no_two_materials_share_a_slug_or_a_number() -> None:
    assert len({row["slug"] for row in rows()}) == len({row["number"] for row in rows()}) == len(rows())
    assert min(material.number for material in MATERIALS) == 1


def test_every_parent_is_a_material_and_no_material_descends_from_itself() -> None:
    for each in MATERIALS:
        above = catalogue().ancestors(each.slug)
        assert each.slug not in above
        assert all(catalogue().get(slug) for slug in above)
    assert catalogue().ancestors("plywood-birch") == ("plywood", "wood-panel", "wood")
    assert catalogue().ancestors("no-such-material") == ()


def test_kinds_of_a_material_are_its_kin() -> None:
    named = {"acrylic", "acrylic-cast", "acrylic-extruded", "acrylic-mirror"}
    assert catalogue().kin("acrylic") == named
    assert catalogue().kin("pp") == {"pp", "pp-corrugated"}
    assert catalogue().kin("acrylic-cast") == {"acrylic-cast"}


def test_the_kin_of_a_material_is_itself_and_all_that_descends_from_it() -> None:
    assert catalogue().kin("pvc-flexible") == {"pvc-flexible", "vinyl-flooring"}
    assert catalogue().kin("oak") == {"oak"}
    assert catalogue().kin("no-such-material") == frozenset()
    for each in MATERIALS:
        assert all(each.slug in catalogue().kin(above) for above in catalogue().ancestors(each.slug))


def test_a_figure_in_kilograms_is_kept_to_the_milligram() -> None:
    carbon = material("plywood-birch").carbon
    assert (carbon.mgco2e_per_kg, carbon.estimated) == (269_500, False)
    assert carbon.source == "DESNZ 2025 material use (Construction: Wood)"
    assert material("pcb-module").carbon.mgco2e_per_kg == 24_865_500


def test_a_material_without_a_figure_takes_its_nearest_ancestors_and_says_it_is_an_estimate() -> None:
    acrylic, rigid = material("acrylic").carbon, material("plastic-rigid").carbon
    assert (acrylic.mgco2e_per_kg, acrylic.source) == (rigid.mgco2e_per_kg, rigid.source)
    assert acrylic.estimated
    assert not rigid.estimated
    assert (
        material("filament-pla").carbon.mgco2e_per_kg == material("plastic").carbon.mgco2e_per_kg == 3_172_500
    )


def test_a_figure_borrowed_from_another_material_is_an_estimate_too() -> None:
    assert material("petg-sheet").carbon.estimated
    assert not material("pet-sheet").carbon.estimated


@pytest.mark.parametrize(
    "slug", ["textile", "cotton", "clothing", "eps", "glass", "leather", "unknown", "screws"]
)
def test_where_nobody_has_a_figure_there_is_none_and_never_zero(slug: str) -> None:
    carbon = material(slug).carbon
    assert (carbon.mgco2e_per_kg, carbon.source, carbon.estimated) == (None, "", False)


def test_no_figure_is_zero_and_the_garment_factor_stands_nowhere() -> None:
    figures = {each.carbon.mgco2e_per_kg for each in MATERIALS}
    assert 0 not in figures
    assert 22_310_000 not in figures
    assert all("22.31" not in value for row in rows() for value in row.values())


def test_each_category_of_the_carbon_source_has_one_figure_wherever_it_is_cited() -> None:
    cited = {(row["kgco2e_source"].split(" - PROXY")[0].rstrip(")"), row["kgco2e_per_kg"]) for row in rows()}
    assert len({source for source, _ in cited}) == len(cited)
    assert ("", "") in cited


def test_density_is_a_materials_own_and_never_its_parents() -> None:
    assert material("plastic").density_kg_m3 == 1200
    assert material("plastic-unknown").density_kg_m3 is None
    assert material("print-scrap").density_kg_m3 is None
    assert material("foam").density_kg_m3 is None
    assert material("foam").density_source == "varies 15-200"


@pytest.mark.parametrize("hazard", [Hazard.CHLORINE, Hazard.FLUORINE, Hazard.UNIDENTIFIED, Hazard.ISOCYANATE])
def test_what_gives_off_poison_or_is_unidentified_is_never_for_the_laser(hazard: Hazard) -> None:
    hazardous = [each for each in MATERIALS if hazard in each.hazards]
    assert hazardous
    assert {each.laser for each in hazardous} == {Laser.NO}


def test_nothing_that_the_laser_may_cut_freely_gives_off_poison() -> None:
    poisons = {hazard for hazard in Hazard if hazard.arises is Arises.HEATED} - {Hazard.FIRE}
    assert [each.slug for each in MATERIALS if each.laser is Laser.YES and poisons & {*each.hazards}] == []


def test_where_workshops_disagree_about_the_laser_the_answer_is_caution() -> None:
    disputed = [each for each in MATERIALS if "disagree" in each.laser_source]
    assert {"pom", "wool-felt", "hips"} <= {each.slug for each in disputed}
    assert {each.laser for each in disputed} == {Laser.CAUTION}


@pytest.mark.parametrize(
    ("sign", "hazard"),
    [
        (r"\bPVC\b", Hazard.CHLORINE),
        (r"chlor(ine|inated|oprene)", Hazard.CHLORINE),
        (r"cyanide|\bHCN\b", Hazard.CYANIDE),
        (r"formaldehyde", Hazard.FORMALDEHYDE),
        (r"isocyanate", Hazard.ISOCYANATE),
        (r"hardwood dust", Hazard.WOOD_DUST),
        (r"silica", Hazard.SILICA_DUST),
        (r"may hold lead", Hazard.LEAD),
        (r"asbestos", Hazard.ASBESTOS),
        (r"flame retardant", Hazard.FLAME_RETARDANT),
        (r"sensitiser", Hazard.SENSITISER),
        (r"\b(fire|FIRE)\b", Hazard.FIRE),
        (r"flammable cabinet", Hazard.FLAMMABLE),
        (r"wipe data", Hazard.WIPE_DATA),
        (r"QUARANTINE", Hazard.UNIDENTIFIED),
    ],
)
def test_every_hazard_a_note_tells_of_is_in_the_list_of_hazards(sign: str, hazard: Hazard) -> None:
    told = [
        each
        for each in MATERIALS
        if re.search(sign, f"{each.name_en} {each.notes}") and "not PVC" not in each.name_en
    ]
    assert told
    assert [each.slug for each in told if hazard not in each.hazards and each.slug != "battery-liion"] == []


def test_a_lithium_battery_is_a_battery_fire_and_a_computer_may_hold_one() -> None:
    assert material("battery-liion").hazards == (Hazard.BATTERY_FIRE,)
    assert Hazard.BATTERY_FIRE in material("computer").hazards


def test_each_hazard_is_some_materials_and_each_says_when_it_does_harm() -> None:
    assert {hazard for each in MATERIALS for hazard in each.hazards} == {*Hazard}
    assert {hazard.arises for hazard in Hazard} == {*Arises}


def test_hardwood_dust_is_flagged_for_hardwoods_and_unknown_species_and_not_for_spruce() -> None:
    assert all(
        Hazard.WOOD_DUST in material(slug).hazards for slug in ("oak", "beech", "birch", "wood-solid", "mdf")
    )
    assert all(Hazard.WOOD_DUST not in material(slug).hazards for slug in ("spruce", "pine", "larch"))


def test_what_nobody_has_identified_is_quarantined_and_so_is_what_the_catalogue_does_not_know() -> None:
    assert {each.slug for each in MATERIALS if quarantined(each.slug)} == {"plastic-unknown", "unknown"}
    assert quarantined("a-material-of-next-year")


def test_a_waste_code_is_of_the_european_list_and_only_the_unidentified_and_mixed_have_none() -> None:
    coded = [each for each in MATERIALS if each.waste_code]
    assert all(re.fullmatch(r"\d\d \d\d \d\d\*?", each.waste_code) for each in coded)
    assert {each.slug for each in MATERIALS} - {each.slug for each in coded} == {"unknown", "mixed-lot"}


def test_a_material_knows_the_forms_it_comes_in() -> None:
    assert material("steel-mild").forms == (Form.SHEET, Form.BAR, Form.TUBE)
    assert material("aluminium-profile").forms == (Form.BAR,)
    assert material("spruce").forms == (Form.BOARD, Form.BLOCK)
    assert material("filament-pla").forms == (Form.SPOOL,)
    assert material("pvc-rigid").forms == (Form.SHEET, Form.TUBE)
    assert material("paint-water").forms == ()


def test_typing_a_material_finds_it_first_and_then_its_kin() -> None:
    assert found("plywood")[0] == "plywood"
    assert {"plywood-birch", "plywood-poplar"} <= set(found("plywood"))
    assert found("acrylic")[:4] == ["acrylic", "acrylic-cast", "acrylic-extruded", "acrylic-mirror"]
    assert found("wood")[0] == "wood"


def test_a_full_name_or_slug_leaves_no_doubt() -> None:
    assert found("plywood-birch") == found("Birch plywood") == found("birch ply") == ["plywood-birch"]
    assert found("OSB") == ["osb"]
    assert found("steel 304") == ["steel-stainless"]


def test_birch_may_be_the_wood_or_the_plywood_so_both_are_offered() -> None:
    assert found("birch") == ["birch", "plywood-birch"]


def test_a_material_is_found_by_its_trade_names() -> None:
    assert found("dibond") == ["alu-composite"]
    assert found("forex") == ["pvc-rigid"]
    assert found("plexi")[0] == found("Perspex")[0] == found("plexiglass")[0] == "acrylic"
    assert found("plexi mirror") == ["acrylic-mirror"]


def test_a_material_is_found_by_its_name_in_the_makers_language_without_its_accents() -> None:
    assert found("bērza saplāksnis", NAMES) == ["plywood-birch"]
    assert found("BERZA sap", NAMES) == ["plywood-birch"]
    assert found("saplaksnis", NAMES) == ["plywood", "plywood-birch"]
    assert found("ozol", NAMES) == ["oak"]
    assert found("bērza saplāksnis") == []


def test_a_material_is_found_with_the_name_of_its_family_added() -> None:
    assert found("oak wood") == ["oak"]
    assert found("wood oak") == ["oak"]
    assert found("aluminium metal")[0] == "aluminium-sheet"
    assert "filament-pla" in found("pla plastic")


def test_words_that_no_material_has_find_nothing() -> None:
    assert found("unobtainium") == found("birch unobtainium") == found("") == found(" -- ") == []


@given(material_of_the_catalogue)
def test_every_material_is_the_first_to_be_found_by_its_slug_and_found_by_its_name(each: Material) -> None:
    assert found(each.slug)[0] == each.slug
    assert each.slug in found(each.name_en)


@given(material_of_the_catalogue, st.data())
def test_every_material_is_found_by_each_of_its_search_words_and_their_beginnings(
    each: Material, data: st.DataObject
) -> None:
    words = data.draw(st.sampled_from(each.words or (each.name_en,)))
    begun = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in words.split())
    assert each.slug in found(words)
    assert each.slug in found(begun) or found(begun)


@given(st.text(max_size=200))
@example("wood " * 800)
def test_no_text_breaks_the_search_for_a_material(text: str) -> None:
    slugs = found(text, NAMES)
    assert len(slugs) == len(set(slugs))
    assert set(slugs) <= {each.slug for each in MATERIALS}
