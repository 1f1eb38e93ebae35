"""Show the site while it is written: save, and the browser already shows it.

A page is rendered when a browser asks for it, from Pelican's own objects; what was read is kept between rebuilds.
Nothing in here runs in an ordinary build.
"""
