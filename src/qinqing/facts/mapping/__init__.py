"""A bureau's own columns into fact tables, as a TOML file says; what does not fit is listed, not dropped."""
