"""The registry all spaces share: the wire served, the catalogue, the administrator's commands."""
