"""What lies on disk: YAML in and out with places, the survey folder, safe saving, bundled checklists, catalogues."""
