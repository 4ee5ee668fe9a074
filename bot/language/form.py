"""What a question wants to hear: yes or no, one of two, a number, a time, a place, somebody, a reason …

The customer listens more generously than the score: what has the shape of a question is answered as one,
even where the recogniser isn't sure enough to count it.
"""

import re
from collections.abc import Mapping
from typing import Literal

from bot.language.utterance import Clause, Question, Utterance

Form = Literal["consent", "else", "polar", "choice", "number", "when", "where", "who", "why", "how", "what"]

#: Of those that are found the one that stands first decides (see `shape`), of two at one place the earlier of
#: this table; what has none of them is answered by yes or no.
FORMS: dict[str, tuple[tuple[Form, str], ...]] = {
    "zh": (
        (
            "else",
            r"(?:还有|有没有|没有?|要)(?:什么|啥)?(?:别的|其他|其它|补充)|还有(?:吗|什么|啥"
            r"|没有?)[^，。]{0,6}$|就这些",
        ),
        (
            "consent",
            r"(?:我|我们|咱们?|要不|那)[^，。？！]{2,}(?:好吗|行吗|可以吗|好不好|行不行|成吗"
            r"|成不成?|行不|中不中?|可以不|要得不|方便吗)$"
            r"|(?:能不能|可不可以|能否|可否|能|可以)(?:让我|给我|帮我|请您|麻烦您|劳驾)[^，。]*$"
            r"|您看[^，。？！]{0,8}(?:怎么样|如何|好使不|中不|好不)$"
            r"|要不要|用不用我|需不需要我|我(?:能不能|可不可以|能|可以)[^，。]+(?:吗|么|不)$",
        ),
        (
            "why",
            r"为什么|为啥|为何|凭什么|怎么会|怎么就|干嘛(?!的)|干吗(?!的)|什么原因|啥原因"
            r"|怎么[^，。？]{0,6}(?:不|没|还)",
        ),
        (
            "when",
            r"什么时候|啥时候|几点|几号|几月|哪天|哪一天|哪年|多会儿|何时|几时|哪会儿|礼拜几|星期几|周几",
        ),
        (
            "number",
            r"多少|多久|多长|多大|多高|多远|多重|好久|好多(?!了)|(?<![那这好前过头上最近])几(?!乎|时|点|号|月)|多贵",
        ),
        (
            "where",
            r"(?:哪里|哪儿|哪块)(?!不|最|没|有问题|出|让|觉得|顺|难|疼|坏|卡)|哪边|哪头|啥地方|什么地方|何处|(?:在|去|到|住|上)哪",
        ),
        (
            "who",
            r"谁|哪位|哪个人|哪些人|什么人|啥人|哪个(?:部门|领导|老板|同事|师傅)|叫(?:什么|啥)|姓(?:什么|啥)",
        ),
        ("choice", r"就[行成]还是|还是(?!想|要|会|得|很|有|没|不|挺|老)"),
        ("how", r"怎么|怎样|咋|如何|什么样|啥样|什么情况|怎么样"),
        (
            "what",
            r"什么|啥|哪(?!怕)|(?:给|跟|和)(?:我|我们|咱)(?:讲讲|说说|聊聊|谈谈|说一下|讲一下|细说|说一遍)"
            r"|(?:报|念|说|讲)(?:我|给我)?(?:一下|一遍|听听)(?:呗|吧|嘛|行吗|好吗)?$",
        ),
    ),
    "en": (
        ("else", r"\banything else\b|^(?:and |so )?what else$|\bis that (?:all|everything)\b"),
        (
            "consent",
            r"\bshall (?:i|we)\b|\b(?:may|can|could|might) (?:i|we)\b|\b(?:would you|do you"
            r"|d'you) (?:like|want) (?:me to|an?|one|some|the|it|us)\b|\bwant me to\b"
            r"|\bis (?:that|this|it) (?:ok|okay|all right|alright|fine)\b|\bif i (?:ask|come|send"
            r"|ring|call)|\bmind if i\b|\bwill that do\b"
            r"|\bwould that (?:be (?:all|ok|okay|fine)|suit|do|work)\b",
        ),
        ("why", r"\bwhy\b|\bhow come\b|\bwhat for\b|\bwhat's the reason\b|\bwhat made\b"),
        ("number", r"\bhow (?:many|much|often|long|old|far|big|large)\b|\bwhat (?:price|size|number)\b"),
        (
            "when",
            r"\b(?:know|say|tell|me|exactly|about) when\b"
            r"|(?:^|\b(?:and|so|but|then|ok|or|till|until|since|from|for) )when\b"
            r"(?! (?:it|they|he|she|you|you're|you've|we|i|the|your|his|her|their|my|our|an?"
            r"|things|people)\b)"
            r"|\bwhen(?:'s| is| was| do| does| did| will| would| can| are)\b"
            r"|\bwhat (?:time|day|date|month|year)\b|\bwhich (?:day|date|week|month)\b|\bhow soon\b",
        ),
        ("where", r"\bwhere\b|\bwhich (?:town|city|place|hotel|address|office)\b|\bwhereabouts\b"),
        ("who", r"\bwho\b|\bwhom\b|\bwhose\b|\bwho's\b|\bwho'll\b|\bwhat's (?:his|her|their|your) name\b"),
        ("choice", r"\w,?\s+or\s+(?!so\b|not\b|anything\b|something\b|two\b|three\b|whatever\b)\w"),
        ("how", r"\bhow\b|\bwhat (?:is|was|are|were) (?:it|that|they|things) like\b"),
        ("what", r"\bwhat\b|\bwhat's\b|\bwhich\b|\btell me (?:about|more)\b"),
    ),
}
PATTERNS = {
    language: [(form, re.compile(pattern, re.IGNORECASE)) for form, pattern in forms]
    for language, forms in FORMS.items()
}
#: The shape of a question that nobody marked as one: how it ends in Chinese, how it begins in English.
ASKING = {
    "zh": re.compile(
        # what only looks like one: 哪有, 看看能不能换, 查没查出来我都给您打电话
        r"^(?!.*(?:哪里哪里|哪(?:睡|吃|住|受|舍|顾|等|记|经|用)得|哪有|哪里知道|哪敢|哪能|谁知道|没什么|没啥|说什么也|不管|无论|不论|随便"
        r"|没事没事|(?P<whether>[\u4e00-\u9fff])[不没](?P=whether)[^，]{0,8}(?:都|也)|(?:看|查|问|试|核实|确认)[^，]{0,2}(?:能不能|是不是|有没有"
        r"|会不会|可不可以)|[不没][^，]{1,5}(?:我|我们)(?:都|也|就|会|再)))"
        r"(?:.*(?:什么|啥|谁|哪里|哪儿|哪个|哪家|哪天|哪一?[点块样种]|几|多少|多久|好多|好久|咋|怎么|怎样)"
        r"[^，。？！\s没都也]{0,8}$"
        r"|.*哪(?:儿|里)?(?:了|呢|啊|呀)?$"
        r"|.*哪(?:儿|里)?(?:的|来的?|坏|扣|买|睡|住|放|疼|不舒服|不对|不好|年|国|人)[^，。？！得]{0,4}$"
        r"|(?!.*我怎么).*(?:为什么|为啥|咋|怎么)(?:就|会|也)?(?:没|不)[^，。？！都也我]{1,12}$"
        r"|.*(?:干嘛|干吗|干啥|做什么|做啥)(?:去|来|用|的)?(?:了|呢|啊|呀)?$"
        r"|.*哪(?:几|一)?[本趟辆件家班层栋条间张款种路位回份](?!都|也)[^，。？！]{0,8}$"
        r"|(?!.*(?:我|咱|在呢|着呢|还没|正|还早|多着|才|可))[^，。？！]{1,10}呢$"
        r"|(?!.*(?:我|咱|别|谢|好意思|着急|不急|客气|没事|没关系|没问题|没办法|不会|不用|打扰|耽误|不行|不是|不错|没错|不怕您))"
        r"[^，。？！]{0,6}[没不][^，。？！]{1,10}(?:啊|呀|吧)$"
        r"|^那(?:您|你)[没不][^，。？！]{2,10}$"
        r"|(?!.*(?:我|咱|谢|请|先|好吧|行吧|算了|就这样|来吧|走吧|说吧|早点|慢|真是))"
        r"[^，。？！]{2,12}(?:了|的|得[^，。？！]{1,5})吧$"
        r"|(?!.*我)[^，。？！]{0,4}(?:还有人|还能|还在)[^，。？！]{1,8}(?:啊|呀)$"
        r"|.*(?:就行|就成|就可以|自己[^，]{1,6}|能[^，]{1,4})还是(?:得|要)[^，。？！]{1,10}$"
        r"|.*(?P<one>[\u4e00-\u9fff])(?:[不没](?P=one)|(?P<two>[\u4e00-\u9fff])[不没](?P=one)(?P=two))"
        r"|.*(?<![我也都还就从可并绝要说])(?:不|没|啵|伐)(?:啊|呀|呢|嘛|哟)?$"
        r"|(?!.*我(?:先|再|来)?(?:把|给|跟)).*(?:把|您|你)[^，。？！我听]{0,10}(?:给我|跟我|我)?(?:报|念|说|讲)我?(?:一下|一遍|听听)"
        r"(?:呗|吧|嘛|行吗|好吗)?$"
        r"|.*(?:吗|没有|行不|要得不|对吧|是吧|么)$"
        r"|.*[^我们那这他她但可是，]还是(?!想|要|会|得|很|有|没|不|挺|老|在|那|觉得|希望|建议|先|算|您|你)"
        r"[^，。？！]{1,10}$"
        r"|(?!.*(?:谢|辛苦|麻烦|祝|请|打扰|放心|我|咱|先|慢|忙|挺|真|太|说得|说的|好吧|行吧|算了|就这样|来吧|走吧|说吧"
        r"|看吧|问吧|去吧|赶紧|休息|歇|开会|早点|一起|保重|注意|小心))"
        r"[^，]{0,5}(?:您|你|他|她|那|都|是)[^，。？！]{2,14}(?:啊|呀|呢|吧|呗)$)"
    ),
    "en": re.compile(
        r"^(?:(?:so|and|but|then|ok|okay|well|right|oh|er|um|now|tell me|listen|sorry|yeah|no|ah) )*"
        r"(?:what(?! an? )|whats|what's|who|whos|who's|whose|where|wheres|when (?:did|do|does|will"
        r"|is|are|was)|why"
        r"|how(?! kind| nice| lovely| awful)|hows|which"
        r"|(?:is|are|was|were|does|did|has|could|should|would"
        r"|(?:is|are|was|were|do|does|did|has|have|had|could|should|would|wo|ca)n'?t)"
        r" (?!worry|forget|mind|hesitate|let|be |you worry)\w+ \w+"
        r"|(?:do|have|had|will|can) (?:you|we|they|i|people|he|she|it|your|any\w*)"
        r"|you (?:ever|still|got any|got a))\b"
        r"|\b(?:what|who|where|why|how|which|when) (?:do|does|did|is|are|was|were|will|would|can|have|has)"
        r" (?:you|he|she|they|it|your|the|that|there)\b"
        r"|\b(?:so|and|but|then) (?:what|who|where|why|how|which|(?:do|are|will|did|have) you|is it)\b"
        r"|^got (?:an?|any|some|your|the|kids|family)\b|^any (?!time|day|chance|way)(?:other "
        r"|more )?\w+(?: \w+){0,4}$"
        r"|^(?:and|so) your \w+(?: \w+)?$"
        r"|\b(?:is it|was it|is he|is she|are they|isn'?t it|aren'?t you|don'?t you|innit"
        r"|didn'?t you|do you|have you|are you)$"
        r"|^\w+(?: \w+){0,2} please$",
        re.IGNORECASE,
    ),
}
#: What asks about the clause before it.
HANGING = re.compile(
    r"(?:您看|您说|您觉得|你看|这样)?(?:行|好|可以|成|中|对|方便|合适)(?:吗|么|不|吧|嘛)$"
    r"|(?:好不好|行不行|可不可以)$"
    r"|(?:那)?(?:您|你)?(?:给|跟|和)(?:我|我们|咱)(?:讲讲|说说|聊聊|谈谈|说一下|讲一下|细说|说道说道)"
    r"(?:呗|吧|嘛|吗|行吗|好吗)?$"
    r"|(?:when|if|while|after|before|because|since|once|unless)"
    r" (?!(?:do|does|did|is|are|was|were|will|would|can|could|should|have|has|shall|might)\b)\w+"
    r"|(?:for|to|with|at|in|on|of|from|by) (?:the|your|his|her|my|our|their|an?|that|this|you|us|me)\b"
    r"|(?:the|all|both) (?:two|three|lot|both)? ?of (?:you|us|them)$"
    r"|(?:or\b|is (?:that|this|it) (?:ok|okay|all right|alright|fine)\b|would that (?:be|suit)|ok$"
    r"|okay$|all right$|right$)",
    re.IGNORECASE,
)
#: Who asks leave to ask wants the answer to what they ask then.
LEAVE = re.compile(r"\b(?:may|can|could|might) i (?:just )?ask(?: you)?,? (?=\w+ \w)", re.IGNORECASE)
#: A question that says nothing but why, how so, or what then: it is about what was just told.
BARE = {
    "zh": re.compile(
        r"(?:那|哦|噢|啊|哎|诶|咦|嗯|这|这是|那是|您这是)?(?:为什么|为啥|怎么会|怎么|咋|咋会|怎么回事|咋回事|什么情况|后来|然后|结果|接着|再后来)"
        r"(?:这样|这么说|了|呢|呀|啊|嘛|会|的)*"
    ),
    "en": re.compile(
        r"(?:(?:oh|and|so|but|really|right|ok|okay|well|sorry|hm+) )*"
        r"(?:why|why not|why(?:'s| is| was| so)(?: that| it| this)?|how come|how so|how's that"
        r"|and then|then what"
        r"|what then|what happened(?: then| next| after(?: that)?)?|in what way|like what|such as|and)",
        re.IGNORECASE,
    ),
}
#: A question what the customer's last words were to mean.
MEANING = {
    "zh": re.compile(
        r"(?:您|你)?(?:这话|那|这|这个|您这话|是)?(?:什么意思|啥意思|怎么讲|怎么说|怎么个意思|什么叫.{1,8})(?:呢|呀|啊)?"
        r"|(?:我|不好意思)?(?:不太|没太?|不大|有点没)(?:听)?(?:明白|懂|清楚您的意思)|(?:您|你)?(?:刚才?)?说(?:的)?(?:啥|什么)(?:来着|意思)?"
    ),
    "en": re.compile(
        r"(?:(?:sorry|and|so|how|oh) )*(?:what|how) (?:do|did) you mean(?: by (?:that|it|this))?"
        r"|meaning(?: what)?|in what sense"
        r"|(?:sorry )?(?:i )?(?:don't|didn't|do not) (?:quite |really )?(?:follow|understand"
        r"|get (?:it|that|you))(?: you)?",
        re.IGNORECASE,
    ),
}
#: Forms that the whole question has, whatever words stand before them; of the others the first one counts.
ABOUT_ALL: frozenset[Form] = frozenset({"else", "why"})
#: What is told rather than answered by a word.
TELLING: frozenset[Form] = frozenset({"why", "how", "what"})


def asking(clause: Clause, language: str) -> Question:
    """What a clause asks of a customer who listens well; its question type, or that of its shape."""
    if clause.question is not Question.NONE or not ASKING[language].search(clause.text):
        return clause.question
    return Question.OPEN if shape(clause.text, language) in TELLING else Question.CLOSED


def shape(question: str, language: str) -> Form:
    """What a question wants to hear."""
    text = LEAVE.sub("", question.strip("，。？！?!. "))
    found = [(match.start(), name) for name, pattern in PATTERNS[language] if (match := pattern.search(text))]
    whole = next((name for _, name in found if name in ABOUT_ALL), None)
    return whole or min(found, key=lambda one: one[0], default=(0, "polar"))[1]


def bare(utterance: Utterance, language: str, kind: Mapping[str, re.Pattern[str]] = BARE) -> bool:
    """Whether all that a reply asks is of such a kind: why, how so, what then (or what was meant)."""
    asked = [
        clause.text.strip("，。？！?!. ")
        for clause in utterance.clauses
        if asking(clause, language) is not Question.NONE or kind[language].fullmatch(clause.text)
    ]
    return bool(asked) and all(kind[language].fullmatch(text) for text in asked)


def last_asking(utterance: Utterance, language: str) -> int | None:
    """The number of the last clause that asks something."""
    clauses = enumerate(utterance.clauses)
    return max((n for n, c in clauses if asking(c, language) is not Question.NONE), default=None)


def last_question(utterance: Utterance, language: str) -> str:
    """The last question of a reply, with what it hangs on; empty where nothing is asked."""
    clauses = utterance.clauses
    last = last_asking(utterance, language)
    if last is None:
        return ""
    text = clauses[last].text
    if last + 1 < len(clauses) and clauses[last + 1].text.lower().startswith("or "):
        text = f"{text} {clauses[last + 1].text}"
    if last and HANGING.match(text):
        text = f"{clauses[last - 1].text} {text}" if language == "en" else clauses[last - 1].text + text
    return text


def form(question: str, language: str) -> Form | None:
    """What the last question of a reply wants to hear; None where nothing is asked."""
    return shape(question, language) if question else None
