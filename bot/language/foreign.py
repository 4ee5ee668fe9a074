"""Whether a reply is in another language than the call: then the other side can't make anything of it."""

import re

CHARACTER = re.compile(r"[\u4e00-\u9fff]")
#: Words of letters; addresses, what is spelt out, and what has figures in it are the same in every language.
WORD = re.compile(r"(?<![a-z0-9@._-])(?:i|[a-z]+['’]?[a-z]+)(?![a-z0-9@_-]|\.[a-z0-9])", re.IGNORECASE)
#: Of what is quoted nobody speaks the language.
QUOTED = re.compile(r"[“\"「《][^”\"」》]{0,200}[”\"」》]")
#: Words that make sentences, and stand in no name of a firm or a product.
SENTENCE = re.compile(
    r"(?:i|i'm|i'd|i'll|you|you're|your|he|she|it|it's|we|we're|our|they|is|am|are|was|were|be|been|do|does|"
    r"did|don't|have|has|had|can|could|can't|would|won't|shall|should|must|not|this|that|that's|these|"
    r"those|what|what's|who|when|where|why|how|which|if|please|about|there|my|him|her|them|but|because)",
    re.IGNORECASE,
)
#: From so many words, or characters, on a reply is no mere name or word of greeting.
WORDS, CHARACTERS = 3, 4
#: So many words without one that makes sentences are none the less more than a name.
MANY = 7


def foreign(text: str, language: str) -> bool:
    """Whether a reply is mostly in another language: brand names, a word or a greeting in it are fine."""
    said = QUOTED.sub(" ", text)
    words, characters = [w.replace("’", "'") for w in WORD.findall(said)], len(CHARACTER.findall(said))
    if language == "zh":
        sentence = any(map(SENTENCE.fullmatch, words)) or len(words) >= MANY
        return len(words) >= WORDS and sentence and 3 * characters < len(words)
    return characters >= CHARACTERS and characters > 2 * len(words)
