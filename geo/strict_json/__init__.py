"""JSON from bytes, within bounds: no guessing, no member lost, no nest that overflows a stack.

The library keeps the last of several members of one name and says nothing, and follows nests until
its stack ends; here the one is found and the other refused before it is parsed. What a document
would become is counted in its bytes (`outline`), and the features of a long one are parsed one at a
time (`Elements`), so that no document is held as objects as a whole.
"""

from geo.strict_json.elements import Element, Elements
from geo.strict_json.outline import Outline, outline
from geo.strict_json.parsing import Repeated, has_repeated, parse

__all__ = ["Element", "Elements", "Outline", "Repeated", "has_repeated", "outline", "parse"]
