"""Print a signed credential for the tests of the base installation.

It is made in the environment of the developers, because those tests run where no signing key and no
test material is.
"""

import json
import sys

from tests.interop.school import school_without_website

if __name__ == "__main__":
    json.dump(school_without_website().signed_credential(), sys.stdout, ensure_ascii=False, indent=2)
