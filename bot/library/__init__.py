"""YAML files → checked objects: dialogues, manners, rubrics, vocabularies."""
