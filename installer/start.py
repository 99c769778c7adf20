"""Where the packaged program begins."""

import sys

from opspor.__main__ import main

sys.exit(main())
