"""From domain types to Vega-Lite charts."""
