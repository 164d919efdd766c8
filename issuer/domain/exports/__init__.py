"""What leaves the school for other systems: one file per format, from values to JSON-ready values.

Nothing here asks a store or reads a clock. Nothing here holds a learner's name, address or BSN; the
records for the register of education hold the student number of the school's own system, and nothing
else does.

Spec: requirements D10–D12, D22, D23, E09, C07, C12, G09, G10, G13, H01, H04–H08.
"""
