"""The organisations of our inventory, for what is true of each."""

ORGANISATIONS = ("inemsoft", "informetric", "innomis", "innovat", "innovus")
