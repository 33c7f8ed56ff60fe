"""The options of address fields are public."""

TABLE = {
    "places:districts": {"*": 200},
    "places:subdistricts": {"*": 200},
    "places:postcodes": {"*": 200},
}
