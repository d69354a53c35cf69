"""Made-up names, places and trainings for simulated people: common, long, hyphenated, accented. Nobody real."""

GIVEN = {
    "f": (
        "Amina", "Camille", "Chloé", "Élodie", "Fatoumata", "Gwenaëlle", "Inès", "Jeanne", "Kadiatou", "Léa", "Lina",
        "Louise", "Maëlle", "Manon", "Marie-Antoinette", "Mélissa", "Nadia", "Noémie", "Océane", "Rokhaya", "Sarah",
        "Siham", "Solène", "Thi Mai", "Yasmine", "Zoé", "Anne-Charlotte", "Marie-Hélène Joséphine",
    ),
    "m": (
        "Adama", "Alexandre", "Antoine", "Bilal", "Corentin", "Dylan", "Enzo", "Éric", "Félix", "Gaëtan", "Hugo",
        "Ibrahim", "Jean-Baptiste", "Jérémie", "Karim", "Loïc", "Lucas", "Mamadou", "Mathéo", "Maxime", "Mehdi",
        "Nathan", "Nguyên", "Noël", "Quentin", "Rayan", "Théo", "Yacine", "Pierre-Emmanuel", "Maximilien",
    ),
}  # fmt: skip
FAMILY = (
    "Abadie", "Aubert", "Ba", "Bakayoko", "Barbier", "Ben Youssef", "Bernard", "Blanchard", "Bonnet", "Boyer",
    "Brun", "Camara", "Chevalier", "Clément", "Da Silva", "De La Fontaine", "Diallo", "Diarra", "Dubois",
    "Dupuis", "Durand", "El Amrani", "Fabre", "Faure", "Fernandes", "Fournier", "Gauthier", "Girard", "Guérin",
    "Haddad", "Henry", "Hervé", "Jacquet", "Joly", "Kaya", "Konaté", "L’Hermitte", "Lambert", "Le Goff",
    "Lefèvre", "Lemaître", "Lopez", "Marchand", "Martinez", "Mbappou", "Meunier", "Michel", "Moreau", "Muller",
    "N’Diaye", "Nguyen", "Noël", "Ó Dubhghaill", "Oliveira", "Pham", "Poirier", "Rahmani", "Renard", "Rodrigues",
    "Roussel", "Sahin", "Schmitt", "Sow", "Tessier", "Touré", "Traoré", "Vasseur", "Vidal", "Weber", "Yılmaz",
    "Zerrouki", "Saint-Hilaire de Montferrand", "Wolfeschlegelstein",
)  # fmt: skip
PLACES = {
    "01": ("97110", "Pointe-à-Pitre"), "02": ("97200", "Fort-de-France"), "03": ("97300", "Cayenne"),
    "04": ("97400", "Saint-Denis"), "06": ("97600", "Mamoudzou"), "11": ("93200", "Saint-Denis"),
    "24": ("45000", "Orléans"), "27": ("21000", "Dijon"), "28": ("76600", "Le Havre"), "32": ("59100", "Roubaix"),
    "44": ("67000", "Strasbourg"), "52": ("44600", "Saint-Nazaire"), "53": ("35000", "Rennes"),
    "75": ("33000", "Bordeaux"), "76": ("31100", "Toulouse"), "84": ("42000", "Saint-Étienne"),
    "93": ("13015", "Marseille"), "94": ("20200", "Bastia"),
}  # fmt: skip
CROWDED = ("32", "11", "52", "93", "84", "76", "44", "75", "53", "28", "27", "24", "04", "01", "02", "03", "06", "94")
REFRESHERS = (
    "CléA, socle de connaissances et de compétences", "Français langue étrangère", "Compétences numériques de base",
    "Préparation aux métiers du soin", "Remise à niveau en français et calcul",
)  # fmt: skip
KEY_SKILLS = (REFRESHERS[0], REFRESHERS[-1])
QUALIFICATIONS = (
    ("Agent logistique", "RNCP38417"), ("Aide-soignante, aide-soignant", "RNCP40692"), ("Cuisine", "RNCP38430"),
    ("Électricien d’équipement du bâtiment", "RNCP37442"), ("Employé commercial", "RNCP37099"),
    ("Maçon en voirie et réseaux divers", "RNCP38394"), ("Secrétaire assistante médico-sociale", "RNCP36805"),
    ("Technicienne, technicien d’assistance en informatique", "RNCP37681"),
)  # fmt: skip
PROVIDERS = (
    "Afpa", "Greta des Deux Rives", "CFA du bâtiment", "Maison familiale rurale",
    "Institut régional de formation sanitaire", "École de la deuxième chance",
    "Centre de formation professionnelle et de promotion sociale des métiers de la logistique",
)  # fmt: skip
