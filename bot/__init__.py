"""peilian (陪练): the customer you practise on before you phone the real one."""

import os

#: The matrices of understanding are small: threads of the algebra library would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
