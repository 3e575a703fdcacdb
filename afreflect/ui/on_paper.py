"""A page that is dark on the screen as it is printed: dark words on white paper, charts and all."""

from dataclasses import asdict

from afreflect.charts.palette import DARK, LIGHT

_PAGE = f"""
html, body, .stApp {{ background: {LIGHT.paper} !important; }}
.stApp, .stApp :not(svg, svg *) {{
  color: {LIGHT.ink} !important;
  background-color: transparent !important;
  border-color: {LIGHT.chance} !important;
  --st-text-color: {LIGHT.ink} !important;
  --st-background-color: {LIGHT.paper} !important;
  --st-border-color: {LIGHT.chance} !important;
  --st-violet-color: {LIGHT.measure} !important;
}}
svg.marks {{ background-color: {LIGHT.paper} !important; }}
.sign img {{ filter: invert(1) hue-rotate(180deg); }}
"""


def style() -> str:
    """The rules for print, for a page that is dark on the screen.

    Streamlit chooses its colours in the browser, and a chart its own when it is drawn: neither is
    done anew for a printer.
    """
    light = asdict(LIGHT)
    charts = "\n".join(
        f'svg [{drawn}="{colour}"] {{ {drawn}: {light[name]}; }}'
        for name, colour in asdict(DARK).items()
        for drawn in ("fill", "stroke")
    )
    return f"<style>@media print {{ {_PAGE}\n{charts} }}</style>"
