"""Pictures of where personal data flows: a drawing becomes SVG, PDF, PNG and DOT, the same bytes on every machine."""
