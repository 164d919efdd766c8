"""How a credential is signed and how a signature is checked, inside the document or around it."""
