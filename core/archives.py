"""What is looked for in the zip around a stranger's workbook, whoever reads it; without Django."""

import re
import zipfile
import zlib

# What an XML reader could be made to load, or to write a thousand times.
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What zipfile raises of a stranger's file: of damage (its own errors, zlib's, and what torn or lying offsets, names and
# numbers come to: OSError, EOFError, ValueError), of passwords (RuntimeError), of ways of packing that it does not know
# (NotImplementedError). A size that lies is found by the checksum, which it compares at the end of what it reads.
DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, ValueError, RuntimeError)
