"""peilian (陪练): the customer you practise on before you phone the real one."""

__version__ = "0.1.0"
