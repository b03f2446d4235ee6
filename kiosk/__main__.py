"""`python -m kiosk` is the command `kiosk`."""

import sys

from kiosk.commands import main

sys.exit(main())
