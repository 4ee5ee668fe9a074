"""Understanding: a reply → clauses, acts and questions, with the words that made them so."""
