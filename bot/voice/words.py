"""How much is said by words that are known: syllables, and pauses filled with sounds."""

import re

CHARACTER = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[a-z']+", re.IGNORECASE)
NUMBER = re.compile(r"\d")
VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
#: A silent e at the end, and endings whose e is silent too.
SILENT = re.compile(r"(?<=[^aeiouy\W])e$|(?<=[^aeiouytd\W])ed$|(?<=[^aeiouyszxc\Wgh])es$", re.IGNORECASE)
CONSONANT_LE = re.compile(r"[^aeiouy\W]le$", re.IGNORECASE)
FILLED = {
    "zh": re.compile(r"(?:^|(?<=[，。！？、,.!?…\s]))(?:嗯|啊|呃|额|那个|这个)+(?=[，。！？、,.!?…\s]|$)"),
    "en": re.compile(r"\b(?:um+|uh+|er+m?|erm|hmm+|you know|i mean)\b", re.IGNORECASE),
}


def syllables(text: str) -> int:
    """The syllables of a text: characters in Chinese, groups of vowels in words, digits one each."""
    latin = sum(syllables_of(word) for word in LATIN.findall(text))
    return len(CHARACTER.findall(text)) + latin + len(NUMBER.findall(text))


def syllables_of(word: str) -> int:
    """The syllables of an English word, about."""
    bare = word.replace("'", "")
    groups = len(VOWELS.findall(SILENT.sub("", bare)))
    if CONSONANT_LE.search(bare) and not VOWELS.search(bare[-3:-2]):
        groups += 1
    return max(groups, 1)


def words(text: str) -> int:
    """The words of a text: characters in Chinese."""
    return len(CHARACTER.findall(text)) + len(LATIN.findall(text)) + len(NUMBER.findall(text))


def filled(text: str, language: str) -> int:
    """How often a pause is filled with a sound or an empty word."""
    return len(FILLED[language].findall(text))
