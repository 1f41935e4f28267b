UPDATE state SET upto = :upto, generation = :generation
