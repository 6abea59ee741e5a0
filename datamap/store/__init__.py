"""The register: every fact in SQL, every change in a journal that nobody can rewrite unseen."""
