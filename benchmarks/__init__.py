"""Speed, measured beside a bare peer in one run. `python -m benchmarks NAME --json`."""
