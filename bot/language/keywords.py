"""The plain keyword rule that a handbook teaches, to measure against; nothing is decided by it.

The words are those of the unit `handbook/questions`; the first kind that has one of its words decides.
"""

from bot.language.utterance import Question

RULE = {
    "zh": (
        (Question.CLOSED, "能不能 对吗 是不是 会不会 可不可以 多久 多少 有没有 吗 谁 几 哪"),
        (Question.OPEN, "什么 哪里 怎样 怎么 为什么 谈谈 说说 告诉 如何"),
    ),
    "en": (
        (Question.OPEN, "what how why tell describe explain"),
        (Question.CLOSED, "do does did are is was can could will would have has when where who which ?"),
    ),
}


def question(text: str, language: str) -> Question:
    """The question type by keywords alone; English words count whole."""
    heard = text.lower() if language == "zh" else f" {text.lower().replace('?', ' ? ')} "
    for kind, words in RULE[language]:
        if any((word if language == "zh" else f" {word} ") in heard for word in words.split()):
            return kind
    return Question.NONE
