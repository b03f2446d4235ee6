"""Cut lists over offcuts: what fits where, plans that can be cut, their drawings."""

import logging

logging.getLogger("ezdxf").disabled = True  # its remarks would reach the terminal that is our screen
