"""The screens. Textual is used here and nowhere else."""
