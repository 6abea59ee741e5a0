"""What leaves the program: records of processing, pictures, files for other programs."""
