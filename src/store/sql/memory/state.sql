SELECT upto, generation FROM state
