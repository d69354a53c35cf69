"""Which trainings serve the green or the digital transition, by the groups of the NSF their file names.

NSF (nomenclature des spécialités de formation, decree 94-522): 213 forests and natural spaces, 343 cleaning and
protection of the environment; 326 computing and networks. A national list an administrator uploads takes their place.
"""

from collections.abc import Mapping

BY_NSF: Mapping[str, tuple[str, ...]] = {"green": ("213", "343"), "digital": ("326",)}
