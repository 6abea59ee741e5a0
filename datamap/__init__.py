"""An inventory of personal data as a graph, and the records, pictures and answers made from it (GDPR Art. 30)."""
