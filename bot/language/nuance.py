"""What a question is after, finer than its form: money or years, what was done or what may be, and which two
things it leaves to choose from."""

import re

#: Of those that match the first one counts.
NUANCES: dict[str, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("money", r"多少钱|什么价|啥价|几块|几百|花了?多少|多贵"),
        (
            "duration_to_come",
            r"(?:要|得|打算|准备|还|需要|去|住|待)[^，]{0,4}(?:多久|多长时间|几天|几晚|多少天|几年)",
        ),
        ("years", r"(?:几|多少)年|多少年头"),
        ("duration", r"多久|多长时间|几天|几个月|多少天|好久"),
        ("frequency", r"几次|几趟|几回|多少[次趟回]|多不多|经常|常不常"),
        ("count", r"几[个位口人张件样家间只条份]|多少(?:个|人|位|家|张|件|间)|多少$"),
        ("past_time", r"(?:什么时候|啥时候|哪天|几号|哪年|几月|几点|多会儿).*(?:了|的|过)(?:呢|啊|呀)?$"),
        ("time_to_come", r"什么时候|啥时候|哪天|几号|几点|多会儿"),
        ("way_there", r"(?:去|跑|到)(?:哪|什么地方|些什么地方)"),
        ("opinion", r"怎么样|咋样|觉得|感觉|如何$"),
        ("kind", r"什么样|啥样|哪种|什么牌子|哪一?款"),
        ("way", r"怎么(?!办|会|不|没|就|了|回事|说|讲|想|啦|样)|咋(?!了|回事|办|说|想|不|没|样)"),
        ("done", r"(?:了|过)(?:没有?|吗|么|不)(?:啊|呀|呢)?$|有没有[^，]*过|([\u4e00-\u9fff])没\1"),
        ("having", r"有没有|有[^，]*(?:吗|没有?|不|么)(?:啊|呀|呢)?$"),
        (
            "may",
            r"能不能|会不会|愿不愿|肯不肯|可不可以"
            r"|(?:能|会|肯|愿意|可以)[^，]*(?:吗|不|么)(?:啊|呀|呢)?$",
        ),
        ("tag", r"(?:吧|对吗|是吗|对不对|是不是|没错吧)$|^是不是"),
        (
            "being",
            r"是不是|^(?:那|这|就)?(?:您|你|他|她|它|那|这)?(?:[^，]{0,3})?是[^，]*(?:吗|么|不)(?:啊|呀|呢)?$",
        ),
        ("degree", r"([累忙难贵远热冷好急怕疼重大高吵烦])(?:不\1|[吗不么]$)|习不习惯|方不方便|习惯[吗不]"),
    ),
    "en": (
        ("money", r"\bhow much\b|\bcosts?\b|\bprice\b|\bcharged?\b"),
        (
            "duration_to_come",
            r"\bhow long (?:will|would|are|do|does|can|is)\b|\bhow many (?:nights|days) (?:will|are|do)\b",
        ),
        ("years", r"\bhow many years\b|\bhow long (?:have|has|had|were|was|did)\b"),
        ("duration", r"\bhow (?:long|many (?:months|weeks|days|hours|nights))\b"),
        ("frequency", r"\bhow often\b|\bhow many times\b|\b(?:do|does) \w+ .*\b(?:often|much|a lot)\b"),
        ("count", r"\bhow many\b"),
        ("past_time", r"\bwhen (?:did|was|were|had)\b|\bwhat (?:day|time|year) (?:did|was|were)\b"),
        (
            "time_to_come",
            r"\bwhen(?:'s|'ll| (?:is|are|do|does|will|would|can|could|shall|should|might))\b|\bwhen$"
            r"|\bwhat (?:day|time)\b|\bwhich (?:day|week)\b",
        ),
        (
            "way_there",
            r"\bwhere (?:do|did|does|are|were|will) (?:you|they|he|she|we|people) .*\b(?:go|going"
            r"|travel\w*|been|off)\b",
        ),
        (
            "opinion",
            r"\bhow (?:is|was|are|were|do you (?:like|find|feel)|did you (?:like|find))\b|\bwhat (?:do"
            r"|did) you (?:think|make)\b",
        ),
        ("kind", r"\b(?:what (?:sort|kind|type|make)|which (?:sort|kind|one))\b"),
        ("way", r"\bhow (?:do|did|does)\b"),
        ("having", r"^(?:\w+ )?(?:have you (?:got|any)|do you have|is there|are there|any|got)\b"),
        ("done", r"^(?:\w+ )?(?:have|has|had|did|haven't|didn't)\b"),
        ("may", r"^(?:\w+ )?(?:can|could|will|would|might|won't)\b"),
        (
            "tag",
            r"(?:right|isn'?t it|aren'?t you|don'?t you|didn'?t you|innit|yeah|is it|are you)$|^(?:so "
            r"|and )?(?:you|that's|it's|they)\b",
        ),
        ("being", r"^(?:\w+ )?(?:is|was) (?:that|this|it) (?:an?|the|your|for|about|like)\b"),
        ("degree", r"^(?:\w+ )?(?:is|are|was|were) (?:it|that|they|things|he|she)\b"),
    ),
}  # fmt: skip
PATTERNS = {
    language: [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in nuances]
    for language, nuances in NUANCES.items()
}
NAMES = frozenset(name for nuances in NUANCES.values() for name, _ in nuances)
#: Two things to choose from, as they stand in a question.
CHOICES = {
    "zh": re.compile(
        r"(?:^|您|你|他|她|是|都|那|得|要|想|：)(?P<one>[^，。？！是还您你]{1,7})"
        r"还是(?:得|要|是)?(?P<other>[^，。？！]{1,8}?)(?:呢|啊|呀|吗|吧|的话)?$"
    ),
    "en": re.compile(
        r"\b(?P<one>\w+(?:[ -]\w+){0,2}),? or (?P<other>(?!(?:so|not|is|was|were|are|do|did|does|don't|didn't"
        r"|have|has|had|can|could|will|would|should|shall|am|i|you|your|he|she|it|we|they|that|what|how|who|just|whether)\b)"
        r"\w+(?:[ -]\w+){0,3})$",
        re.IGNORECASE,
    ),
}


def nuance(question: str, language: str) -> str | None:
    """What a question is after."""
    text = question.strip("，。？！?!. ")
    return next((name for name, pattern in PATTERNS[language] if pattern.search(text)), None)


def choice(question: str, language: str) -> str:
    """The second of two things that a question leaves to choose from; empty where they can't be told."""
    found = CHOICES[language].search(question.strip("，。？！?!. "))
    if not found:
        return ""
    other = found["other"]
    return other[0].upper() + other[1:] if language == "en" else other
