"""REFERENCE: small national tables the product carries: territories, training objectives. Pure facts, no import."""
