"""Whole worlds of kiosks, registry, network, disks and clocks, made of one seed."""
