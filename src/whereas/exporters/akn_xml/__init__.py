"""The parts of the exporter of AKN4UN, the United Nations' form of Akoma Ntoso XML."""
