"""The essay's claims and what comes out of them. The rules by which they are judged stand here and nowhere else."""
