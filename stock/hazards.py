"""What a material can do to people, machines or the house, and when."""

from enum import StrEnum


class Arises(StrEnum):
    """When a hazard meets a maker."""

    HEATED = "heated"
    WORKED = "worked"
    HANDLED = "handled"
    KEPT = "kept"


class Hazard(StrEnum):
    """What a material can do to people, machines or the house."""

    CHLORINE = "chlorine"
    CYANIDE = "cyanide"
    FLUORINE = "fluorine"
    FORMALDEHYDE = "formaldehyde"
    ISOCYANATE = "isocyanate"
    TOXIC_FUME = "toxic-fume"
    METAL_FUME = "metal-fume"
    FIRE = "fire"
    WOOD_DUST = "wood-dust"
    SILICA_DUST = "silica-dust"
    GLASS_DUST = "glass-dust"
    FIBRES = "fibres"
    CHROMIUM = "chromium"
    LEAD = "lead"
    ASBESTOS = "asbestos"
    SHATTERS = "shatters"
    PRESERVATIVE = "preservative"
    FLAME_RETARDANT = "flame-retardant"
    SENSITISER = "sensitiser"
    FLAMMABLE = "flammable"
    BATTERY_FIRE = "battery-fire"
    WIPE_DATA = "wipe-data"
    UNIDENTIFIED = "unidentified"

    @property
    def arises(self) -> Arises:
        """When it does harm: heated (laser, welding, hot wire), worked (sawn, sanded), handled or kept."""
        return _ARISES[self]


_ARISES = {
    hazard: arises
    for arises, hazards in {
        Arises.HEATED: "chlorine cyanide fluorine formaldehyde isocyanate toxic-fume metal-fume fire",
        Arises.WORKED: "wood-dust silica-dust glass-dust fibres chromium lead asbestos shatters",
        Arises.HANDLED: "preservative flame-retardant sensitiser unidentified",
        Arises.KEPT: "flammable battery-fire wipe-data",
    }.items()
    for hazard in map(Hazard, hazards.split())
}
