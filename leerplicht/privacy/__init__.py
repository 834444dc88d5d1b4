"""What the kernel holds about whom: persons around a leerling, the spine of the dossiers, colleagues.

The grounds of the three compartments stand in `regels.py`; the apps use them in their own `privacy.py`.
"""

from leerplicht.privacy.aanleveringen import AANLEVERINGEN
from leerplicht.privacy.bibliotheken import BIBLIOTHEKEN
from leerplicht.privacy.kern import KERN
from leerplicht.privacy.regels import ACCOUNT, CONCEPT, DOORSTROOMPUNT, DOSSIER, TOEZICHT
from leerplicht.privacy.toegang import TOEGANG

GEGEVENS = KERN + AANLEVERINGEN + TOEGANG + BIBLIOTHEKEN

__all__ = ["ACCOUNT", "CONCEPT", "DOORSTROOMPUNT", "DOSSIER", "GEGEVENS", "TOEZICHT"]
