"""Text without structure, as PDF files and scans give it, becomes documents of the format."""
