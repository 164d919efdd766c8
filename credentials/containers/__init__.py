"""Files that carry a credential: PNG and SVG images with one baked in, PDFs with one attached."""
