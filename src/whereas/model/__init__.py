"""The domain: frozen records, symbols, paragraph ids and inline markup. Touches nothing else."""
