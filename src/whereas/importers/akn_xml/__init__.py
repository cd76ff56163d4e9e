"""The parts of the importer of AKN4UN, the United Nations' form of Akoma Ntoso XML."""
