"""Outlines of pieces that are no rectangles: where they come from, and what fits into them.

`reading` is the door: it loads Shapely, ezdxf, svgelements and OpenCV only when they are needed.
"""
